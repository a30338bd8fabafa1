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


def check_blr_with_prior_and_unequal_noise():
    """Problem derive-bayesian-regression: mean 5/3, variance 1/3, predictive 5 and 4, 2 without prior; on a grid."""
    x, y, noise = np.array([1.0, 2.0]), np.array([1.0, 6.0]), np.array([1.0, 4.0])
    s = 1 / (1 + np.sum(x**2 / noise))
    m = s * (1 + np.sum(x * y / noise))
    assert math.isclose(s, 1 / 3)
    assert math.isclose(m, 5 / 3)
    assert math.isclose(np.sum(x * y / noise) / np.sum(x**2 / noise), 2)
    assert math.isclose(3 * m, 5)
    assert math.isclose(1 + 9 * s, 4)
    w = np.linspace(-5, 8, 20001)
    p = np.exp(-((1 - w) ** 2 / 1 + (6 - 2 * w) ** 2 / 4 + (w - 1) ** 2) / 2)
    p /= p.sum()
    assert abs(p @ w - m) < 1e-6
    assert abs(p @ (w - m) ** 2 - s) < 1e-6
    rng = np.random.default_rng(11)
    rows, labels, variances = rng.normal(size=(7, 3)), rng.normal(size=7), rng.uniform(0.5, 2, 7)
    m0, root = rng.normal(size=3), rng.normal(size=(3, 3))
    s0 = root @ root.T
    s = np.linalg.inv(rows.T @ (rows / variances[:, None]) + np.linalg.inv(s0))
    m = s @ (rows.T @ (labels / variances) + np.linalg.solve(s0, m0))
    gain = s0 @ rows.T @ np.linalg.inv(rows @ s0 @ rows.T + np.diag(variances))
    assert np.allclose(m, m0 + gain @ (labels - rows @ m0))
    assert np.allclose(s, s0 - gain @ rows @ s0)


def check_stop_and_try():
    """Boxes of the lesson: 4/6, 0.75; 0.5 and 0.75; 0.982; 0.562 and 2.485; tank and battery given late."""
    assert round(4 / 6, 3) == 0.667
    assert (4 - 1) / (4 + 2 - 2) == 0.75
    m, s = _blr(np.array([[2.0]]), np.array([3.0]), 4.0, 1.0)
    assert (m[0], s[0, 0]) == (0.75, 0.5)
    assert round(1 / (1 + math.exp(-4)), 3) == 0.982
    assert (3**2 - 1**2) / 2 == 4
    assert round(_entropy(9, 3), 3) == 0.562
    assert round(math.log(12), 3) == 2.485
    weigh = {
        (t, b): (0.2 if t else 0.8) * (0.3 if b else 0.7) * (0.9 if t or b else 0.1) for t in (0, 1) for b in (0, 1)
    }
    given = weigh[1, 1] / (weigh[1, 1] + weigh[0, 1])
    assert given < (weigh[1, 0] + weigh[1, 1]) / sum(weigh.values())


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
    """Lesson: 0.19. Problem mean-field-variance: 0.36, sd 0.6, gap 0.511, sums 3.6 and 0.72, 0.4; optimality."""
    assert math.isclose(1 - 0.9**2, 0.19)
    rho = 0.8
    lam = np.linalg.inv(np.array([[1, rho], [rho, 1]]))

    def kl(v1, v2):
        return 0.5 * (lam[0, 0] * v1 + lam[1, 1] * v2 - 2 - math.log(v1 * v2) - math.log(np.linalg.det(lam)))

    best = kl(0.36, 0.36)
    assert math.isclose(best, -0.5 * math.log(1 - rho**2))
    assert round(best, 3) == 0.511
    assert all(kl(0.36 * a, 0.36 * b) > best for a, b in ((1.1, 1), (0.9, 1), (1.1, 1.1), (0.9, 0.9)))
    assert round(math.sqrt(0.36), 3) == 0.6
    assert math.isclose(2 * (1 + rho), 3.6)
    assert math.isclose(2 * (1 - rho), 0.4)
    assert math.isclose(2 * 0.36, 0.72)
    assert math.isclose(3.6 / 0.72, 5)
    assert math.isclose(0.72 / 0.4, 1.8)


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
    """Probes: 0.667 and 0.778; normal mean 4 and 0.8; Gamma with shape a + sum and rate b + n; 100 days; 1.5 points."""
    assert math.isclose(math.sqrt(0.9 * 0.1 / 400), 0.015)
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


def _entropy(*counts):
    p = np.array(counts) / sum(counts)
    return float(-p @ np.log(p))


