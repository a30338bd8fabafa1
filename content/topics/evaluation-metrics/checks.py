"""Checks every number and formula of this topic's study material."""

import math
from statistics import NormalDist

import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import (
    auc,
    average_precision_score,
    brier_score_loss,
    cohen_kappa_score,
    f1_score,
    fbeta_score,
    matthews_corrcoef,
    ndcg_score,
    precision_recall_curve,
    roc_auc_score,
)

PHI = NormalDist().cdf


def _precision(prevalence, tpr, fpr):
    return prevalence * tpr / (prevalence * tpr + (1 - prevalence) * fpr)


def _pairs(pos, neg):
    """AUC by comparing every pair."""
    gap = np.subtract.outer(np.asarray(pos), np.asarray(neg))
    return np.mean((gap > 0) + 0.5 * (gap == 0))


def check_precision_from_rates():
    """Lesson, counts: 1.8 % at π = .001, TPR = .9, FPR = .05; likelihood ratio 18; 55.5 false alarms a hit."""
    assert round(_precision(0.001, 0.9, 0.05), 3) == 0.018
    assert round(0.9 / 0.05, 9) == 18
    assert round(0.999 * 0.05 / (0.001 * 0.9), 9) == 55.5
    assert round((1 + 0.9 - 0.05) / 2, 3) == 0.925  # warm-up: the area of the triangle-shaped curve through the point
    rng = np.random.default_rng(0)
    for prevalence, tpr, fpr in rng.uniform(0.05, 0.95, (20, 3)):
        p = _precision(prevalence, tpr, fpr)
        assert abs(p / (1 - p) - prevalence / (1 - prevalence) * tpr / fpr) < 1e-9


def check_f_beta():
    """Lesson, counts: both forms agree with scikit-learn; equal slopes at R = βP."""
    rng = np.random.default_rng(1)
    y, flagged = rng.random(500) < 0.3, rng.random(500) < 0.4
    tp, fp, fn = np.sum(y & flagged), np.sum(~y & flagged), np.sum(y & ~flagged)
    for beta in (0.5, 1, 2):
        b2, p, r = beta**2, tp / (tp + fp), tp / (tp + fn)
        first = (1 + b2) * p * r / (b2 * p + r)
        assert abs(first - (1 + b2) * tp / ((1 + b2) * tp + b2 * fn + fp)) < 1e-12
        assert abs(first - fbeta_score(y, flagged, beta=beta)) < 1e-12
        assert abs(first - 1 / (1 / (1 + b2) / p + b2 / (1 + b2) / r)) < 1e-12

        def f(p, r, b2=b2):
            return (1 + b2) * p * r / (b2 * p + r)

        p = 0.3
        r, step = beta * p, 1e-6
        assert abs((f(p + step, r) - f(p - step, r)) - (f(p, r + step) - f(p, r - step))) < 1e-10


def check_micro_is_accuracy():
    """Lesson and rapid-fire macro-or-micro: micro F1 is accuracy; the two macro definitions differ."""
    rng = np.random.default_rng(2)
    y, guess = rng.integers(0, 4, (2, 300))
    assert abs(f1_score(y, guess, average="micro") - np.mean(y == guess)) < 1e-12
    precision = [np.mean(y[guess == c] == c) for c in range(4)]
    recall = [np.mean(guess[y == c] == c) for c in range(4)]
    p, r = np.mean(precision), np.mean(recall)
    assert abs(2 * p * r / (p + r) - f1_score(y, guess, average="macro")) > 1e-6


def check_auc_identity():
    """Lesson, ROC: area is the pair probability with ties; transforms and prevalence leave it; constant 0.5."""
    rng = np.random.default_rng(3)
    pos, neg = rng.normal(1, 1, 150).round(1), rng.normal(0, 1, 400).round(1)
    y, s = np.r_[np.ones(150), np.zeros(400)], np.r_[pos, neg]
    assert abs(_pairs(pos, neg) - roc_auc_score(y, s)) < 1e-12
    assert abs(roc_auc_score(y, np.exp(s)) - roc_auc_score(y, s)) < 1e-12
    more = np.r_[y, np.zeros(3600)], np.r_[s, np.tile(neg, 9)]
    assert abs(roc_auc_score(*more) - roc_auc_score(y, s)) < 1e-12
    assert roc_auc_score(y, np.zeros(550)) == 0.5


def check_roc_figure():
    """Figure roc-and-pr: AUC 0.96; at TPR 0.9 an FPR of 0.11 and precision 0.89, 0.075, 0.01."""
    assert round(PHI(2.5 / math.sqrt(2)), 3) == 0.961
    threshold = 2.5 - NormalDist().inv_cdf(0.9)
    fpr = 1 - PHI(threshold)
    assert round(fpr, 2) == 0.11
    assert round(_precision(0.01, 0.9, fpr), 3) == 0.075
    assert abs(_precision(0.5, 0.9, fpr) - 0.89) < 0.005
    assert abs(_precision(0.001, 0.9, fpr) - 0.01) < 0.005


