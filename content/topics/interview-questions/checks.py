"""Checks every number and formula of this topic's study material."""

import math
from statistics import NormalDist

import numpy as np

PHI = NormalDist().cdf


def check_clock():
    """Lesson, figure, problem time-arithmetic: 0.99, 0.5, 0.01, 0.87, 62.6 s, 55.3 s, and 0.85 with correlation."""
    assert 1800 / 20 == 90
    assert 150 * 25 / 60 == 62.5
    assert round(PHI(20**0.5 * 10 / 20), 3) == 0.987
    assert PHI(0) == 0.5
    assert round(PHI(-(20**0.5) * 10 / 20), 2) == 0.01
    assert round(PHI(20**0.5 * 10 / 40), 2) == 0.87
    z = NormalDist().inv_cdf(0.95)
    assert round(70 - z * 20 / 20**0.5, 1) == 62.6
    assert round(70 - z * 40 / 20**0.5, 1) == 55.3
    assert math.isclose(1 + 19 * 0.2, 4.8)
    assert round(4.8**0.5, 2) == 2.19
    assert round(PHI(20**0.5 / 2 / 4.8**0.5), 2) == 0.85


def check_correlated_sum():
    """Lesson: the variance of 20 terms with pairwise correlation 0.2 is 20 s² (1 + 19·0.2)."""
    rng = np.random.default_rng(0)
    draws = rng.normal(size=(100_000, 20)) * 0.8**0.5 + rng.normal(size=(100_000, 1)) * 0.2**0.5
    assert abs(draws.sum(axis=1).var() / (20 * 4.8) - 1) < 0.02


def check_sampling_errors():
    """Lesson, problems, cards, probes: 1.4 points, ±2.8, 32,000, 0.045, 0.032 and 400 positives."""
    error = math.sqrt(0.72 * 0.28 / 1000)
    assert round(error, 4) == 0.0142
    assert round(1.96 * error, 3) == 0.028
    assert round(0.72 * 0.28 / 0.0025**2, -3) == 32_000
    assert round(math.sqrt(0.16 / 80), 3) == 0.045
    assert round(math.sqrt(0.16 / 160), 3) == 0.032
    assert round(0.09 / 0.015**2) == 400


def check_budget():
    """Problem fifty-ms-budget: 20 ms, 4 and 100 ms, k at most 24, 14 ms, and 9.6%."""
    assert 50 - 18 - 12 == 20
    assert math.isclose(200 * 0.02, 4)
    assert 200 * 0.5 == 100
    assert (16 - 4) / 0.5 == 24
    assert 4 + 0.5 * 20 == 14
    assert round(1 - 0.99**10, 3) == 0.096


def check_labels():
    """Problem ten-thousand-labels: 400 and 80 positives, precision at most 2/3, rule of three."""
    assert math.isclose(10_000 * 0.04, 400)
    assert math.isclose(0.04 / 0.06, 2 / 3)
    assert 3 / 200 == 0.015
    assert abs(0.985**200 - 0.05) < 0.002


def check_false_findings():
    """Rapid fire p-value: 8 true and 4.5 false findings, 36% false."""
    true, false = 10 * 0.8, 90 * 0.05
    assert (true, false) == (8.0, 4.5)
    assert false / (true + false) == 0.36


def check_flashcards():
    """Flashcards: 6.91, 0.154, 0.64, 131,328, 14,400, 0.995, 0.63 and 2 − 2 cos."""
    assert round(math.log(1000), 2) == 6.91
    assert round(0.009 / (0.009 + 0.99 * 0.05), 3) == 0.154
    assert round(1 - 0.95**20, 2) == 0.64
    assert 512 * 256 + 256 == 131_328
    assert round(16 * 0.09 / 0.01**2) == 14_400
    assert round(0.999**5, 3) == 0.995
    assert round(1 - 0.99**100, 2) == 0.63
    u, v = (each / np.linalg.norm(each) for each in np.random.default_rng(1).normal(size=(2, 5)))
    assert math.isclose(np.sum((u - v) ** 2), 2 - 2 * (u @ v))


def check_thresholds_and_scales():
    """Rapid fire and problems: 0.1, 0.0099, 4 million; lesson: 10⁶; probe: 0.55."""
    assert 10 / (10 + 90) == 0.1
    assert round(5 / 505, 4) == 0.0099
    assert 20_000**2 / 10**2 == 4_000_000
    assert 1000**2 == 10**6
    assert math.isclose(0.5 + 0.5 / 10, 0.55)


def check_meters_and_kilometers():
    """Lesson: in meters the coefficient is 1,000 times smaller, with the same fit."""
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=(50, 2)), rng.normal(size=50)
    first = np.linalg.lstsq(x, y, rcond=None)[0]
    second = np.linalg.lstsq(x * [1000, 1], y, rcond=None)[0]
    assert np.allclose(first / [1000, 1], second)
