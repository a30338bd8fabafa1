"""Checks every number and formula of the scripts beside it."""

import math

import numpy as np


def _binomial(rate, n):
    return math.sqrt(rate * (1 - rate) / n)


def check_parcels_slices_and_variance():
    """late-parcels: 12 %, the slices' mean 3.6; 30 % and 4 % of the squares; five runs leave 92, the rest is 85."""
    assert round((4.1 - 3.6) / 4.1, 2) == 0.12
    assert math.isclose(0.1 * 9.0 + 0.9 * 3.0, 3.6)
    assert (round(36 / 121, 2), round(0.64 / 16, 2)) == (0.3, 0.04)
    assert (round(121 - 36 * 4 / 5), 121 - 36) == (92, 85)


def check_averaging_seeds():
    """late-parcels: averaging five runs removes four fifths of the variance between them."""
    rng = np.random.default_rng(0)
    runs = 9 + 6 * rng.normal(size=(200_000, 5))
    single, averaged = (runs[:, 0] ** 2).mean(), (runs.mean(1) ** 2).mean()
    assert abs((single - averaged) - 36 * 4 / 5) < 0.5


def check_depot_shrinkage():
    """late-parcels: n/(n + 4) is the best linear weight; 0.2 after one parcel, 0.8 after sixteen."""
    assert (1 / 5, 16 / 20) == (0.2, 0.8)
    rng = np.random.default_rng(1)
    for n in (1, 16):
        depot = 2 * rng.normal(size=100_000)
        mean = depot + 4 / math.sqrt(n) * rng.normal(size=100_000)
        assert abs((depot @ mean) / (mean @ mean) - n / (n + 4)) < 0.01


def check_parcels_interval():
    """late-parcels: standard error 0.13 and 0.06 to 0.64 with t of 13 degrees."""
    error = 0.5 / math.sqrt(14)
    assert round(error, 2) == 0.13
    assert [round(0.35 + sign * 2.16 * error, 2) for sign in (-1, 1)] == [0.06, 0.64]
    rng = np.random.default_rng(2)
    x = rng.normal(size=(400_000, 14))
    t = x.mean(1) / (x.std(1, ddof=1) / math.sqrt(14))
    assert abs(np.quantile(t, 0.975) - 2.16) < 0.03


def check_wake_rates():
    """wake-word: 720,000 decisions, 1.4e-6; counts of 10 and 100; half a point on 2,000 phrases."""
    assert 20 * 3600 * 10 == 720_000
    assert round(1 / 720_000 * 1e6, 1) == 1.4
    assert [round(1 / math.sqrt(k), 2) for k in (10, 100)] == [0.32, 0.1]
    assert round(_binomial(0.05, 2000), 3) == 0.005


def check_wake_sizes():
    """wake-word: 8 MB, factors 40, 5 and 8; layers with so many weights; 480 and 120 kB."""
    assert 5 * 400_000 * 4 == 8_000_000 == 40 * 200_000
    assert 400_000 * 4 == 1_600_000 == 8 * 200_000
    assert 64 * 3 * 40 == 7_680 < 0.02 * 400_000
    assert (256 * 256, 32 * (256 + 256)) == (65_536, 16_384)
    assert 65_536 == 4 * 16_384
    assert (64 * 64 * 9, 64 * 9, 64 * 64) == (36_864, 576, 4_096)
    assert 7.5 < 36_864 / (576 + 4_096) < 8
    assert (120_000 * 4, 120_000) == (480_000, 120_000)


def check_wake_ensemble():
    """wake-word: at ρ = 0.7 five networks keep 0.76 of the variance."""
    assert math.isclose(0.7 + 0.3 / 5, 0.76)
    rng = np.random.default_rng(3)
    scores = math.sqrt(0.7) * rng.normal(size=(400_000, 1)) + math.sqrt(0.3) * rng.normal(size=(400_000, 5))
    assert abs(scores.mean(1).var() - 0.76) < 0.01


def check_wake_rounding():
    """wake-word: a step of 0.0078, rounding noise of Δ/√12 = 0.0023, 0.023 in a sum; eight times with an outlier."""
    step = 2 / 255
    assert (round(step, 4), round(step / math.sqrt(12), 4)) == (0.0078, 0.0023)
    assert round(math.sqrt(100) * step / math.sqrt(12), 3) == 0.023
    rng = np.random.default_rng(4)
    weights = rng.uniform(-1, 1, 400_000)

    def noise(step):
        return (np.round(weights / step) * step - weights).std()

    assert abs(noise(step) * math.sqrt(12) / step - 1) < 0.01
    assert abs(noise(16 / 255) / noise(step) - 8) < 0.1