def check_semantic_entropy():
    """Lesson: 6, 3 and 1 of ten give 0.90 nats. Company answer: 14, 4 and 2 of twenty give 0.80."""
    assert round(_entropy(6, 3, 1), 2) == 0.90
    assert round(_entropy(14, 4, 2), 2) == 0.80


def check_two_ways_to_weigh():
    """Problem two-ways-to-weigh: 0.673, 0.325, 1.609, standard error 0.22, and 1.055 after a wrong split."""
    assert round(_entropy(3, 2), 3) == 0.673
    assert math.isclose(0.30 + 0.10 + 0.05, 0.45)
    assert math.isclose(0.45 + 0.04 + 0.01, 0.50)
    assert round(_entropy(0.45, 0.05), 3) == 0.325
    assert round(math.log(5), 3) == 1.609
    assert round(math.sqrt(0.6 * 0.4 / 5), 2) == 0.22
    assert round(_entropy(2, 1, 2), 3) == 1.055


def check_answers_that_may_be_refused():
    """Problem answers-that-may-be-refused: costs, margins, 15%, 5.3%, 9,920 and 22,400 a day."""
    cost = lambda share, error: share * error * 8 + (100 - share) * 1.2  # noqa: E731
    assert [round(cost(*cut), 2) for cut in ((100, 0.14), (90, 0.08), (80, 0.04), (60, 0.02))] == [
        112,
        69.6,
        49.6,
        57.6,
    ]
    assert math.isclose(90 * 0.08, 7.2)
    assert math.isclose(80 * 0.04, 3.2)
    assert math.isclose(60 * 0.02, 1.2)
    assert math.isclose((3.2 - 1.2) / 20, 0.10)
    assert math.isclose((7.2 - 3.2) / 10, 0.40)
    assert math.isclose(1.2 / 8, 0.15)
    assert round(49.6 * 200) == 9_920
    assert 112 * 200 == 22_400
    log_binomial = lambda k, p: (  # noqa: E731
        math.log(math.comb(800, k)) + k * math.log(p) + (800 - k) * math.log(1 - p)
    )
    below = lambda p: sum(math.exp(log_binomial(k, p)) for k in range(33))  # noqa: E731
    assert below(0.0533) > 0.05 > below(0.0534)


def check_one_step_of_em():
    """Problem one-step-of-em: responsibilities, counts, means, weight, log-likelihoods, 1,275; unbounded likelihood."""
    x = np.array([0.0, 1, 4])
    r = 1 / (1 + np.exp(-(2 * x - 2)))
    plain = np.exp(-((x - 2) ** 2) / 2) / (np.exp(-(x**2) / 2) + np.exp(-((x - 2) ** 2) / 2))
    assert np.allclose(r, plain)
    assert np.allclose(r, [0.119, 0.5, 0.998], atol=5e-4)
    assert (round(r.sum(), 3), round(3 - r.sum(), 3)) == (1.617, 1.383)
    high, low, weight = r @ x / r.sum(), (1 - r) @ x / (3 - r.sum()), r.mean()
    assert (round(high, 2), round(low, 3), round(weight, 3)) == (2.78, 0.369, 0.539)

    def log_likelihood(m1, m2, pi, s2=1.0):
        density = lambda m, s: np.exp(-((x - m) ** 2) / (2 * s**2)) / (s * math.sqrt(2 * math.pi))  # noqa: E731
        return float(np.log((1 - pi) * density(m1, 1.0) + pi * density(m2, s2)).sum())

    assert round(log_likelihood(0, 2, 0.5), 2) == -6.51
    assert round(log_likelihood(low, high, weight), 2) == -5.65
    narrow = [log_likelihood(0.5, 4, 0.5, s) for s in (1e-3, 1e-6, 1e-9)]
    assert np.allclose(np.diff(narrow), math.log(1000), atol=1e-3)
    assert 50 * 51 // 2 == 1_275


def check_em_never_falls():
    """Lesson and derivation em-never-goes-down: ten rounds of EM; gradients of likelihood and Q agree at the start."""
    rng = np.random.default_rng(12)
    x = np.concatenate([rng.normal(0, 1, 40), rng.normal(3, 0.5, 20)])
    pi, mu, var = np.array([0.5, 0.5]), np.array([-1.0, 1.0]), np.ones(2)

    def joint(mu):
        return pi * np.exp(-((x[:, None] - mu) ** 2) / (2 * var)) / np.sqrt(2 * np.pi * var)

    h, r = 1e-5, joint(mu) / joint(mu).sum(axis=1, keepdims=True)
    likelihood = lambda mu: np.log(joint(mu).sum(axis=1)).sum()  # noqa: E731
    bound = lambda mu: (r * np.log(joint(mu))).sum()  # noqa: E731
    for e in np.eye(2):
        slopes = [(f(mu + h * e) - f(mu - h * e)) / (2 * h) for f in (likelihood, bound)]
        assert math.isclose(*slopes, rel_tol=1e-6)
    seen = []
    for _ in range(10):
        p = joint(mu)
        seen.append(np.log(p.sum(axis=1)).sum())
        r = p / p.sum(axis=1, keepdims=True)
        pi, mu = r.mean(axis=0), r.T @ x / r.sum(axis=0)
        var = (r * (x[:, None] - mu) ** 2).sum(axis=0) / r.sum(axis=0)
    assert np.diff(seen).min() > 0


