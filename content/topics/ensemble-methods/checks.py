"""Checks every number and formula of this topic's study material."""

import math

import numpy as np
from sklearn.ensemble import GradientBoostingRegressor, RandomForestClassifier
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor


def _average_variance(rho, sigma2, b):
    return rho * sigma2 + (1 - rho) * sigma2 / b


def _best_pair(v1, v2, c):
    """The weight of the first member that minimizes the error of a weighted mean, and that error."""
    return (v2 - c) / (v1 + v2 - 2 * c), (v1 * v2 - c * c) / (v1 + v2 - 2 * c)


def check_variance_of_an_average():
    """Lesson: the formula equals the sum of all covariances over B²."""
    for b, rho, sigma2 in ((7, 0.3, 2.0), (40, 0.5, 1.0)):
        covariance = sigma2 * (rho * np.ones((b, b)) + (1 - rho) * np.eye(b))
        assert abs(covariance.sum() / b**2 - _average_variance(rho, sigma2, b)) < 1e-12


def check_sixty_second_numbers():
    """study.yaml: ten trees 0.64 at ρ = 0.6, and 0.28 at ρ = 0.2; topic.yaml, warm-up: 0.307 for a hundred at 0.3."""
    assert abs(_average_variance(0.6, 1, 10) - 0.64) < 1e-12
    assert abs(_average_variance(0.3, 1, 100) - 0.307) < 1e-12
    assert abs(_average_variance(0.2, 1, 10) - 0.28) < 1e-12


def check_average_limits():
    """Problem correlated-average-limits: 100; 0.568, 0.55; 0.47, 0.5; equal at B = 16; best weights."""
    near = [b for b in range(1, 300) if _average_variance(0.5, 1, b) <= 0.505 + 1e-12]
    assert near[0] == 100
    assert abs(_average_variance(0.3, 1.4, 10) + 0.05 - 0.568) < 1e-12
    assert abs(0.3 * 1.4 + 0.05 - 0.47) < 1e-12
    assert abs(_average_variance(0.3, 1.4, 16) + 0.05 - _average_variance(0.5, 1, 16)) < 1e-12
    rng = np.random.default_rng(0)
    a = rng.normal(size=(4, 6))
    sigma = a @ a.T
    w = np.linalg.solve(sigma, np.ones(4))
    w /= w.sum()
    for _ in range(20):
        d = rng.normal(size=4)
        d -= d.mean()
        assert (w + d) @ sigma @ (w + d) >= w @ sigma @ w


def check_lowest_correlation():
    """Problem correlated-average-limits, follow-up: ρ ≥ −1/(B − 1)."""
    for b in (2, 10):
        rho = -1 / (b - 1)
        assert abs(_average_variance(rho, 1, b)) < 1e-12
        assert _average_variance(rho - 0.01, 1, b) < 0


def check_bootstrap_share():
    """Lesson: 0.368 out and 63.2 % in; flashcard expected-distinct: 3.36 of 5 rows, 67.2 %."""
    assert round((1 - 1 / 1e6) ** 1e6, 3) == 0.368
    assert round(1 - math.exp(-1), 3) == 0.632
    assert round(5 * (1 - 0.8**5), 2) == 3.36
    assert round(1 - 0.8**5, 3) == 0.672
    rng = np.random.default_rng(1)
    shares = [len(np.unique(rng.integers(0, 1000, 1000))) / 1000 for _ in range(200)]
    assert abs(np.mean(shares) - 0.632) < 0.003


def check_out_of_bag_numbers():
    """Problem out-of-bag-honesty: 0.0102, 102 rows, none at 100 trees; siblings all out in 1.8 %."""
    always = (1 - math.exp(-1)) ** 10
    assert round(always, 4) == 0.0102
    assert round(10_000 * always) == 102
    assert 10_000 * (1 - math.exp(-1)) ** 100 < 1e-3
    assert round(math.exp(-4), 3) == 0.018
    n = 1000
    exact = (1 - 5 / n) ** n / (1 - 1 / n) ** n  # all five out, given that one is
    assert abs(exact - math.exp(-4)) < 1e-3


