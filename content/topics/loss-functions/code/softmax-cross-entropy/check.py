"""Checks of softmax cross-entropy: python check.py"""

import warnings

import numpy as np
from solution import cross_entropy

warnings.simplefilter("error")  # an overflow or a log of zero is a fault
done = 0


def passed(what):
    """Say what held."""
    global done
    done += 1
    print("ok:", what)


rng = np.random.default_rng(0)
logits = rng.normal(size=(5, 4))
targets = np.array([0, 3, 1, 1, 2])
loss, gradient = cross_entropy(logits, targets)
slow = -np.mean([np.log(np.exp(z[t]) / np.exp(z).sum()) for z, t in zip(logits, targets, strict=True)])
assert np.isclose(loss, slow), f"the mean loss: expected {slow}, got {loss}"
assert np.shape(gradient) == (5, 4), f"the gradient has the logits' shape, got {np.shape(gradient)}"
for row in range(5):
    for column in range(4):
        step = np.zeros_like(logits)
        step[row, column] = 1e-6
        want = (cross_entropy(logits + step, targets)[0] - cross_entropy(logits - step, targets)[0]) / 2e-6
        got = gradient[row, column]
        assert abs(got - want) < 1e-7, f"gradient at {row}, {column}: by differences {want}, got {got}"
passed("loss, and gradient against finite differences")

loss, gradient = cross_entropy(np.array([[1000.0, 0.0], [-1000.0, 0.0], [5e5, 5e5]]), np.array([1, 0, 0]))
assert np.isclose(loss, (1000 + 1000 + np.log(2)) / 3), f"large logits: expected {(2000 + np.log(2)) / 3}, got {loss}"
assert np.allclose(gradient * 3, [[1, -1], [-1, 1], [-0.5, 0.5]]), f"large logits: got the gradient {gradient}"
moved = cross_entropy(logits + rng.normal(size=(5, 1)) * 1e3, targets)
assert np.isclose(moved[0], slow), "a constant added to all logits of a row changes nothing"
passed("large logits")

some = np.array([0, -100, 1, -100, 2])
loss, gradient = cross_entropy(logits, some)
kept = cross_entropy(logits[[0, 2, 4]], some[[0, 2, 4]])
assert np.isclose(loss, kept[0]), f"the mean runs over valid rows: expected {kept[0]}, got {loss}"
assert np.allclose(gradient[[0, 2, 4]], kept[1]), "the gradient of valid rows is divided by their number"
assert not gradient[[1, 3]].any(), f"ignored rows have gradient 0, got {gradient[[1, 3]]}"
loss, gradient = cross_entropy(logits, np.full(5, -100))
assert loss == 0, f"nothing valid: expected 0, got {loss}"
assert np.array_equal(gradient, np.zeros((5, 4))), f"nothing valid: expected a gradient of zeros, got {gradient}"
passed("ignored rows")

barred = logits.copy()
barred[:, 3] = -np.inf
allowed = np.array([0, 1, 2, 0, 1])
loss, gradient = cross_entropy(barred, allowed)
fewer = cross_entropy(logits[:, :3], allowed)
assert np.isclose(loss, fewer[0]), f"a class that is ruled out does not count: expected {fewer[0]}, got {loss}"
assert np.allclose(gradient[:, :3], fewer[1]), "a class that is ruled out does not count in the gradient"
assert not gradient[:, 3].any(), f"a class that is ruled out has gradient 0, got {gradient[:, 3]}"
passed("classes that are ruled out")

before = logits.copy()
cross_entropy(logits, targets)
assert np.array_equal(before, logits), "leave the logits unchanged"
loss, gradient = cross_entropy(np.array([[0.1, 0.2]], dtype=np.float32), np.array([1]))
assert np.isclose(loss, np.log(1 + np.exp(-0.1)), atol=1e-6), f"single precision: got {loss}"
loss, gradient = cross_entropy(np.array([[3, 1]]), np.array([0]))
assert np.isclose(loss, np.log(1 + np.exp(-2))), f"integer logits: got {loss}"
passed("arguments unchanged, other types")

print(f"All {done} checks passed.")