def check_m_step():
    """Derivation weighted-averages-of-the-m-step: no nearby parameters give a higher Q."""
    rng = np.random.default_rng(13)
    x, r = rng.normal(size=(30, 2)), rng.dirichlet(np.ones(3), size=30)

    def q(pi, mu, sigma):
        total = 0.0
        for k in range(3):
            d = x - mu[k]
            squares = np.einsum("ij,ij->i", d, np.linalg.solve(sigma[k], d.T).T)
            total += r[:, k] @ (math.log(pi[k]) - 0.5 * np.linalg.slogdet(sigma[k])[1] - 0.5 * squares)
        return total

    pi, mu = r.mean(axis=0), r.T @ x / r.sum(axis=0)[:, None]
    sigma = [(r[:, k, None] * (x - mu[k])).T @ (x - mu[k]) / r[:, k].sum() for k in range(3)]
    best = q(pi, mu, sigma)
    for _ in range(200):
        other = np.abs(pi + 0.02 * rng.normal(size=3))
        root = [np.eye(2) + 0.05 * rng.normal(size=(2, 2)) for _ in range(3)]
        moved = [a @ s @ a.T for a, s in zip(root, sigma, strict=True)]
        assert q(other / other.sum(), mu + 0.05 * rng.normal(size=(3, 2)), moved) < best


def check_one_row_at_a_time():
    """Derivation one-row-at-a-time: the gain update is the batch posterior, and k = S'x / s2."""
    rng = np.random.default_rng(14)
    x, y, sigma2 = rng.normal(size=(9, 3)), rng.normal(size=9), 0.4
    m, s = np.zeros(3), 1.3 * np.eye(3)
    for row, label in zip(x, y, strict=True):
        gain = s @ row / (sigma2 + row @ s @ row)
        m, s = m + gain * (label - row @ m), s - np.outer(gain, row @ s)
        assert np.allclose(gain, s @ row / sigma2)
    batch_m, batch_s = _blr(x, y, sigma2, 1.3)
    assert np.allclose(m, batch_m)
    assert np.allclose(s, batch_s)


def check_two_causes_one_effect():
    """Derivation two-causes-one-effect: OR breaks independence given 1 and keeps it given 0; a product keeps it."""
    pa, pb = np.array([0.7, 0.3]), np.array([0.6, 0.4])
    both = np.outer(pa, pb)
    for table, independent in (
        (np.array([[0, 1], [1, 1.0]]), False),
        (np.array([[1, 0], [0, 0.0]]), True),
        (np.outer([0.2, 0.9], [0.5, 0.3]), True),
    ):
        given = both * table / (both * table).sum()
        product = np.outer(given.sum(axis=1), given.sum(axis=0))
        assert np.allclose(given, product) == independent


def check_conformal_derivation():
    """Derivation conformal-coverage: exactly r / (n + 1) without ties; calibrating on training rows loses it."""
    rng = np.random.default_rng(15)
    draws = rng.normal(size=(200_000, 13))
    rank = math.ceil(13 * 0.8)
    covered = np.mean(draws[:, 12] <= np.sort(draws[:, :12], axis=1)[:, rank - 1])
    assert rank == 11
    assert abs(covered - 11 / 13) < 0.004
    assert 0.8 <= 11 / 13 < 0.8 + 1 / 13
    hits = []
    for _ in range(2000):
        x, y = rng.normal(size=(13, 6)), rng.normal(size=13)
        w = np.linalg.lstsq(x[:12], y[:12], rcond=None)[0]
        cut = np.sort(np.abs(y[:12] - x[:12] @ w))[rank - 1]
        hits.append(abs(y[12] - x[12] @ w) <= cut)
    assert np.mean(hits) < 0.7