def check_ambiguity():
    """Lesson: the identity for random members and weights; probe ambiguity-numbers: 1 = 5 − 4."""
    rng = np.random.default_rng(2)
    fits, weights, y = rng.normal(size=6), rng.dirichlet(np.ones(6)), 0.7
    mean = weights @ fits
    assert abs((mean - y) ** 2 - (weights @ (fits - y) ** 2 - weights @ (fits - mean) ** 2)) < 1e-12
    assert (6 - 5) ** 2 == ((4 - 5) ** 2 + (8 - 5) ** 2) / 2 - ((4 - 6) ** 2 + (8 - 6) ** 2) / 2


def check_adaboost():
    """Lesson and problem adaboost-alpha: α, the factor, half the weight, 0.693, 0.8, 31 rounds."""
    grid = np.linspace(-3, 3, 600_001)
    for eps in (0.2, 0.35, 0.6):
        loss = (1 - eps) * np.exp(-grid) + eps * np.exp(grid)
        alpha = 0.5 * math.log((1 - eps) / eps)
        assert abs(grid[np.argmin(loss)] - alpha) < 1e-4
        factor = 2 * math.sqrt(eps * (1 - eps))
        assert abs(loss.min() - factor) < 1e-8
        assert abs(eps * math.exp(alpha) / factor - 0.5) < 1e-12
    assert round(0.5 * math.log(4), 3) == 0.693
    assert abs(2 * math.sqrt(0.16) - 0.8) < 1e-12
    assert round(math.log(1000) / math.log(1.25), 2) == 30.96
    assert 0.8**31 < 0.001 < 0.8**30


def check_pseudo_residuals():
    """Lesson and flashcard absolute-loss-target: y − F, y − p, and the sign of the residual."""
    y, f, step = 1.0, 0.3, 1e-6

    def slope(loss):
        return -(loss(f + step) - loss(f - step)) / (2 * step)

    assert abs(slope(lambda t: (y - t) ** 2 / 2) - (y - f)) < 1e-6
    assert abs(slope(lambda t: math.log(1 + math.exp(t)) - y * t) - (y - 1 / (1 + math.exp(-f)))) < 1e-6
    assert abs(slope(lambda t: abs(y - t)) - 1) < 1e-6


def check_leaf_and_gain():
    """Lesson and problem leaf-and-gain: value, score and gain by a grid; 0.125, 1.2, −1.25, 4.6625; limits in λ."""
    grid = np.linspace(-3, 3, 600_001)

    def lowest(g, h, penalty):
        objective = g * grid + 0.5 * (h + penalty) * grid**2
        i = np.argmin(objective)
        return grid[i], objective[i]

    parts = [lowest(g, h, 1) for g, h in ((-1, 7), (-6, 4), (5, 3))]
    assert np.allclose([value for value, _ in parts], [0.125, 1.2, -1.25], atol=1e-4)
    assert abs(parts[0][1] - parts[1][1] - parts[2][1] - 2 - 4.6625) < 1e-6
    assert abs(0.5 * (7.2 + 6.25 - 0.125) - 2 - 4.6625) < 1e-12
    residuals = np.array([1.0, 2.0, 6.0])
    assert residuals.sum() / (3 + 0) == residuals.mean()  # −G/H for squared error


def check_log_loss_leaf():
    """Probe log-loss-leaf: 1.2, 0.6 and log 4 ≈ 1.39; h = p(1 − p)."""
    g, h = 10 * 0.5 - 8, 10 * 0.25
    assert -g / h == 1.2
    assert -g / (h + 2.5) == 0.6
    assert round(math.log(4), 2) == 1.39

    def p(t):
        return 1 / (1 + math.exp(-t))

    assert abs((p(0.4 + 1e-6) - p(0.4 - 1e-6)) / 2e-6 - p(0.4) * (1 - p(0.4))) < 1e-8


def check_boosting_by_hand():
    """Probe boost-by-hand: 2.25, 2.25, 4.5."""
    y = np.array([1.0, 2, 6])
    r = y - y.mean()
    fit = y.mean() + 0.5 * np.array([r[:2].mean()] * 2 + [r[2]])
    assert fit.tolist() == [2.25, 2.25, 4.5]


