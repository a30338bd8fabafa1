"""Checks every number and formula of this topic's study material."""

import math
from statistics import NormalDist

import numpy as np
from sklearn.linear_model import Ridge


def _blr(x, y, sigma2, tau2):
    s = np.linalg.inv(x.T @ x / sigma2 + np.eye(x.shape[1]) / tau2)
    return s @ x.T @ y / sigma2, s


def check_blr_formulas():
    """Lesson and problem derive-bayesian-regression: posterior by Gaussian conditioning, mean equals ridge."""
    rng = np.random.default_rng(1)
    x, y, sigma2, tau2 = rng.normal(size=(8, 3)), rng.normal(size=8), 0.7, 1.9
    m, s = _blr(x, y, sigma2, tau2)
    k = tau2 * x @ x.T + sigma2 * np.eye(8)
    assert np.allclose(m, tau2 * x.T @ np.linalg.solve(k, y))
    assert np.allclose(s, tau2 * np.eye(3) - tau2**2 * x.T @ np.linalg.solve(k, x))
    assert np.allclose(m, Ridge(alpha=sigma2 / tau2, fit_intercept=False).fit(x, y).coef_)


def check_blr_numbers():
    """Problem derive-bayesian-regression and lesson: mean 7/6, variance 1/6, predictive 3.5 and 2.5, on a grid."""
    m, s = _blr(np.array([[1.0], [2.0]]), np.array([1.0, 3.0]), 1.0, 1.0)
    assert math.isclose(m[0], 7 / 6)
    assert math.isclose(s[0, 0], 1 / 6)
    assert math.isclose(3 * m[0], 3.5)
    assert math.isclose(1 + 9 * s[0, 0], 2.5)
    assert round(math.sqrt(2.5), 2) == 1.58
    w = np.linspace(-5, 6, 20001)
    p = np.exp(-((1 - w) ** 2 + (3 - 2 * w) ** 2 + w**2) / 2)
    p /= p.sum()
    assert abs(p @ w - 7 / 6) < 1e-6
    assert abs(p @ (w - 7 / 6) ** 2 - 1 / 6) < 1e-6


def check_beta_modes():
    """Problem beta-mode: 0.9 and 0.833 for Beta(10, 2), and the lesson's Beta(9, 5), by grid search."""
    for a, b in ((10, 2), (9, 5)):
        t = np.linspace(1e-4, 1 - 1e-4, 200001)
        log_p = (a - 1) * np.log(t) + (b - 1) * np.log(1 - t)
        assert abs(t[log_p.argmax()] - (a - 1) / (a + b - 2)) < 1e-4
        assert abs(t[(log_p + np.log(t * (1 - t))).argmax()] - a / (a + b)) < 1e-4
    assert round(10 / 12, 3) == 0.833
    assert round(9 / 14, 3) == 0.643
    assert round(8 / 12, 3) == 0.667
    assert round(math.sqrt(9 * 5 / (14**2 * 15)), 3) == 0.124


def check_mean_field():
    """Problem mean-field-variance: variance 0.19, gap 0.830, sum 3.8 and 0.38, difference 0.2, and optimality."""
    rho = 0.9
    lam = np.linalg.inv(np.array([[1, rho], [rho, 1]]))

    def kl(v1, v2):
        return 0.5 * (lam[0, 0] * v1 + lam[1, 1] * v2 - 2 - math.log(v1 * v2) - math.log(np.linalg.det(lam)))

    best = kl(0.19, 0.19)
    assert math.isclose(best, -0.5 * math.log(1 - rho**2))
    assert round(best, 2) == 0.83
    assert all(kl(0.19 * a, 0.19 * b) > best for a, b in ((1.1, 1), (0.9, 1), (1.1, 1.1), (0.9, 0.9)))
    assert round(math.sqrt(0.19), 3) == 0.436
    assert math.isclose(2 * (1 + rho), 3.8)
    assert math.isclose(2 * (1 - rho), 0.2)
    assert math.isclose(2 * 0.19, 0.38)