def check_average_precision():
    """Lesson, rapid-fire average-or-trapezoid: step sum; 0.30 against 0.375; constant: π, by trapezoid (1 + π)/2."""
    assert 7.5 / (7.5 + 17.5) == 0.3
    assert (0.5 + 0.25) / 2 == 0.375
    rng = np.random.default_rng(4)
    y, s = rng.random(300) < 0.2, rng.normal(size=300).round(1) + 0.0
    ap, last = 0.0, 0.0
    for t in np.unique(s)[::-1]:
        tp = np.sum(y[s >= t])
        ap += (tp / y.sum() - last) * tp / np.sum(s >= t)
        last = tp / y.sum()
    assert abs(ap - average_precision_score(y, s)) < 1e-12
    assert abs(average_precision_score(y, np.zeros(300)) - y.mean()) < 1e-12
    precision, recall, _ = precision_recall_curve(y, np.zeros(300))
    assert abs(auc(recall, precision) - (1 + y.mean()) / 2) < 1e-12
    for (tp0, fp0), (tp1, fp1) in (((5, 5), (10, 30)), ((2, 6), (8, 8))):  # precision falls; precision rises
        middle = (tp0 + tp1) / (tp0 + tp1 + fp0 + fp1)
        chord = (tp0 / (tp0 + fp0) + tp1 / (tp1 + fp1)) / 2
        assert (middle < chord) == (tp1 / (tp1 + fp1) < tp0 / (tp0 + fp0))
    big = rng.random(50_000) < 0.1
    assert abs(average_precision_score(big, rng.random(50_000)) - 0.1) < 0.01


def check_dominance_carries_over():
    """Lesson: a ROC curve above another everywhere also has the higher precision at every recall."""
    grid = np.linspace(0.01, 0.99, 99)
    for prevalence in (0.5, 0.01):
        better, worse = (
            [_precision(prevalence, r, 1 - PHI(d - NormalDist().inv_cdf(r))) for r in grid] for d in (2, 1)
        )
        assert np.all(np.array(better) > np.array(worse))


def check_cost_threshold():
    """Lesson and card: t* = c_FP/(c_FP + c_FN), 5/505 ≈ 0.0099; and with costs of correct decisions."""
    assert round(5 / 505, 4) == 0.0099
    p = np.linspace(0, 1, 1_000_001)
    first = p[np.argmax((1 - p) * 5 <= p * 500)]
    assert abs(first - 5 / 505) < 1e-5
    tn, fp, fn, tp = 1.0, 7.0, 40.0, 3.0
    first = p[np.argmax((1 - p) * fp + p * tp <= (1 - p) * tn + p * fn)]
    assert abs(first - (fp - tn) / ((fp - tn) + (fn - tp))) < 1e-5


def check_reliability_numbers():
    """Lesson and figure reliability: exactly calibrated probabilities still have an ECE of about 0.03 here."""
    rng = np.random.default_rng(5)
    logits = rng.normal(0, 1.5, 2000)
    truth = 1 / (1 + np.exp(-logits))
    y = rng.random(2000) < truth
    for stated, expected in ((1 / (1 + np.exp(-2 * logits)), 0.125), (truth, 0.029)):
        index = np.minimum((stated * 10).astype(int), 9)
        ece = sum(abs(np.sum(stated[index == b] - y[index == b])) for b in range(10)) / 2000
        assert round(ece, 3) == expected


def check_bins_hide_and_noise_shows():
    """Lesson: errors of opposite sign cancel in a bin; ECE of calibrated labels is positive and grows with bins."""
    stated = np.tile([0.41, 0.49], 100)
    actual = np.tile([0.0, 0.9], 100)
    assert abs(stated.mean() - actual.mean()) < 1e-9
    assert np.mean(np.abs(stated - actual)) > 0.4
    rng = np.random.default_rng(6)
    p = rng.random(2000)
    means = []
    for bins in (5, 50):
        index = (p * bins).astype(int)
        runs = []
        for _ in range(40):
            y = rng.random(2000) < p
            runs.append(np.sum(np.abs(np.bincount(index, p - y, bins))) / 2000)
        means.append(np.mean(runs))
    assert 0 < means[0] < means[1]


def check_brier_proper():
    """Lesson: the expected Brier score is lowest at the true probability."""
    q = np.linspace(0, 1, 1001)
    assert abs(q[np.argmin(0.3 * (q - 1) ** 2 + 0.7 * q**2)] - 0.3) < 1e-9


def check_dcg_numbers():
    """Lesson, ranked lists: 9.323, 9.393, 0.993, 0.835; scikit-learn agrees with gains 2^rel − 1."""

    def dcg(grades):
        return sum((2**g - 1) / math.log2(i + 2) for i, g in enumerate(grades))

    assert round(3 / math.log2(3), 3) == 1.893
    assert round(1 / math.log2(5), 3) == 0.431
    assert round(dcg((3, 2, 0, 1)), 3) == 9.323
    assert round(dcg((3, 2, 1, 0)), 3) == 9.393
    assert round(dcg((3, 2, 0, 1)) / dcg((3, 2, 1, 0)), 3) == 0.993
    assert round(dcg((2, 3, 0, 1)) / dcg((3, 2, 1, 0)), 3) == 0.835
    gains = [[2**g - 1 for g in (3, 2, 0, 1)]]
    assert abs(ndcg_score(gains, [[4, 3, 2, 1]]) - dcg((3, 2, 0, 1)) / dcg((3, 2, 1, 0))) < 1e-9


