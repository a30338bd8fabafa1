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
    """Lesson, example: σ²/k (0.25, 0.0049), 0.2682 − 0.25 = 0.0182; exact 0.2680 and 0.2699; standard error 0.0017."""
    assert 0.5**2 / 1 == 0.25
    assert round(0.5**2 / 51, 4) == 0.0049
    assert round(0.2682 - 0.25, 4) == 0.0182
    x = np.linspace(0, 1, 101)
    near = np.argsort(np.abs(x - 0.25), kind="stable")
    bias2 = [(np.sin(2 * np.pi * x[near[:k]]).mean() - 1) ** 2 for k in (1, 15, 51)]
    assert bias2[0] == 0
    assert bias2[1] < 0.002
    assert 0.13 < bias2[2] < 0.15
    exact = [(np.sin(2 * np.pi * x[near[:k]]).mean() - 1) ** 2 + 0.25 / k + 0.25 for k in (1, 5, 15, 25, 51)]
    assert [round(value, 4) for value in exact[2:4]] == [0.2680, 0.2699]
    assert int(np.argmin(exact)) == 2
    rng = np.random.default_rng(0)
    labels = np.sin(2 * np.pi * x) + rng.normal(0, 0.5, (4000, 101))
    fresh = 1 + rng.normal(0, 0.5, 4000)
    errors = [(fresh - labels[:, near[:k]].mean(axis=1)) ** 2 for k in (15, 25)]
    assert [round(error.mean(), 4) for error in errors] == [0.2682, 0.2679]
    assert round((errors[0] - errors[1]).std() / math.sqrt(4000), 4) == 0.0017


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

    values = [round(variance(50, p, 0.09), 3) for p in (25, 48, 52, 100, 500)]
    assert values == [0.094, 4.32, 4.5, 0.092, 0.01]
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


def check_lesson_boxes():
    """Lesson, boxes: 0.25 + 2.25 + 0.5 = 3; 0.02 a coefficient; 0.53, 28, 0.51; 7.2 times and 0.45."""
    fits = np.array([1.0, 4.0])
    assert ((fits.mean() - 3) ** 2, fits.var()) == (0.25, 2.25)
    assert np.mean((fits - 3) ** 2) + 0.5 == 3
    assert (4 / 200, 10 * 4 / 200) == (0.02, 0.2)
    assert [round(v, 2) for v in (10 / (30 - 10 - 1), 28 / (30 - 28 - 1), 30 / (90 - 30 - 1))] == [0.53, 28, 0.51]
    assert 50 < 28 / (10 / 19) < 60
    assert round(2 ** (1 / 0.35), 1) == 7.2
    assert round(10**-0.35, 2) == 0.45


def check_simulated_bias():
    """Derivation simulated-bias-is-too-large: b² + V/M, (1 − 1/M)V, the correction, 0.0225."""
    rng = np.random.default_rng(20)
    few, bias, variance = 4, 0.3, 2.0
    fits = bias + rng.normal(0, math.sqrt(variance), (400_000, few))
    naive, plain = fits.mean(axis=1) ** 2, fits.var(axis=1)
    assert abs(naive.mean() - (bias**2 + variance / few)) < 0.01
    assert abs(plain.mean() - (1 - 1 / few) * variance) < 0.01
    assert abs(np.mean(naive + plain) - (bias**2 + variance)) < 0.02
    assert abs(np.mean(naive - fits.var(axis=1, ddof=1) / few) - bias**2) < 0.01
    assert math.isclose(0.01 + 0.25 / 20, 0.0225)


def check_data_and_seeds():
    """Derivation data-and-seeds: V_D + V_ω/K; differences 2V_ω and 2(V_D + V_ω); 0.04, 0.10, 29 %, 0.108."""
    rng = np.random.default_rng(21)
    data = rng.normal(0, math.sqrt(0.10), (2, 200_000, 1))
    runs = data + rng.normal(0, math.sqrt(0.04), (2, 200_000, 5)) * np.sqrt(2 * rng.random((2, 200_000, 1)))
    assert abs(np.mean((runs[0, :, 0] - runs[0, :, 1]) ** 2) - 0.08) < 0.002
    assert abs(np.mean((runs[0, :, 0] - runs[1, :, 0]) ** 2) - 0.28) < 0.005
    assert abs(runs[0].mean(axis=1).var() - 0.108) < 0.002
    assert round(0.04 / 0.14, 2) == 0.29


