"""Checks the numbers and formulas of this topic's study material."""

import math
from datetime import date, timedelta

import numpy as np
from sklearn.tree import DecisionTreeRegressor


def _density(t):
    return math.exp(-t * t / 2) / math.sqrt(2 * math.pi)


def _cumulative(t):
    return (1 + math.erf(t / math.sqrt(2))) / 2


def check_in_sample_correlation():
    """Lesson, Categories; card; flashcard in-sample-correlation: 1/√n for every m."""
    rng = np.random.default_rng(0)
    for n in (4, 25):
        y = (rng.random((400_000 // n, n)) < 0.3).astype(float)
        for m in (0, 20):
            encoding = np.repeat((y.sum(1) + m * 0.3) / (n + m), n)
            assert abs(np.corrcoef(encoding, y.ravel())[0, 1] - 1 / math.sqrt(n)) < 0.01
    assert 1 / math.sqrt(25) == 0.2


def check_best_smoothing():
    """Flashcard best-smoothing: m = σ²/τ²."""
    rng = np.random.default_rng(7)
    means = rng.normal(0, 0.5, 200_000)
    sums = 3 * means + math.sqrt(3) * rng.normal(size=means.size)
    errors = {m: np.mean((sums / (3 + m) - means) ** 2) for m in (1, 2, 4, 8, 16)}
    assert min(errors, key=errors.get) == 4


def check_collisions():
    """Lesson and flashcard bucket-collision: 14.2 % and 3.7 %."""
    shares = [round(100 * (1 - (1 - 1 / 2**b) ** 9999), 1) for b in (16, 18)]
    assert shares == [14.2, 3.7]


def check_box_cox():
    """Lesson and flashcard box-cox-derivative: limit log x; value 0 and slope 1 at x = 1."""
    for x in (0.2, 3.0):
        assert abs((x**1e-7 - 1) / 1e-7 - math.log(x)) < 1e-5
    for power in (-1, 0.5, 2):

        def f(x, power=power):
            return (x**power - 1) / power

        assert f(1) == 0
        assert abs((f(1 + 1e-6) - f(1 - 1e-6)) / 2e-6 - 1) < 1e-6


def check_circle():
    """Lesson, Time; flashcard hour-distance; problem clock-with-one-harmonic: 5, 20.46, 8:27 p.m., 24 weights."""
    for u, delta in ((23, 1), (5, 7), (13, 12)):
        a, b = 2 * math.pi * u / 24, 2 * math.pi * (u + delta) / 24
        distance = math.hypot(math.cos(a) - math.cos(b), math.sin(a) - math.sin(b))
        assert abs(distance - 2 * abs(math.sin(math.pi * delta / 24))) < 1e-12
    assert abs(math.sin(2 * math.pi * 3 / 24) - math.sin(2 * math.pi * 9 / 24)) < 1e-12
    angle = 2 * np.pi * np.linspace(0, 24, 24 * 60 + 1) / 24
    fit = 10 + 3 * np.cos(angle) - 4 * np.sin(angle)
    assert np.argmax(fit) in (20 * 60 + 27, 20 * 60 + 28)
    assert np.argmin(fit) in (8 * 60 + 27, 8 * 60 + 28)
    assert (round(fit.max(), 3), round(fit.min(), 3)) == (15, 5)
    assert round(24 + math.atan2(-4, 3) * 12 / math.pi, 2) == 20.46
    hours = 2 * np.pi * np.arange(24) / 24
    columns = [f(k * hours) for k in range(13) for f in (np.cos, np.sin)]
    assert np.linalg.matrix_rank(np.array(columns)) == 24


def check_counts():
    """Lesson, Interactions; flashcard degree-two-count: 4,950 and 5,151."""
    assert math.comb(100, 2) == 4950
    assert math.comb(102, 2) == 5151 == 1 + 100 + 100 + 4950


def check_unique_id():
    """Problem encoding-a-unique-id: slopes −(n−1) and −(K−1), share (K−1)/(n−1), 0.3 %; flashcard loo-gap."""
    rng = np.random.default_rng(1)
    n, k = 60, 5
    y = (np.arange(n) < 20).astype(float)
    loo = (y.sum() - y) / (n - 1)
    assert abs(np.polyfit(loo, y, 1)[0] + (n - 1)) < 1e-6
    shares = []
    for _ in range(3000):
        folds = rng.permutation(y).reshape(k, -1)
        shares.append(folds.mean(1).var() / y.var())
    encoding = np.repeat((folds.sum() - folds.sum(1)) / (n - n / k), n // k)
    assert abs(np.polyfit(encoding, folds.ravel(), 1)[0] + (k - 1)) < 1e-6
    assert abs(np.mean(shares) - (k - 1) / (n - 1)) < 0.004
    assert round(100 * 9 / 2999, 1) == 0.3


def _answers(a, b):
    """t, ρ, the density and distribution function at t, and the means of those who do and do not answer."""
    t, rho = a / math.hypot(1, b), b / math.hypot(1, b)
    return t, rho, _density(t), _cumulative(t), -rho * _density(t) / _cumulative(t), rho * _density(t) / _cumulative(-t)


def check_missing_income():
    """Lesson (a = b = 1): 76 %, −0.29, +0.92; problem income-not-at-random: 88.5 %, −0.132, +1.013, 1.144β, dollars."""
    assert [round(v, 2) for v in _answers(1, 1)[3:]] == [0.76, -0.29, 0.92]
    t, rho, density, share, seen, hidden = _answers(1.5, 0.75)
    assert (round(t, 9), round(rho, 9)) == (1.2, 0.6)
    assert [round(v, 3) for v in (density, share, seen, hidden)] == [0.194, 0.885, -0.132, 1.013]
    assert (round(hidden, 4), round(-seen, 4), round(1.0125 + 0.1317, 3)) == (1.0125, 0.1317, 1.144)
    assert round(1 - share, 3) == 0.115
    assert abs(0.885 * -0.132 + 0.115 * 1.013) < 1e-3
    assert [round(40 * math.exp(0.7 * v), 1) for v in (seen, hidden)] == [36.5, 81.3]
    rng = np.random.default_rng(2)
    x, u = rng.normal(size=(2, 400_000))
    observed = u <= 1.5 - 0.75 * x
    assert abs(x[observed].mean() - seen) < 0.01
    assert abs(x[~observed].mean() - hidden) < 0.01
    y = 1 + 2 * x + rng.normal(size=x.size)
    design = np.c_[np.ones(x.size), np.where(observed, x, seen), ~observed]
    weights = np.linalg.lstsq(design, y, rcond=None)[0]
    assert np.allclose(weights, [1, 2, 2 * 1.144], atol=0.03)


def check_snapshot_days():
    """Problem logs-to-features: days 30 to 83 are 54 snapshots; training labels end on 69; 15 test days."""
    usable = [d for d in range(1, 91) if d - 29 >= 1 and d + 7 <= 90]
    assert (usable[0], usable[-1], len(usable)) == (30, 83, 54)
    assert 62 + 7 == 69
    assert len(range(69, 84)) == 15


def check_signed_hashing():
    """Problem signed-hashing: unbiased; variance 2s(s−1)/B = 4.79; 2.19; 4.4 %; 52.4 without signs."""
    s, b = 50, 1024
    variance = 2 * s * (s - 1) / b
    assert (round(variance, 2), round(math.sqrt(variance), 2)) == (4.79, 2.19)
    assert round(100 * math.sqrt(variance) / s, 1) == 4.4
    assert round(s + s * (s - 1) / b, 1) == 52.4
    rng = np.random.default_rng(3)
    runs, small = 20_000, 64
    h, signs = rng.integers(0, small, (runs, 10)), rng.choice([-1, 1], (runs, 10))
    buckets = np.zeros((runs, small))
    np.add.at(buckets, (np.arange(runs)[:, None], h), signs)
    norms = (buckets**2).sum(1)
    assert abs(norms.mean() - 10) < 0.06
    assert abs(norms.var() / (2 * 10 * 9 / small) - 1) < 0.1


def check_permutation_importance():
    """Problem permutation-and-twins: 2w²Var(x); a quarter for each twin, all of it jointly."""
    rng = np.random.default_rng(4)
    x = rng.normal(0, 2, 400_000)
    y = 3 * x + rng.normal(size=x.size)
    copy = rng.permutation(x)
    base = np.mean((y - 3 * x) ** 2)
    alone = np.mean((y - 3 * copy) ** 2) - base
    twin = np.mean((y - 1.5 * x - 1.5 * copy) ** 2) - base
    assert abs(alone / (2 * 9 * 4) - 1) < 0.02
    assert abs(twin / alone - 0.25) < 0.01


def check_warm_up():
    """topic.yaml, warm-up: two positive rows at a global rate of 5 % and m = 20 are encoded as 13.6 %."""
    assert round((2 + 20 * 0.05) / (2 + 20), 3) == 0.136


def check_indicator_biases_other_weights():
    """Lesson, Missing values: under MCAR the indicator method biases the weight of a feature correlated with x."""
    rng = np.random.default_rng(5)
    x, e, noise = rng.normal(size=(3, 200_000))
    z = 0.8 * x + 0.6 * e
    y = x + noise  # the true weight of z is zero
    missing = rng.random(x.size) < 0.5
    design = np.c_[np.ones(x.size), np.where(missing, 0, x), missing, z]
    assert np.linalg.lstsq(design, y, rcond=None)[0][3] > 0.2
    assert abs(np.linalg.lstsq(design[~missing][:, [0, 1, 3]], y[~missing], rcond=None)[0][2]) < 0.02


def check_centering():
    """Lesson, Interactions: centering leaves the least-squares fit alone and removes the near collinearity."""
    rng = np.random.default_rng(8)
    a, b, y = rng.normal(10, 1, 500), rng.normal(10, 1, 500), rng.normal(size=500)
    fits = []
    for p, q in ((a, b), (a - a.mean(), b - b.mean())):
        design = np.c_[np.ones(500), p, q, p * q]
        fits.append(design @ np.linalg.lstsq(design, y, rcond=None)[0])
    assert np.allclose(*fits)
    assert np.corrcoef(a, a * b)[0, 1] > 0.6
    assert abs(np.corrcoef(p, p * q)[0, 1]) < 0.15


def check_monotone_transform():
    """Lesson, Numbers: a logarithm of a feature does not change a tree's training fit."""
    rng = np.random.default_rng(9)
    x, y = rng.uniform(1, 9, (60, 1)), rng.normal(size=60)
    assert np.allclose(*(DecisionTreeRegressor(max_depth=3).fit(z, y).predict(z) for z in (x, np.log(x))))


def check_probe_numbers():
    """Probes cross-two-categories and ninety-survivors: 12,000 cells of 5 rows, 2,000 weights; 50, 56 %, a half."""
    assert (500 * 24, 60_000 / (500 * 24), 500 * 2 * 2) == (12_000, 5, 2_000)
    assert 5_000 * 0.01 == 50
    assert round(50 / 90, 2) == 0.56
    assert 50 * 0.01 == 0.5


def check_centered_product():
    """Flashcard centered-product: Cov(x, x²) = 2μs²; probe product-without-correlation."""
    rng = np.random.default_rng(6)
    x = 3 + 2 * rng.uniform(-1, 1, 400_000)
    assert abs(np.cov(x, x**2)[0, 1] / (2 * 3 * 4 / 3) - 1) < 0.02
    signs = np.array([[a, b, a * b] for a in (-1, 1) for b in (-1, 1)])
    assert np.allclose(np.cov(signs.T), np.eye(3) * 4 / 3)


def check_calendar():
    """Problem as-of-which-time: windows end on 9 June and 12 June."""
    assert date(2025, 5, 10) + timedelta(30) == date(2025, 6, 9)
    assert date(2025, 5, 13) + timedelta(30) == date(2025, 6, 12)


def check_weight_of_evidence():
    """Flashcard weight-of-evidence: ln 2 = 0.69, and base log-odds plus it are the level's log-odds."""
    weight = math.log((30 / 100) / (60 / 400))
    assert round(weight, 2) == 0.69
    assert math.isclose(math.log(100 / 400) + weight, math.log(30 / 60))


def check_flat_partial_dependence():
    """Probe flat-partial-dependence: the average of x₁x₂ over symmetric x₂ vanishes; single curves have slopes ±1."""
    x2 = np.array([-1, 1])
    assert all(np.mean(x1 * x2) == 0 for x1 in (-1, 0.3, 1))
    assert list(1 * x2 - 0 * x2) == [-1, 1]


def check_try_boxes():
    """Lesson, stop-and-try boxes: 0.32, 0.15, 0.40; lags of 5 and 7; Shapley values 3 and 4."""
    assert [round(v, 2) for v in ((1 + 3 * 0.2) / 5, (0 + 3 * 0.2) / 4, (1 + 3 * 0.2) / 4)] == [0.32, 0.15, 0.40]
    monday = date(2025, 6, 2)
    assert monday.strftime("%A") == "Monday"
    friday, newest = monday + timedelta(4), monday - timedelta(1)
    assert (friday.strftime("%A"), newest.strftime("%A"), (friday - newest).days) == ("Friday", "Sunday", 5)
    assert _shapley(lambda a, b: 3 * a - 2 * b + 1, (2, 0), (1, 2)) == (3, 4)
    assert 3 * 1 - 2 * 2 + 1 == 0


def _shapley(f, x, absent):
    """Two Shapley values of a function that is linear in each feature, absent ones at their means."""
    v = {(i, j): f(x[0] if i else absent[0], x[1] if j else absent[1]) for i in (0, 1) for j in (0, 1)}
    first = (v[1, 0] - v[0, 0] + v[1, 1] - v[0, 1]) / 2
    return first, v[1, 1] - v[0, 0] - first


def check_shapley():
    """Lesson, derivation credit-in-a-linear-model, problem what-a-contribution-means, cards: all contributions."""
    assert _shapley(lambda a, b: a * b, (1, 1), (0, 0)) == (0.5, 0.5)
    f = lambda a, b: 2 * a + a * b  # noqa: E731
    assert _shapley(f, (1, 1), (0, 0)) == (2.5, 0.5)
    assert (f(1, 1) - f(0, 1), f(1, 1) - f(1, 0), f(1, 2) - f(1, 1), f(-1, 2) - f(-1, 1)) == (3, 1, 1, -1)
    assert _shapley(f, (1, 1), (0, 1)) == (3, 0)
    assert _shapley(max, (3, 1), (0, 0)) == (2.5, 0.5)
    assert round(0.30 - 0.10 - 0.12, 2) == 0.08
    rho, x1, x2 = 0.6, 0.7, -1.2  # conditional version for f = x1
    v1, v2 = x1, rho * x2
    assert math.isclose((v2 - 0 + x1 - v1) / 2, rho * x2 / 2)
    assert math.isclose((v1 - 0 + x1 - v2) / 2, x1 - rho * x2 / 2)
    rng = np.random.default_rng(10)
    a, b = rng.multivariate_normal([0, 0], [[1, rho], [rho, 1]], 400_000).T
    near = np.abs(b - x2) < 0.05
    assert abs(a[near].mean() - rho * x2) < 0.03


def check_mean_imputation():
    """Derivation what-mean-imputation-does: q, √q, the slope, 0.71, and w_z = ρ(1 − q)/(1 − qρ²)."""
    rng = np.random.default_rng(11)
    q, rho = 0.5, 0.8
    x, e, noise = rng.normal(size=(3, 400_000))
    z, y = rho * x + math.sqrt(1 - rho**2) * e, x + noise
    filled = np.where(rng.random(x.size) < q, x, 0)
    assert abs(filled.var() - q) < 0.01
    assert abs(np.corrcoef(filled, y)[0, 1] / np.corrcoef(x, y)[0, 1] - math.sqrt(q)) < 0.01
    assert abs(np.cov(filled, y)[0, 1] / filled.var() - 1) < 0.01
    assert round(math.sqrt(0.5), 2) == 0.71
    w_z = rho * (1 - q) / (1 - q * rho**2)
    assert np.allclose(np.linalg.lstsq(np.c_[filled, z], y, rcond=None)[0], [1 - rho * w_z, w_z], atol=0.01)


def check_back_from_the_log():
    """Derivation back-from-the-log-of-a-target: e^(σ²/2) = 1.38 at σ = 0.8, naive 27 % too low; the smearing factor."""
    assert round(math.exp(0.32), 2) == 1.38
    assert round(1 - math.exp(-0.32), 2) == 0.27
    residuals = 0.8 * np.random.default_rng(12).normal(size=1_000_000)
    assert abs(np.exp(residuals).mean() - math.exp(0.32)) < 0.01
    assert abs(np.median(np.exp(residuals)) - 1) < 0.01


def check_box_cox_likelihood():
    """Derivation box-cox-by-likelihood: the profile likelihood, its invariance to units, 1.92."""
    rng = np.random.default_rng(13)
    x = rng.lognormal(0.5, 0.4, 300) ** 0.5
    grid = np.linspace(-2, 2, 81)

    def profile(x, power):
        u = np.log(x) if abs(power) < 1e-9 else (x**power - 1) / power
        return -len(x) / 2 * math.log(u.var()) + (power - 1) * np.log(x).sum()

    def full(x, power):
        u = np.log(x) if abs(power) < 1e-9 else (x**power - 1) / power
        z = (u - u.mean()) / u.std()
        return np.sum(-np.log(u.std()) - z**2 / 2 - math.log(2 * math.pi) / 2 + (power - 1) * np.log(x))

    values = np.array([profile(x, power) for power in grid])
    gaps = values - [full(x, power) for power in grid]
    assert np.ptp(gaps) < 1e-8
    scaled = np.array([profile(7 * x, power) for power in grid])
    assert np.ptp(scaled - values) < 1e-8
    assert abs(grid[np.argmax(values)]) < 0.7
    alone = [((7 * x) ** power / power).var() for power in (-1, -3, -6)]
    assert alone[0] > alone[1] > alone[2]
    assert round(1.959964**2 / 2, 2) == 1.92


def check_free_cosine():
    """Derivation cosine-that-nobody-fixed: 0, 0.98 and −0.98; the product stays; balanced columns minimize."""

    def cosine(a, b):
        return a @ b / math.sqrt((a @ a) * (b @ b))

    v = np.array([[1.0, 1.0], [1.0, -1.0]])
    assert cosine(*v) == 0
    assert [round(cosine(*(v / d)), 2) for d in ([1, 10], [10, 1])] == [0.98, -0.98]
    rng = np.random.default_rng(14)
    u, v = rng.normal(size=(6, 3)), rng.normal(size=(5, 3))
    d = np.array([0.5, 2.0, 3.0])
    assert np.allclose(u @ v.T, (u * d) @ (v / d).T)
    q, s, p = np.linalg.svd(u @ v.T, full_matrices=False)
    u, v = q[:, :3] * np.sqrt(s[:3]), p[:3].T * np.sqrt(s[:3])
    assert np.allclose(u.T @ u, v.T @ v)
    for _ in range(50):
        a = np.eye(3) + 0.3 * rng.normal(size=(3, 3))
        other = np.sum((u @ a) ** 2) + np.sum((v @ np.linalg.inv(a).T) ** 2)
        assert other >= np.sum(u**2) + np.sum(v**2) - 1e-9


def check_mean_that_knows_the_future():
    """Derivation a-mean-that-knows-the-future: covariance, variance, −√(3/T), −0.11; the first half is as strong."""
    rng = np.random.default_rng(15)
    length, t = 60, 30
    steps = rng.normal(size=(200_000, length))
    walk = steps.cumsum(axis=1)
    centered, following = walk[:, t - 1] - walk.mean(axis=1), steps[:, t]
    assert abs(np.cov(centered, following)[0, 1] + (length - t) / length) < 0.02
    exact = (sum(s**2 for s in range(t)) + sum(k**2 for k in range(1, length - t + 1))) / length**2
    assert abs(centered.var() / exact - 1) < 0.02
    assert abs(np.corrcoef(centered, following)[0, 1] + math.sqrt(3 / length)) < 0.02
    past = walk[:, t - 1] - walk[:, :t].mean(axis=1)
    assert abs(np.corrcoef(past, following)[0, 1]) < 0.01
    assert round(math.sqrt(3 / 250), 2) == 0.11
    u = np.linspace(0.01, 0.5, 50)
    strength = (1 - u) / np.sqrt((u**3 + (1 - u) ** 3) / 3)
    assert strength.min() >= math.sqrt(3) - 1e-9
    assert (1 - 0.9) / math.sqrt((0.9**3 + 0.1**3) / 3) < 0.3


def check_neighbors():
    """Problem neighbors-that-know-the-answer: AUC 0.73 and correlation 0.26 of noise; March 3 plus 90 days."""
    weight = [math.comb(14, i) * 0.1**i * 0.9 ** (14 - i) for i in range(15)]
    auc = sum(a * b * ((i + 1 > j) + 0.5 * (i + 1 == j)) for i, a in enumerate(weight) for j, b in enumerate(weight))
    assert round(auc, 2) == 0.73
    rng = np.random.default_rng(16)
    y = (rng.random(400_000) < 0.1).astype(float)
    feature = (y + rng.binomial(14, 0.1, y.size)) / 15
    assert abs(np.corrcoef(feature, y)[0, 1] - 1 / math.sqrt(15)) < 0.01
    assert round(1 / math.sqrt(15), 2) == 0.26
    assert date(2025, 3, 3) + timedelta(90) == date(2025, 6, 1)


def check_encoder():
    """Problem the-encoder-read-the-news: 0.13, 0.12, 0.09, 0.03; 0.408, 0.426 and a standard error of 0.018."""
    assert (round(0.71 - 0.58, 2), round((0.71 - 0.58) - (0.57 - 0.56), 2)) == (0.13, 0.12)
    left = (0.62 - 0.58) - (0.57 - 0.56)
    assert (round(0.71 - 0.62, 2), round(left, 2), round(0.71 - 0.62 + left, 2)) == (0.09, 0.03, 0.12)
    a, positives, negatives = 0.58, 360, 840
    one, two = a / (2 - a), 2 * a**2 / (1 + a)
    assert (round(one, 3), round(two, 3)) == (0.408, 0.426)
    variance = a * (1 - a) + (positives - 1) * (one - a**2) + (negatives - 1) * (two - a**2)
    assert round(math.sqrt(variance / (positives * negatives)), 3) == 0.018


def check_later_cards():
    """Flashcards columns-for-five-classes and stability-index: shares add up to 1, 0.041; a half-life of seven days."""
    classes = np.random.default_rng(17).integers(0, 5, 40)
    prior = np.array([0.1, 0.2, 0.3, 0.25, 0.15])
    assert math.isclose(sum((np.bincount(classes, minlength=5) + 7 * prior) / (40 + 7)), 1)
    assert round(0.1 * math.log(1.2) - 0.1 * math.log(0.8), 3) == 0.041
    assert 0.5 ** (21 / 7) == 1 / 8