def check_sixty_seconds_and_companies():
    """Study, companies: 18,100 against 2,900; recall 10 %; recall 90 % at precision 50 %; ±7 points with 200 cases."""
    assert 20 * 900 + 100 == 18_100
    assert 20 * 100 + 900 == 2_900
    assert 100 / 1000 == 0.1
    assert (900 / 1000, 900 / (900 + 900)) == (0.9, 0.5)
    assert round(196 * math.sqrt(0.25 / 200)) == 7


def check_fpr_problem():
    """Problem fpr-for-half-precision: 0.00341, 99.6 %, 61, 18,000, 1.0, 4.1, 8 %; 95.2 %, 0.68, 0.0076."""
    fpr = 0.85 * 0.004 / 0.996
    assert round(fpr, 5) == 0.00341
    assert round(1e6 * 0.004 * 0.85) == round(996_000 * fpr) == 3_400
    assert abs(_precision(0.004, 0.85, fpr) - 0.5) < 1e-12
    assert round(_precision(0.5, 0.85, fpr), 3) == 0.996
    events = (1.96 / 0.25) ** 2
    assert round(events) == 61
    assert round(events / fpr, -3) == 18_000
    assert round(300 * fpr, 1) == 1.0
    mean = 300 * 4 * fpr  # precision 20 %: odds of 1 to 4
    assert round(mean, 1) == 4.1
    assert round((1 + mean) * math.exp(-mean), 2) == 0.08
    assert round(20 / 21, 3) == 0.952
    assert round(0.85 * 0.8, 2) == 0.68
    assert round(0.995 * fpr + 0.005 * 0.85, 4) == 0.0076
    assert (0.995 * fpr + 0.005 * 0.85) / fpr > 2


def check_auc_of_user_type():
    """Problem auc-up-revenue-flat: a score that knows only the user type has AUC 0.677."""
    among_clicks, among_rest = 0.1 / 0.12, 0.9 / 1.88
    assert (round(among_clicks, 3), round(among_rest, 3)) == (0.833, 0.479)
    ties = among_clicks * among_rest + (1 - among_clicks) * (1 - among_rest)
    assert round(among_clicks * (1 - among_rest) + ties / 2, 3) == 0.677
    rng = np.random.default_rng(7)
    kind = rng.random(200_000) < 0.5
    clicks = rng.random(200_000) < np.where(kind, 0.1, 0.02)
    assert abs(roc_auc_score(clicks, kind) - 0.677) < 0.01


def check_f1_threshold():
    """Problem f1-threshold: t = (3 − √5)/2, F1* = 0.764, 0.75 at one half; F1*/2 in general; Fβ*/(1 + β²); flag all."""
    t = np.linspace(0, 1, 1_000_001)
    f = (1 - t**2) / (1.5 - t)
    assert abs(t[np.argmax(f)] - (3 - math.sqrt(5)) / 2) < 1e-5
    assert round(float(f.max()), 3) == 0.764
    assert f[500_000] == 0.75
    rng = np.random.default_rng(8)
    eta = np.sort(rng.beta(0.6, 4, 20_000))[::-1]
    flagged = np.arange(1, 20_001)
    for b2 in (0.25, 1.0, 4.0):
        values = (1 + b2) * np.cumsum(eta) / (flagged + b2 * eta.sum())
        best = int(np.argmax(values))
        assert abs(eta[best] - values[best] / (1 + b2)) < 1e-3
    y = np.r_[np.ones(4), np.zeros(6)]
    assert abs(f1_score(y, np.ones(10)) - 2 * 0.4 / 1.4) < 1e-12


def check_auc_from_ranks():
    """Problem auc-from-ranks: 0.75 both ways, 0.833 with the mistake, AP 0.733; the formula on random ties."""
    pos, neg = [0.9, 0.6, 0.6], [0.7, 0.6, 0.3, 0.2]
    assert _pairs(pos, neg) == 0.75
    assert (7 + 4 + 4 - 6) / 12 == 0.75
    assert round(np.mean(np.subtract.outer(pos, neg) >= 0), 3) == 0.833
    assert round(average_precision_score([1, 1, 1, 0, 0, 0, 0], pos + neg), 3) == 0.733
    rng = np.random.default_rng(9)
    pos, neg = rng.integers(0, 9, 40) + 1, rng.integers(0, 9, 60)
    scores = np.r_[pos, neg]
    ranks = np.array([0.5 + np.sum(scores < s) + np.sum(scores == s) / 2 for s in pos])
    assert abs((ranks.sum() - 40 * 41 / 2) / 2400 - _pairs(pos, neg)) < 1e-12