def check_boosting_figure():
    """Lesson, answer for Google and figure boosting-rounds: bias² 0.50 to 0.007 at round 102, the best sum."""
    n = 100
    truth = np.sin(2 * np.pi * np.linspace(0, 1, n))
    labels = truth + np.random.default_rng(0).normal(0, 0.6, (60, n))
    fits = np.repeat(labels.mean(axis=1, keepdims=True), n, axis=1)
    sizes, row, bias2, total = np.arange(1, n), np.arange(60), [], []
    for _ in range(301):
        bias2.append(np.mean((fits.mean(axis=0) - truth) ** 2))
        total.append(bias2[-1] + np.mean(fits.var(axis=0, ddof=1)))
        r = labels - fits
        left = np.cumsum(r, axis=1)[:, :-1]
        right = r.sum(axis=1, keepdims=True) - left
        best = np.argmax(left**2 / sizes + right**2 / (n - sizes), axis=1)
        low, high = left[row, best] / sizes[best], right[row, best] / (n - sizes[best])
        fits = fits + 0.1 * np.where(np.arange(n) <= best[:, None], low[:, None], high[:, None])
    assert round(bias2[0], 2) == 0.50
    assert int(np.argmin(total)) == 102
    assert round(bias2[102], 3) == 0.007


def check_noise_of_the_examples():
    """Lesson: noise variance 0.16 in the boosting example."""
    assert round(0.4**2, 2) == 0.16


def check_in_sample_stacking():
    """Problem in-sample-stacking: weights (1, 0); w* = 0.125, error 0.9375; the worse member is dropped at c ≥ 1."""
    rng = np.random.default_rng(3)
    y = rng.normal(size=50)
    columns = np.column_stack([y, y + rng.normal(size=50)])
    assert np.allclose(np.linalg.lstsq(columns, y, rcond=None)[0], [1, 0])
    assert _best_pair(4, 1, 0.5) == (0.125, 0.9375)
    grid = np.linspace(0, 1, 10_001)
    errors = grid**2 * 4 + (1 - grid) ** 2 + 2 * grid * (1 - grid) * 0.5
    assert abs(grid[np.argmin(errors)] - 0.125) < 1e-4
    assert _best_pair(4, 1, 1)[0] == 0
    assert 1 / math.sqrt(4 * 1) == 0.5


def check_which_member():
    """Problem which-member-to-add: 0.985 and 1.5 %; 0.643, 0.41, 0.853; 4.7 % at correlation 0.8."""
    c = 0.95 * math.sqrt(1.02)
    assert round(c, 3) == 0.959
    assert round((1 + 1.02 + 2 * c) / 4, 3) == 0.985
    c = 0.6 * math.sqrt(1.15)
    weight, error = _best_pair(1.15, 1, c)
    assert (round(c, 3), round(weight, 2), round(error, 3)) == (0.643, 0.41, 0.853)
    assert round(1 - _best_pair(1.15, 1, 0.8 * math.sqrt(1.15))[1], 3) == 0.047


def check_cards():
    """Cards: 12 % for 20 splits; mean 0.6; 0.784; (1 − a)/b; log loss of the mean; 0.0308; 505.05; 254 cuts."""
    assert round(1 / 62 + 1 / 68, 4) == 0.0308
    assert round(5 / (0.01 * 0.99), 2) == 505.05
    assert 255 - 1 == 254
    assert round(0.9**20, 2) == 0.12
    assert round(np.mean([0.9, 0.45, 0.45]), 2) == 0.6
    assert round(0.7**3 + 3 * 0.7**2 * 0.3, 3) == 0.784
    a, b, n = 0.2, 0.1, 1000
    assert abs(b * n * (1 - a) / b - (1 - a) * n) < 1e-9  # b·n rows stand for the rest
    p = np.random.default_rng(4).random(9)
    assert -math.log(p.mean()) <= np.mean(-np.log(p))


def check_forest_memorizes_noise():
    """topic.yaml, exchange; probe mask-of-the-bag: all training rows right on shuffled labels, chance out of bag."""
    rng = np.random.default_rng(5)
    x, y = rng.normal(size=(1500, 5)), rng.random(1500) < 0.5
    forest = RandomForestClassifier(200, oob_score=True, random_state=0).fit(x, y)
    assert forest.score(x, y) > 0.99
    assert abs(forest.oob_score_ - 0.5) < 0.05


