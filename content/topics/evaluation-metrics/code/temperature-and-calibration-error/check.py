"""Checks the temperature and the calibration error: python check.py"""

import warnings

import numpy as np
from solution import calibration_error, fit_temperature

warnings.simplefilter("error")  # an overflow is a fault
passed = 0


def expect(name, got, wanted, tolerance=1e-6):
    """One check: prints its name, or says what was expected and what came."""
    global passed
    assert abs(got - wanted) <= tolerance, f"{name}: expected {wanted}, got {got}"
    passed += 1
    print(f"ok: {name}")


def log_loss(logits, y, temperature):
    z = logits / temperature
    z = z - z.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(y)), y])


def draw(rng, n, k, scale):
    """Logits that are ``scale`` times those from which the labels were drawn."""
    truth = rng.normal(0, 2, (n, k))
    p = np.exp(truth - truth.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    y = (p.cumsum(axis=1) < rng.random((n, 1))).sum(axis=1).clip(0, k - 1)
    return scale * truth, y


rng = np.random.default_rng(0)
for scale in (0.5, 1.0, 3.0):
    logits, y = draw(rng, 20_000, 4, scale)
    t = fit_temperature(logits, y)
    expect(f"logits {scale} times too large", t / scale, 1.0, 0.05)
    best = min(log_loss(logits, y, t * f) for f in (0.99, 1.01))
    assert log_loss(logits, y, t) <= best, f"T = {t} is not a minimum: the log loss is lower 1% away"
logits, y = draw(rng, 5_000, 3, 2.0)
shifted = logits + rng.normal(0, 50, (5_000, 1))
expect("a constant added to a row changes nothing", fit_temperature(shifted, y), fit_temperature(logits, y), 1e-4)
large = np.array([[1000.0, 0.0], [0.0, 1000.0], [1000.0, 0.0], [0.0, 1000.0]])
expect("logits of 1,000, one of four wrong: at the upper limit", fit_temperature(large, np.array([0, 1, 0, 0])), 20.0)
small = np.array([[0.8, 0.0]] * 4)
expect("closed form: log 3 / 0.8 inverse", fit_temperature(small, np.array([0, 0, 0, 1])), 0.8 / np.log(3), 1e-5)
expect("all right: at the lower limit", fit_temperature(np.eye(3), np.arange(3)), 0.05)
expect("worse than chance: at the upper limit", fit_temperature(np.eye(2), np.array([1, 0])), 20.0)

expect("one bin by hand", calibration_error(np.array([0.62, 0.68]), np.array([1, 0])), 0.15)
expect("weights by size", calibration_error(np.array([0.95, 0.95, 0.95, 0.55]), np.array([1, 1, 1, 0])), 0.175)
expect("a confidence of 1", calibration_error(np.array([1.0, 1.0]), np.array([1, 0])), 0.5)
expect("opposite errors in one bin cancel", calibration_error(np.array([0.41, 0.49]), np.array([0, 1])), 0.05)
expect("a border belongs to the bin above", calibration_error(np.array([0.5, 0.45]), np.array([0, 1]), 2), 0.525)
confidence = rng.random(400)
correct = (rng.random(400) < confidence).astype(int)
slow = 0.0
for m in range(15):
    inside = [c for c in range(400) if m / 15 <= confidence[c] < (m + 1) / 15]
    if inside:
        slow += len(inside) / 400 * abs(confidence[inside].mean() - correct[inside].mean())
expect("against a loop over 15 bins", calibration_error(confidence, correct, 15), slow)
print(f"All {passed} checks passed.")
