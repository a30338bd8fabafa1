"""Checks every number and formula of this topic's study material."""

import math

import numpy as np


def _min_norm(n, p, total, squares, sigma2, runs, seed):
    """Mean weights and mean squared weights of the fit on the first p of all features, over random training sets."""
    rng = np.random.default_rng(seed)
    beta = np.sqrt(squares)
    fits = np.zeros((runs, total))
    for run in range(runs):
        x = rng.normal(size=(n, total))
        y = x @ beta + rng.normal(0, math.sqrt(sigma2), n)
        fits[run, :p] = np.linalg.pinv(x[:, :p]) @ y
    mean = fits.mean(axis=0)
    return np.sum((mean - beta) ** 2), np.mean(np.sum((fits - mean) ** 2, axis=1))


def _figure_errors(p, squares, n=40, sigma2=0.04):
    """The formulas of figures/double-descent.py."""
    used = float(np.sum(squares[:p]))
    unused = float(np.sum(squares)) - used
    noise = unused + sigma2
    if p < n:
        return unused, noise * p / (n - p - 1)
    total = used * (1 - n / p) + noise * n / (p - n - 1)
    shrunk = used * (1 - n / p) ** 2
    return unused + shrunk, total - shrunk


def _ordered():
    squares = np.arange(1, 101) ** -1.5
    return squares / squares.sum()


def check_decomposition():
    """Lesson, proof: measured error equals bias² + variance + noise at a point, for a nonlinear fit too."""
    rng = np.random.default_rng(1)
    sets, sigma = 100_000, 0.7
    data = 0.8 + rng.normal(0, sigma, (sets, 5))
    fits = np.median(data, axis=1) ** 2  # some nonlinear function of the training set
    truth = 1.0
    fresh = truth + rng.normal(0, sigma, sets)
    parts = (fits.mean() - truth) ** 2 + fits.var() + sigma**2
    assert abs(np.mean((fresh - fits) ** 2) - parts) < 0.02


def check_independence_needed():
    """Lesson and probe where-independence: on training labels the cross term stays, the error is too low."""
    rng = np.random.default_rng(2)
    labels = rng.normal(size=(100_000, 4))  # f = 0, σ² = 1, the fit is the mean
    fits = labels.mean(axis=1)
    seen = np.mean((labels[:, 0] - fits) ** 2)
    fresh = np.mean((rng.normal(size=100_000) - fits) ** 2)
    assert abs(seen - 0.75) < 0.02
    assert abs(fresh - 1.25) < 0.02


def check_knn_variance_and_numbers():
    """Lesson, example: variance σ²/k (0.25, 0.0049), and 0.2682 − 0.25 = 0.0182."""
    assert 0.5**2 / 1 == 0.25
    assert round(0.5**2 / 51, 4) == 0.0049
    assert round(0.2682 - 0.25, 4) == 0.0182
    x = np.linspace(0, 1, 101)
    near = np.argsort(np.abs(x - 0.25), kind="stable")
    bias2 = [(np.sin(2 * np.pi * x[near[:k]]).mean() - 1) ** 2 for k in (1, 15, 51)]
    assert bias2[0] == 0
    assert bias2[1] < 0.002
    assert 0.13 < bias2[2] < 0.15


def check_least_squares_variance():
    """Lesson, two models: tr(H) = p, and the average in-sample variance is pσ²/N."""
    rng = np.random.default_rng(3)
    n, p, sigma2 = 30, 4, 2.0
    x = rng.normal(size=(n, p))
    hat = x @ np.linalg.inv(x.T @ x) @ x.T
    assert np.allclose(hat @ hat, hat)
    assert abs(np.trace(hat) - p) < 1e-9
    fits = rng.normal(0, math.sqrt(sigma2), (50_000, n)) @ hat
    assert abs(fits.var(axis=0).mean() - p * sigma2 / n) < 0.005