def check_cut_in_one_pass():
    """Probe cut-in-one-pass: the running sums find the cut that scikit-learn finds."""
    rng = np.random.default_rng(6)
    x = np.sort(rng.uniform(size=80))
    y = np.sin(5 * x) + rng.normal(0, 0.3, 80)
    left, count = np.cumsum(y)[:-1], np.arange(1, 80)
    best = np.argmax(left**2 / count + (y.sum() - left) ** 2 / (80 - count))
    tree = DecisionTreeRegressor(max_depth=1).fit(x[:, None], y).tree_
    assert x[best] < tree.threshold[0] < x[best + 1]


def check_trees_do_not_extrapolate():
    """Rapid-fire trees-and-trends; lesson, When an ensemble is the wrong answer: constant beyond the training range."""
    x = np.arange(50.0)[:, None]
    model = GradientBoostingRegressor(random_state=0).fit(x, 3 * x.ravel())
    later = model.predict(np.array([[60.0], [600.0]]))
    assert later[0] == later[1]
    assert abs(later[0] - 3 * 49) < 3


def check_bagged_least_squares():
    """Probe bagged-least-squares: the mean of bootstrap fits stays close to the fit, measured by its own error."""
    rng = np.random.default_rng(51)
    errors, shifts = [], []
    for _ in range(30):
        x, noise = rng.normal(size=(300, 10)), rng.normal(size=300)
        single = np.linalg.lstsq(x, noise, rcond=None)[0]
        fits = [np.linalg.lstsq(x[rows], noise[rows], rcond=None)[0] for rows in rng.integers(0, 300, (50, 300))]
        errors.append(single @ single)
        shifts.append(np.sum((np.mean(fits, axis=0) - single) ** 2))
    assert np.mean(shifts) < 0.05 * np.mean(errors)


def check_how_a_tree_splits():
    """Lesson and figure how-a-tree-splits: 0.32, 0.24, 0.722, 0.485; try box 0.375, 0.167, 0.208; first cut at 4.0."""

    def gini(*counts):
        p = np.array(counts) / sum(counts)
        return float(np.sum(p * (1 - p)))

    def entropy(*counts):
        p = np.array([c for c in counts if c]) / sum(counts)
        return float(-np.sum(p * np.log2(p))) + 0.0

    assert round(gini(80, 20), 2) == 0.32
    assert round(0.5 * gini(50, 0) + 0.5 * gini(30, 20), 2) == 0.24
    assert round(entropy(80, 20), 3) == 0.722
    assert round(0.5 * entropy(50, 0) + 0.5 * entropy(30, 20), 3) == 0.485
    assert gini(6, 2) == 0.375
    after = 5 / 8 * gini(5, 0) + 3 / 8 * gini(1, 2)
    assert round(after, 3) == 0.167
    assert round(0.375 - after, 3) == 0.208
    rng = np.random.default_rng(13)
    points = rng.uniform(0, 10, (60, 2))
    label = ((points[:, 0] > 4) & (points[:, 1] > 3)) ^ (rng.random(60) < 0.05)
    tree = DecisionTreeClassifier(max_depth=2, random_state=0).fit(points, label).tree_
    assert tree.feature[0] == 0
    assert abs(tree.threshold[0] - 4.0) < 0.05
    right = tree.children_right[0]
    assert tree.feature[right] == 1
    assert abs(tree.threshold[right] - 3.1) < 0.05


def check_gini_is_squared_error():
    """Derivation gini-is-squared-error: Gini is twice the squared error; the drop is 2 n_L n_R / n² (p_L - p_R)²."""
    rng = np.random.default_rng(7)
    y = (rng.random(40) < 0.4).astype(float)
    for cut in (5, 17, 30):
        left, right = y[:cut], y[cut:]
        ginis = [2 * part.mean() * (1 - part.mean()) for part in (y, left, right)]
        assert abs(ginis[0] - 2 * y.var()) < 1e-12
        drop = ginis[0] - cut / 40 * ginis[1] - (40 - cut) / 40 * ginis[2]
        assert abs(drop - 2 * cut * (40 - cut) / 40**2 * (left.mean() - right.mean()) ** 2) < 1e-12