def check_brier_problem():
    """Problem brier-decomposition: 0.016, 0.0544, 0.1924, 0.154, 0.138 and 0.20; and scikit-learn's score."""
    q = np.repeat([0.1, 0.5, 0.9], [60, 20, 20])
    y = np.concatenate([np.arange(n) < k for n, k in ((60, 6), (20, 6), (20, 14))]).astype(int)
    share = np.repeat([0.1, 0.3, 0.7], [60, 20, 20])
    parts = np.mean((q - share) ** 2), np.mean((share - 0.26) ** 2), 0.26 * 0.74
    assert np.allclose(parts, (0.016, 0.0544, 0.1924))
    assert abs(brier_score_loss(y, q) - 0.154) < 1e-12
    assert abs(parts[0] - parts[1] + parts[2] - 0.154) < 1e-12
    assert abs(brier_score_loss(y, share) - 0.138) < 1e-12
    assert round(1 - 0.154 / 0.1924, 2) == 0.20


def check_two_lists():
    """Problem two-lists: all eight values, and NDCG@10 of A."""
    ideal = 1 + 1 / math.log2(3)
    a, b = 1 + 1 / math.log2(21), 1 / math.log2(3) + 0.5
    assert [round(v, 3) for v in (ideal, a, b)] == [1.631, 1.228, 1.131]
    assert [round(v / ideal, 3) for v in (a, b, 1)] == [0.753, 0.693, 0.613]
    assert (1 + 2 / 20) / 2 == 0.55
    assert round((1 / 2 + 2 / 3) / 2, 3) == 0.583


def check_paired_problem():
    """Problem paired-comparison: standard errors, interval, z and p, sample size; and the formula by simulation."""
    se = math.sqrt(150 - 0.09) / 10_000
    assert round(se, 5) == 0.00122
    assert (round(0.3 - 196 * se, 2), round(0.3 + 196 * se, 2)) == (0.06, 0.54)
    assert (round(-0.1 - 196 * se, 2), round(-0.1 + 196 * se, 2)) == (-0.34, 0.14)
    unpaired = math.sqrt((0.95 * 0.05 + 0.953 * 0.047) / 10_000)
    assert round(unpaired, 5) == 0.00304
    assert round(196 * unpaired, 2) == 0.60
    z = 30 / math.sqrt(150)
    assert round(z, 2) == 2.45
    assert round(2 * (1 - PHI(z)), 3) == 0.014
    assert round(2.8**2 * 0.015 / 0.001**2, -3) == 118_000
    counts = np.random.default_rng(10).multinomial(10_000, [0.006, 0.009, 0.985], 20_000)
    assert abs(np.std((counts[:, 1] - counts[:, 0]) / 10_000) / se - 1) < 0.03


def check_groups():
    """Problem groups-and-impossibility: FPR 0.056 and 0.214, and that they give a precision of 60 %."""
    rates = [0.75 * p / (1 - p) * 0.4 / 0.6 for p in (0.1, 0.3)]
    assert [round(r, 3) for r in rates] == [0.056, 0.214]
    for prevalence, fpr in zip((0.1, 0.3), rates, strict=True):
        assert abs(_precision(prevalence, 0.75, fpr) - 0.6) < 1e-12
    assert 3.5 < rates[1] / rates[0] < 4


def check_pump_alarms():
    """Problem pump-alarms: 18,720 minutes, 210 million, both values, the margin, ±0.12, break-even 0.19."""
    assert 13 * 24 * 60 == 18_720
    assert round(400 * 365 * 24 * 60 / 1e6) == 210
    assert 18 * 20_000 - 276 * 500 == 222_000
    assert 22.5 * 20_000 - 945 * 500 == -22_500
    assert 9 * 0.5 * 20_000 == 90_000
    assert (945 - 276, (945 - 276) * 500) == (669, 334_500)
    assert 0.5 * 20_000 / 500 == 20
    assert round(669 / 9) == 74
    assert (36 / 60, 45 / 60) == (0.6, 0.75)
    assert round(1.96 * math.sqrt(0.24 / 60), 2) == 0.12
    assert round(276 * 500 / (36 * 20_000), 2) == 0.19


def check_probes():
    """Probes counts-to-scores, stricter-threshold, auc-below-half, thinned-negatives, easy-negatives, money."""
    assert (30 / 50, 30 / 40, round(60 / 90, 3)) == (0.6, 0.75, 0.667)
    assert 1 / 2 < 2 / 3  # dropping a positive from (2 TP, 1 FP) lowers precision
    rng = np.random.default_rng(11)
    y, s = rng.random(400) < 0.3, rng.normal(size=400)
    assert abs(roc_auc_score(y, -s) - (1 - roc_auc_score(y, s))) < 1e-12
    odds = [p / (1 - p) for p in (_precision(0.01, 0.8, 0.1), _precision(0.01 / (0.01 + 0.099), 0.8, 0.1))]
    assert abs(odds[1] / odds[0] - 10) < 1e-9
    below = np.r_[s[~y], np.full(np.sum(~y), s.min() - 1)]
    assert abs(_pairs(s[y], below) - (_pairs(s[y], s[~y]) + 1) / 2) < 1e-12
    extra = 1_000_000 * 0.002 * 0.05
    assert round(extra) == 100
    assert round(extra * 120 - extra / 0.4 * 6) == 10_500


