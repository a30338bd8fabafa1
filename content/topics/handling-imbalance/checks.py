"""Checks every number and formula of this topic's study material."""

import io
import math
import runpy
import sys
from contextlib import redirect_stdout
from pathlib import Path
from unittest import mock

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
    """Problem sampled-negatives: 0.0099, 0.0826, 0.840; by simulation; the mean 0.0040 and 0.0009."""
    beta = 0.01
    p = beta * 0.5 / (beta * 0.5 + 0.5)
    assert round(p, 4) == 0.0099
    assert round(beta * 0.9 / (beta * 0.9 + 0.1), 4) == 0.0826
    assert round(0.05 / (0.05 + beta * 0.95), 3) == 0.840
    rng = np.random.default_rng(2)
    y = rng.random(2_000_000) < p
    kept = y | (rng.random(len(y)) < beta)
    assert abs(y[kept].mean() - 0.5) < 0.01
    y = rng.random(1_000_000) < 0.004
    odds = 0.004 / 0.996 * np.exp(2 * (rng.normal(size=len(y)) + 2 * y) - 2) / beta  # in the sample
    means = [np.mean(guess * odds / (guess * odds + 1)) for guess in (0.01, 0.002)]
    assert np.allclose(means, [0.0040, 0.0009], atol=0.0001)


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
    """Lesson, SMOTE: 2/3 of the variance; problem smote-before-folds: 196, 176, 495, 99 %, 5."""
    rng = np.random.default_rng(4)
    a, b, u = rng.normal(size=200_000), rng.normal(size=200_000), rng.random(200_000)
    assert abs((a + u * (b - a)).var() - 2 / 3) < 0.01
    assert (4950 - 50, 2 * 4900 / 50, round(0.9 * 196), 4950 / 10) == (4900, 196, 176, 495)
    assert (round(4900 / 4950, 2), 50 / 10) == (0.99, 5)
    ranking = []
    for share in (0.01, 0.5):
        y = rng.random(200_000) < share
        ranking.append(np.mean((np.cumsum(y) / np.arange(1, len(y) + 1))[y]))
    assert np.allclose(ranking, [0.01, 0.5], rtol=0.1)


def check_smote_figure():
    """Lesson, figure smote: 16 of 60 points between the clusters; two of five neighbors are in the other cluster."""
    topic = Path(__file__).parent
    with redirect_stdout(io.StringIO()), mock.patch.object(sys, "path", [str(topic.parent.parent), *sys.path]):
        drawn = runpy.run_path(str(topic / "figures" / "smote.py"))
    assert (drawn["inside"], len(drawn["made"])) == (16, 60)
    other = (drawn["near"] >= 4) != (np.arange(8)[:, None] >= 4)
    assert np.all(other.sum(axis=1) == 2)


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
    """Problem five-dollars-or-five-hundred: .0099, 1/3, 1/5001, .0196, .0125, .2, .0025; sixty seconds: .02, .0004."""
    t = 5 / 505
    assert round(t, 4) == 0.0099
    assert abs(50 * t / (50 * t + 1 - t) - 1 / 3) < 1e-12
    assert abs(_corrected(t, 50) - 1 / 5001) < 1e-12
    assert round(_corrected(0.5, 50), 4) == 0.0196
    assert 5 / (500 - 0.2 * 500) == 0.0125
    assert (5 / 25, round(5 / 2005, 4)) == (0.2, 0.0025)
    t = 6 / 306
    assert (round(t, 2), round(_corrected(t, 50), 4)) == (0.02, 0.0004)


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


def check_boxes():
    """Lesson's boxes: variances .00625, .005125, .00525; 1/25 and 96 : 4; odds 3 and 1/3; 300 positives, error 6."""
    variance = lambda n1, n0: 1 / n1 + 1 / n0  # noqa: E731
    assert np.allclose([variance(200, 800), variance(200, 8000), variance(250, 800)], [0.00625, 0.005125, 0.00525])
    assert 1 / 25 == 0.04
    assert 96 * 1 == 4 * 24
    assert math.isclose(_corrected(0.75, 9), 0.25)
    assert (300 / 300, 300 / 50, 4 / 4) == (1, 6, 1)
    assert round(1 - 0.9999**1000, 3) == 0.095