def check_training_time():
    """Derivation training-time-as-a-dial: bias², variance, q*, ridge's q; 22 and 77 steps; 7.62, 7.52, 26."""
    rng = np.random.default_rng(22)
    s = np.array([1.2, 0.5])
    q, _ = np.linalg.qr(rng.normal(size=(9, 2)))
    x, beta, eta, steps = q * s, np.array([1.0, -2.0]), 0.3, 6
    labels = x @ beta + rng.normal(0, 0.4, (100_000, 9))
    fits = np.zeros((100_000, 2))
    for _ in range(steps):
        fits += eta * (labels - fits @ x.T) @ x
    left = (1 - eta * s**2) ** steps
    assert np.allclose((fits.mean(axis=0) - beta) ** 2, left**2 * beta**2, atol=0.01)
    assert np.allclose(fits.var(axis=0), (1 - left) ** 2 * 0.16 / s**2, rtol=0.03)
    shrunk = np.linalg.solve(x.T @ x + 0.7 * np.eye(2), x.T @ (x @ beta)) / beta
    assert np.allclose(1 - shrunk, 0.7 / (s**2 + 0.7))

    squares, ratio = np.array([1, 0.04]), 9  # τ²/σ², errors in units of σ²

    def error(left):
        return left**2 * ratio + (1 - left) ** 2 / squares

    grid = np.linspace(0, 1, 100_001)[:, None]
    best = grid[np.argmin(error(grid), axis=0), 0]
    assert np.allclose(best, 1 / (1 + squares * ratio), atol=1e-4)
    assert np.allclose(best, (1 / ratio) / (squares + 1 / ratio), atol=1e-4)
    assert np.allclose(np.round(best, 2), [0.1, 0.74])
    wanted = np.log(1 + squares * ratio) / -np.log(1 - 0.1 * squares)
    assert list(np.round(wanted)) == [22, 77]
    assert np.allclose((1 - 0.1 * squares) ** wanted, 1 / (1 + squares * ratio))
    assert abs(math.log(1 + 1e-6 * ratio) / -math.log(1 - 0.1e-6) / (ratio / 0.1) - 1) < 1e-4
    times = np.arange(1, 500)[:, None]
    stopped = error((1 - 0.1 * squares) ** times)
    totals = stopped.sum(axis=1)
    assert times[np.argmin(totals), 0] == 77
    assert [round(v, 2) for v in (totals.min(), error(best).sum(), np.sum(1 / squares))] == [7.62, 7.52, 26]
    assert round(stopped[76, 0] - error(best)[0], 1) == 0.1


def check_compute_optimal():
    """Derivation compute-optimal-split: condition, M*, T*, the rate; 10, 10 and 0.44."""
    a, b, alpha, beta = 300.0, 900.0, 0.3, 0.4

    def best(c):
        size = (alpha * a / (beta * b)) ** (1 / (alpha + beta)) * (c / 6) ** (beta / (alpha + beta))
        return size, c / (6 * size)

    def excess(size, tokens):
        return a * size**-alpha + b * tokens**-beta

    for c in (1e20, 1e22):
        size, tokens = best(c)
        assert math.isclose(alpha * a * size**-alpha, beta * b * tokens**-beta)
        for factor in (0.98, 1.02):
            assert excess(size * factor, tokens / factor) > excess(size, tokens)
    ratio = excess(*best(1e22)) / excess(*best(1e20))
    assert math.isclose(ratio, 100 ** (-alpha * beta / (alpha + beta)))
    assert round(100**-0.18, 2) == 0.44
    assert 100**0.5 == 10


def check_power_law():
    """Derivation power-law-from-a-power-law: the tail, p*, the rate N^(−a/(1+a)); 2/3, 1/3, 0.46, 4.6."""
    c, a, sigma2 = 2.0, 0.5, 1.0
    j = np.arange(1, 4_000_001, dtype=float)
    tail = np.cumsum((c * j ** -(1 + a))[::-1])[::-1]
    beyond = c / a * 4e6**-a  # what the sum leaves out
    assert abs((tail[1000] + beyond) / (c / a * 1000**-a) - 1) < 0.002

    def best(n):
        excess = c / a * j**-a + j * sigma2 / n
        return j[np.argmin(excess)], excess.min()

    (p1, r1), (p2, r2) = best(1e5), best(1e8)
    assert abs(p1 / (c * 1e5) ** (2 / 3) - 1) < 0.01
    assert abs(math.log10(p2 / p1) / 3 - 2 / 3) < 0.005
    assert abs(math.log10(r1 / r2) / 3 - 1 / 3) < 0.005
    assert (round(10 ** (-1 / 3), 2), round(10 ** (2 / 3), 1)) == (0.46, 4.6)


