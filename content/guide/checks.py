"""Checks the numbers of the worked chains, of the answers to avoid and to give, and of the roles' exchanges."""

import math

import numpy as np


def _auc_error(auc, positives, n):
    """Hanley and McNeil's standard error of an AUC."""
    q1, q2 = auc / (2 - auc), 2 * auc**2 / (1 + auc)
    rest = (positives - 1) * (q1 - auc**2) + (n - positives - 1) * (q2 - auc**2)
    return math.sqrt((auc * (1 - auc) + rest) / (positives * (n - positives)))


def check_debugging_chain():
    """Pattern debugging-chain: the gap's parts, errors of 0.010 and 0.011, differences of 0.015 and 0.016."""
    assert (round(0.97 - 0.78, 2), round(0.78 - 0.71, 2), round(0.93 - 0.75, 2)) == (0.19, 0.07, 0.18)
    late, held_out = _auc_error(0.73, 800, 10_000), _auc_error(0.75, 640, 8_000)
    assert (round(late, 3), round(held_out, 3), round(_auc_error(0.77, 640, 8_000), 3)) == (0.010, 0.011, 0.011)
    assert (round(math.hypot(late, held_out), 3), round(math.sqrt(2) * held_out, 3)) == (0.015, 0.016)
    assert np.allclose(0.02 + np.array([-2, 2]) * 0.005, [0.010, 0.030])


def check_budget():
    """Pattern design-trade-off: the mixture of pairs, 28 ms, 27 ms, k up to 116, and the table."""
    assert round(0.98 * 0.9963 + 0.02 * 0.78, 3) == 0.992
    assert (40 + 10, 50 - 12 - 10, 28 - 4) == (50, 28, 24)
    assert (150 / 2.5, round(60 * (2 / 3) ** 2), 500 * 0.02, 60 / 500) == (60, 27, 10, 0.12)
    assert (math.floor((24 - 10) / 0.12), 10 + 0.12 * 100) == (116, 22)
    assert [12 + 10 + scoring for scoring in (27, 10, 22)] == [49, 32, 44]
    assert np.allclose([0.1 + 0.4, 0.1 + 0.8, 0.1 + 0.1 + 0.1], [0.5, 0.9, 0.3])


def check_temperature():
    """Pattern design-trade-off: the soft term's gradient shrinks roughly as one over the square of T."""
    rng = np.random.default_rng(0)
    z, v = rng.normal(size=(2, 6))
    soft = lambda scores: np.exp(scores) / np.exp(scores).sum()  # noqa: E731
    gradient = lambda t: (soft(z / t) - soft(v / t)) / t  # noqa: E731
    ratio = np.linalg.norm(gradient(20)) / np.linalg.norm(gradient(40))
    assert abs(ratio / 4 - 1) < 0.1
    step = 1e-6
    for i in range(6):
        loss = lambda by, i=i: -(soft(v / 3) * np.log(soft((z + by * np.eye(6)[i]) / 3))).sum()  # noqa: E731
        assert abs((loss(step) - loss(-step)) / (2 * step) - gradient(3)[i]) < 1e-8


def check_disks():
    """Pattern imbalance-scenario: counts, threshold, weight, sampling, money, errors, and what acting costs."""
    assert (50 * 52, 50_000 * 52, 20 / 800) == (2_600, 2_600_000, 0.025)
    assert 60 / (60 + 1140) == 0.05
    odds = 999 * 0.05 / 0.95
    assert (round(odds / (1 + odds), 2), 1 / (1 + 999)) == (0.98, 0.001)
    assert round(0.02 * 0.72 / (0.02 * 0.72 + 1 - 0.72), 3) == 0.049
    worth = lambda hits, flagged=100: hits * 1140 - (flagged - hits) * 60  # noqa: E731
    assert np.allclose([worth(30), worth(2.5), worth(0.12, 1)], [30_000, -3_000, 84])
    assert (round(70 / 49_950, 4), 30 / 50, round(0.01 * 49_950, -1)) == (0.0014, 0.6, 500)
    assert [round(math.sqrt(0.6 * 0.4 / n), 3) for n in (50, 400)] == [0.069, 0.024]
    assert (worth(38) - worth(30), 3 * 1140, 7 * 60) == (9_600, 3_420, 420)
    assert (len(range(37, 44)), len(range(45, 53))) == (7, 8)


def check_decomposition():
    """Pattern first-principles: errors at c = 1 and 0.9, the best c = 40/41 with 0.0976; by simulation too."""
    error = lambda c: 4 * (1 - c) ** 2 + c**2 / 10  # noqa: E731
    assert np.allclose([error(1), error(0.9)], [0.1, 0.121])
    grid = np.linspace(0.5, 1.2, 70_001)
    assert abs(grid[error(grid).argmin()] - 40 / 41) < 1e-4
    assert round(error(40 / 41), 4) == 0.0976
    assert math.isclose(4 / (4 + 1 / 10), 40 / 41)
    rng = np.random.default_rng(1)
    means, fresh = rng.normal(2, 1, (200_000, 10)).mean(1), rng.normal(2, 1, 200_000)
    assert abs(((fresh - 0.9 * means) ** 2).mean() - 1.121) < 0.02