def check_complexity_figure():
    """Lesson and figure complexity-curve: best p = 6, total 0.58; 0.70 with 16; bias² starts at 0.79."""
    x = np.linspace(-1, 1, 40)
    truth = 2.5 * np.exp(-((x - 0.25) ** 2) / 0.18)
    totals, biases = [], []
    for p in range(1, 17):
        q, _ = np.linalg.qr(np.polynomial.legendre.legvander(x, p - 1))
        biases.append(np.mean((truth - q @ (q.T @ truth)) ** 2))
        totals.append(biases[-1] + p * 0.5 / 40 + 0.5)
    assert int(np.argmin(totals)) + 1 == 6
    assert round(totals[5], 2) == 0.58
    assert round(totals[15], 2) == 0.70
    assert round(biases[0], 2) == 0.79
    assert biases[7] < 0.005
    assert biases[4] > 5 * 0.5 / 40
    assert biases[5] < 6 * 0.5 / 40


def check_double_descent_figure():
    """Lesson and figure double-descent: lowest totals 0.27 at 15 and 0.52 beyond 40; alike: 1.04 at 0, 0.67 at 100."""
    ordered, alike = _ordered(), np.full(100, 0.01)
    counts = [p for p in range(101) if abs(p - 40) > 1]
    totals = {p: sum(_figure_errors(p, ordered)) + 0.04 for p in counts}
    assert min(totals, key=totals.get) == 15
    assert round(totals[15], 2) == 0.27
    beyond = {p: total for p, total in totals.items() if p > 40}
    assert round(min(beyond.values()), 2) == 0.52
    assert beyond[100] > min(beyond.values())
    same = {p: sum(_figure_errors(p, alike)) + 0.04 for p in counts}
    assert round(same[0], 2) == 1.04
    assert min(same, key=same.get) == 100
    assert round(same[100], 2) == 0.67


def check_double_descent_by_simulation():
    """Figure double-descent: its bias² and variance agree with simulated minimum-norm fits."""
    ordered = _ordered()
    for p, runs in ((15, 150), (80, 150)):
        bias2, variance = _min_norm(40, p, 100, ordered, 0.04, runs, p)
        formula = _figure_errors(p, ordered)
        assert abs(bias2 - formula[0]) < 0.03
        assert abs(variance / formula[1] - 1) < 0.15


def check_min_norm_variance():
    """Lesson and problem min-norm-peak: both variance formulas, their values, and the bias (1 − N/p)‖β‖²."""
    rng = np.random.default_rng(4)

    def variance(n, p, sigma2=0.04):
        return sigma2 * p / (n - p - 1) if p < n else sigma2 * n / (p - n - 1)

    values = [round(variance(40, p), 4) for p in (20, 38, 42, 80, 400)]
    assert values == [0.0421, 1.52, 1.6, 0.041, 0.0045]
    for n, p in ((40, 20), (20, 50)):
        traces = []
        for _ in range(400):
            singular = np.linalg.svd(rng.normal(size=(n, p)), compute_uv=False)
            traces.append(np.sum(singular**-2.0))
        assert abs(0.04 * np.mean(traces) / variance(n, p) - 1) < 0.05
    lost = []
    beta = rng.normal(size=50)
    for _ in range(500):
        x = rng.normal(size=(20, 50))
        lost.append(np.sum((beta - np.linalg.pinv(x) @ (x @ beta)) ** 2))
    assert abs(np.mean(lost) / (0.6 * beta @ beta) - 1) < 0.05


def check_ridge_bounds_the_peak():
    """Problem min-norm-peak, follow-ups: s²/(s²+λ)² ≤ 1/(4λ); with p = 100, 100 examples are worse than 60."""
    s2 = np.linspace(0, 50, 10_001)
    for penalty in (0.1, 1, 7):
        assert np.max(s2 / (s2 + penalty) ** 2) <= 1 / (4 * penalty) + 1e-12
    assert 60 / (100 - 60 - 1) < 2
    assert 100 / (400 - 100 - 1) < 1


def check_optimal_ridge_has_no_peak():
    """Lesson, caution two: with the best λ the error of isotropic least squares does not peak at p = N."""
    rng = np.random.default_rng(5)

    def best(p):
        beta2, sigma2, n, errors = 1.0, 0.25, 30, []
        penalty = p * sigma2 / beta2
        for _ in range(100):
            beta = rng.normal(size=p) / math.sqrt(p)
            x = rng.normal(size=(n, p))
            y = x @ beta + rng.normal(0, math.sqrt(sigma2), n)
            fit = np.linalg.solve(x.T @ x + penalty * np.eye(p), x.T @ y)
            errors.append(np.sum((fit - beta) ** 2))
        return np.mean(errors)

    small, at, large = best(15), best(30), best(60)
    assert small < at < large < 1