def check_annotators():
    """topic.yaml, exchange: an agreement of 85 % means a = 0.918; 84 % with one of them means m = 0.906."""
    a = (1 + math.sqrt(1 - 2 * (1 - 0.85))) / 2
    assert abs(a**2 + (1 - a) ** 2 - 0.85) < 1e-12
    m = (0.84 - (1 - a)) / (2 * a - 1)
    assert abs(m * a + (1 - m) * (1 - a) - 0.84) < 1e-12
    assert (round(a, 3), round(m, 3)) == (0.918, 0.906)


def check_selective_labels():
    """Probe selective-labels: weighting by 1/e recovers recall although labels are chosen by score."""
    rng = np.random.default_rng(12)
    s = rng.random(400_000)
    y = rng.random(400_000) < s**3
    e = 0.05 + 0.9 * s
    seen = rng.random(400_000) < e
    flagged = s > 0.8
    weights = seen * y / e
    assert abs(np.sum(weights * flagged) / np.sum(weights) - np.sum(y & flagged) / np.sum(y)) < 0.01
    assert np.sum(seen & y & flagged) / np.sum(seen & y) > np.sum(y & flagged) / np.sum(y) + 0.02


def check_temperature():
    """Rapid-fire what-temperature-changes: binary order stays; with three classes the order of cases can change."""
    a, b = np.array([2.0, 0.0, -9.0]), np.array([2.0, -0.5, -0.5])

    def top(z, temperature):
        return np.exp(z[0] / temperature) / np.sum(np.exp(z / temperature))

    signs = {bool(top(a, t) > top(b, t)) for t in (0.5, 1.0, 2.0, 3.0)}
    assert signs == {True, False}
    z = np.random.default_rng(13).normal(size=100)
    assert np.array_equal(np.argsort(1 / (1 + np.exp(-z))), np.argsort(1 / (1 + np.exp(-z / 3))))


def check_test_sizes():
    """Rapid-fire test-set-size, evaluate-by-slice, choosing-guardrails: ±1.9, ±0.6, ±11 points, 3/n, 64 %."""
    assert abs((1 - 3 / 1000) ** 1000 - 0.05) < 0.001
    assert round(1 - 0.95**20, 2) == 0.64
    assert round(196 * math.sqrt(0.09 / 1000), 1) == 1.9
    assert round(196 * math.sqrt(0.09 / 10_000), 1) == 0.6
    assert round(196 * math.sqrt(0.16 / 50)) == 11


def check_flashcards():
    """Flashcards: F1, CRPS, Gini, AUC, MCC, lift, MRR, tags, overlap, kappa, scaled error, entropy."""
    assert round(2 * 0.9 * 0.1 / (0.9 + 0.1), 2) == 0.18
    u = np.linspace(0, 10, 100_001)
    assert abs(np.mean(((u >= 3) != (u >= 7.5)) ** 2) * 10 - 4.5) < 1e-3
    assert round((1 + 0.56) / 2, 2) == 0.78
    rng = np.random.default_rng(14)
    assert abs(_pairs(rng.normal(2.5, 1, 1000), rng.normal(0, 1, 1000)) - 0.961) < 0.01
    y, flagged = rng.random(300) < 0.3, rng.random(300) < 0.5
    assert abs(matthews_corrcoef(y, flagged) - np.corrcoef(y, flagged)[0, 1]) < 1e-12
    assert matthews_corrcoef(y, np.ones(300, bool)) == 0
    assert round(0.45 / 0.10 * 2, 9) == 9
    assert round((1 + 0.25) / 3, 3) == 0.417
    assert round(0.95**20, 2) == 0.36
    overlap, union = np.sum(y & flagged), np.sum(y | flagged)
    jaccard = overlap / union
    assert abs(2 * overlap / (y.sum() + flagged.sum()) - 2 * jaccard / (1 + jaccard)) < 1e-12
    first = np.r_[np.ones(80), np.zeros(20)]
    second = np.r_[np.ones(75), np.zeros(5), np.ones(5), np.zeros(15)]
    assert np.mean(first == second) == 0.9
    assert abs(cohen_kappa_score(first, second) - 0.6875) < 1e-9
    assert 3 / np.mean(np.abs(np.diff([10, 14, 12, 18]))) == 0.75
    entropy = -0.01 * math.log(0.01) - 0.99 * math.log(0.99)
    assert round(entropy, 3) == 0.056
    assert round(1 - 0.05 / entropy, 3) == 0.107