def check_occam():
    """Lesson: 0.000977, 0.000361, 0.00909, ratios 2.71 and 9.31."""
    fair = 2.0**-10
    t = (np.arange(100000) + 0.5) / 100000
    for h, value, ratio in ((5, 0.000361, 2.71), (9, 0.00909, 1 / 9.31)):
        flexible = np.mean(t**h * (1 - t) ** (10 - h))
        assert abs(flexible - 1 / (11 * math.comb(10, h))) < 1e-9
        assert abs(flexible / value - 1) < 0.002
        assert abs(fair / flexible / ratio - 1) < 0.002
    assert round(fair, 6) == 0.000977


def check_two_standard_errors():
    """Problem two-standard-errors: 1.10, 10.8, p-values 0.057 and 0.047, approximation, 2%, ten times denser prior."""
    for n, h, ratio, p_value in ((100, 60, 1.10, 0.057), (10_000, 5_100, 10.8, 0.047)):
        exact = (n + 1) * math.comb(n, h) / 2**n
        assert abs(exact / ratio - 1) < 0.005
        assert abs(math.sqrt(2 * n / math.pi) * math.exp(-2) / exact - 1) < 0.02
        tail = sum(math.comb(n, k) for k in range(h, n + 1)) * 2 / 2**n
        assert round(tail, 3) == p_value
    t = np.linspace(0.45, 0.55, 200_001)
    log_odds = 5_100 * np.log(2 * t) + 4_900 * np.log(2 * (1 - t))
    assert abs(1 / np.mean(np.exp(log_odds)) - 1.1) < 0.03
    assert math.isclose(4 * math.sqrt(0.25 / 10_000), 0.02)
    assert np.allclose(0.51 + 1.96 * 0.005 * np.array([-1, 1]), [0.500, 0.520], atol=5e-4)


def check_prior_width():
    """Lesson: ten times the width of an already wide prior divides the evidence by about ten."""
    rng = np.random.default_rng(7)
    x = rng.normal(size=30)
    y = x + 0.5 * rng.normal(size=30)

    def log_evidence(tau):
        cov = 0.25 * np.eye(30) + tau**2 * np.outer(x, x)
        return -0.5 * (np.linalg.slogdet(cov)[1] + y @ np.linalg.solve(cov, y))

    assert abs(math.exp(log_evidence(10) - log_evidence(100)) / 10 - 1) < 0.02


def check_far_from_bumps():
    """Lesson: beyond the last bump the weights' part of the variance vanishes."""
    phi = np.exp(-((16 - np.linspace(0, 10, 21)) ** 2) / 2)
    assert phi @ phi < 1e-6


def check_explaining_away():
    """Problem alarm-explaining-away: 0.526, then 0.1, by enumeration; 0.233 and 0.343 with the neighbor's call."""
    joint = {(b, e): (0.1 if b else 0.9) * (0.1 if e else 0.9) for b in (0, 1) for e in (0, 1)}
    rings = {k: p for k, p in joint.items() if any(k)}
    assert round((rings[1, 0] + rings[1, 1]) / sum(rings.values()), 3) == 0.526
    assert math.isclose(rings[1, 1] / (rings[1, 1] + rings[0, 1]), 0.1)
    calls = {k: p * (0.8 if any(k) else 0.1) for k, p in joint.items()}
    assert math.isclose(sum(calls.values()), 0.233)
    assert round((calls[1, 0] + calls[1, 1]) / sum(calls.values()), 3) == 0.343
    assert math.isclose(calls[1, 1] / (calls[1, 1] + calls[0, 1]), 0.1)


def check_newsvendor():
    """Problem design-demand-uncertainty: the 0.9 quantile has the lowest expected cost."""
    demand = np.random.default_rng(2).negative_binomial(4, 0.2, 20000)
    costs = [np.mean(9 * np.maximum(demand - s, 0) + np.maximum(s - demand, 0)) for s in range(80)]
    assert int(np.argmin(costs)) == int(np.quantile(demand, 0.9))