def check_knn_best_k():
    """Problem knn-best-k: bias h²(k²−1)/12; 518,400; k ≈ 13.9; E(13) = 0.00815, E(15) = 0.00818; the scaling."""
    h, sigma2 = 0.05, 0.09

    def excess(k, h=h):
        m = (k - 1) // 2
        bias = np.mean((np.arange(-m, m + 1) * h) ** 2)
        assert abs(bias - h**2 * (k**2 - 1) / 12) < 1e-12
        return bias**2 + sigma2 / k

    assert round(36 * sigma2 / h**4) == 518_400
    assert round(518_400**0.2, 1) == 13.9
    assert round(excess(13), 5) == 0.00815
    assert round(excess(15), 5) == 0.00818
    assert excess(1) == 0.09
    assert min(range(1, 60, 2), key=excess) == 13
    assert 10.5 < 0.09 / excess(13) < 11.5
    coarse, fine = (min(excess(k, step) for k in range(1, 1201, 2)) for step in (0.002, 0.0002))
    assert abs(math.log10(coarse / fine) - 0.8) < 0.03


def check_optimism():
    """Problem optimism-of-training-error: 0.8 against 1.2; and the identity with covariances, for a nonlinear fit."""
    n, p = 100, 20
    assert (1 - p / n, 1 + p / n) == (0.8, 1.2)
    rng = np.random.default_rng(6)
    truth = np.linspace(-1, 1, 8)
    labels = truth + rng.normal(size=(60_000, 8))
    fits = np.sign(labels) * np.maximum(np.abs(labels) - 0.5, 0)  # soft threshold
    fresh = truth + rng.normal(size=labels.shape)
    gap = np.mean((fresh - fits) ** 2) - np.mean((labels - fits) ** 2)
    covariance = np.mean(np.mean((labels - truth) * fits, axis=0))
    assert abs(gap - 2 * covariance) < 0.02


def check_ridge_orthonormal():
    """Problem ridge-orthonormal and card: bias², variance, derivative, λ*, 0.25, 0.8, 2/3; common: 0.33, 1.11, 0.57."""

    def error(penalty, beta=2.0, sigma2=1.0):
        return (penalty**2 * beta**2 + sigma2) / (1 + penalty) ** 2

    grid = np.linspace(0, 2, 20_001)
    assert abs(grid[np.argmin(error(grid))] - 0.25) < 1e-3
    assert abs(error(0.25) - 0.8) < 1e-12
    assert error(0) == 1
    assert math.isclose(error(2 / 3), 1)
    several = [error(3 / 9.18, b) for b in (3, 0.3, 0.3)]
    assert [round(e, 2) for e in (*several, sum(several))] == [1.11, 0.57, 0.57, 2.26]
    assert math.isclose(error(2 / (9 - 1), 3), 1)
    for penalty in (0.1, 0.7):
        slope = (error(penalty + 1e-6) - error(penalty - 1e-6)) / 2e-6
        assert abs(slope - 2 * (penalty * 4 - 1) / (1 + penalty) ** 3) < 1e-6
    rng = np.random.default_rng(7)
    x, _ = np.linalg.qr(rng.normal(size=(12, 3)))
    beta = np.array([2.0, 0.5, -1.0])
    labels = x @ beta + rng.normal(size=(50_000, 12))
    fits = labels @ x / 1.25
    assert np.allclose((fits.mean(axis=0) - beta) ** 2, 0.25**2 * beta**2 / 1.25**2, atol=0.01)
    assert np.allclose(fits.var(axis=0), 1 / 1.25**2, atol=0.02)
    common = sum(error(grid, b) for b in beta)
    assert abs(grid[np.argmin(common)] - 3 / (beta @ beta)) < 1e-3