def check_four_models():
    """Problem four-models-one-task: the gaps in points, and a standard error of about 0.3 at 5,000 cases."""
    a, b, c, d = (12.0, 12.4, 12.9), (0.8, 9.6, 10.1), (3.9, 4.6, 11.8), (3.8, 4.4, 4.8)
    gaps = [(round(m[1] - m[0], 1), round(m[2] - m[1], 1)) for m in (a, b, c, d)]
    assert gaps == [(0.4, 0.5), (8.8, 0.5), (0.7, 7.2), (0.6, 0.4)]
    assert a[0] - 4 == 8
    assert round(100 * math.sqrt(0.045 * 0.955 / 5000), 1) == 0.3


def check_store_means():
    """Problem one-model-per-store: the best weight and its error, by simulation; 6.25 weeks; the table."""
    rng = np.random.default_rng(23)
    assert 100 / 16 == 6.25
    for n, row in ((4, (25.0, 16, 0.39, 9.8)), (52, (1.9, 16, 0.89, 1.7))):
        weight = n / (n + 6.25)
        error = 16 * (100 / n) / (16 + 100 / n)
        assert (round(100 / n, 1), 16, round(weight, 2), round(error, 1)) == row
        store = rng.normal(0, 4, 400_000)
        own = store + rng.normal(0, math.sqrt(100 / n), 400_000)
        assert abs(np.mean((weight * own - store) ** 2) / error - 1) < 0.02
        for other in (weight - 0.1, weight + 0.1):
            assert np.mean((other * own - store) ** 2) > np.mean((weight * own - store) ** 2)


def check_served_model():
    """Problem a-model-that-must-be-served: 8 and 216 billion, loss 2.3; the table; 33 % and 42 %; 27 and 216 tokens."""

    def law(size, tokens):
        return 1.8 + 500 / size ** (1 / 3) + 1500 / tokens ** (1 / 3)

    assert abs(law(8e9, 216e9) - 2.3) < 1e-9
    assert round(6 * 8e9 * 216e9 / 1e22, 2) == 1.04
    sizes = 8e9 * np.exp(np.linspace(-1, 1, 20_001))
    best = sizes[np.argmin(law(sizes, 6 * 8e9 * 216e9 / (6 * sizes)))]
    assert abs(best / 8e9 - 1) < 0.001
    table = {2.0: (8.0, 6.0, 216, 1.04, 3.20, 4.24), 1.6: (4.1, 8.0, 512, 1.26, 1.64, 2.90)}
    table |= {1.5: (3.4, 9.0, 729, 1.48, 1.35, 2.83), 1.4: (2.7, 10.5, 1158, 1.91, 1.10, 3.00)}
    sums = {}
    for u, row in table.items():
        v = 1.5 / (0.5 - 0.5 / u)
        training, serving = 6e18 * u**3 * v**3 / 1e22, 2e9 * u**3 * 2e12 / 1e22
        sums[u] = training + serving
        got = (u**3, v, v**3, training, serving, sums[u])
        assert all(abs(a - b) <= 0.51 * 10**-d for a, b, d in zip(got, row, (1, 1, 0, 2, 2, 2), strict=True)), got
    grid = np.linspace(1.2, 2, 801)
    total = 6e18 * grid**3 * (1.5 / (0.5 - 0.5 / grid)) ** 3 + 2e9 * grid**3 * 2e12
    assert abs(grid[np.argmin(total)] - 1.5) < 0.03
    assert round(1 - sums[1.5] / sums[2.0], 2) == 0.33
    assert round(1.476 / 1.0368 - 1, 2) == 0.42
    assert (216 / 8, round(729 / 3.375)) == (27, 216)


def check_new_cards():
    """Rapid-fire and flashcards: 0.12, 0.36, 0.82; 0.05 and 1/2; 0.125, 0.225; 0.63; 20 tokens; eight passes."""
    assert [round(p**20, 2) for p in (0.90, 0.95, 0.99)] == [0.12, 0.36, 0.82]
    assert (50 / 1000, 50 / 100) == (0.05, 0.5)
    assert round(math.log10(0.40 / 0.30), 3) == 0.125
    assert math.isclose(0.30 * 0.75, 0.225)
    assert round(0.01**0.1, 2) == 0.63
    assert 1.4e12 / 70e9 == 20
    assert 400 / 50 == 8


def check_coding_follow_ups():
    """Coding problems: a bias of 0.1 against √(V/S) with V = 0.25; columns near 1e-4; both ridge forms agree."""
    assert math.sqrt(0.25 / 400) < 0.1 / 3
    assert 5e-5 < 1e11**-0.37 < 5e-4
    assert round(1 - math.exp(-1), 3) == 0.632
