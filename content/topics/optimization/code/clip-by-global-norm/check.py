"""Checks of clipping by the global norm: python check.py"""

import math
import warnings

import numpy as np
from solution import clip_by_global_norm

warnings.simplefilter("error")
done = 0


def passed(what):
    """Say what held."""
    global done
    done += 1
    print("ok:", what)


grads = [np.array([6.0, 0.0]), np.array([[8.0]])]
clipped, norm = clip_by_global_norm(grads, 5.0)
assert isinstance(norm, float), f"the norm is a Python float, got {type(norm)}"
assert math.isclose(norm, 10), f"norm of (6, 0) and (8): expected 10, got {norm}"
assert np.allclose(clipped[0], [3, 0]), f"clipped to 5: expected [3, 0], got {clipped[0]}"
assert np.allclose(clipped[1], [[4]]), f"clipped to 5: expected [[4]], got {clipped[1]}"
assert np.array_equal(grads[0], [6, 0]), f"the inputs were changed: {grads[0]}"
passed("one factor for all arrays, inputs unchanged")

rng = np.random.default_rng(0)
for _ in range(50):
    grads = [rng.normal(size=shape) * rng.uniform(0.01, 10) for shape in ((3, 4), (5,), (), (2, 1, 2))]
    grads = [np.asarray(grad) for grad in grads]
    limit = rng.uniform(0.1, 30)
    clipped, norm = clip_by_global_norm(grads, limit)
    flat = np.concatenate([grad.ravel() for grad in grads])
    want = flat * min(1, limit / np.linalg.norm(flat))
    got = np.concatenate([np.asarray(grad).ravel() for grad in clipped])
    assert math.isclose(norm, np.linalg.norm(flat)), f"norm: expected {np.linalg.norm(flat)}, got {norm}"
    assert np.allclose(got, want), f"limit {limit}: expected {want}, got {got}"
    shapes = [getattr(grad, "shape", None) for grad in clipped]
    assert shapes == [grad.shape for grad in grads], f"arrays keep their shapes, got {shapes}"
    assert all(isinstance(grad, np.ndarray) for grad in clipped), "all results are arrays, also one without dimensions"
passed("random arrays against one long vector")

grads = [np.array([3.0, 4.0])]
clipped, norm = clip_by_global_norm(grads, 5.0)
assert np.array_equal(clipped[0], [3, 4]), f"a norm of exactly the limit is left alone, got {clipped[0]}"
clipped[0][0] = 99
assert grads[0][0] == 3, "writing into the result must not write into the input"
passed("at the limit, and copies where nothing is clipped")

clipped, norm = clip_by_global_norm([np.array([3e200]), np.array([4e200])], 1.0)
assert math.isclose(norm, 5e200), f"large entries: expected 5e200, got {norm}"
assert np.allclose(np.concatenate(clipped), [0.6, 0.8]), f"large entries: expected 0.6 and 0.8, got {clipped}"
clipped, norm = clip_by_global_norm([np.array([3e-200, 4e-200])], 1e-200)
assert math.isclose(norm, 5e-200), f"tiny entries: expected 5e-200, got {norm}"
assert np.allclose(clipped[0] / 1e-200, [0.6, 0.8]), f"tiny entries: expected 6e-201 and 8e-201, got {clipped}"
passed("entries whose squares overflow or vanish")

clipped, norm = clip_by_global_norm([np.zeros(3), np.zeros((0, 2))], 1.0)
assert norm == 0, f"all zeros: expected the norm 0, got {norm}"
assert not clipped[0].any(), f"all zeros: expected zeros, got {clipped[0]}"
clipped, norm = clip_by_global_norm([], 1.0)
assert clipped == [], f"an empty list: expected [], got {clipped}"
assert norm == 0, f"an empty list: expected the norm 0, got {norm}"
passed("zeros, an empty array, an empty list")

for bad in (math.nan, math.inf, -math.inf):
    for place in (0, 1):
        grads = [np.array([1.0, 2.0]), np.array([3.0, 4.0])]
        grads[place][1] = bad
        clipped, norm = clip_by_global_norm(grads, 1.0)
        assert clipped is None, f"with an entry {bad} in array {place}: expected None, got {clipped}"
        assert not math.isfinite(norm), f"with an entry {bad} in array {place}: the norm is not finite, got {norm}"
passed("infinite entries and entries that are not a number, in any place")

half = [np.full(100, 300, dtype=np.float16), np.array([1], dtype=np.float32)]
clipped, norm = clip_by_global_norm(half, 30.0)
want = math.sqrt(100 * 300**2 + 1)
assert math.isclose(norm, want, rel_tol=1e-6), f"float16 entries of 300: expected the norm {want}, got {norm}"
assert [grad.dtype for grad in clipped] == [np.float16, np.float32], "clipped arrays keep the type of their input"
assert np.allclose(clipped[0], 3, rtol=1e-3), f"float16 entries of 300, limit 30: expected 3, got {clipped[0][:3]}"
passed("half precision")

print(f"All {done} checks passed.")