def check_noise_from_replicates():
    """Problem bias-or-noise: half the mean squared difference; 2.5, 0.7, 62.5 %, 1.5 of 4.0; standard error 10 %."""
    rng = np.random.default_rng(8)
    level = rng.normal(0, 3, (1500, 200))
    pairs = level[..., None] + rng.normal(0, math.sqrt(2.5), (1500, 200, 2))
    estimates = np.mean(np.diff(pairs, axis=2)[..., 0] ** 2, axis=1) / 2
    assert abs(estimates.mean() - 2.5) < 0.02
    assert abs(estimates.std() / 2.5 - 0.1) < 0.01
    assert round(4.0 - 0.8 - 2.5, 1) == 0.7
    assert 2.5 / 4.0 == 0.625
    assert 4.0 - 2.5 == 1.5


def check_labels_or_features():
    """Problem labels-or-features: a = 0.104, b = 13.6, the other columns, 0.128, 0.048, 0.054, $10,000 a point."""
    b = (0.240 - 0.172) / (1 / 100 - 1 / 200)
    a = 0.240 - b / 100
    assert round(b, 1) == 13.6
    assert round(a, 3) == 0.104
    assert [round(a + b / math.sqrt(n), 3) for n in (20_000, 80_000, 320_000)] == [0.200, 0.152, 0.128]
    training = [round(0.104 - 4.4 / math.sqrt(n), 3) for n in (10_000, 20_000, 40_000, 80_000)]
    assert training == [0.060, 0.073, 0.082, 0.088]
    assert round(0.152 - a, 3) == 0.048
    assert round(a - 0.05, 3) == 0.054
    assert round(24_000 / 2.4) == 10_000
    assert round((0.152 - 0.128) / 0.048, 2) == 0.5


def check_zero_one_loss():
    """Problem zero-one-loss: the formula against simulation, its table, and the regressor of the second follow-up."""
    rng = np.random.default_rng(9)
    table = {0.8: 0.26, 0.5: 0.50, 0.4: 0.58, 0.2: 0.74}
    for q, error in table.items():
        assert abs((1 - 0.9) + (2 * 0.9 - 1) * (1 - q) - error) < 1e-12
        votes, labels = rng.random(200_000) < q, rng.random(200_000) < 0.9
        assert abs(np.mean(votes != labels) - error) < 0.005
    assert [round(q * (1 - q), 2) for q in table] == [0.16, 0.25, 0.24, 0.16]
    assert round((0.6 - 0.9) ** 2, 2) == 0.09
    members, label = rng.normal(size=9), 0.4  # follow-up: averaging is safe under squared loss
    assert (label - members.mean()) ** 2 <= np.mean((label - members) ** 2)


def check_differences_probe():
    """Probe errors-that-cancel: 5 for one prediction, 0.2 for the difference."""
    fits = np.random.default_rng(12).multivariate_normal([2, 2], [[1, 0.9], [0.9, 1]], 400_000)
    assert abs(np.mean(fits[:, 0] ** 2) - 5) < 0.03
    assert abs(np.mean((fits[:, 0] - fits[:, 1]) ** 2) - 0.2) < 0.005


def check_clipping_probe():
    """Probe clipped-predictions: error and variance fall; the bias of an unbiased fit at f = 1 appears."""
    fits = np.random.default_rng(15).normal(1, 0.5, 100_000)
    clipped = fits.clip(0, 1)
    assert np.all(abs(clipped - 1) <= abs(fits - 1))
    assert clipped.var() < fits.var()
    assert clipped.mean() < 0.9


def check_cp_probe():
    """Probe cp-choice: 1.35 against 1.42; the 15 coefficients cost 0.15 and bought 0.08."""
    assert round(1.30 + 2 * 5 / 200, 2) == 1.35
    assert round(1.22 + 2 * 20 / 200, 2) == 1.42
    assert round(2 * 15 / 200, 2) == 0.15
    assert round(1.30 - 1.22, 2) == 0.08