def check_slope_of_the_roc():
    """Probe slope-of-the-roc: on a binormal curve the best point has the slope 1.98, at twice the prevalence 0.98."""
    grid, rates = np.linspace(-3, 4, 7001), []
    beyond, density = np.vectorize(lambda x: 1 - PHI(x)), lambda x: np.exp(-(x**2) / 2)
    for prevalence, expected in ((0.01, 1.98), (0.02, 0.98)):
        tpr, fpr = beyond(grid - 1.5), beyond(grid)
        best = np.argmin(prevalence * 50 * (1 - tpr) + (1 - prevalence) * fpr)
        assert abs(density(grid[best] - 1.5) / density(grid[best]) - expected) < 0.01
        rates.append(fpr[best])
    assert rates[1] > rates[0]


def check_try_boxes():
    """Lesson, stop-and-try boxes: 0.408, 29 %, 95 %; AP = AUC = 0.5; ECE 0.10, 0.473, 0.192; 78,400, 58,800; 58 %."""
    odds = 2 / 98 * 0.8 / 0.04
    assert round(odds, 3) == 0.408
    assert (round(odds / (1 + odds), 2), round(20 / 21, 2)) == (0.29, 0.95)
    y, s = [0, 1, 0, 1, 0], [5, 4, 3, 2, 1]
    assert average_precision_score(y, s) == roc_auc_score(y, s) == 0.5
    assert abs((100 * 0.1 + 100 * 0.1) / 200 - 0.10) < 1e-12
    stated, wanted = ([math.log(q / (1 - q)) for q in qs] for qs in ((0.8, 0.4), (0.7, 0.5)))
    assert [round(z, 3) for z in (*stated, *wanted)] == [1.386, -0.405, 0.847, 0.0]
    slope = (wanted[0] - wanted[1]) / (stated[0] - stated[1])
    assert (round(slope, 3), round(wanted[1] - slope * stated[1], 3)) == (0.473, 0.192)
    assert round(16 * 0.0196 / 0.002**2) == 78_400
    assert round(78_400 * 0.75) == 58_800
    assert ((62 + 46) / 2, 54 - 46) == (54, 8)
    first = (62 + (100 - 46)) / 2
    assert (first, first - (100 - first)) == (58, 16)


def check_experiment_numbers():
    """Lesson, experiments: 57,600 per arm; five looks 14 %; a correlation of 0.7 saves half."""
    assert round(16 * 0.09 / 0.005**2) == 57_600
    assert round(0.7**2, 1) == 0.5
    rng = np.random.default_rng(15)
    z = np.cumsum(rng.normal(size=(200_000, 14)), axis=1) / np.sqrt(np.arange(1, 15))
    found = [round(float(np.mean(np.abs(z[:, :looks]).max(axis=1) > 1.96)), 2) for looks in (1, 2, 5, 14)]
    assert found == [0.05, 0.08, 0.14, 0.22]


def check_pass_at_k():
    """Lesson, derivation unbiased-pass-at-k, flashcard all-runs-succeed: 0.601, 0.556; unbiased; 0.70 and 0.729."""
    assert round(1 - math.comb(17, 5) / math.comb(20, 5), 3) == 0.601
    assert round(1 - 0.85**5, 3) == 0.556
    n, k = 9, 4
    for p in (0.1, 0.5):
        weight = [math.comb(n, c) * p**c * (1 - p) ** (n - c) for c in range(n + 1)]
        unbiased = sum(w * (1 - math.comb(n - c, k) / math.comb(n, k)) for c, w in enumerate(weight))
        plug_in = sum(w * (1 - (1 - c / n) ** k) for c, w in enumerate(weight))
        in_a_row = sum(w * math.comb(c, k) / math.comb(n, k) for c, w in enumerate(weight))
        assert abs(unbiased - (1 - (1 - p) ** k)) < 1e-12
        assert plug_in < unbiased - 1e-3
        assert abs(in_a_row - p**k) < 1e-12
    assert math.comb(9, 3) / math.comb(10, 3) == 0.70
    assert round(0.9**3, 3) == 0.729
    assert (round(1 - 0.5**5, 2), round(0.5**5, 2)) == (0.97, 0.03)  # follow-ups of the coding problem


def check_precision_between_thresholds():
    """Derivation precision-between-two-thresholds: the second derivative, and the side of the chord."""
    rng = np.random.default_rng(16)
    for a, b, da, db in rng.uniform(0.5, 9, (20, 4)):

        def precision(u, a=a, b=b, da=da, db=db):
            return (a + u * da) / (a + b + u * (da + db))

        h, u = 1e-3, 0.4
        numeric = (precision(u + h) - 2 * precision(u) + precision(u - h)) / h**2
        exact = -2 * (da + db) / (a + b + u * (da + db)) ** 3 * (da * b - a * db)
        assert abs(numeric - exact) < 1e-5
        assert ((precision(0) + precision(1)) / 2 > precision(0.5)) == (precision(1) < precision(0))


