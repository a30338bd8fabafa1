"""Checks every number and formula of this topic's study material."""

import math

import numpy as np
from sklearn.linear_model import LogisticRegression


def _corrected(s, w):
    return s / (s + w * (1 - s))


def _focal(s, p, gamma=2):
    return -p * (1 - s) ** gamma * np.log(s) - (1 - p) * s**gamma * np.log(1 - s)


def _h(s, gamma=2):
    return (1 - s) ** gamma / s - gamma * (1 - s) ** (gamma - 1) * math.log(s)


def check_variance_floor():
    """Lesson, how many positives, and probe more-negatives: σ²/n₁·(1 + 1/m); 10 %; twice; 1.1 and 1.001."""
    rng = np.random.default_rng(0)
    for m in (1, 10):
        draws = rng.normal(size=(20_000, 20)).mean(1) - rng.normal(size=(20_000, 20 * m)).mean(1)
        assert abs(draws.var() * 20 / (1 + 1 / m) - 1) < 0.05
    assert (1 + 1 / 10, 1 + 500 / 5000, 1 + 500 / 500_000) == (1.1, 1.1, 1.001)


def check_recall_errors():
    """Lesson and problem twelve-failures: 0.057, 0.006, 0.125; probe test-budget: 460; ten points."""
    error = lambda r, n: math.sqrt(r * (1 - r) / n)  # noqa: E731
    assert [round(error(0.8, n), 3) for n in (50, 5000)] == [0.057, 0.006]
    assert error(0.75, 12) == 0.125
    assert round((0.16 + 0.1275) / 0.025**2) == 460
    assert 0.09 < 1.96 * error(0.8, 60) < 0.11


def check_threshold():
    """Lesson, decision: t* minimizes expected cost, and flashcard general-threshold: the rule with all four costs."""
    rng = np.random.default_rng(1)
    for _ in range(200):
        tp, tn = rng.random(2)
        fp, fn = tn + rng.random(), tp + rng.random()
        p = rng.random()
        flag = p * tp + (1 - p) * fp < p * fn + (1 - p) * tn
        assert flag == (p > (fp - tn) / ((fp - tn) + (fn - tp)))
    assert round(1 / 21, 3) == 0.048


def check_weight():
    """Lesson, weight: the minimizer, its inverse; duplicates; the moved cut is one half for w = cost ratio."""
    grid = np.linspace(1e-4, 1 - 1e-4, 100_001)
    for p, w in ((0.01, 99), (0.2, 5)):
        best = grid[np.argmin(-w * p * np.log(grid) - (1 - p) * np.log(1 - grid))]
        assert abs(best - w * p / (w * p + 1 - p)) < 1e-4
        assert abs(_corrected(w * p / (w * p + 1 - p), w) - p) < 1e-12
    t, w = 0.01, 99
    assert abs(w * t / (w * t + 1 - t) - 0.5) < 1e-12
    assert round(t / (t + w * (1 - t)), 4) == 0.0001


def check_sampling():
    """Lesson and problem sampled-negatives: 0.0099, 0.0826, 0.840; by simulation."""
    beta = 0.01
    p = beta * 0.5 / (beta * 0.5 + 0.5)
    assert round(p, 4) == 0.0099
    assert round(beta * 0.9 / (beta * 0.9 + 0.1), 4) == 0.0826
    assert round(0.05 / (0.05 + beta * 0.95), 3) == 0.840
    rng = np.random.default_rng(2)
    y = rng.random(2_000_000) < p
    kept = y | (rng.random(len(y)) < beta)
    assert abs(y[kept].mean() - 0.5) < 0.01


def check_prior_shift():
    """Lesson, odds for a new prevalence; probe new-base-rate: 3.06, 0.161, 0.139."""
    factor = (0.03 / 0.97) / (0.01 / 0.99)
    odds = 0.05 / 0.95 * factor
    assert (round(factor, 2), round(odds, 3), round(odds / (1 + odds), 3)) == (3.06, 0.161, 0.139)
    ratio = math.exp(2 * 1.7 - 2)  # of the densities N(2, 1) and N(0, 1) at 1.7
    old, new = (pi * ratio / (pi * ratio + 1 - pi) for pi in (0.01, 0.03))
    assert abs(old / (1 - old) * factor - new / (1 - new)) < 1e-12


def check_example_odds():
    """Lesson, example odds: flagging everybody costs about 990; 942 and 367 stand in the printed table."""
    assert round(1000 * (1 - 0.0102)) == 990