def check_wake_mixed_target():
    """wake-word: the two terms equal one cross-entropy against αy + (1−α)q, with gradient p − target."""

    def entropy(target, z):
        return -target * math.log(1 / (1 + math.exp(-z))) - (1 - target) * math.log(1 - 1 / (1 + math.exp(-z)))

    for y, q, alpha, z in ((1, 0.7, 0.3, 0.4), (0, 0.2, 0.6, -1.1)):
        target = alpha * y + (1 - alpha) * q
        mixture = alpha * entropy(y, z) + (1 - alpha) * entropy(q, z)
        assert math.isclose(mixture, entropy(target, z))
        slope = (entropy(target, z + 1e-6) - entropy(target, z - 1e-6)) / 2e-6
        assert math.isclose(slope, 1 / (1 + math.exp(-z)) - target, abs_tol=1e-6)


def check_wake_speakers():
    """wake-word: 0.36, design effect 2.9, 0.62, bound 6.6; 0.24 is needed, about seven times as many speakers."""
    plain = _binomial(0.056, 4000)
    effect = 1 + 19 * 0.1
    clustered = plain * math.sqrt(effect)
    assert (round(plain * 100, 2), round(effect, 1), round(clustered * 100, 2)) == (0.36, 2.9, 0.62)
    assert round(5.6 + 1.645 * 0.62, 1) == 6.6
    assert round((6 - 5.6) / 1.645, 2) == 0.24
    assert round((0.62 / 0.24) ** 2) == 7
    assert 5.6 + 1.645 * clustered * 100 / math.sqrt(7) < 6


def check_sepsis_counts():
    """silent-sepsis: 400 of 100,000 patient-days, 274 patients, 1.1 cases; under 4 % at random; 1,200 cases; 999."""
    assert 20_000 * 0.02 == 400
    assert 400 / (20_000 * 5) == 0.004
    assert round(20_000 * 5 / 365) == 274
    assert round(400 / 365, 1) == 1.1
    assert 0.03 < 10 / 274 < 0.04
    assert (3 * 400, 1200 * 6, 60_000 * 5 * 24) == (1200, 7200, 7_200_000)
    assert (7_200_000 - 7200) / 7200 == 999


def check_sepsis_weight():
    """silent-sepsis: weighted cross-entropy is smallest at 999p/(999p + 1 − p), 0.67 for 0.002; and its inverse."""
    p, w = 0.002, 999
    s = np.linspace(0.001, 0.999, 99_801)
    best = s[np.argmin(-w * p * np.log(s) - (1 - p) * np.log(1 - s))]
    assert abs(best - w * p / (w * p + 1 - p)) < 1e-4
    assert round(w * p / (w * p + 1 - p), 2) == 0.67
    assert math.isclose(best / (best + w * (1 - best)), p, rel_tol=1e-3)


def check_sepsis_metrics():
    """silent-sepsis: 0.66 a day, 6.6 %, 16 times, ceiling 11 %, 15 looks; errors 2.4 and 3.5 points; 36 %."""
    detected = 0.6 * 400 / 365
    assert (round(detected, 2), round(detected / 10, 3)) == (0.66, 0.066)
    assert round(detected / 10 / 0.004) == 16
    assert round(400 / 365 / 10, 2) == 0.11
    assert round(10 / detected) == 15
    assert [round(_binomial(0.6, n) * 100, 1) for n in (400, 200)] == [2.4, 3.5]
    assert (240 - 96, (240 - 96) / 400) == (144, 0.36)


def check_sepsis_posterior():
    """silent-sepsis: Beta(14.6, 185.4) with mean 7.3 %, deviation 1.8 points, about 4 to 11 %; 7.8 % with weight 20."""
    a, b = 6.6 + 8, 93.4 + 92
    assert (round(a, 1), round(b, 1)) == (14.6, 185.4)
    mean = a / (a + b)
    assert round(mean, 3) == 0.073
    assert round(math.sqrt(mean * (1 - mean) / (a + b + 1)), 3) == 0.018
    draws = np.random.default_rng(5).beta(a, b, 400_000)
    assert [round(float(bound), 2) for bound in np.quantile(draws, [0.025, 0.975])] == [0.04, 0.11]
    assert round(0.066 * 20 + 8, 1) == 9.3
    assert round((0.066 * 20 + 8) / 120, 3) == 0.078


def _logs(rng, n, p, rate):
    shown = rng.random(n) < p
    return shown / p, rng.random(n) < rate