def check_temperature_condition():
    """Derivation temperature-matches-one-average: convex in 1/T, the condition at the minimum, the sign at 1."""
    rng = np.random.default_rng(17)
    z = rng.normal(0, 3, (400, 5))
    y = np.array([rng.choice(5, p=np.exp(row / 2) / np.exp(row / 2).sum()) for row in z])

    def loss(s):
        return np.mean(np.log(np.exp(s * z).sum(axis=1)) - s * z[np.arange(400), y])

    def expected(s):
        p = np.exp(s * z)
        return np.mean((p * z).sum(axis=1) / p.sum(axis=1))

    grid = np.linspace(0.05, 3, 2951)
    losses = np.array([loss(s) for s in grid])
    assert np.all(np.diff(losses, 2) > 0)
    best = grid[np.argmin(losses)]
    observed = z[np.arange(400), y].mean()
    assert abs(expected(best) - observed) < 0.01
    assert best < 1  # overconfident: T above 1
    assert expected(1.0) > observed
    h = 1e-4
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    variance = np.mean((p * z**2).sum(axis=1) - (p * z).sum(axis=1) ** 2)
    assert abs((loss(1 + h) - 2 * loss(1) + loss(1 - h)) / h**2 - variance) < 1e-4
    assert round(1 / math.sqrt(200 * 1), 2) == 0.07  # follow-up of the coding problem


def check_cuped():
    """Derivation cuped-variance and flashcard users-saved-by-a-covariate: unbiased, 1 − ρ², 36 %, 9 %."""
    rng = np.random.default_rng(18)
    n, runs, rho, effect = 50, 20_000, 0.6, 0.3
    x = rng.normal(size=(runs, 2, n))
    y = rho * x + math.sqrt(1 - rho**2) * rng.normal(size=x.shape)
    y[:, 1] += effect
    plain = y[:, 1].mean(axis=1) - y[:, 0].mean(axis=1)
    adjusted = plain - rho * (x[:, 1].mean(axis=1) - x[:, 0].mean(axis=1))
    assert abs(adjusted.mean() - effect) < 0.01
    assert abs(adjusted.var() / plain.var() - (1 - rho**2)) < 0.02
    assert (round(1 - 0.8**2, 2), round(0.3**2, 2)) == (0.36, 0.09)


def check_users_for_a_test():
    """Derivation users-for-a-test: 2.802, 7.85, 16; 40,000 events; power by simulation."""
    z = NormalDist().inv_cdf(0.975) + NormalDist().inv_cdf(0.8)
    assert (round(z, 3), round(z**2, 2), round(2 * z**2)) == (2.802, 7.85, 16)
    assert round(16 / 0.02**2) == 40_000
    n = 2 * z**2 / 0.2**2
    difference = np.random.default_rng(19).normal(0.2, math.sqrt(2 / n), 200_000)
    assert abs(np.mean(difference / math.sqrt(2 / n) > 1.96) - 0.8) < 0.005


def check_variance_of_the_auc():
    """Derivation variance-of-the-auc: the formula against simulation, and the limit for many negatives."""
    rng = np.random.default_rng(20)
    d, n_pos, n_neg = 1.0, 8, 30
    pos, neg = rng.normal(d, 1, (30_000, n_pos)), rng.normal(0, 1, (30_000, n_neg))
    simulated = np.mean(pos[:, :, None] > neg[:, None, :], axis=(1, 2)).var()
    t = rng.normal(size=1_000_000)
    above, below = (np.vectorize(PHI)(grid) for grid in (d - t[:50_000], t[:50_000] + d))
    a, q1, q2 = PHI(d / math.sqrt(2)), np.mean(above**2), np.mean(below**2)
    formula = (a * (1 - a) + (n_pos - 1) * (q1 - a**2) + (n_neg - 1) * (q2 - a**2)) / (n_pos * n_neg)
    assert abs(formula / simulated - 1) < 0.04
    huge = (a * (1 - a) + (n_pos - 1) * (q1 - a**2) + (10**9 - 1) * (q2 - a**2)) / (n_pos * 10**9)
    assert abs(huge / ((q2 - a**2) / n_pos) - 1) < 1e-6