def check_separable():
    """Lesson, embeddings, and card separable-probe: 40 rows of 1,000 coordinates are separable for random labels."""
    rng = np.random.default_rng(21)
    x, y = rng.normal(size=(40, 1000)), rng.choice([-1.0, 1.0], 40)
    assert np.allclose(x @ np.linalg.lstsq(x, y, rcond=None)[0], y)


def check_mean_in_many_dimensions():
    """Lesson, embeddings: the mean of n rows in d whitened dimensions is off by d/n in expected squared length."""
    rng = np.random.default_rng(22)
    means = rng.normal(size=(400, 25, 60)).mean(axis=1)
    assert abs(np.mean(np.sum(means**2, axis=1)) - 60 / 25) < 0.1


def check_thirty_two_positives():
    """Problem thirty-two-positives: 2.53, 0.963, 4, 0.998, 3.56, 0.994, u > 8, 181, by simulation too; 532 rows."""
    phi = lambda z: 0.5 * (1 + math.erf(z / math.sqrt(2)))  # noqa: E731
    apart = lambda u, noise: u / math.sqrt(u + noise)  # noqa: E731
    values = [apart(16, 768 / 32), apart(16, 0), apart(14.4, 64 / 32)]
    assert [round(v, 2) for v in values] == [2.53, 4, 3.56]
    assert [round(phi(v / math.sqrt(2)), 3) for v in values] == [0.963, 0.998, 0.994]
    assert math.isclose(apart(8, 2), values[0])
    assert apart(7.9, 2) < values[0]
    n = 768 / (16**2 * 16.4 / 14.4**2 - 16)
    assert (round(768 / n, 2), round(n)) == (4.25, 181)
    rng = np.random.default_rng(23)
    delta = np.zeros(768)
    delta[0] = 4
    w = delta + rng.normal(size=(2000, 768)) / math.sqrt(32)
    assert abs(np.mean(w @ delta / np.linalg.norm(w, axis=1)) - 2.53) < 0.02
    x = rng.normal(size=(4000, 768)) @ w[0]
    assert (
        abs(np.mean(x[:2000] + w[0] @ delta > x[2000:]) - phi(w[0] @ delta / np.linalg.norm(w[0]) / math.sqrt(2)))
        < 0.02
    )
    assert 32 + 500 == 532 < 768


def check_rare_policy():
    """Problem label-a-rare-policy: 0.3, 0.74, 500, $20,000, $400, 360, 998, 27 %, 185, 19,600, 0.8 ± 5, 1 %, 99.5 %."""
    assert (6000 / 20_000, round(math.exp(-0.3), 2), 1e7 / 20_000) == (0.3, 0.74, 500)
    assert (1e7 * 0.002, 2e5 * 0.002, 0.9 * 400, 0.005 * 199_600) == (20_000, 400, 360, 998)
    assert (round(360 / 1358, 2), 400 / 200_000) == (0.27, 0.002)
    assert abs(700 * 360 / 1358 - 185) < 1
    assert (700 + 200 + 100 + 2000 + 3000, 500 - 400) == (6000, 100)
    assert (3 / 1500, round(0.002 * 9.8e6)) == (0.002, 19_600)
    assert (48 / 60, round(math.sqrt(0.8 * 0.2 / 60), 2)) == (0.8, 0.05)
    assert 0.9 * 500 == 450
    assert abs(0.005 * 1e7 - 50_000) < 1
    assert 450 / 50_450 < 0.01
    assert round(1 - (450 + 0.005 * (1e7 - 500)) / 1e7, 3) == 0.995