def check_effective_sample_size():
    """Lesson: 4000 draws of an AR(1) at 0.9 are worth 211. Problem chains-to-read: 889, 0.101, 32,400 and 14,900."""
    assert round(4000 / (1 + 2 * 0.9 / 0.1)) == 211
    assert math.isclose(sum(0.8**k for k in range(1, 300)), 4)
    assert round(8000 / 9) == 889
    assert round(3 / math.sqrt(8000 / 9), 3) == 0.101
    assert round(9 * (3 / 0.05) ** 2) == 32_400
    assert round(-0.3 / 1.3, 3) == -0.231
    assert round(8000 / (1 - 2 * 0.3 / 1.3), -2) == 14_900
    rng = np.random.default_rng(3)
    chain = rng.normal(size=2000)
    total = np.zeros(2000)
    for _ in range(1000):
        chain = 0.9 * chain + math.sqrt(0.19) * rng.normal(size=2000)
        total += chain
    assert abs(1000 / (total / 1000).var() ** -1 / 19 - 1) < 0.12


def check_r_hat():
    """Problem chains-to-read: means 0, 0, 0, 4 with variance 4 within give 1.41."""
    between = np.var([0, 0, 0, 4], ddof=1)
    assert between == 4
    assert round(math.sqrt((1999 / 2000 * 4 + between) / 4), 2) == 1.41


def check_information_of_a_label():
    """Problem derive-bayesian-regression, follow-up: a label at phi lowers the entropy by log(1 + phi'S phi/s2)/2."""
    rng = np.random.default_rng(8)
    x, phi, sigma2 = rng.normal(size=(6, 3)), rng.normal(size=3), 0.7
    _, s = _blr(x, np.zeros(6), sigma2, 1.9)
    _, after = _blr(np.vstack([x, phi]), np.zeros(7), sigma2, 1.9)
    drop = (np.linalg.slogdet(s)[1] - np.linalg.slogdet(after)[1]) / 2
    assert math.isclose(drop, 0.5 * math.log(1 + phi @ s @ phi / sigma2))


def check_probes():
    """Probes: 0.667 and 0.778; normal mean 4 and 0.8; Gamma with shape a + sum and rate b + n; 100 days."""
    assert round(12 / 18, 3) == 0.667
    assert round(84 / 108, 3) == 0.778
    assert round(1 / (1 - 0.99)) == 100
    assert math.isclose(1 / (1 / 4 + 1), 0.8)
    assert math.isclose(0.8 * 5, 4)
    lam, counts = np.linspace(0.01, 30, 60000), np.array([3, 5, 1])
    p = lam ** (2 - 1) * np.exp(-lam) * lam ** counts.sum() * np.exp(-3 * lam)
    assert abs(p @ lam / p.sum() - (2 + 9) / (1 + 3)) < 1e-3


def check_flashcards():
    """Flashcards: 0.505, 0.038, 1.9, 0.136, 0.693, 0.368, 0.325 and rank 90."""
    rng = np.random.default_rng(4)
    assert round(51 / 101, 3) == 0.505
    assert abs(np.mean((1 - rng.beta(1, 51, 400_000)) ** 50) - 0.505) < 2e-3
    assert round(4 / 104, 3) == 0.038
    assert round(10**2 / (1 + 1 + 1 + 49), 1) == 1.9
    t, h = 8 / 12, 1e-4
    log_p = [8 * math.log(t + d) + 4 * math.log(1 - t - d) for d in (-h, 0, h)]
    assert abs((2 * log_p[1] - log_p[0] - log_p[2]) / h**2 - 54) < 0.01
    assert round(1 / math.sqrt(54), 3) == 0.136
    member = -(0.9 * math.log(0.9) + 0.1 * math.log(0.1))
    assert round(member, 3) == 0.325
    assert round(math.log(2), 3) == 0.693
    assert round(math.log(2) - member, 3) == 0.368
    assert math.ceil(100 * 0.9 - 1e-9) == 90