def check_assumptions_broken():
    """Pattern first-principles: 0.58 against 0.5 under 0–1 loss; 0.55 and 1.55 with a shared group; 0.307."""
    assert round(0.9 * 0.6 + 0.1 * 0.4, 2) == 0.58
    assert 0.5 * 0.6 + 0.5 * 0.4 == 0.5
    rng = np.random.default_rng(2)
    group, other, case, fresh = rng.normal(0, math.sqrt(0.5), (4, 200_000))
    mean = group + rng.normal(0, math.sqrt(0.5), (200_000, 10)).mean(1)
    assert abs(((group + case - mean) ** 2).mean() - 0.55) < 0.01
    assert abs(((other + fresh - mean) ** 2).mean() - 1.55) < 0.02
    assert 0.3 + 0.7 / 100 == 0.307


def check_focal_share():
    """Anti-pattern one-trick-pony: 0.01, 2.3 and 0.81; the background's share falls from 98 % to half a percent."""
    easy, hard = -100_000 * math.log(0.99), -10 * math.log(0.1)
    assert (round(easy / 100_000, 2), round(hard / 10, 1), round(0.9**2, 2)) == (0.01, 2.3, 0.81)
    assert round(easy / (easy + hard), 2) == 0.98
    assert 0.004 < easy * 0.01**2 / (easy * 0.01**2 + hard * 0.81) < 0.006


def check_forest():
    """Anti-pattern textbook-reciter: 0.505, and about a quarter where trees are weaker and less alike."""
    assert round(0.5 + 0.5 / 100, 3) == 0.505
    assert round(1.2 * (0.2 + 0.8 / 100), 2) == 0.25


def check_cancellations():
    """Anti-pattern over-engineer: 150 a quarter, 600 a year."""
    assert (0.05 * 3000, 4 * 150) == (150, 600)


def check_two_models():
    """Role mle: 0.0009 with a standard error of 0.0006."""
    assert round(0.4321 - 0.4312, 4) == 0.0009
    assert [round(0.0009 + side * 1.96 * 0.0006, 4) for side in (-1, 1)] == [-0.0003, 0.0021]


def check_retrieval():
    """Role ai-engineer: 27 gained and 12 lost of 300 are 5 points, with an error of 2.1."""
    assert (27 - 12) / 300 == 0.05
    error = math.sqrt(27 + 12 - 15**2 / 300) / 300
    assert round(error, 3) == 0.021
    assert [round(100 * (0.05 + side * 1.96 * error)) for side in (-1, 1)] == [1, 9]
    differences = np.repeat([1, -1, 0], [27, 12, 261])
    assert abs(differences.std() / math.sqrt(300) - error) < 1e-12


def check_checkout():
    """Role data-scientist: an error of 0.063 points, 94 %, and 315,000 visitors a side."""
    error = math.sqrt(0.021 * 0.979 / 1e5 + 0.020 * 0.980 / 1e5)
    assert round(100 * error, 3) == 0.063
    assert [round(100 * (0.001 + side * 1.96 * error), 2) for side in (-1, 1)] == [-0.02, 0.22]
    rng = np.random.default_rng(3)
    new, old = rng.beta(2101, 97_901, 400_000), rng.beta(2001, 98_001, 400_000)
    assert abs((new > old).mean() - 0.94) < 0.005
    assert 0.001 * 1e6 * 40 == 40_000
    assert round((1.96 + 0.8416) ** 2 * 2 * 0.0205 * 0.9795 / 0.001**2, -3) == 315_000


def check_reproduction():
    """Role research-engineer: five seeds that spread by 0.3 give 0.13; the best of ten lies half a point too high."""
    assert round(0.3 / math.sqrt(5), 2) == 0.13
    assert math.isclose(78.1 - 76.9, 1.2)
    best = np.random.default_rng(3).normal(size=(100_000, 10)).max(axis=1).mean()
    assert round(best, 1) == 1.5
    assert 0.45 < 0.3 * best < 0.5


def check_alerts():
    """Role mlops: from 40 % to 25 % the odds halve; 800, 1,600 and 1,000 alerts."""
    assert math.isclose((0.25 / 0.75) / (0.4 / 0.6), 0.5)
    for right, wrong, alerts in ((200, 600, 800), (400, 1200, 1600), (250, 750, 1000)):
        assert right + wrong == alerts
        assert right / alerts == 0.25


def check_refunds():
    """Round behavioral: from 3.1 % to 2.6 %, and an interval around the difference."""
    assert math.isclose((0.2 + 0.8) / 2, 3.1 - 2.6)


def check_numbered_categories():
    """Anti-pattern assumption-ignorer: variances 0.69 and 0.5 of one column; 0.25 and 0.01; the order moves PCA."""
    shares = np.array([0.5, 0.25, 0.25])

    def variance(numbers):
        return shares @ np.square(numbers) - (shares @ numbers) ** 2

    assert (round(variance(np.array([1, 2, 3])), 2), variance(np.array([2, 1, 3]))) == (0.69, 0.5)
    assert (0.5 * 0.5, round(0.01 * 0.99, 2)) == (0.25, 0.01)
    rng = np.random.default_rng(3)
    level, other = rng.choice(3, size=5000, p=shares), rng.normal(size=5000)
    other += level == 0
    leading = []
    for numbers in ([1, 2, 3], [2, 1, 3]):
        table = np.column_stack([np.array(numbers)[level], other])
        leading.append(np.corrcoef(table.T)[0, 1])
    assert abs(leading[0] - leading[1]) > 0.2
