"""Checks top_components against the singular value decomposition: python check.py"""

import tracemalloc

import numpy as np
from solution import top_components

passed = 0


def expect(name, truth, wanted, got):
    """One check: prints its name, or says what was expected and what came."""
    global passed
    assert truth, f"{name}: expected {wanted}, got {got}"
    passed += 1
    print(f"ok: {name}")


def close(name, got, wanted, tolerance=1e-6):
    """A check of numbers."""
    got, wanted = np.asarray(got, float), np.asarray(wanted, float)
    same = got.shape == wanted.shape and np.allclose(got, wanted, rtol=tolerance, atol=tolerance)
    expect(name, same, wanted.round(6), got.round(6))


def table(spectrum, n, p, rng, mean=0.0):
    """Rows with exactly these sample variances along orthonormal directions, and the directions."""
    u = rng.normal(size=(n, len(spectrum)))
    u = np.linalg.qr(u - u.mean(axis=0))[0]
    v = np.linalg.qr(rng.normal(size=(p, len(spectrum))))[0]
    return (u * np.sqrt(np.array(spectrum) * (n - 1))) @ v.T + mean, v


rng = np.random.default_rng(0)
x, v = table([9, 4, 1, 0.25], 50, 8, rng)
values, found = top_components(x, 3, np.random.default_rng(1))
close("variances", values, [9, 4, 1])
close("orthonormal columns", found.T @ found, np.eye(3))
close("directions, up to sign", np.abs(np.sum(found * v[:, :3], axis=0)), np.ones(3))
values, found = top_components(x, 1, np.random.default_rng(2))
close("a single component", values, [9])
close("its shape", found.shape, (8, 1))
again = top_components(x, 1, np.random.default_rng(2))[1]
close("the generator decides", again, found)

shifted, v = table([5, 2, 0.5], 40, 6, rng, mean=100.0)
before = shifted.copy()
values, found = top_components(shifted, 2, np.random.default_rng(3))
close("x is not changed", shifted, before)
close("far from the origin", values, [5, 2])
close("not the mean", np.abs(np.sum(found * v[:, :2], axis=0)), np.ones(2))

tied, v = table([3, 3, 1], 60, 7, rng)
values, found = top_components(tied, 2, np.random.default_rng(4))
close("a tie: variances", values, [3, 3])
close("a tie: the plane", found @ found.T, v[:, :2] @ v[:, :2].T)
near, v = table([4.0, 3.9, 0.1], 60, 7, rng)
values, found = top_components(near, 2, np.random.default_rng(5), steps=8)
close("nearly tied, few steps", values, [4.0, 3.9])
close("nearly tied, few steps: axes", np.abs(np.sum(found * v[:, :2], axis=0)), np.ones(2))
three, v = table([4.0, 3.9, 3.8, 0.1], 60, 7, rng)
values, found = top_components(three, 3, np.random.default_rng(8), steps=8)
close("three nearly tied, few steps: axes", np.abs(np.sum(found * v[:, :3], axis=0)), np.ones(3))
values, found = top_components(x, 4, np.random.default_rng(6))
close("all that there are", values, [9, 4, 1, 0.25])
close("they rebuild the table", (x - x.mean(axis=0)) @ found @ found.T, x - x.mean(axis=0))

wide, v = table([50, 20, 5, 1], 30, 3000, rng)
tracemalloc.start()
values, found = top_components(wide, 3, np.random.default_rng(7), steps=30)
peak = tracemalloc.get_traced_memory()[1] / 1e6
tracemalloc.stop()
close("3,000 columns", values, [50, 20, 5])
expect("no 3,000 x 3,000 matrix", peak < 20, "a peak below 20 MB", f"{peak:.0f} MB")
print(f"All {passed} checks passed.")
