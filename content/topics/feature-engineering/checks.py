"""Checks the numbers and formulas of this topic's study material."""

import math

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
    """Problem encoding-a-unique-id: slopes −(n−1) and −(K−1), share (K−1)/(n−1), 0.1 %; flashcard loo-gap."""
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
    assert round(100 * 4 / 3999, 1) == 0.1


def check_missing_income():
    """Lesson and problem income-not-at-random: 76 %, −0.289, +0.916, 1.205β, \\$42,000 and \\$87,000."""
    t = 1 / math.sqrt(2)
    seen, hidden = -t * _density(t) / _cumulative(t), t * _density(t) / (1 - _cumulative(t))
    assert [round(v, 3) for v in (t, _density(t), _cumulative(t), seen, hidden)] == [0.707, 0.311, 0.760, -0.289, 0.916]
    assert round(hidden - seen, 3) == 1.205
    assert [round(50 * math.exp(0.6 * v)) for v in (seen, hidden)] == [42, 87]
    rng = np.random.default_rng(2)
    x, u = rng.normal(size=(2, 400_000))
    observed = u <= 1 - x
    assert abs(x[observed].mean() - seen) < 0.01
    assert abs(x[~observed].mean() - hidden) < 0.01
    y = 1 + 2 * x + rng.normal(size=x.size)
    design = np.c_[np.ones(x.size), np.where(observed, x, seen), ~observed]
    weights = np.linalg.lstsq(design, y, rcond=None)[0]
    assert np.allclose(weights, [1, 2, 2 * 1.205], atol=0.03)


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
    from datetime import date, timedelta

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