def check_rapid_fire():
    """Rapid-fire: 49 to 1; half the labels and 2 %; 0.02 to 0.90; 1 in 105, 0.43, 30 %, 0.855; eight points."""
    assert math.isclose((1 - 0.02) / 0.02, 49)
    wrong = 0.01 * 9900
    assert (wrong, round(wrong / (wrong + 100), 1), round((wrong + 100) / 10_000, 2)) == (99, 0.5, 0.02)
    p = np.linspace(0, 1, 11)
    assert np.allclose(p + 0.01 * (1 - p), 0.01 + 0.99 * p)
    cost = lambda p: (100 * p, 2, 20 * (1 - p))  # noqa: E731
    assert [int(np.argmin(cost(p))) for p in (0.019, 0.021, 0.899, 0.901)] == [0, 1, 1, 2]
    odds = 1 / 9999 * 0.95 / 0.01
    assert round(1 / odds) == 105
    odds *= 0.9 / 0.02
    assert (round(odds, 2), round(odds / (1 + odds), 2), round(0.95 * 0.9, 3)) == (0.43, 0.3, 0.855)
    assert abs(math.sqrt(0.75 * 0.25 / 30) - 0.08) < 0.002
    halved = 0.001 * 1 / (0.001 + 0.999 * 0.001)
    assert abs(halved - 0.5) < 0.001


def check_new_cards():
    """The cards' numbers: 50 and 2, 100, 0.2 %, 1/6, 32."""
    assert (1 / 0.02, 1 / 0.5) == (50, 2)
    assert 80 / (40 / 50) == 100
    assert math.isclose(0.0012 / 0.6, 0.002)
    assert math.isclose(40 / (40 + 10 / 0.05), 1 / 6)
    assert abs(math.sqrt(999) - 32) < 0.5


def check_unbiased_counts():
    """Card actively-chosen-label: inverse probabilities estimate a count without bias."""
    rng = np.random.default_rng(24)
    y = rng.random(500) < 0.2
    q = np.where(rng.random(500) < 0.5, 0.05, 0.5)
    drawn = rng.random((20_000, 500)) < q
    assert abs(np.mean(drawn @ (y / q)) / y.sum() - 1) < 0.01


def check_derivation_prior_shift():
    """Derivation prior-shift-odds: κ for a new prevalence, for sampling in both classes and for a weight."""
    rng = np.random.default_rng(25)
    x = np.linspace(-2, 4, 25)
    ratio = np.exp(2 * x - 2)  # of N(2, 1) to N(0, 1)
    posterior = lambda pi: pi * ratio / (pi * ratio + 1 - pi)  # noqa: E731
    back = lambda s, kappa: kappa * s / (kappa * s + 1 - s)  # noqa: E731
    assert np.allclose(back(posterior(0.3), (0.02 / 0.98) / (0.3 / 0.7)), posterior(0.02))
    kept_prevalence = 0.02 * 0.9 / (0.02 * 0.9 + 0.98 * 0.1)
    assert np.allclose(back(posterior(kept_prevalence), 0.1 / 0.9), posterior(0.02))
    p, w = 0.03, 7.0
    q = w * p / (w * p + 1 - p)
    grid = np.linspace(0.001, 0.999, 9981)
    assert abs(grid[np.argmin(-w * p * np.log(grid) - (1 - p) * np.log(1 - grid))] - q) < 1e-4
    assert math.isclose(back(q, 1 / w), p)
    x = rng.normal(size=500_000)
    y = rng.random(len(x)) < 1 / (1 + np.exp(3 - x))
    rate = 0.2 + 0.6 / (1 + np.exp(-x))  # of the negatives kept, by x
    kept = y | (rng.random(len(x)) < rate)
    near = kept & (np.abs(x - 1) < 0.05)
    s = y[near].mean()
    assert (
        abs(0.2 + 0.6 / (1 + math.exp(-1)) - (1 / (1 + math.exp(2))) / (1 - 1 / (1 + math.exp(2))) / (s / (1 - s)))
        < 0.08
    )


