"""Checks every number and formula of this topic's study material."""

import math
from statistics import NormalDist

import numpy as np

PHI = NormalDist().cdf


def check_clock():
    """Lesson and figure: 0.99, 0.5, 0.01, 0.87, and 0.85 with correlation."""
    assert 1800 / 20 == 90
    assert 150 * 25 / 60 == 62.5
    assert round(PHI(20**0.5 * 10 / 20), 2) == 0.99
    assert PHI(0) == 0.5
    assert round(PHI(-(20**0.5) * 10 / 20), 2) == 0.01
    assert round(PHI(20**0.5 * 10 / 40), 2) == 0.87
    assert math.isclose(1 + 19 * 0.2, 4.8)
    assert round(PHI(20**0.5 / 2 / 4.8**0.5), 2) == 0.85


def check_behind_after_eight():
    """Problem behind-after-eight: 85 s, a coin toss at 60, 9.5 and 50.5 s, eight at 933 and not nine, 43 s."""
    assert 14 * 60 / 8 - 20 == 85
    left, z = 30 * 60 - 14 * 60, NormalDist().inv_cdf(0.95)
    assert (left - 12 * (60 + 20)) == 0
    margin = z * 20 / 12**0.5
    assert round(20 * 12**0.5) == 69
    assert round(margin, 1) == 9.5
    assert round(60 - margin, 1) == 50.5
    assert round(8 * 105 + z * 20 * 8**0.5) == 933 < left
    assert round(9 * 105 + z * 20 * 9**0.5) == 1044 > left
    assert math.isclose(1 + 11 * 0.2, 3.2)
    assert round(60 - margin * 3.2**0.5) == 43
    totals = np.random.default_rng(3).normal(50.5 + 20, 20, (200_000, 12)).sum(axis=1)
    assert abs(np.mean(totals <= left) - 0.95) < 0.005


def check_correlated_sum():
    """Lesson: the variance of 20 terms with pairwise correlation 0.2 is 20 s² (1 + 19·0.2)."""
    rng = np.random.default_rng(0)
    draws = rng.normal(size=(100_000, 20)) * 0.8**0.5 + rng.normal(size=(100_000, 1)) * 0.2**0.5
    assert abs(draws.sum(axis=1).var() / (20 * 4.8) - 1) < 0.02


def check_sampling_errors():
    """Lesson, 60-second answer, problems: 1.5 points and ±2.9 at 90% of 400; 0.0142, 0.045 and 0.032."""
    error = math.sqrt(0.9 * 0.1 / 400)
    assert math.isclose(error, 0.015)
    assert round(1.96 * error, 3) == 0.029
    assert round(math.sqrt(0.72 * 0.28 / 1000), 4) == 0.0142
    assert round(math.sqrt(0.16 / 80), 3) == 0.045
    assert round(math.sqrt(0.16 / 160), 3) == 0.032


def check_budget():
    """Problem fifty-ms-budget: 20 ms, 4 and 100 ms, k at most 24, 14 ms, and 9.6%."""
    assert 50 - 18 - 12 == 20
    assert math.isclose(200 * 0.02, 4)
    assert 200 * 0.5 == 100
    assert (16 - 4) / 0.5 == 24
    assert 4 + 0.5 * 20 == 14
    assert round(1 - 0.99**10, 3) == 0.096


def check_labels():
    """Problem ten-thousand-labels: 400 and 80 positives, precision at most 2/3, the label budget, missed tickets."""
    assert math.isclose(10_000 * 0.04, 400)
    assert math.isclose(0.04 / 0.06, 2 / 3)
    assert 300 + 2_000 + 2_200 + 500 == 5_000
    for recall, weekly in ((0.8, 1.7), (0.6, 3.4)):
        missed = (1 - recall) * 0.04 / 0.94
        assert round(200 * missed, 1) == weekly
    assert round(0.2 * 0.04 / 0.94, 4) == 0.0085
    assert [round(800 * lost * 0.04 / 0.94, 1) for lost in (0.2, 0.4)] == [6.8, 13.6]
    assert [round(count**0.5) for count in (6.8, 13.6)] == [3, 4]


def check_false_findings():
    """Rapid fire p-value: 8 true and 4.5 false findings, 36% false."""
    true, false = 10 * 0.8, 90 * 0.05
    assert (true, false) == (8.0, 4.5)
    assert false / (true + false) == 0.36