def check_banner_estimate():
    """banner-from-logs: 10·50/10,000 = 0.05; the estimate is unbiased and the weights average 1."""
    assert 10 * 50 / 10_000 == 0.05
    w, r = _logs(np.random.default_rng(6), 4_000_000, 0.1, 0.05)
    assert abs((w * r).mean() - 0.05) < 0.002
    assert abs(w.mean() - 1) < 0.006


def check_banner_errors():
    """banner-from-logs: 0.0071, 0.0022, 0.022; 0.029 for no click; 0.0069 normalized and robust."""

    def error(v, p):
        return math.sqrt((v / p - v * v) / 10_000)

    assert [round(error(0.05, p), 4) for p in (0.1, 1)] == [0.0071, 0.0022]
    assert round(error(0.05, 0.01), 3) == 0.022
    assert round(error(0.95, 0.1), 3) == 0.029
    assert round(_binomial(0.05, 1000), 4) == 0.0069
    assert round(math.sqrt(0.0475 / 0.1 / 10_000), 4) == 0.0069
    rng = np.random.default_rng(7)
    plain, normalized, robust = [], [], []
    for _ in range(1500):
        w, r = _logs(rng, 10_000, 0.1, 0.95)
        plain.append((w * r).mean())
        normalized.append((w * r).sum() / w.sum())
        robust.append(0.95 + (w * (r - 0.95)).mean())
    assert abs(np.std(plain) - 0.029) < 0.002
    assert abs(np.std(normalized) - 0.0069) < 0.0006
    assert abs(np.std(robust) - 0.0069) < 0.0006


def check_banner_timeouts():
    """banner-from-logs: 0.118 and 0.098, means 1.18 and 0.98; 0.03, more than five standard errors."""
    shown = 0.02 + 0.98 * 0.1
    assert (round(shown, 3), round(0.98 * 0.1, 3)) == (0.118, 0.098)
    assert (round(shown / 0.1, 2), round(0.098 / 0.1, 2)) == (1.18, 0.98)
    error = math.sqrt(shown * (1 - shown) / 10_000) / 0.1
    assert round(error, 2) == 0.03
    assert 0.18 / error > 5


def check_banner_winner():
    """banner-from-logs: the largest of 50 normal errors is 2.25 standard errors on average; 0.0045 is 9 % of 0.05."""
    largest = np.random.default_rng(8).normal(size=(100_000, 50)).max(1).mean()
    assert abs(largest - 2.25) < 0.01
    assert math.isclose(2.25 * 0.002, 0.0045)
    assert math.isclose(0.0045 / 0.05, 0.09)


def check_banner_doubly_robust():
    """banner-from-logs: unbiased if either part is right; otherwise the bias is the product."""
    mu, pi, q = np.array([0.9, 0.1]), np.array([0.3, 0.7]), np.array([0.04, 0.05])

    def mean(probabilities, model):
        return pi @ model + mu @ (pi / probabilities * (q - model))

    wrong_model, wrong_mu = q + np.array([0.02, -0.01]), np.array([0.8, 0.2])
    assert math.isclose(mean(mu, wrong_model), pi @ q)
    assert math.isclose(mean(wrong_mu, q), pi @ q)
    product = pi @ ((mu / wrong_mu - 1) * (q - wrong_model))
    assert math.isclose(mean(wrong_mu, wrong_model) - pi @ q, product)


def check_banner_penalized_policy():
    """banner-from-logs: π ∝ μ·exp(q/β) maximizes q − β·KL; the second banner gets 23 %."""
    mu, q, beta = np.array([0.9, 0.1]), np.array([0.04, 0.05]), 0.01
    best = mu * np.exp(q / beta) / (mu * np.exp(q / beta)).sum()
    assert round(best[1], 2) == 0.23
    second = np.linspace(0.001, 0.999, 9_981)
    values = 0.04 * (1 - second) + 0.05 * second
    values -= beta * ((1 - second) * np.log((1 - second) / 0.9) + second * np.log(second / 0.1))
    assert abs(second[np.argmax(values)] - best[1]) < 1e-3


def check_banner_clipping_bias():
    """banner-from-logs: clipping at M lowers the mean by E[(w − M)₊ r]."""
    rng = np.random.default_rng(9)
    w, r = rng.exponential(size=100_000), rng.random(100_000) < 0.3
    lowered = (w * r).mean() - (np.minimum(w, 2) * r).mean()
    assert math.isclose(lowered, (np.maximum(w - 2, 0) * r).mean())