def check_conformal_coverage():
    """Lesson and cards: with 99 calibration scores the 90th covers 90% on average, with sd 3 points over sets."""
    scores = np.sort(np.random.default_rng(5).random((20000, 99)), axis=1)[:, 89]
    assert abs(scores.mean() - 0.9) < 0.001
    assert abs(scores.std() - 0.03) < 0.001


def check_total_variance():
    """Lesson: members with means 2, 3, 4 and variances 1, 1, 4 give 2 + 0.667 = 2.667."""
    means, variances = np.array([2, 3, 4.0]), np.array([1, 1, 4.0])
    second = np.mean(variances + means**2)
    assert round(second - means.mean() ** 2, 3) == 2.667
    assert variances.mean() == 2
    assert round(means.var(), 3) == 0.667


def check_semantic_entropy():
    """Lesson and company answer: clusters of 6, 3 and 1 of ten answers have entropy 0.90 nats."""
    p = np.array([0.6, 0.3, 0.1])
    assert round(float(-p @ np.log(p)), 2) == 0.90


def check_elbo_identity():
    """Lesson: log evidence equals ELBO plus KL, on a random discrete posterior."""
    rng = np.random.default_rng(6)
    joint, q = rng.random(7) * 0.01, rng.dirichlet(np.ones(7))
    elbo = q @ np.log(joint / q)
    kl = q @ np.log(q / (joint / joint.sum()))
    assert math.isclose(elbo + kl, math.log(joint.sum()))
    assert kl > 0


def check_pooling_weight():
    """Lesson, many small groups: weights 0.5 with 25 customers and 0.14 with four."""
    assert 4 / (4 + 100 / 25) == 0.5
    assert round(4 / (4 + 100 / 4), 2) == 0.14


def check_plug_in_quantile():
    """Problem design-demand-uncertainty: 18 above the mean, 13 by plugging in, which covers 82 %."""
    normal = NormalDist()
    plug_in, both = normal.inv_cdf(0.9) * 10, normal.inv_cdf(0.9) * math.hypot(10, 10)
    assert (round(both), round(plug_in), round(normal.inv_cdf(0.9), 2)) == (18, 13, 1.28)
    assert round(normal.cdf(plug_in / math.hypot(10, 10)), 2) == 0.82


def check_gaussian_process():
    """Rapid-fire when-a-gaussian-process: the mean is that of Gaussian conditioning; variance grows; 800 MB."""
    x, far = np.array([0.0, 1.0, 2.5]), np.array([0.5, 9.0])
    kernel = lambda a, b: np.exp(-((a[:, None] - b) ** 2) / 2)  # noqa: E731
    y = np.array([1.0, -1.0, 2.0])
    solve = np.linalg.solve(kernel(x, x) + 0.1 * np.eye(3), np.c_[y, kernel(x, far)])
    joint = np.linalg.inv(
        np.block([[kernel(x, x) + 0.1 * np.eye(3), kernel(x, far)], [kernel(far, x), kernel(far, far)]])
    )
    assert np.allclose(kernel(far, x) @ solve[:, 0], -np.linalg.solve(joint[3:, 3:], joint[3:, :3] @ y))
    variance = 1 - np.diag(kernel(far, x) @ solve[:, 1:])
    assert variance[0] < 0.3 < 0.99 < variance[1]
    assert 10_000**2 * 8 == 800 * 10**6


def check_hidden_chain():
    """Probe hidden-chain: given y2 the outer observations depend on each other, given z2 they do not."""
    move, emit = np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([[0.7, 0.3], [0.1, 0.9]])
    joint = np.einsum("a,ab,bc,ax,by,cz->bxyz", [0.5, 0.5], move, move, emit, emit, emit)
    gap = lambda table: abs(np.linalg.det(table))  # noqa: E731
    assert gap(joint.sum(axis=0)[:, 1, :]) > 1e-3
    assert gap(joint[0].sum(axis=1)) < 1e-12