def check_derivation_reviews():
    """Derivation k-reviews-well-spent: no other set of at most k saves more, and the price sorts them."""
    from itertools import combinations

    rng = np.random.default_rng(26)
    for k in (1, 3, 6):
        gain = rng.random(7) * rng.integers(1, 20, 7) - 3
        best = max(sum(gain[list(chosen)]) for size in range(k + 1) for chosen in combinations(range(7), size))
        price = max(0, np.sort(gain)[::-1][k])
        assert math.isclose(gain[gain > price].sum(), best)
        assert np.sum(gain > price) <= k
        assert math.isclose(price * k + np.maximum(0, gain - price).sum(), best)


def check_derivation_slope():
    """Derivation negatives-per-positive: (1 + 1/m)/(n₁v), by simulation; kept shares 1/2, 0.91, 0.95."""
    rng = np.random.default_rng(27)
    n1, m = 60, 3
    y = np.arange(n1 * (1 + m)) < n1
    slopes = []
    for _ in range(300):
        x = rng.normal(size=len(y)) * 2
        slopes.append(LogisticRegression(C=1e8, tol=1e-8).fit(x[:, None], y).coef_[0, 0])
    assert abs(np.var(slopes) * n1 * 4 / (1 + 1 / m) - 1) < 0.25
    assert [round(m / (m + 1), 2) for m in (1, 10, 20)] == [0.5, 0.91, 0.95]


def check_derivation_prevalence():
    """Derivation prevalence-without-labels: L' and the mean; each step climbs; the peak is the prevalence."""
    rng = np.random.default_rng(28)
    old, new, n = 0.2, 0.05, 60_000
    y = rng.random(n) < new
    ratio = np.exp(2 * (rng.normal(size=n) + 2 * y) - 2)
    s = old * ratio / (old * ratio + 1 - old)
    a, b = s / old, (1 - s) / (1 - old)
    loglik = lambda pi: np.sum(np.log(pi * a + (1 - pi) * b))  # noqa: E731
    fixed = lambda pi: pi * a / (pi * a + (1 - pi) * b)  # noqa: E731
    slope = (loglik(0.1 + 1e-6) - loglik(0.1 - 1e-6)) / 2e-6
    assert math.isclose(np.sum(fixed(0.1)) - n * 0.1, 0.1 * 0.9 * slope, rel_tol=1e-4)
    values = [loglik(pi) for pi in np.linspace(0.01, 0.9, 60)]
    assert np.all(np.diff(values, 2) < 0)
    pi, last = 0.5, -np.inf
    for _ in range(200):
        assert loglik(pi) >= last - 1e-6
        last, pi = loglik(pi), float(np.mean(fixed(pi)))
    assert abs(pi - new) < 0.004
    assert abs(np.mean(fixed(pi)) - pi) < 1e-6
    rho = 0.3
    bound = np.sum(fixed(pi) * math.log(rho / pi) + (1 - fixed(pi)) * math.log((1 - rho) / (1 - pi)))
    assert loglik(rho) - loglik(pi) >= bound


def check_derivation_delay():
    """Derivation labels-that-have-not-matured: Gp; coefficients; variance p/G - p²; the bound; 20 times."""
    p, g = 0.3, 0.4
    grid = np.linspace(0.001, 0.999, 999)
    z = g * p
    assert math.isclose(grid[np.argmin(-z * np.log(grid) - (1 - z) * np.log(1 - grid))], z, abs_tol=0.001)
    guess = lambda s, y: -y * np.log(s) - (1 - y) * np.log(1 - s)  # noqa: E731
    assert np.allclose(z * guess(grid, 1 / g) + (1 - z) * guess(grid, 0), guess(grid, p))
    assert math.isclose(z * (1 / g) ** 2 - p**2, p / g - p**2)
    assert guess(1 - 1e-12, 1 / g) < -20
    likelihood = -z * np.log(g * grid) - (1 - z) * np.log(1 - g * grid)
    assert math.isclose(grid[np.argmin(likelihood)], p, abs_tol=0.001)
    assert max(np.log(g * grid).max(), np.log(1 - g * grid).max()) < 0
    assert abs((0.001 / 0.05 - 1e-6) / (0.001 - 1e-6) - 20) < 0.1