def check_judge_problem():
    """Problem what-a-judge-is-worth: 0.73, 0.0240, 0.0253, 334, 0.0858, 0.52, 0.57, 0.0219, 401, 412; 0.718, 0.50."""
    n, judged, both, person, judge, neither = 300, 4000, 210, 12, 39, 39
    h, j = (both + person) / n, (both + judge) / n
    assert (h, j, (both + neither) / n) == (0.74, 0.83, 0.83)
    assert round(0.82 + h - j, 2) == 0.73
    spread = (person + judge) / n - (h - j) ** 2
    assert round(spread, 3) == 0.162
    variance = 0.82 * 0.18 / judged + spread / n
    assert (round(0.82 * 0.18 / judged, 6), round(spread / n, 6)) == (0.000037, 0.000540)
    alone = h * (1 - h) / n
    assert (round(math.sqrt(variance), 4), round(math.sqrt(alone), 4)) == (0.0240, 0.0253)
    assert round(n * alone / variance) == 334
    cov, var_h, var_j = both / n - h * j, h * (1 - h), j * (1 - j)
    rho = cov / math.sqrt(var_h * var_j)
    weight = rho * math.sqrt(var_h / var_j) / (1 + n / judged)
    assert (round(cov, 4), round(rho, 2), round(weight, 2)) == (0.0858, 0.52, 0.57)
    best = (var_h - 2 * weight * cov + weight**2 * var_j) / n + weight**2 * var_j / judged
    assert abs(best - alone * (1 - rho**2 / (1 + n / judged))) < 1e-15
    assert (round(math.sqrt(best), 4), round(n * alone / best), round(n / (1 - rho**2))) == (0.0219, 401, 412)
    passes_good, passes_bad = both / (both + person), judge / (judge + neither)
    assert (round(passes_good, 3), passes_bad) == (0.946, 0.5)
    assert round((0.82 - passes_bad) / (passes_good - passes_bad), 3) == 0.718
    chance = h * j + (1 - h) * (1 - j)
    assert round((0.83 - chance) / (1 - chance), 2) == 0.50


def check_winner_every_evening():
    """Problem a-winner-every-evening: 427,000, 14.2 days, 8.3 %, 2.3 %, +4.5 %, 25 %, +5.9 %, 2.91, 46 %."""
    n = 16 * 0.96 / (0.04 * 0.03**2)
    assert (round(n, -3), round(n / 30_000, 1)) == (427_000, 14.2)
    grid = np.linspace(-1.96, 1.96, 20_001)
    density = np.exp(-(grid**2) / 2) / math.sqrt(2 * math.pi)
    inside = np.array([PHI(1.96 * math.sqrt(2) - z) - PHI(-1.96 * math.sqrt(2) - z) for z in grid])
    assert round(1 - np.sum(density * inside) * (grid[1] - grid[0]), 3) == 0.083
    error = math.sqrt(2 * 0.04 * 0.96 / 90_000) / 0.04
    limit = (1.96 * error - 0.03) / error
    assert (round(error, 3), round(1.96 * error, 3), round(1 - PHI(limit), 2)) == (0.023, 0.045, 0.25)
    mean = 0.03 + error * math.exp(-(limit**2) / 2) / math.sqrt(2 * math.pi) / (1 - PHI(limit))
    assert round(mean, 3) == 0.059
    assert round(NormalDist().inv_cdf(1 - 0.05 / 28), 2) == 2.91
    assert round(1 - 0.95**12, 2) == 0.46


def check_wrong_passages():
    """Problem wrong-answers-or-wrong-passages: the table, 8 and 16 points, 1.9 points, 0.75, 0.64."""

    def right(recall, given, without):
        return round(recall * given + (1 - recall) * without, 3)

    assert right(0.8, 0.9, 0.2) == 0.76
    assert (right(0.8, 1, 0.2), right(1, 0.9, 0.2), right(0.9, 0.9, 0.2), right(0.92, 0.84, 0.2)) == (
        0.84,
        0.90,
        0.83,
        0.789,
    )
    assert (round(0.8 * 0.1, 2), round(0.2 * 0.8, 2)) == (0.08, 0.16)
    assert round(100 * math.sqrt(0.76 * 0.24 / 500), 1) == 1.9
    assert 1 - 1 / 4 == 0.75
    assert round(0.8 * 0.8, 2) == 0.64


def check_later_cards():
    """Rapid-fire of 2026 and their cards: 158, 3.8, one in 7,000; 17 %; 60 %; ±5 points; 64 %."""
    assert round(math.sqrt(100_000 * 0.25)) == 158
    z = 600 / math.sqrt(100_000 * 0.25)
    assert round(z, 1) == 3.8
    assert 6_000 < 1 / (2 * (1 - PHI(z))) < 8_000
    assert round(1 - (1 - 0.85) ** 0.1, 2) == 0.17
    log_odds = 2 * math.log(0.55 / 0.45)
    assert round(1 / (1 + math.exp(-log_odds)), 2) == 0.60
    assert round(196 * math.sqrt(0.85 * 0.15 / 200)) == 5
    assert round(1 / (1 + 10 ** (-100 / 400)), 2) == 0.64


def check_isotonic_and_auc():
    """Lesson, calibrators: on its own data isotonic regression makes ties and cannot lower AUC."""
    rng = np.random.default_rng(21)
    s = rng.normal(size=500)
    y = (rng.random(500) < 1 / (1 + np.exp(-s))).astype(int)
    fitted = IsotonicRegression().fit_transform(s, y)
    assert len(np.unique(fitted)) < 100
    assert roc_auc_score(y, fitted) > roc_auc_score(y, s)


def check_threshold_figure():
    """Figure threshold: recall 0.69, FPR 0.159 and precision 0.52 at threshold 1, prevalence 20 %."""
    tpr, fpr = 1 - PHI(1 - 1.5), 1 - PHI(1)
    assert (round(tpr, 2), round(fpr, 3), round(_precision(0.2, tpr, fpr), 2)) == (0.69, 0.159, 0.52)