def check_cost_figure():
    """Lesson, figure cost-threshold: 0.02, 0.29, 214, 560, 443, by simulation too."""
    tail = lambda z: 0.5 * math.erfc(z / math.sqrt(2))  # noqa: E731

    def cost(p):
        x = (math.log(p / (1 - p)) - math.log(0.01 / 0.99)) / 2 + 1
        return 1000 * (0.99 * tail(x) + 0.01 * 49 * (1 - tail(x - 2)))

    assert round(20 * 0.02 / (20 * 0.02 + 0.98), 2) == 0.29
    assert [round(cost(p)) for p in (0.02, 0.02 / (0.02 + 20 * 0.98), 0.5)] == [214, 560, 443]
    rng = np.random.default_rng(3)
    y = rng.random(1_000_000) < 0.01
    x = rng.normal(size=len(y)) + 2 * y
    p = 1 / (1 + 99 * np.exp(2 - 2 * x))
    flag = p > 0.02
    assert abs(1000 * np.mean((flag & ~y) + 49 * (~flag & y)) - 214) < 8


def check_smote():
    """Lesson, SMOTE: 2/3 of the variance for independent parents; problem smote-before-folds: 96, 77, 98 %."""
    rng = np.random.default_rng(4)
    a, b, u = rng.normal(size=200_000), rng.normal(size=200_000), rng.random(200_000)
    assert abs((a + u * (b - a)).var() - 2 / 3) < 0.01
    assert 2 * 1920 / 40 == 96
    assert round(0.8 * 96) == 77
    assert 2 * 1960 / 5 / 2 == 392
    assert round(1920 / 1960, 2) == 0.98
    ranking = []
    for share in (0.02, 0.5):
        y = rng.random(200_000) < share
        ranking.append(np.mean((np.cumsum(y) / np.arange(1, len(y) + 1))[y]))
    assert np.allclose(ranking, [0.02, 0.5], rtol=0.1)


def check_focal():
    """Lesson: 0.154 and 0.306, by the condition h."""
    grid = np.linspace(1e-4, 1 - 1e-4, 200_001)
    for p, expected in ((0.01, 0.154), (0.1, 0.306), (0.5, 0.5)):
        s = grid[np.argmin(_focal(grid, p))]
        assert round(s, 3) == expected
        assert abs(_h(1 - s) / (_h(s) + _h(1 - s)) - p) < 1e-4
    slope = (_focal(0.3 + 1e-6, 1) - _focal(0.3 - 1e-6, 1)) / 2e-6
    assert abs(slope + _h(0.3)) < 1e-6
    for gamma in (0.5, 1, 2, 5):
        values = [_h(s, gamma) for s in np.linspace(0.01, 0.99, 99)]
        assert min(values) > 0
        assert all(np.diff(values) < 0)


def check_precision():
    """Lesson: 0.947 and 0.154; batches 0.526 and 0.366; weight 999."""
    precision = lambda pi, tpr, fpr: pi * tpr / (pi * tpr + (1 - pi) * fpr)  # noqa: E731
    assert round(precision(0.5, 0.9, 0.05), 3) == 0.947
    assert round(precision(0.01, 0.9, 0.05), 3) == 0.154
    assert (round(0.99**64, 3), round(0.99**100, 3), round(0.999 / 0.001)) == (0.526, 0.366, 999)


def check_pilot():
    """The sample exchange: with 40 frauds a recall of 0.8 is known to 6 points; 0.95 differs from it, not from 0.90."""
    error = lambda r: math.sqrt(r * (1 - r) / 40)  # noqa: E731
    assert round(error(0.8), 2) == 0.06
    assert (0.95 - 0.8) / error(0.8) > 2 > (0.95 - 0.9) / error(0.9)


def check_label_budget():
    """Problem recall-on-a-label-budget: totals, Neyman's split, both standard errors, 4.9, 744, 0.51 and 0.29."""
    size, share, n = np.array([1000, 49_000, 950_000]), np.array([0.5, 0.01, 0.0001]), 2000
    total = size @ share
    assert (list(np.round(size * share)), round(total), round(500 / total, 2)) == ([500, 490, 95], 1085, 0.46)
    weight = size * np.sqrt(share * (1 - share))
    best = n * weight / weight.sum()
    assert list(np.round(best)) == [67, 656, 1277]
    assert round(95 / total, 2) == 0.09
    variance = lambda labels: np.sum(weight**2 / labels)  # noqa: E731
    assert math.isclose(variance(best), weight.sum() ** 2 / n)
    rng = np.random.default_rng(31)
    assert all(variance(n * split) > variance(best) for split in rng.dirichlet(np.ones(3), 500))
    plain = 1e6 * math.sqrt(0.001085 * (1 - 0.001085) / n)
    assert (round(math.sqrt(variance(best))), round(plain)) == (333, 736)
    assert (round(333 / 1085, 2), round((736 / 333) ** 2, 1)) == (0.31, 4.9)
    assert (round(950_000 / 1277), round(1277 * 0.0001, 2)) == (744, 0.13)
    assert (round(500 / 990, 2), round(500 / (990 + 744), 2)) == (0.51, 0.29)


