"""Checks of focal loss: python check.py"""

import warnings

import numpy as np
from solution import focal_loss

warnings.simplefilter("error")  # an overflow or a log of zero is a fault
done = 0


def passed(what):
    """Say what held."""
    global done
    done += 1
    print("ok:", what)


z = np.array([-4.0, -1.0, 0.0, 0.3, 2.5, 6.0])
for label in (0, 1):
    y = np.full(6, label)
    p = 1 / (1 + np.exp(-z))
    true = p if label else 1 - p
    for gamma in (0.0, 0.5, 2.0, 5.0):
        loss, gradient = focal_loss(z, y, gamma)
        want = -((1 - true) ** gamma) * np.log(true)
        assert np.allclose(loss, want), f"label {label}, gamma {gamma}: expected {want}, got {loss}"
        slope = (focal_loss(z + 1e-6, y, gamma)[0] - focal_loss(z - 1e-6, y, gamma)[0]) / 2e-6
        assert np.allclose(gradient, slope, atol=1e-7), f"label {label}, gamma {gamma}: {slope}, got {gradient}"
passed("loss, and gradient against finite differences")

y = np.array([1, 0, 1, 0, 1, 0])
loss, gradient = focal_loss(z, y, 0.0)
assert np.allclose(gradient, 1 / (1 + np.exp(-z)) - y), f"gamma = 0 is log loss with gradient p - y, got {gradient}"
passed("gamma 0 is log loss")

weighted, pull = focal_loss(z, y, 2.0, 0.25)
plain, bare = focal_loss(z, y, 2.0)
weights = np.where(y == 1, 0.25, 0.75)
assert np.allclose(weighted, weights * plain), f"alpha on positives, 1 - alpha on negatives: got {weighted / plain}"
assert np.allclose(pull, weights * bare), f"alpha weighs the gradient, too: got {pull / bare}"
assert np.allclose(focal_loss(z, y, 2.0, 0.0)[0][y == 1], 0), "alpha = 0 is a weight, not an absent one"
passed("alpha")

far = np.array([1000.0, -1000.0, 1000.0, -1000.0, 50.0, 50.0])
labels = np.array([1, 1, 0, 0, 1, 0])
loss, gradient = focal_loss(far, labels, 2.0)
assert np.all(np.isfinite([loss, gradient])), f"logits of 1000: got {loss}, {gradient}"
assert np.allclose(loss[[0, 1, 2, 3]], [0, 1000, 1000, 0]), (
    f"logits of 1000: expected [0, 1000, 1000, 0], got {loss[:4]}"
)
assert np.allclose(gradient[[0, 1, 2, 3]], [0, -1, 1, 0]), f"confident mistakes pull with 1: got {gradient[:4]}"
passed("large logits")

easy = focal_loss(np.array([32.0]), np.array([1]), 1.0)
want = np.exp(-32.0) ** 2
assert np.isclose(easy[0][0] / want, 1, rtol=1e-6), (
    f"a very easy example keeps its digits: expected {want}, got {easy[0][0]}"
)
slope = -2 * want
assert np.isclose(easy[1][0] / slope, 1, rtol=1e-6), f"its gradient, too: expected {slope}, got {easy[1][0]}"
passed("easy examples keep their digits")

print(f"All {done} checks passed.")
