"""Checks every number and formula of this topic's study material."""

import math
from datetime import date, timedelta

import numpy as np
from sklearn.linear_model import Ridge
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GridSearchCV, TimeSeriesSplit
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier


def _normal_tail(z):
    return 0.5 * math.erfc(z / math.sqrt(2))


def _expected_maximum(count):
    """Of independent standard normals, by numerical integration of the density of the maximum."""
    z = np.linspace(-8, 8, 8001)
    density = np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    below = (np.cumsum(density) - density / 2) * (z[1] - z[0])
    return float(np.sum(z * count * density * below ** (count - 1)) * (z[1] - z[0]))


def _gaussian_error(n, p=20):
    return 1 + p / (n - p - 1)


def _left_out(hat, residual, k):
    rows = np.arange(len(residual)).reshape(k, -1)
    return np.concatenate([np.linalg.solve(np.eye(len(f)) - hat[np.ix_(f, f)], residual[f]) for f in rows])


def check_expectation_of_cv():
    """Lesson, estimand and choice of k: mean estimate is Err(n(k-1)/k) for least squares with Gaussian features."""
    rng = np.random.default_rng(0)
    estimates = {5: [], 10: [], 60: []}
    for _ in range(200):
        x, noise = rng.normal(size=(60, 20)), rng.normal(size=60)
        hat = x @ np.linalg.solve(x.T @ x, x.T)
        for k, errors in estimates.items():
            errors.append(np.mean(_left_out(hat, noise - hat @ noise, k) ** 2))
    for k, errors in estimates.items():
        assert abs(np.mean(errors) - _gaussian_error(60 - 60 // k)) < 4 * np.std(errors) / math.sqrt(len(errors))
    assert np.std(estimates[60]) < np.std(estimates[5])
    assert round(_gaussian_error(60), 2) == 1.51


def check_figure_numbers():
    """Lesson and figure choice-of-k: 3.16, 1.72, 1.59, 1.52 lie within simulation error of theory."""
    for shown, k, spread in ((3.16, 2, 1.24), (1.72, 5, 0.45), (1.59, 10, 0.38), (1.52, 60, 0.35)):
        assert abs(shown - _gaussian_error(60 - 60 // k)) < 4 * spread / math.sqrt(3000) + 0.005


def check_pessimism():
    """Lesson and problem learning-curve-and-k: Err(n(k-1)/k) - Err(n) = b/(n(k-1)) for a + b/n; all its numbers."""
    a, b, n = 0.16, 24, 600
    for k, gap in ((2, 0.04), (5, 0.01), (10, 0.0044)):
        assert math.isclose(a + b / (n * (k - 1) / k) - (a + b / n), b / (n * (k - 1)))
        assert abs(b / (n * (k - 1)) - gap) < 5e-5
    assert math.isclose(a + b / 300, 0.24)
    assert math.isclose(a + b / 480, 0.21)
    assert math.isclose(a + b / 1200, 0.18)
    assert math.isclose(0.12 + 54 / 480, 0.2325)
    assert math.isclose(0.12 + 54 / 600, 0.21)
    assert math.isclose(a + b / 750, 0.12 + 54 / 750)
    assert a + b / 640 < 0.12 + 54 / 640
    assert a + b / 800 > 0.12 + 54 / 800
    assert abs(math.sqrt(0.2 * 0.8 / 600) - 0.016) < 5e-4


def check_no_positive_in_fold():
    """Lesson, stratification: a fold of 200 rows at 1% holds no positive in 13% of draws."""
    assert round(0.99**200, 2) == 0.13


def check_leave_one_out_shortcut():
    """Lesson and probe ridge-loo-by-hand: the left-out residual is e/(1-S_ii), for ridge with a fixed penalty."""
    rng = np.random.default_rng(1)
    x, y, penalty = rng.normal(size=(15, 4)), rng.normal(size=15), 0.7
    s = x @ np.linalg.solve(x.T @ x + penalty * np.eye(4), x.T)
    for i in range(15):
        keep = np.arange(15) != i
        fit = Ridge(alpha=penalty, fit_intercept=False).fit(x[keep], y[keep])
        assert math.isclose(y[i] - fit.predict(x[[i]])[0], (y - s @ y)[i] / (1 - s[i, i]), rel_tol=1e-6)
    assert math.isclose(0.6 / (1 - 0.25), 0.8)


def check_leave_group_out():
    """Problem leave-a-patient-out: (I-H_FF)^-1 e_F for random least squares; (8, 10) and (5.5, 8) for the mean."""
    rng = np.random.default_rng(2)
    x, y, f = rng.normal(size=(12, 3)), rng.normal(size=12), np.array([1, 4, 5])
    hat = x @ np.linalg.solve(x.T @ x, x.T)
    keep = np.setdiff1d(np.arange(12), f)
    direct = y[f] - x[f] @ np.linalg.lstsq(x[keep], y[keep], rcond=None)[0]
    assert np.allclose(np.linalg.solve(np.eye(3) - hat[np.ix_(f, f)], (y - hat @ y)[f]), direct)
    y = np.array([1, 2, 3, 10, 12.0])
    hat, residual = np.full((5, 5), 0.2), y - y.mean()
    assert np.allclose(np.linalg.solve(np.eye(2) - hat[3:, 3:], residual[3:]), [8, 10])
    assert np.allclose(np.linalg.inv(np.eye(2) - 0.2), np.eye(2) + np.ones((2, 2)) / 3)
    assert np.allclose(residual[3:] / 0.8, [5.5, 8])
    assert np.allclose(residual * 5 / 4, [y[i] - np.delete(y, i).mean() for i in range(5)])


def check_preselection_theory():
    """Problem preselection-trap: 2.67, 0.38, 0.76, 0.92 and 8.2, and nearest centroid near 1 before, 0.5 inside."""
    assert abs(_normal_tail(2.3263) - 0.01) < 1e-5
    kept = math.exp(-(2.3263**2) / 2) / math.sqrt(2 * math.pi) / 0.01
    r = kept / 7
    assert round(kept, 2) == 2.67
    assert round(r, 2) == 0.38
    assert round(2 * r, 2) == 0.76
    assert round(math.sqrt(1 - r * r), 2) == 0.92
    assert round(20 * r / math.sqrt(1 - r * r), 1) == 8.2
    assert 1.5e-5 < _normal_tail(4.1) < 3e-5
    rng, y = np.random.default_rng(3), np.repeat([-1, 1], 25)
    fold, sizes, before, inside = np.tile(np.arange(5), 10), [], [], []
    for _ in range(8):
        x = rng.normal(size=(50, 5000))
        all_rows = np.abs(y @ (x - x.mean(0)) / x.std(0)) / 50
        first = np.argsort(-all_rows)[:100]
        sizes.append(all_rows[first].mean())
        for j in range(5):
            train, test = fold != j, fold == j
            part = x[train]
            second = np.argsort(-np.abs(y[train] @ (part - part.mean(0)) / part.std(0)))[:100]
            for columns, accuracies in ((first, before), (second, inside)):
                up, down = (part[y[train] == side][:, columns].mean(0) for side in (1, -1))
                guess = np.sign((x[test][:, columns] - (up + down) / 2) @ (up - down))
                accuracies.append(np.mean(guess == y[test]))
    assert abs(np.mean(sizes) - 0.38) < 0.02
    assert np.mean(before) > 0.97
    assert abs(np.mean(inside) - 0.5) < 0.1


def check_best_of_200():
    """Lesson and problem best-of-200: 2.75, 83.5, 83.4 (binomial), 81.6, 84.4, 0.385, 81.7, four times the rows."""
    top = _expected_maximum(200)
    s = 100 * math.sqrt(0.8 * 0.2 / 1000)
    assert abs(top - 2.75) < 0.01
    assert round(s, 3) == 1.265
    assert round(80 + top * s, 1) == 83.5
    best = np.random.default_rng(4).binomial(1000, 0.8, size=(4000, 200)).max(axis=1).mean() / 10
    assert round(best, 1) == 83.4
    assert round(80 + top * s * math.sqrt(0.2), 1) in (81.5, 81.6)
    assert abs(top * s * math.sqrt(0.2) - 1.55) < 0.01
    shrink = 1 / (1 + s * s)
    claim = top * math.hypot(1, s)
    assert round(shrink, 3) == 0.385
    assert round(80 + claim, 1) == 84.4
    assert round(80 + shrink * claim, 1) == 81.7
    half = s / 2
    claim = top * math.hypot(1, half)
    assert round(top * half, 1) == 1.7
    assert round(1 / (1 + half * half), 2) == 0.71
    assert round(80 + claim, 1) == 83.2
    assert round(80 + claim / (1 + half * half), 1) == 82.3
    assert round(100 * math.sqrt(0.815 * 0.185 / 1000), 1) == 1.2
    assert math.sqrt(2 * math.log(200)) > top


def check_winner_regresses():
    """Problem best-of-200, part 3: the simulated truth of the winner is 81.7% on a claim of 84.4%."""
    rng = np.random.default_rng(5)
    truth = rng.normal(80, 1, (5000, 200))
    score = truth + rng.normal(0, 1.265, truth.shape)
    rows, winner = np.arange(5000), score.argmax(axis=1)
    assert abs(score[rows, winner].mean() - 84.43) < 0.05
    assert abs(truth[rows, winner].mean() - 81.7) < 0.05


def check_minimum_is_optimistic():
    """Lesson, tuning: the expected minimum of unbiased estimates is at most the smallest error."""
    estimates = np.array([0.20, 0.21, 0.25]) + np.random.default_rng(6).normal(0, 0.02, (20000, 3))
    assert estimates.min(axis=1).mean() < 0.20 - 0.003


def check_variance_of_cv():
    """Lesson and problem variance-of-cv: the covariance count, E[s²/k] = Var - γ, 0.0298, 0.0098 and 1.74."""
    n, k, omega, gamma = 100, 10, 0.02, 0.05
    m, fold = n // k, np.repeat(np.arange(k), n // k)
    cov = np.where(fold[:, None] == fold[None], omega, gamma) + np.diag(np.full(n, 1 - omega))
    assert math.isclose(cov.mean(), 1 / n + (m - 1) / n * omega + (n - m) / n * gamma)
    means = np.kron(np.eye(k), np.full((1, m), 1 / m))
    folds = means @ cov @ means.T
    expected_s2 = np.trace(folds @ (np.eye(k) - np.ones((k, k)) / k)) / (k - 1)
    assert math.isclose(expected_s2 / k, cov.mean() - gamma, rel_tol=1e-9)
    true = 0.01 + 0.09 * 0.02 + 0.9 * 0.02
    assert math.isclose(true, 0.0298)
    assert round(math.sqrt(true / (true - 0.02)), 2) == 1.74
    assert math.isclose(1 / n + (m - 1) / n + (n - m) / n, 1)


def check_counts_of_fits():
    """Lesson, probes nested-loops and how-many-fits: 505 fits, 60% and 80%, 1,800 rows; shared 8/9 of 10, 3/4 of 5."""
    assert 5 * (5 * 20 + 1) == 505
    assert math.isclose(4 / 5 * 3 / 4, 0.6)
    assert 2000 * 9 // 10 == 1800
    folds = np.arange(100) % 10
    first, second = set(np.flatnonzero(folds != 0)), set(np.flatnonzero(folds != 1))
    assert math.isclose(len(first & second) / len(first), 8 / 9)
    assert (5 - 2) / (5 - 1) == 3 / 4


def check_churn_calendar():
    """Problem churn-calendar: every date and the counts 21 and 17; problem patients-sites-time: the 90-day gap."""
    delay = timedelta(days=32)
    assert date(2024, 8, 30) + delay == date(2024, 10, 1)
    assert (date(2024, 10, 1) - date(2024, 8, 30)).days - 1 == 31  # follow-up: from 31 August to 30 September
    assert date(2024, 11, 29) + delay == date(2024, 12, 31)
    assert (date(2022, 12, 31) - date(2022, 1, 1)).days + 1 == 365
    assert date(2022, 12, 31) + delay == date(2023, 2, 1)
    assert date(2024, 6, 30) + delay == date(2024, 8, 1)
    assert 11 + 10 == 21
    assert 11 + 6 == 17
    assert date(2021, 10, 3) + timedelta(days=90) == date(2022, 1, 1)
    assert date(2022, 10, 3) + timedelta(days=90) == date(2023, 1, 1)


def check_standard_errors():
    """Company answer (4.5 points of 80 rows), rapid fire when-one-split-is-enough."""
    assert round(100 * math.sqrt(0.16 / 80), 1) == 4.5
    assert round(100 * math.sqrt(0.09 / 100_000), 3) == 0.095


def check_corrected_t():
    """Rapid fire compare-two-models: t is 1.9 naively and 1.3 with the correction of Nadeau and Bengio."""
    assert round(0.006 / (0.010 * math.sqrt(1 / 10)), 1) == 1.9
    assert round(0.006 / (0.010 * math.sqrt(1 / 10 + 1 / 9)), 1) == 1.3


def check_bootstrap_share():
    """Rapid fire bootstrap-or-folds: 63.2% distinct rows, between two folds (50%) and three (67%)."""
    share = 1 - (1 - 1 / 1000) ** 1000
    assert round(share, 3) == 0.632
    assert 1 / 2 < share < 2 / 3


def check_majority_leave_one_out():
    """Flashcard majority-leave-one-out: accuracy 0 on balanced classes."""
    y = np.repeat([0, 1], 25)
    assert all(round(np.delete(y, i).mean()) != y[i] for i in range(50))


def check_leave_one_out_auc():
    """Probe leave-one-out-auc: scores equal to the training share of positives have a pooled AUC of 0."""
    y = np.repeat([0, 1], 20)
    scores = [np.delete(y, i).mean() for i in range(40)]
    assert roc_auc_score(y, scores) == 0


def check_nearest_neighbor_shortcut():
    """Flashcard leave-one-out-neighbor: the second neighbor gives the left-out prediction."""
    rng = np.random.default_rng(7)
    x, y = rng.normal(size=(30, 2)), rng.integers(0, 2, 30)
    gaps = ((x[:, None] - x[None]) ** 2).sum(axis=2)
    for i in range(30):
        keep = np.arange(30) != i
        refit = KNeighborsClassifier(1).fit(x[keep], y[keep]).predict(x[[i]])[0]
        assert refit == y[np.argsort(gaps[i])[1]]


def check_time_series_split():
    """Flashcard time-series-split-sizes: four test parts of 20 rows, training 20, 40, 60 and 80."""
    sizes = [(len(train), len(test)) for train, test in TimeSeriesSplit(n_splits=4).split(np.zeros(100))]
    assert sizes == [(20, 20), (40, 20), (60, 20), (80, 20)]


def check_default_scoring_is_accuracy():
    """Problem find-the-leaks: without scoring, best_score_ of a classifier's search is its mean accuracy."""
    rng = np.random.default_rng(8)
    x, y = rng.normal(size=(60, 2)), rng.integers(0, 2, 60)
    tree, grid = DecisionTreeClassifier(random_state=0), {"max_depth": [2]}
    plain = GridSearchCV(tree, grid, cv=3).fit(x, y).best_score_
    assert plain == GridSearchCV(tree, grid, cv=3, scoring="accuracy").fit(x, y).best_score_


def check_small_arithmetic():
    """Flashcards never-tested and one-se-choice; probe few-sites: 0.35, the second model, 0.795."""
    assert round(0.9**10, 2) == 0.35
    assert [error <= 0.22 for error in (0.240, 0.214, 0.200)] == [False, True, True]
    assert math.isclose(np.mean([0.84, 0.83, 0.85, 0.66]), 0.795)


def check_leave_one_out_keeps_overfitting():
    """Flashcard consistent-selection: a useless slope is kept about as often with 50 as with 2,000 rows."""
    rng = np.random.default_rng(21)
    shares = []
    for n in (50, 2000):
        wins = 0
        for _ in range(1000):
            x, y = rng.normal(size=(2, n))
            x -= x.mean()
            mean, slope = y.mean(), x @ y / (x @ x)
            hat = 1 / n + x**2 / (x @ x)
            wins += np.mean(((y - mean - slope * x) / (1 - hat)) ** 2) < np.mean(((y - mean) / (1 - 1 / n)) ** 2)
        shares.append(wins / 1000)
    assert all(0.1 < share < 0.22 for share in shares)


def check_size_of_a_hold_out():
    """Derivation size-of-a-hold-out: the minimum by a grid, twice the squared bias, 200, 0.02, 0.028 and 0.013; exact
    bias of the hold-out and of five folds alike."""
    n, b, v = 1000, 100, 0.16
    sizes = np.arange(1, n)
    best = sizes[np.argmin(b**2 * sizes**2 / n**4 + v / sizes)]
    assert best == 200 == round((v * n**4 / (2 * b**2)) ** (1 / 3))
    assert math.isclose(b * best / n**2, 0.02)
    assert math.isclose(v / best, 2 * 0.02**2)
    assert round(math.sqrt(v / best), 3) == 0.028
    assert round(math.sqrt(v / n), 3) == 0.013
    assert math.isclose(b / (n - best) - b / n, b / (n * (5 - 1)))
    rng = np.random.default_rng(31)
    a, m = 0.2, 50
    losses = a + b / (n - m) + math.sqrt(v) * rng.normal(size=(20_000, m))
    apart = np.mean((losses.mean(axis=1) - (a + b / n)) ** 2)
    assert abs(apart - (b / (n - m) - b / n) ** 2 - v / m) < 2e-4


def check_purge_and_embargo():
    """Derivation purge-and-embargo: the inequality and the number of rows, by comparing label days."""
    n, first, last = 60, 25, 34
    for h in (1, 4, 7):
        days = {s: set(range(s + 1, s + h + 1)) for s in range(1, n + 1)}
        test = set().union(*(days[s] for s in range(first, last + 1)))
        outside = [s for s in days if not first <= s <= last]
        shares = [s for s in outside if days[s] & test]
        assert shares == [s for s in outside if first - h < s < last + h]
        assert len(shares) == 2 * (h - 1)
        embargo = {s for s in outside if last + h <= s < last + h + 5}
        assert len(set(outside) - set(shares) - embargo) == n - (last - first + 1) - 2 * (h - 1) - 5


def check_neighbors_in_time():
    """Derivation neighbors-in-time: both errors by least squares on many days, 0.105, 0.771 and the factor 7.3."""

    def error(target, known, phi):
        known = np.array(known)
        among, across = phi ** np.abs(known[:, None] - known), phi ** np.abs(known - target)
        return 1 - across @ np.linalg.solve(among, across)

    for phi in (0.5, 0.9):
        days = np.arange(41.0)
        around = error(20, np.delete(days, 20), phi)
        assert math.isclose(around, (1 - phi**2) / (1 + phi**2), rel_tol=1e-9)
        for h in (1, 3, 7):
            ahead = error(20, days[: 21 - h], phi)
            assert math.isclose(ahead, 1 - phi ** (2 * h), rel_tol=1e-9)
            assert around < ahead
    assert round((1 - 0.81) / (1 + 0.81), 3) == 0.105
    assert round(1 - 0.9**14, 3) == 0.771
    assert round((1 - 0.9**14) / (0.19 / 1.81), 1) == 7.3


def check_best_of_many_at_most():
    """Derivation best-of-many-at-most and lesson: 2.25 for 50; the bound holds; 7% and 29%; card 3.7 points."""
    for count in (2, 10, 50, 200, 1000):
        assert _expected_maximum(count) < math.sqrt(2 * math.log(count))
    assert round(_expected_maximum(50), 2) == 2.25
    assert round(100 * (math.sqrt(math.log(200) / math.log(100)) - 1)) == 7
    assert round(100 * (1 - 1 / math.sqrt(2))) == 29
    assert round(math.sqrt(2 * math.log(1000)), 1) == 3.7
    grid = np.linspace(0.1, 10, 100_000)
    assert abs((math.log(50) / grid + grid / 2).min() - math.sqrt(2 * math.log(50))) < 1e-6


def check_leave_one_out_penalty():
    """Derivation leave-one-out-keeps-overfitting: n CV ≈ RSS + 2 p σ², and 0.157 of needless slopes."""
    assert round(2 * _normal_tail(math.sqrt(2)), 3) == 0.157
    rng = np.random.default_rng(33)
    n, wins, gaps = 1500, 0, []
    for _ in range(1500):
        x, y = rng.normal(size=(2, n))
        x, y = x - x.mean(), y - y.mean()
        hat = 1 / n + x**2 / (x @ x)
        residual = y - x * (x @ y) / (x @ x)
        cv = np.sum((residual / (1 - hat)) ** 2)
        gaps.append(cv - residual @ residual)
        wins += cv < np.sum((y / (1 - 1 / n)) ** 2)
    assert abs(np.mean(gaps) - 2 * 2) < 0.05
    assert abs(wins / 1500 - 0.157) < 0.03


def check_lesson_boxes():
    """Lesson, try boxes: 0.033 (0.233 for 0.2), -2, May 15, 148 and 37 fits, 158 prompts; 270 of a thousand."""
    assert round(12 / (120 * 3), 3) == 0.033
    assert round(0.1 + 12 / 90, 3) == 0.233
    assert math.isclose(0.1 + 12 / 120, 0.2)
    assert math.isclose(-1.2 / (1 - 0.4), -2)
    assert date(2025, 5, 15) + timedelta(days=14 + 3) == date(2025, 6, 1)
    assert date(2025, 5, 16) + timedelta(days=14 + 3) > date(2025, 6, 1)
    assert 4 * (3 * 12 + 1) == 148
    assert 3 * 12 + 1 == 37
    assert round(600 / (1 + 14 * 0.2)) == 158
    assert round(1000 / (1 + 9 * 0.3)) == 270


def check_before_and_after_the_cutoff():
    """Problem before-and-after-the-cutoff: 9 points, 0.00185, 4.3 and 8.4 points, 53%, 0.19, 150 problems, ±5."""
    assert (62 - 47) - (55 - 49) == 9
    variance = 0.62 * 0.38 / 800 + 0.47 * 0.53 / 400 + 0.55 * 0.45 / 800 + 0.49 * 0.51 / 400
    assert round(variance, 5) == 0.00185
    assert round(100 * math.sqrt(variance), 1) == 4.3
    assert round(196 * math.sqrt(variance), 1) == 8.4
    clean = 0.47 + 0.06
    share = (0.62 - clean) / (1 - clean)
    assert math.isclose(share + (1 - share) * clean, 0.62)
    assert round(share, 2) == 0.19
    assert abs(800 * share - 150) < 5
    assert round(196 * math.sqrt(0.47 * 0.53 / 400)) == 5


def check_prompts_in_groups():
    """Problem prompts-in-groups: 1.08, 3.75, 2.09, 480; 1.45 and 1.73; 1.98 and 1.48; the factor by simulation."""

    def points(variance, n, factor):
        return 100 * math.sqrt(variance / n * factor)

    assert round(points(0.21, 1800, 1), 2) == 1.08
    assert 1 + 11 * 0.25 == 3.75
    assert round(points(0.21, 1800, 3.75), 2) == 2.09
    assert round(1.96 * points(0.21, 1800, 3.75), 1) == 4.1
    assert 1800 / 3.75 == 480
    assert round(points(0.18, 1800, 1 + 11 * 0.10), 2) == 1.45
    assert round(2.5 / points(0.18, 1800, 2.1), 2) == 1.73
    assert 1 + 23 * 0.25 == 6.75
    assert round(points(0.21, 3600, 6.75), 2) == 1.98
    assert round(points(0.21, 3600, 3.75), 2) == 1.48
    rng = np.random.default_rng(34)
    shares = rng.beta(0.7 * 3, 0.3 * 3, size=(4000, 150))  # the chance in a document: correlation 1/(3 + 1) = 0.25
    means = rng.binomial(12, shares).sum(axis=1) / 1800
    assert abs(100 * means.std() - 2.09) < 0.1


def check_new_cards():
    """Cards worth-of-clustered-prompts, memorized-tenth; rapid fire best-of-forty-prompts: 2.8 points."""
    assert round(500 / (1 + 4 * 0.5)) == 167
    assert math.isclose(0.1 + 0.9 * 0.6, 0.64)
    assert round(100 * math.sqrt(0.8 * 0.2 / 200), 1) == 2.8


def check_order_test():
    """Rapid fire prove-memorization: unseen, the published order wins a permutation test at its nominal rate."""
    rng = np.random.default_rng(35)
    scores = rng.normal(size=(20_000, 20))  # the log-probability of the published order and of 19 shuffles
    assert abs(np.mean(scores[:, 0] > scores[:, 1:].max(axis=1)) - 0.05) < 0.005