def check_variance_try_box():
    """Lesson, try box: 1.3 for ten learners of variance 4 at ρ = 0.25, 1 for a million."""
    assert abs(_average_variance(0.25, 4, 10) - 1.3) < 1e-12
    assert abs(_average_variance(0.25, 4, 10**6) - 1) < 1e-5


def check_floor_of_a_forest():
    """Derivation floor-of-a-forest: correlation Var(m)/σ² and the variance of B trees, by simulation."""
    rng = np.random.default_rng(8)
    data = rng.normal(size=(200_000, 1))
    own = rng.normal(size=(200_000, 6)) * (0.5 + (data > 0))  # the trees' own noise depends on the data
    trees = 0.8 * data + own
    inner = np.mean((0.5 + (data > 0)) ** 2)
    sigma2 = 0.64 + inner
    assert abs(np.corrcoef(trees[:, 0], trees[:, 1])[0, 1] - 0.64 / sigma2) < 0.01
    assert abs(trees.mean(axis=1).var() - (0.64 + inner / 6)) < 0.01


def check_half_the_log_odds():
    """Derivation half-the-log-odds: minimizer and value of both losses by a grid; 148 and below 2 at margin -5."""
    grid = np.linspace(-3, 3, 60_001)
    for p in (0.1, 0.5, 0.8):
        best = 0.5 * math.log(p / (1 - p))
        loss = p * np.exp(-grid) + (1 - p) * np.exp(grid)
        assert abs(grid[loss.argmin()] - best) < 1e-3
        assert abs(loss.min() - 2 * math.sqrt(p * (1 - p))) < 1e-7
        logistic = p * np.log1p(np.exp(-2 * grid)) + (1 - p) * np.log1p(np.exp(2 * grid))
        assert abs(grid[logistic.argmin()] - best) < 1e-3
    assert round(math.exp(5)) == 148
    slope = (math.log1p(math.exp(-2 * (-5 + 1e-6))) - math.log1p(math.exp(-2 * (-5 - 1e-6)))) / 2e-6
    assert abs(-slope - 2 / (1 + math.exp(-10))) < 1e-5
    assert 2 / (1 + math.exp(-10)) < 2


def check_boosting_a_linear_smoother():
    """Derivation boosting-a-linear-smoother: closed form of the fit, its squared bias and variance, and the limit."""
    rng = np.random.default_rng(9)
    n, rate, rounds = 12, 0.3, 7
    u = np.linalg.qr(rng.normal(size=(n, n)))[0]
    s = np.concatenate([rng.uniform(0.1, 1, 8), np.zeros(4)])
    smoother, f, y = u @ np.diag(s) @ u.T, rng.normal(size=n), rng.normal(size=n)
    fit = np.zeros(n)
    for _ in range(rounds):
        fit = fit + rate * smoother @ (y - fit)
    a = np.eye(n) - np.linalg.matrix_power(np.eye(n) - rate * smoother, rounds)
    assert np.allclose(fit, a @ y)
    assert math.isclose(np.mean((a @ f - f) ** 2), np.sum((1 - rate * s) ** (2 * rounds) * (u.T @ f) ** 2) / n)
    assert math.isclose(np.trace(a @ a.T) / n, np.sum((1 - (1 - rate * s) ** rounds) ** 2) / n)
    assert math.isclose(np.sum((1 - (1 - rate * s) ** 5000) ** 2) / n, 8 / n)