def check_flashcards():
    """Flashcards: rank 5, 3% of days, −1.2, 0.64, 131,328, 14,400, 0.995 and 2 − 2 cos."""
    rng = np.random.default_rng(4)
    layers = [rng.normal(size=shape) for shape in ((5, 100), (100, 5), (10, 100))]
    assert np.linalg.matrix_rank(layers[2] @ layers[1] @ layers[0]) == 5
    tail = 1 - sum(math.exp(k * math.log(100) - 100 - math.lgamma(k + 1)) for k in range(120))
    assert round(tail, 2) == 0.03
    first, noise = rng.normal(size=(2, 400_000))
    low = abs(first + 2) < 0.05
    assert abs(np.mean((0.6 * first + 0.8 * noise)[low]) + 1.2) < 0.04
    assert round(1 - 0.95**20, 2) == 0.64
    assert 512 * 256 + 256 == 131_328
    assert round(16 * 0.09 / 0.01**2) == 14_400
    assert round(0.999**5, 3) == 0.995
    u, v = (vector / np.linalg.norm(vector) for vector in np.random.default_rng(1).normal(size=(2, 5)))
    assert math.isclose(np.sum((u - v) ** 2), 2 - 2 * (u @ v))


def check_quick_estimates():
    """Rapid fire: 40,000, 111,000, 71,000 labels and 1.25%; probes: 4,000 s, 14 machines, 75%."""
    assert 10_000 * (10 / 5) ** 2 == 40_000
    assert round((5 / 3) ** 2, 1) == 2.8
    assert round(40_000 * (5 / 3) ** 2, -3) == 111_000
    assert (111_000 - 40_000, 40_000 - 10_000) == (71_000, 30_000)
    assert math.isclose(0.05 * (0.04 - 0.03) / 0.04, 0.0125)
    assert 2e12 / 5e8 == 4000
    assert math.ceil(4000 / 300) == 14
    assert 1 - 1 / 2**2 == 0.75


def check_kmeans_stops_early():
    """Lesson: corners of a 4 by 1 rectangle, sides cost 1; top against bottom costs 16 and stays."""
    x = np.array([[-2, -0.5], [-2, 0.5], [2, -0.5], [2, 0.5]])
    for centers, cost in (([[-2, 0], [2, 0]], 1), ([[0, -0.5], [0, 0.5]], 16)):
        squares = ((x[:, None] - np.array(centers)) ** 2).sum(axis=2)
        nearest = squares.argmin(axis=1)
        assert squares.min(axis=1).sum() == cost
        assert np.allclose([x[nearest == k].mean(axis=0) for k in (0, 1)], centers)


def check_products_of_jacobians():
    """Problem repair-an-answer: one in 70,000, 117, and the Jacobian of x + f(x) by finite differences."""
    assert round(0.8**-50, -4) == 70_000
    assert round(1.1**50) == 117
    rng = np.random.default_rng(5)
    weights, x, h = rng.normal(size=(3, 3)), rng.normal(size=3), 1e-6
    layer = lambda x: x + np.tanh(weights @ x)  # noqa: E731
    measured = np.column_stack([(layer(x + h * e) - layer(x - h * e)) / (2 * h) for e in np.eye(3)])
    inner = (1 - np.tanh(weights @ x) ** 2)[:, None] * weights
    assert np.allclose(measured, np.eye(3) + inner, atol=1e-6)


def check_attention_scores():
    """Problem grade-two-answers: standard deviation 8 at d = 64, factors 0.0003 and 0.197."""
    queries, keys = np.random.default_rng(6).normal(size=(2, 100_000, 64))
    assert abs(np.std((queries * keys).sum(axis=1)) - 8) < 0.1
    passed = [p * (1 - p) for p in (1 / (1 + math.exp(-8)), 1 / (1 + math.exp(-1)))]
    assert round(passed[0], 4) == 0.0003
    assert round(passed[1], 3) == 0.197


def check_scaled_network():
    """The sample exchange: 4y with two layers, 2^L in general, biases times 2^l; ½ and 2 cancel."""
    rng = np.random.default_rng(61)
    weights = [rng.normal(size=shape) for shape in ((6, 4), (5, 6), (3, 5))]
    biases = [rng.normal(size=len(w)) for w in weights]

    def output(x, factors, shifts):
        for w, b, factor, shift in zip(weights, biases, factors, shifts, strict=True):
            x = factor * w @ x + shift * b
            x = np.maximum(x, 0) if len(b) > 3 else x
        return x

    x = rng.normal(size=4)
    plain, biased = output(x, (1, 1, 1), (0, 0, 0)), output(x, (1, 1, 1), (1, 1, 1))
    assert np.allclose(output(x, (2, 2, 2), (0, 0, 0)), 8 * plain)
    assert np.allclose(output(x, (2, 2, 2), (2, 4, 8)), 8 * biased)
    assert np.allclose(output(x, (0.5, 2, 1), (0, 0, 0)), plain)