def check_entropy_of_meanings():
    """Derivation entropy-of-meanings: chain rule, splitting, bias (K - 1) / (2n); card counted-entropy-bias: 0.1."""
    rng = np.random.default_rng(16)
    texts = rng.dirichlet(np.ones(6))
    meanings = np.array([texts[:3].sum(), texts[3:].sum()])
    within = sum(m * _entropy(*part) for m, part in zip(meanings, (texts[:3], texts[3:]), strict=True))
    assert math.isclose(_entropy(*texts), _entropy(*meanings) + within)
    assert _entropy(texts[0], texts[1:3].sum(), texts[3:].sum()) > _entropy(*meanings)
    p = np.array([0.5, 0.3, 0.2])
    for n, tolerance in ((200, 0.1), (10, 0.25)):
        shares = rng.multinomial(n, p, size=200_000) / n
        logs = np.log(np.where(shares > 0, shares, 1))
        shortfall = _entropy(*p) + (shares * logs).sum(axis=1).mean()
        assert abs(shortfall / (2 / (2 * n)) - 1) < tolerance
    assert 2 / 20 == 0.1


def check_coding_follow_ups():
    """Coding problem bayesian-linear-regression: dual form, evidence from the fit. Thompson: 5/6. 149 scores."""
    rng = np.random.default_rng(17)
    x, y, sigma2, tau2 = rng.normal(size=(5, 9)), rng.normal(size=5), 0.6, 1.4
    m, s = _blr(x, y, sigma2, tau2)
    kernel = tau2 * x @ x.T + sigma2 * np.eye(5)
    assert np.allclose(m, tau2 * x.T @ np.linalg.solve(kernel, y))
    phi = rng.normal(size=9)
    dual = sigma2 + tau2 * phi @ phi - tau2**2 * phi @ x.T @ np.linalg.solve(kernel, x @ phi)
    assert math.isclose(dual, sigma2 + phi @ s @ phi)
    log_det = 5 * math.log(sigma2) + 9 * math.log(tau2) - np.linalg.slogdet(s)[1]
    assert math.isclose(log_det, np.linalg.slogdet(kernel)[1])
    assert math.isclose((y @ y - y @ x @ m) / sigma2, y @ np.linalg.solve(kernel, y))
    assert abs(np.mean(rng.beta(2, 1, 400_000) > rng.beta(1, 2, 400_000)) - 5 / 6) < 0.003
    assert math.ceil(150 * (1 - 0.18)) == 124
    assert 150 * 82 == 123 * 100


def check_rapid_fire():
    """Rapid fire: 0.85; 0.66 and 210; 30%; 21%; 10,000; 2 MB; 2.5 points; the 90th of 99."""
    assert round(1 / (1 + math.exp(-((178 - 165) ** 2) / (2 * 49))), 2) == 0.85
    narrow, wide = math.exp(-(2**2) / 2), math.exp(-(2**2) / (2 * 9)) / 3
    assert round(wide / (narrow + wide), 2) == 0.66
    assert 20 * 21 // 2 == 210
    rng = np.random.default_rng(18)
    assert abs(np.mean(rng.beta(4, 8, 400_000) > rng.beta(41, 61, 400_000)) - 0.30) < 0.01
    z = rng.normal(size=(100_000, 20)).cumsum(axis=1) / np.sqrt(np.arange(1, 21))
    assert abs(np.mean((z > NormalDist().inv_cdf(0.95)).any(axis=1)) - 0.21) < 0.01
    assert 100**2 == 10_000
    assert round(512 * 512 * 8 / 1e6) == 2
    assert math.isclose(math.sqrt(0.75 * 0.25 / 300), 0.025)
    assert math.ceil(100 * 0.9 - 1e-9) == 90


def check_new_flashcards():
    """Flashcards: 39 parameters; underflow at e^-800 but not its logarithm, -744.4; claims left by the filter."""
    assert 4 * (3 + 6) + 3 == 39
    assert math.exp(-(40**2) / 2) == 0
    assert -(40**2) / 2 == -800
    assert round(math.log(5e-324), 1) == -744.4
    claims = {0.9: True, 0.8: True, 0.6: False, 0.5: True, 0.2: True}
    kept = [score for score in claims if score > max(s for s, true in claims.items() if not true)]
    assert kept == [0.9, 0.8]


def check_warm_up():
    """Warm-up: MAP 0.8 after three heads from Beta(2, 2), 5/7 in log-odds."""
    assert (5 - 1) / (5 + 2 - 2) == 0.8
    t = np.linspace(1e-4, 1 - 1e-4, 200_001)
    assert abs(t[(5 * np.log(t) + 2 * np.log(1 - t)).argmax()] - 5 / 7) < 1e-4


def check_beta_figure():
    """Figure beta-posterior: means 0.64 and 0.54 after 10 tosses, 0.70 and 0.67 after 200."""
    for tosses, means in ((10, (0.64, 0.54)), (200, (0.70, 0.67))):
        assert tuple(round((a + 0.7 * tosses) / (2 * a + tosses), 2) for a in (2, 20)) == means


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