def check_balancing():
    """Probe rows-after-balancing: 49 times, 19,600 and 400 rows, 98 %; card effective-number: 63; probe: 600 rows."""
    assert (9800 / 200, 2 * 9800, 2 * 200, round(1 - 200 / 9800, 2)) == (49, 19_600, 400, 0.98)
    assert round((1 - 0.99**100) / 0.01) == 63
    assert (1 - 0.9999999**100) / (1 - 0.9999999) > 99.9
    assert (20 * 30, 3 / 600, 140 + 40 + 20) == (600, 0.005, 200)


def check_share_of_the_gradient():
    """Probe share-of-the-gradient: 1 % of the absolute gradient at 0.5, half of it at the base rate."""
    share = lambda p: 0.01 * (1 - p) / (0.01 * (1 - p) + 0.99 * p)  # noqa: E731
    assert math.isclose(share(0.5), 0.01)
    assert math.isclose(share(0.01), 0.5)


def check_dollars():
    """Problem five-dollars-or-five-hundred and sixty seconds: .0099, 1/3, 1/5001, .0196, .0125, .2, .0025, 1/10,000."""
    t = 5 / 505
    assert round(t, 4) == 0.0099
    assert abs(50 * t / (50 * t + 1 - t) - 1 / 3) < 1e-12
    assert abs(_corrected(t, 50) - 1 / 5001) < 1e-12
    assert round(_corrected(0.5, 50), 4) == 0.0196
    assert 5 / (500 - 0.2 * 500) == 0.0125
    assert (5 / 25, round(5 / 2005, 4)) == (0.2, 0.0025)
    assert round(_corrected(t, 100), 4) == 0.0001


def check_labels_to_buy():
    """Problem which-labels-to-buy: 0.002, 0.0505, 25 times, 0.00238, 19 %, and the ratio √(b/a)."""
    variance = lambda n1: 1 / n1 + 1 / (2000 - n1)  # noqa: E731
    assert min(range(1, 2000), key=variance) == 1000
    assert (variance(1000), round(variance(20), 4), round(variance(600), 5)) == (0.002, 0.0505, 0.00238)
    assert round(variance(20) / variance(1000)) == 25
    assert round(variance(600) / variance(1000), 2) == 1.19
    n1 = np.linspace(1, 499, 100_000)
    n0 = 2000 - 4 * n1  # a = 4, b = 1, budget 2000
    best = np.argmin(1 / n1 + 1 / n0)
    assert abs(n1[best] / n0[best] - 0.5) < 0.001


def check_unlabeled():
    """Lesson and problem positive-and-unlabeled: g = c·p, 0.8 and 1.2; c is the mean over labeled positives."""
    assert (0.2 / 0.25, round(0.3 / 0.25, 6)) == (0.8, 1.2)
    rng = np.random.default_rng(5)
    p = np.repeat([1.0, 0.4, 0.0], 200_000)
    labeled = (rng.random(len(p)) < p) & (rng.random(len(p)) < 0.25)
    assert abs(labeled[200_000:400_000].mean() - 0.1) < 0.005


def check_payments():
    """Problem payments-end-to-end: 50 %, 30 %, 58,000, p > 0.02, 17 %; a year holds about 300,000 mature frauds."""
    assert (500 / 1000, 300 / 1000) == (0.5, 0.3)
    assert 300 * 200 - 500 * 4 == 58_000
    assert round(500 / 3000, 2) == 0.17
    assert 4 / 200 == 0.02
    assert abs((365 - 60) * 1000 - 300_000) < 10_000
    assert (12 * 24, 40 * 168) == (288, 6720)


def check_probes():
    """Probes odds-for-weight (0.5) and double-count (1/401); flashcards intercept-correction, rule-of-three."""
    assert abs(_corrected(0.9, 9) - 0.5) < 1e-12
    assert abs(_corrected(1 / 21, 20) - 1 / 401) < 1e-12
    logit = lambda p: math.log(p / (1 - p))  # noqa: E731
    assert abs(logit(_corrected(0.7, 20)) - logit(0.7) - math.log(1 / 20)) < 1e-12
    assert round(1 - 0.05 ** (1 / 3000), 3) == 0.001
    assert 0.10 / 0.02 == 5


def check_weights_or_copies():
    """Probe weights-or-copies: logistic regression gives the same coefficients for both."""
    rng = np.random.default_rng(71)
    x, y = rng.normal(size=(400, 2)), rng.random(400) < 0.1
    copies = np.r_[np.arange(400), np.repeat(np.flatnonzero(y), 9)]
    first = LogisticRegression(tol=1e-8).fit(x[copies], y[copies])
    second = LogisticRegression(tol=1e-8).fit(x, y, sample_weight=np.where(y, 10, 1))
    assert np.allclose(first.coef_, second.coef_, atol=1e-4)