def check_majority_of_samples():
    """Derivation majority-of-samples: correlation, variance of the mean, limit of the vote; lesson's box 0.72, 0.70."""
    rng = np.random.default_rng(10)
    q = rng.beta(2, 1.5, 400_000)
    x = rng.random((400_000, 5)) < q[:, None]
    mu = 2 / 3.5
    spread = 2 * 1.5 / (3.5**2 * 4.5)
    assert abs(np.corrcoef(x[:, 0], x[:, 1])[0, 1] - spread / (mu * (1 - mu))) < 0.01
    assert abs(x.mean(axis=1).var() - (spread + (mu * (1 - mu) - spread) / 5)) < 0.002
    assert abs(0.7 * 0.9 + 0.3 * 0.3 - 0.72) < 1e-12

    def majority(p, b):
        return sum(math.comb(b, k) * p**k * (1 - p) ** (b - k) for k in range(b // 2 + 1, b + 1))

    assert abs(0.7 * majority(0.9, 301) + 0.3 * majority(0.3, 301) - 0.70) < 1e-4


def check_boosting_target_box():
    """Lesson, try box: targets 0.5 at F = 0 and 0.119 at F = 2."""
    assert 1 - 1 / (1 + math.exp(0)) == 0.5
    assert round(1 - 1 / (1 + math.exp(-2)), 3) == 0.119


def check_two_experts():
    """Lesson, mixture of experts: two equal members average to σ²(1 + ρ)/2."""
    for rho in (0.0, 0.4, 1.0):
        assert abs(_average_variance(rho, 3, 2) - 3 * (1 + rho) / 2) < 1e-12


def check_first_split_by_hand():
    """Problem first-split-by-hand: all impurities and drops of both splits."""

    def h(p):
        return -sum(q * math.log2(q) for q in (p, 1 - p) if q > 0)

    assert round(h(0.6), 3) == 0.971
    assert (round(h(0.9), 3), round(h(0.3), 3), round(h(0.75), 3)) == (0.469, 0.881, 0.811)
    s, t = (h(0.9) + h(0.3)) / 2, 0.8 * h(0.75)
    assert (round(s, 3), round(t, 3)) == (0.675, 0.649)
    assert (round(h(0.6) - s, 3), round(h(0.6) - t, 3)) == (0.296, 0.322)
    assert abs(2 * 0.6 * 0.4 - (0.18 + 0.42) / 2 - 0.18) < 1e-12
    assert abs(2 * 0.6 * 0.4 - 0.8 * 2 * 0.75 * 0.25 - 0.18) < 1e-12
    assert abs(2 * 0.25 * 0.6**2 - 0.18) < 1e-12
    assert abs(2 * 0.16 * 0.75**2 - 0.18) < 1e-12
    assert (2 + 6) / 40 == (8 + 0) / 40 == 16 / 40 - 0.2
    assert abs(2 * 0.75 * 0.25 - 0.375) < 1e-12
    assert abs(2 * 0.9 * 0.1 - 0.18) < 1e-12
    assert abs(2 * 0.3 * 0.7 - 0.42) < 1e-12


def check_sample_vote_or_verify():
    """Problem sample-vote-or-verify: 0.695, 0.56725, 0.0842, 0.397; 0.712, 0.80; 0.931; nine votes 0.724."""
    share, q = np.array([0.5, 0.3, 0.2]), np.array([0.95, 0.6, 0.2])
    mu, square = share @ q, share @ q**2
    assert round(mu, 3) == 0.695
    assert round(square, 5) == 0.56725
    assert round(square - mu**2, 4) == 0.0842
    assert round((square - mu**2) / (mu * (1 - mu)), 3) == 0.397

    def majority(b):
        return share @ [sum(math.comb(b, k) * p**k * (1 - p) ** (b - k) for k in range(b // 2 + 1, b + 1)) for p in q]

    assert np.allclose(3 * q**2 - 2 * q**3, [0.993, 0.648, 0.104], atol=5e-4)
    assert round(majority(3), 3) == 0.712
    assert round(majority(9), 3) == 0.724
    assert abs(majority(801) - 0.80) < 1e-3
    some = 1 - (1 - q) ** 5
    assert np.allclose(some, [1, 0.990, 0.672], atol=5e-4)
    assert round(share @ some, 3) == 0.931
    rng = np.random.default_rng(12)
    hard = rng.choice(q, size=200_000, p=share)
    x = rng.random((200_000, 4)) < hard[:, None]
    pairs = np.mean([x[:, a] & x[:, b] for a in range(4) for b in range(a)])
    assert abs(pairs - square) < 0.003  # follow-up: pairs estimate E[q²]; the variance of the shares is too large
    assert x.mean(axis=1).var() > square - mu**2 + 0.02


def check_experts():
    """Problem experts-are-not-an-average: 380, 100, 0.85; balance term 1 and 8; ten tokens."""
    assert 16 * 20 + 60 == 380
    assert 2 * 20 + 60 == 100
    assert abs(_average_variance(0.7, 1, 2) - 0.85) < 1e-12
    even, pair = np.full(16, 1 / 16), np.eye(16)[3] / 2 + np.eye(16)[5] / 2
    assert abs(16 * even @ even - 1) < 1e-12
    for share in (0.5, 0.7, 1.0):  # however the router divides its probability between the two
        assert abs(16 * pair @ (share * np.eye(16)[3] + (1 - share) * np.eye(16)[5]) - 8) < 1e-12
    assert 64 * 2 / 16 * 1.25 == 10


def check_six_thousand_patients():
    """Problem six-thousand-patients: the difference is two standard errors."""
    assert round(0.871 - 0.859, 3) == 0.012 == 2 * 0.006


def check_new_cards():
    """Cards subsets-of-levels, three-class-impurity, candidate-stumps, sample-correlation, gini-or-entropy; rapid
    fire serve-a-mixture: 94 and 26 GB, 0.01."""
    assert (47 * 2, 13 * 2) == (94, 26)
    assert round((1 - 2 / 8) ** 16, 2) == 0.01
    assert 2 ** (12 - 1) - 1 == 2047
    p = np.array([0.5, 0.25, 0.25])
    assert 1 - p @ p == 0.625
    assert -p @ np.log2(p) == 1.5
    assert 20 * 999 * 2 == 39_960
    q = np.array([1.0, 0.5])
    assert abs(q.var() / (q.mean() * (1 - q.mean())) - 1 / 3) < 1e-12
    draws = np.random.default_rng(13).choice(3, size=(200_000, 2), p=p)
    assert abs(np.mean(draws[:, 0] != draws[:, 1]) - 0.625) < 0.005  # Gini: two draws with different labels


def check_best_subset_of_levels():
    """Flashcard subsets-of-levels: the best Gini split is a cut along the levels sorted by their share of ones."""
    rng = np.random.default_rng(14)
    for _ in range(20):
        n = rng.integers(1, 30, 6)
        ones = rng.binomial(n, rng.random(6))

        def drop(left, n=n, ones=ones):
            a, b = n[left].sum(), n[~left].sum()
            return a * b * (ones[left].sum() / a - ones[~left].sum() / b) ** 2

        subsets = [np.array([(code >> j) & 1 for j in range(6)], bool) for code in range(1, 63)]
        order = np.argsort(ones / n)
        cuts = [np.isin(np.arange(6), order[:k]) for k in range(1, 6)]
        assert math.isclose(max(map(drop, subsets)), max(map(drop, cuts)), rel_tol=1e-9)


def check_averaging_and_calibration():
    """Rapid fire vote-or-probability and deep-ensemble: the mean of calibrated members is underconfident, the mean of
    overconfident ones less overconfident than they are."""
    rng = np.random.default_rng(15)
    parts = rng.normal(size=(400_000, 3))
    y = rng.random(400_000) < 1 / (1 + np.exp(-parts.sum(axis=1)))
    # Member j knows only its own part; its calibrated probability is found by binning.
    edges = np.quantile(parts[:, 0], np.linspace(0, 1, 201)[1:-1])
    members = []
    for j in range(3):
        bins = np.digitize(parts[:, j], edges)
        members.append((np.bincount(bins, y) / np.bincount(bins))[bins])

    def slope(p):
        """Of the logit regression of the labels on logit p, by Newton: above 1 is underconfident."""
        x, w = np.log(p / (1 - p)), 1.0
        for _ in range(8):
            fit = 1 / (1 + np.exp(-w * x))
            w += np.sum(x * (y - fit)) / np.sum(x * x * fit * (1 - fit))
        return w

    single = slope(members[0])
    assert abs(single - 1) < 0.03
    assert slope(np.mean(members, axis=0)) > 1.5
    sharp = [p**3 / (p**3 + (1 - p) ** 3) for p in members]
    assert slope(sharp[0]) < 0.4 < slope(np.mean(sharp, axis=0))
