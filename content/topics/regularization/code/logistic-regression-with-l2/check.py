"""Checks of logistic regression with an L2 penalty: python check.py"""

import math
import warnings

import numpy as np
from solution import fit, loss_and_gradient

warnings.simplefilter("error")
done = 0


def passed(what):
    """Say what held."""
    global done
    done += 1
    print("ok:", what)


X = np.array([[1.0], [-2.0]])
loss, db, dw = loss_and_gradient(0.5, np.array([1.0]), X, np.array([1.0, 0.0]), 3.0)
want = math.log(1 + math.exp(1.5)) - 1.5 + math.log(1 + math.exp(-1.5)) + 1.5
assert math.isclose(loss, want, rel_tol=1e-12), f"loss of two examples: expected {want}, got {loss}"
assert np.shape(dw) == (1,), f"dw has the shape (1,), got {np.shape(dw)}"
passed("the loss by hand")

rng = np.random.default_rng(0)
X, y = rng.normal(size=(30, 4)), (rng.random(30) < 0.4).astype(float)
b, w, lam = 0.3, rng.normal(size=4), 1.7
_, db, dw = loss_and_gradient(b, w, X, y, lam)


def value(point):
    """The loss at a vector of intercept and weights."""
    return loss_and_gradient(point[0], point[1:], X, y, lam)[0]


point = np.array([b, *w])
slope = [(value(point + e) - value(point - e)) / 2e-6 for e in np.eye(5) * 1e-6]
assert np.allclose([db, *dw], slope, atol=1e-5), f"gradient: finite differences give {slope}, got {[db, *dw]}"
passed("the gradient against finite differences")

free = loss_and_gradient(b, w, X, y, 0.0)
assert math.isclose(db, free[1]), "the derivative in b must not depend on lam: the intercept is not penalized"
passed("the intercept is free")

X1 = np.array([[1000.0], [1000.0], [-1000.0], [-1000.0]])
loss, db, dw = loss_and_gradient(0.0, np.array([1.0]), X1, np.array([1.0, 0.0, 0.0, 1.0]), 0.0)
assert loss == 2000, f"scores of 1,000 and -1,000, two of four wrong: the loss is 2,000, got {loss}"
assert np.allclose([db, dw[0]], [0, 2000]), f"the gradient there is 0 and 2,000, got {db} and {dw}"
small = loss_and_gradient(-40.0, np.zeros(1), np.zeros((1, 1)), np.array([0.0]), 0.0)
assert math.isclose(small[0], math.exp(-40), rel_tol=1e-6), f"at a score of -40 the loss is e^-40, got {small[0]}"
assert math.isclose(small[1], math.exp(-40), rel_tol=1e-6), f"at a score of -40 the slope is e^-40, got {small[1]}"
passed("large scores of both signs, without a warning")

X = rng.normal(size=(80, 3)) * [1, 2, 0.5] + [2, 0, -1]
y = (rng.random(80) < 1 / (1 + np.exp(-(X @ [1.0, -0.5, 0.3] - 1)))).astype(float)
b, w = fit(X, y, 2.0)
_, db, dw = loss_and_gradient(b, w, X, y, 2.0)
length = math.sqrt(db * db + dw @ dw)
assert length <= 1.001e-6, f"the length of the gradient at the end: at most 1e-6 was asked, got {length:.1e}"
chance = 1 / (1 + np.exp(-(b + X @ w)))
assert np.isclose(chance.mean(), y.mean()), "a free intercept makes the mean prediction the share of ones"
passed("fit ends where the gradient is zero")

apart = np.array([[-3.0], [-1.0], [1.0], [2.0]])
labels = np.array([0.0, 0.0, 1.0, 1.0])
sizes = [abs(fit(apart, labels, lam)[1][0]) for lam in (0.1, 1.0, 10.0)]
assert np.all(np.isfinite(sizes)), f"separable data: the weight is finite for lam > 0, got {sizes}"
assert sizes[0] > sizes[1] > sizes[2] > 0, f"separable data: the weight shrinks as lam grows, got {sizes}"
passed("separable data have a finite solution")

far = np.column_stack([np.full(50, 30.0), rng.normal(size=50)])
ones = (far[:, 1] > 0.2).astype(float)
b, w, before = 0.0, np.zeros(2), math.inf
for steps in (1, 2, 3, 5, 10, 30):
    b, w = fit(far, ones, 0.5, max_steps=steps)
    loss = loss_and_gradient(b, w, far, ones, 0.5)[0]
    assert loss <= before + 1e-9, f"the loss rose from {before} to {loss} by step {steps}: the fixed step is too long"
    before = loss
passed("the loss never rises, also with a large constant column")

print(f"All {done} checks passed.")