def check_dropping_a_feature():
    """Probe drop-a-true-feature: keeping costs σ² in total, dropping β²."""
    rng = np.random.default_rng(10)
    x, _ = np.linalg.qr(rng.normal(size=(10, 2)))
    beta = np.array([1.0, 0.6])
    labels = x @ beta + rng.normal(size=(40_000, 10))
    both = np.mean(np.sum((labels @ x @ x.T - x @ beta) ** 2, axis=1))
    first = np.mean(np.sum((labels @ x[:, :1] @ x[:, :1].T - x @ beta) ** 2, axis=1))
    assert abs(both - 2) < 0.03
    assert abs(first - 1.36) < 0.03


def check_tuned_on_a_tenth():
    """Rapid-fire tuned-on-a-tenth: 6.3 times the neighbors; the best penalty on the sum is σ²/β² for every N."""
    assert round(10**0.8, 1) == 6.3
    grid = np.linspace(0, 2, 20_001)
    for n in (10, 100):
        error = (grid**2 * 4 + n) / (n + grid) ** 2
        assert abs(grid[np.argmin(error)] - 1 / 4) < 1e-3


def check_log_loss_split():
    """Rapid-fire log-loss-split: expected cross-entropy = entropy + KL to the geometric mean + mean KL from it."""
    rng = np.random.default_rng(12)
    truth = rng.dirichlet(np.ones(4))
    fits = rng.dirichlet(np.ones(4), size=50)
    center = np.exp(np.log(fits).mean(axis=0))
    center /= center.sum()
    expected = np.mean(-np.log(fits) @ truth)
    entropy = -truth @ np.log(truth)
    bias = truth @ np.log(truth / center)
    variance = np.mean(np.sum(center * np.log(center / fits), axis=1))
    assert abs(expected - entropy - bias - variance) < 1e-10
    assert -np.log(fits.mean(axis=0)) @ truth <= expected


def check_flashcards():
    """Flashcards: 0.16; tr(S) = N/k; twice the variance; least norm by gradient descent; leverage."""
    assert 20 * 4 / 500 == 0.16
    rng = np.random.default_rng(13)
    x = rng.random(30)
    smoother = np.zeros((30, 30))
    for i in range(30):
        smoother[i, np.argsort(np.abs(x - x[i]))[:5]] = 1 / 5
    assert abs(np.trace(smoother) - 30 / 5) < 1e-12
    first, second = rng.normal(2, 3, (2, 200_000))
    assert abs(np.mean((first - second) ** 2) - 18) < 0.3
    wide, y, weights = rng.normal(size=(5, 12)), rng.normal(size=5), np.zeros(12)
    for _ in range(5000):
        weights -= 0.02 * wide.T @ (wide @ weights - y)
    assert np.allclose(weights, wide.T @ np.linalg.solve(wide @ wide.T, y), atol=1e-6)


def check_leverage():
    """Flashcard leverage-and-variance: σ²h of the fitted value, σ²(1 − h) of the residual."""
    rng = np.random.default_rng(16)
    x = rng.normal(size=(6, 2))
    hat = x @ np.linalg.inv(x.T @ x) @ x.T
    noise = rng.normal(0, 2, (200_000, 6))
    assert np.allclose((noise @ hat).var(axis=0), 4 * np.diag(hat), atol=0.05)
    assert np.allclose((noise - noise @ hat).var(axis=0), 4 * (1 - np.diag(hat)), atol=0.05)


def check_nearest_neighbor_limit():
    """Rapid-fire nearest-neighbor-in-the-limit: two independent draws at 0.9 differ in 18 % of cases, 2r(1 − r)."""
    assert math.isclose(2 * 0.9 * 0.1, 0.18)
    rng = np.random.default_rng(17)
    assert abs(np.mean((rng.random(400_000) < 0.9) != (rng.random(400_000) < 0.9)) - 0.18) < 0.003


def check_james_stein():
    """Flashcard stein: in three dimensions James–Stein has the lower risk, at zero and far away."""
    rng = np.random.default_rng(14)
    for theta in (np.zeros(3), np.array([1.0, -1.0, 1.0])):
        draws = theta + rng.normal(size=(200_000, 3))
        shrunk = draws * (1 - 1 / np.sum(draws**2, axis=1))[:, None]
        assert np.mean(np.sum((shrunk - theta) ** 2, axis=1)) < 2.97
