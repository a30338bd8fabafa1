"""Checks every number and formula of this topic's study material."""

import math

import numpy as np


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _softmax(z):
    weights = np.exp(z - np.max(z))
    return weights / weights.sum()


def _slope(function, at, step=1e-6):
    return (function(at + step) - function(at - step)) / (2 * step)


def _gradient(function, at, step=1e-6):
    directions = np.eye(at.size).reshape(-1, *at.shape)
    return np.array([_slope(lambda t, e=e: function(at + t * e), 0.0, step) for e in directions]).reshape(at.shape)


def _pinball(r, tau):
    return np.maximum(tau * r, (tau - 1) * r)


def _huber(r, delta):
    return np.where(np.abs(r) <= delta, r**2 / 2, delta * (np.abs(r) - delta / 2))


def _focal_pull(p, gamma=2.0):
    return (1 - p) ** gamma * (1 - p - gamma * p * math.log(p))


def _focal_sides(p, gamma=2.0):
    positive = (1 - p) ** gamma / p - gamma * (1 - p) ** (gamma - 1) * np.log(p)
    negative = p**gamma / (1 - p) - gamma * p ** (gamma - 1) * np.log(1 - p)
    return positive, negative


def _focal_best(eta, gamma=2.0):
    p = np.linspace(1e-4, 1 - 1e-4, 99_981)
    expected = -eta * (1 - p) ** gamma * np.log(p) - (1 - eta) * p**gamma * np.log(1 - p)
    return p[np.argmin(expected)]


def check_regression_minimizers():
    """Lesson: mean, median and quantile; Huber lies between; its slope is the clipped residual and it is smooth."""
    y = np.random.default_rng(0).gamma(2.0, 3.0, 1001)
    grid = np.linspace(0, 15, 1501)
    lows = {
        name: grid[np.argmin([loss(y - c).mean() for c in grid])]
        for name, loss in {
            "squared": np.square,
            "absolute": np.abs,
            "pinball": lambda r: _pinball(r, 0.8),
            "huber": lambda r: _huber(r, 2.0),
            "wide": lambda r: _huber(r, 500.0),
            "narrow": lambda r: _huber(r, 0.01),
        }.items()
    }
    assert abs(lows["squared"] - y.mean()) < 0.011
    assert abs(lows["absolute"] - np.median(y)) < 0.03
    assert abs(lows["pinball"] - np.quantile(y, 0.8)) < 0.05
    assert np.median(y) < lows["huber"] < y.mean()
    assert abs(lows["wide"] - y.mean()) < 0.011
    assert abs(lows["narrow"] - np.median(y)) < 0.05
    for r in (-3.0, -1.5, 0.2, 1.49, 4.0):
        assert abs(_slope(lambda t: _huber(t, 1.5), r) - np.clip(r, -1.5, 1.5)) < 1e-5


def check_example_text():
    """Lesson: an outlier of 10,000 doubles the mean to 20.21 and moves no other minimizer by more than 0.01."""
    y = np.random.default_rng(0).exponential(10.0, 999)
    spoiled = np.append(y, 10_000.0)
    assert round(y.mean(), 2) == 10.22
    assert round(spoiled.mean(), 2) == 20.21
    assert round(np.median(y), 2) == 7.43
    assert abs(np.median(spoiled) - np.median(y)) < 0.01
    for place, printed in ((y, 7.67), (spoiled, 7.68)):
        grid = np.linspace(7, 8.5, 301)
        low = grid[np.argmin([_huber(place - c, 5.0).mean() for c in grid])]
        assert abs(low - printed) < 0.011


def check_likelihood_table():
    """Lesson, table: each loss is minus the log-density up to a constant."""
    y, mu, other = 2.0, 1.3, 0.4
    gauss = [0.5 * math.log(2 * math.pi) + 0.5 * (y - m) ** 2 for m in (mu, other)]
    assert abs((gauss[0] - gauss[1]) - (0.5 * (y - mu) ** 2 - 0.5 * (y - other) ** 2)) < 1e-12
    laplace = [-math.log(0.5 * math.exp(-abs(y - m))) for m in (mu, other)]
    assert abs((laplace[0] - laplace[1]) - (abs(y - mu) - abs(y - other))) < 1e-12
    poisson = [-math.log(math.exp(-m) * m**2 / 2) for m in (mu, other)]
    assert abs((poisson[0] - poisson[1]) - ((mu - 2 * math.log(mu)) - (other - 2 * math.log(other)))) < 1e-12


def check_softmax_gradient_and_hessian():
    """Lesson and problem softmax-hessian: p − y; (p − y)xᵀ; diag(p) − ppᵀ; a variance; the flat direction; ≤ 1/2."""
    rng = np.random.default_rng(1)
    for _ in range(20):
        x, weights = rng.normal(size=3), rng.normal(size=(4, 3))
        gradient = _gradient(lambda w, x=x: np.log(np.exp(w @ x).sum()) - (w @ x)[2], weights)
        p = _softmax(weights @ x)
        assert np.allclose(gradient, np.outer(p - np.eye(4)[2], x), atol=1e-6)
        hessian = np.diag(p) - np.outer(p, p)
        z = weights @ x
        columns = [(_softmax(z + 1e-6 * e) - _softmax(z - 1e-6 * e)) / 2e-6 for e in np.eye(4)]
        assert np.allclose(hessian, np.array(columns).T, atol=1e-6)
        v = rng.normal(size=4)
        assert abs(v @ hessian @ v - (p @ v**2 - (p @ v) ** 2)) < 1e-12
        assert np.allclose(hessian @ np.ones(4), 0)
        assert np.linalg.eigvalsh(hessian).max() <= 0.5


def check_sigmoid_gradients():
    """Lesson: log loss has p − y, half the squared error (p − y)p(1 − p); the factor is at most 1/4."""
    for z in (-4.0, -0.3, 2.0):
        p = _sigmoid(z)
        for y in (0, 1):
            log_loss = _slope(lambda t, y=y: max(t, 0) - t * y + math.log1p(math.exp(-abs(t))), z)
            squared = _slope(lambda t, y=y: 0.5 * (_sigmoid(t) - y) ** 2, z)
            assert abs(log_loss - (p - y)) < 1e-6
            assert abs(squared - (p - y) * p * (1 - p)) < 1e-6
            direct = -y * math.log(p) - (1 - y) * math.log(1 - p)
            assert abs(direct - (max(z, 0) - z * y + math.log1p(math.exp(-abs(z))))) < 1e-12
    assert max(p * (1 - p) for p in np.linspace(0, 1, 101)) == 0.25


def check_hinge_minimizer():
    """Lesson and rapid-fire svm-scores: the minimizer of expected hinge loss is sign(2η − 1)."""
    grid = np.linspace(-3, 3, 601)
    for eta in (0.05, 0.4, 0.6, 0.99):
        expected = eta * np.maximum(0, 1 - grid) + (1 - eta) * np.maximum(0, 1 + grid)
        assert abs(grid[np.argmin(expected)] - np.sign(2 * eta - 1)) < 1e-9


def check_brier_peak():
    """Lesson: the Brier pull is largest near margin −0.7 (p = 1/3)."""
    margins = np.linspace(-4, 4, 8001)
    p = _sigmoid(margins)
    assert abs(margins[np.argmax(2 * (1 - p) ** 2 * p)] + math.log(2)) < 1e-3
    assert round(-math.log(2), 1) == -0.7


def check_properness():
    """Lesson and flashcard brier-expectation: derivative of log loss, expectation of Brier, both least at η."""
    grid = np.linspace(0.001, 0.999, 999)
    for eta in (0.05, 0.3, 0.8):
        log_loss = -eta * np.log(grid) - (1 - eta) * np.log(1 - grid)
        brier = eta * (1 - grid) ** 2 + (1 - eta) * grid**2
        assert abs(grid[np.argmin(log_loss)] - eta) < 1e-9
        assert np.allclose(brier, (grid - eta) ** 2 + eta * (1 - eta))
        slope = _slope(lambda p, eta=eta: -eta * math.log(p) - (1 - eta) * math.log(1 - p), 0.4)
        assert abs(slope - (0.4 - eta) / (0.4 * 0.6)) < 1e-5


def check_class_weight():
    """Lesson: weight w multiplies the odds; balancing 0.1 % takes 999."""
    grid = np.linspace(0.0001, 0.9999, 9999)
    eta, weight = 0.02, 7.0
    best = grid[np.argmin(-weight * eta * np.log(grid) - (1 - eta) * np.log(1 - grid))]
    odds = weight * eta / (1 - eta)
    assert abs(best - odds / (1 + odds)) < 1e-4
    assert round(0.999 / 0.001) == 999


def check_focal_numbers():
    """Lesson: pulls 0.00037 against 0.05 and 1.13 against 0.95; ratio 19 against about 3,060; η = 0.01 → 0.154."""
    for p in (0.05, 0.5, 0.95):
        z = math.log(p / (1 - p))
        slope = _slope(lambda t: -((1 - _sigmoid(t)) ** 2) * math.log(_sigmoid(t)), z)
        assert abs(-slope - _focal_pull(p)) < 1e-6
    assert round(_focal_pull(0.95), 5) == 0.00037
    assert round(_focal_pull(0.05), 2) == 1.13
    assert round(0.95 / 0.05) == 19
    assert round(_focal_pull(0.05) / _focal_pull(0.95), -1) == 3060
    assert round(_focal_best(0.01), 3) == 0.154


def check_focal_distortion():
    """Problem focal-distortion: A = 12.24, B = 0.0322, 1.224 − 0.029 > 0, optimum 0.306 and 0.694, inverse B/(A+B)."""
    positive, negative = _focal_sides(0.1)
    assert abs(positive - 12.24) < 0.01
    assert round(float(negative), 4) == 0.0322
    assert round(float(0.1 * positive), 2) == 1.22
    assert round(float(0.9 * negative), 3) == 0.029
    assert round(_focal_best(0.1), 3) == 0.306
    assert round(_focal_best(0.9), 3) == 0.694
    assert abs(_focal_best(0.5) - 0.5) < 1e-4
    for eta in (0.03, 0.2, 0.7):
        a, b = _focal_sides(_focal_best(eta))
        assert abs(b / (a + b) - eta) < 1e-3
    a, b = _focal_sides(np.linspace(0.01, 0.99, 99))
    assert np.all(np.diff(b / (a + b)) > 0)
    a, b = _focal_sides(0.37, gamma=0.0)
    assert abs(b / (a + b) - 0.37) < 1e-12


def check_info_nce_gradient():
    """Lesson: the gradient is (p_j − 1[j = +])/τ."""
    scores, temperature = np.array([0.3, -0.2, 0.9, 0.1]), 0.2
    gradient = _gradient(lambda s: np.log(np.exp(s / temperature).sum()) - s[1] / temperature, scores)
    assert np.allclose(gradient, (_softmax(scores / temperature) - np.eye(4)[1]) / temperature, atol=1e-5)


def check_info_nce_bound():
    """Problem infonce-bound: with the optimal scores E[L] ≥ log N − I, close for large N; log 256 = 5.5; L ≥ 0."""
    rng = np.random.default_rng(2)
    rho, runs = 0.9, 4000
    information = -0.5 * math.log(1 - rho**2)
    assert round(math.log(256), 1) == 5.5
    for n in (2, 64):
        c = rng.normal(size=(runs, 1))
        x = rng.normal(size=(runs, n))
        x[:, :1] = rho * c + math.sqrt(1 - rho**2) * x[:, :1]
        scores = -0.5 * math.log(1 - rho**2) - (x - rho * c) ** 2 / (2 * (1 - rho**2)) + x**2 / 2
        top = scores.max(axis=1, keepdims=True)
        losses = (top + np.log(np.exp(scores - top).sum(axis=1, keepdims=True)) - scores[:, :1])[:, 0]
        gap = losses.mean() - (math.log(n) - information)
        assert gap > 0
        if n == 64:
            assert gap < 0.15


def check_pinball_condition():
    """Problem pinball-first-order: one-sided derivatives with ties; 8 at τ = 0.7, all of [5, 8] at τ = 0.6."""
    sample = np.array([2.0, 3, 5, 8, 13])

    def cost(c, tau, y=sample):
        return _pinball(y - c, tau).mean()

    tied = np.array([1.0, 2, 2, 2, 5])
    for c in (1.5, 2.0, 4.0):
        right = (cost(c + 1e-7, 0.7, tied) - cost(c, 0.7, tied)) / 1e-7
        left = (cost(c, 0.7, tied) - cost(c - 1e-7, 0.7, tied)) / 1e-7
        assert abs(right - (np.mean(tied <= c) - 0.7)) < 1e-6
        assert abs(left - (np.mean(tied < c) - 0.7)) < 1e-6
    grid = np.linspace(0, 15, 1501)
    assert abs(grid[np.argmin([cost(c, 0.7) for c in grid])] - 8) < 1e-9
    values = np.array([cost(c, 0.6) for c in grid])
    flat = grid[values < values.min() + 1e-12]
    assert abs(flat.min() - 5) < 1e-9
    assert abs(flat.max() - 8) < 1e-9


def check_newsvendor():
    """Problem newsvendor: 4/5, 116.8, 28.0 against 39.9, 11.9 and 30 %, C = 5ρ; 0.89; censoring lowers the quantile."""
    rng = np.random.default_rng(3)
    assert 4 / (4 + 1) == 0.8
    density = math.exp(-(0.8416**2) / 2) / math.sqrt(2 * math.pi)
    assert round(100 + 20 * 0.8416, 1) == 116.8
    assert round(density, 4) == 0.28
    best, mean = 5 * 20 * density, 5 * 20 / math.sqrt(2 * math.pi)
    assert (round(best, 1), round(mean, 1), round(mean - best, 1)) == (28.0, 39.9, 11.9)
    assert round((mean - best) / mean, 1) == 0.3
    demand = rng.normal(100, 20, 400_000)
    for order, cost in ((116.83, 28.0), (100, 39.9)):
        paid = 4 * np.maximum(demand - order, 0) + np.maximum(order - demand, 0)
        assert abs(paid.mean() - cost) < 0.3
        assert np.allclose(paid, 5 * _pinball(demand - order, 0.8))
    assert abs(np.mean(demand < 116.83) - 0.8) < 0.005
    assert round(4 / 4.5, 2) == 0.89
    assert np.quantile(np.minimum(demand, 105), 0.8) < 116


def check_heteroscedastic():
    """Problem heteroscedastic-likelihood: both gradients; 10 → 0.1; 50 → 2.8; variance → mean squared residual."""

    def loss(mu, a, y=3.0):
        return 0.5 * a + 0.5 * (y - mu) ** 2 * math.exp(-a)

    assert abs(_slope(lambda m: loss(m, 0.4), 1.0) + 2.0 * math.exp(-0.4)) < 1e-6
    assert abs(_slope(lambda a: loss(1.0, a), 0.4) - 0.5 * (1 - 4.0 * math.exp(-0.4))) < 1e-6
    assert loss(-7.0, 0.0) == 50
    assert round(loss(-7.0, math.log(100)), 1) == 2.8
    assert abs(10 * math.exp(-math.log(100)) - 0.1) < 1e-12
    r = np.random.default_rng(4).normal(1.0, 2.0, 5000)  # noise variance 4, error of the mean 1
    grid = np.linspace(0, 4, 4001)
    best = grid[np.argmin(0.5 * grid + 0.5 * np.mean(r**2) * np.exp(-grid))]
    assert abs(math.exp(best) - np.mean(r**2)) < 0.01
    assert abs(np.mean(r**2) - 5) < 0.3


def check_bradley_terry():
    """Lesson, probe bradley-terry-gradient and flashcard reward-gap: ∓σ(−u); shifts cancel; ln 9 = 2.20."""
    rewards = np.array([0.7, -0.4])
    gradient = _gradient(lambda r: -math.log(_sigmoid(r[0] - r[1])), rewards)
    pull = _sigmoid(-1.1)
    assert np.allclose(gradient, [-pull, pull], atol=1e-6)
    assert round(math.log(9), 2) == 2.20
    assert abs(_sigmoid(math.log(9)) - 0.9) < 1e-12


def check_dpo():
    """Problem dpo-from-kl: the Gibbs policy is optimal; r = β log(π*/π_ref) + β log Z; the gradient; weight β/2."""
    rng = np.random.default_rng(5)
    reference, reward, beta = rng.dirichlet(np.ones(5)), rng.normal(size=5), 0.3
    gibbs = reference * np.exp(reward / beta)
    total = gibbs.sum()
    gibbs /= total

    def objective(policy):
        return policy @ reward - beta * policy @ np.log(policy / reference)

    assert abs(objective(gibbs) - beta * math.log(total)) < 1e-12
    for _ in range(200):
        policy = rng.dirichlet(np.ones(5))
        gap = beta * policy @ np.log(policy / gibbs)
        assert abs(objective(gibbs) - objective(policy) - gap) < 1e-9
    assert np.allclose(reward, beta * np.log(gibbs / reference) + beta * math.log(total))

    def loss(z):
        ratio = np.log(_softmax(z) / reference)
        return -math.log(_sigmoid(beta * (ratio[0] - ratio[1])))

    z = rng.normal(size=5)
    policy = _softmax(z)
    ratio = np.log(policy / reference)
    weight = beta * _sigmoid(-beta * (ratio[0] - ratio[1]))
    score = (np.eye(5)[0] - policy) - (np.eye(5)[1] - policy)  # difference of the gradients of log π
    assert np.allclose(_gradient(loss, z), -weight * score, atol=1e-6)
    assert beta * _sigmoid(0.0) == beta / 2


def check_censored():
    """Problem censored-durations: 5, 10 and 15 months; gradient λt − δ; ln 2/λ = 10.4; the shortcuts are too low."""
    left, there = [2, 3, 5, 10], [20, 20]
    assert np.mean(left) == 5
    assert np.mean(left + there) == 10
    assert sum(left + there) / len(left) == 15
    assert round(math.log(2) * 15, 1) == 10.4
    for event in (0, 1):
        slope = _slope(lambda z, event=event: math.exp(z) * 7 - event * z, -1.0)
        assert abs(slope - (math.exp(-1.0) * 7 - event)) < 1e-6
    rng = np.random.default_rng(6)
    times = rng.exponential(15.0, 100_000)
    seen, done = np.minimum(times, 12), times <= 12
    assert abs(seen.sum() / done.sum() - 15) < 0.3
    assert times[done].mean() < seen.mean() < 15


def check_probe_numbers():
    """Probes: −ln 0.25 = 1.386; margin 3 gives 0.049 and 0.047; absolute error is linear in p."""
    assert round(-math.log(0.25), 3) == 1.386
    assert round(math.log1p(math.exp(-3)), 3) == 0.049
    assert round(_sigmoid(-3.0), 3) == 0.047
    p = np.linspace(0, 1, 101)
    for eta in (0.2, 0.45, 0.5, 0.8):
        expected = eta * np.abs(1 - p) + (1 - eta) * np.abs(0 - p)
        assert np.allclose(expected, eta + (1 - 2 * eta) * p)
    assert abs(_slope(lambda z: math.exp(z) - 3 * z, 0.5) - (math.exp(0.5) - 3)) < 1e-5


def check_percentage_error():
    """Probe percentage-error: for labels 1 and 10 the best prediction is 1; in general the 1/y-weighted median."""
    grid = np.linspace(0.5, 11, 1051)
    costs = [np.mean(np.abs(np.array([1, 10]) - c) / np.array([1, 10])) for c in grid]
    assert abs(grid[np.argmin(costs)] - 1) < 1e-9


def check_loss_below_zero():
    """Rapid-fire loss-below-zero: a peak of about 4 and a loss of −1.38 at standard deviation 0.1; log 100 is 4.6."""

    def loss(residual, deviation):
        return 0.5 * math.log(2 * math.pi * deviation**2) + residual**2 / (2 * deviation**2)

    assert round(loss(0, 0.1), 2) == -1.38
    assert round(math.exp(-loss(0, 0.1)), 1) == 4.0
    assert math.isclose(loss(30, 10) - loss(0.3, 0.1), math.log(100))
    assert round(math.log(100), 1) == 4.6


def check_flipped_labels():
    """Rapid-fire flipped-labels: 10 % flips turn η into 0.8η + 0.1."""
    rng = np.random.default_rng(8)
    labels = rng.random(400_000) < 0.3
    seen = labels ^ (rng.random(labels.size) < 0.1)
    assert abs(seen.mean() - (0.8 * 0.3 + 0.1)) < 0.003


def check_flashcards():
    """Flashcards: 25 and 0; limits of Huber; half the log-odds; Student-t; log cosh; 6.91; 7.39, 2.89; the split."""
    labels = np.array([0, 0, 0, 100])
    assert (labels.mean(), np.median(labels)) == (25, 0)
    assert _huber(np.array(3.0), 1e6) == 4.5
    assert abs(_huber(np.array(3.0), 1e-6) / 1e-6 - 3) < 1e-5
    grid = np.linspace(-4, 4, 80_001)
    best = grid[np.argmin(0.8 * np.exp(-grid) + 0.2 * np.exp(grid))]
    assert abs(best - 0.5 * math.log(4)) < 1e-3
    freedom, scale = 4.0, 1.5
    pull = _slope(lambda r: 0.5 * (freedom + 1) * math.log(1 + r**2 / (freedom * scale**2)), 2.0)
    assert abs(pull - (freedom + 1) * 2 / (freedom * scale**2 + 4)) < 1e-6
    r = np.linspace(0.01, 20, 20_000)
    assert abs(r[np.argmax(r / (freedom * scale**2 + r**2))] - scale * 2) < 0.01
    assert abs(math.log(math.cosh(0.01)) - 0.5 * 0.01**2) < 1e-8
    assert abs(math.log(math.cosh(10)) - (10 - math.log(2))) < 1e-8
    assert round(math.log(1000), 2) == 6.91
    assert round(math.exp(2), 2) == 7.39
    assert round(2 / math.log(2), 2) == 2.89
    q, p = np.array([0.2, 0.5, 0.3]), np.array([0.6, 0.3, 0.1])
    assert abs(-q @ np.log(p) - (-q @ np.log(q) + q @ np.log(q / p))) < 1e-12


def check_distillation():
    """Flashcard distillation-factor: at high temperature the gradient shrinks like 1/T²."""
    teacher, student = np.array([1.0, -1.0, 0.5]), np.array([0.2, 0.1, -0.4])
    sizes = [np.linalg.norm(_softmax(student / t) - _softmax(teacher / t)) / t for t in (50.0, 100.0)]
    assert abs(sizes[0] / sizes[1] - 4) < 0.1


def _grade_loss(score, cuts, grade):
    """Minus the log-probability of a grade under increasing cut points."""
    above = np.concatenate([[1.0], _sigmoid(score - np.asarray(cuts)), [0.0]])
    return -math.log(above[grade] - above[grade + 1])


def check_ordinal_answer():
    """Company answer on ordinal grades: probabilities; slope in the score within ±1; unbounded in close cut points."""
    cuts = np.array([-1.0, 0.2, 0.9, 2.0])
    above = np.concatenate([[1.0], _sigmoid(0.3 - cuts), [0.0]])
    grades = -np.diff(above)
    assert np.all(grades > 0)
    assert abs(grades.sum() - 1) < 1e-12
    for grade in range(5):
        for score in (-6.0, -0.5, 0.3, 6.0):
            assert abs(_slope(lambda t, grade=grade: _grade_loss(t, cuts, grade), score)) <= 1 + 1e-6
    for gap in (0.1, 0.01):
        slope = _slope(lambda t: _grade_loss(0.3, [-1.0, 0.2, 0.2 + t, 2.0], 2), gap, 1e-5)
        assert abs(-slope * gap - 1) < 0.1  # like one over the distance
        in_log = _slope(lambda u: _grade_loss(0.3, [-1.0, 0.2, 0.2 + math.exp(u), 2.0], 2), math.log(gap))
        assert abs(in_log) < 1.1


def check_cost_threshold():
    """Lesson, proper losses: acting costs less than waiting exactly above c_FP/(c_FP + c_FN)."""
    alarm, miss = 5.0, 500.0
    threshold = alarm / (alarm + miss)
    for p in np.linspace(0.001, 0.999, 999):
        assert ((1 - p) * alarm < p * miss) == (p > threshold)


def check_lesson_boxes():
    """Lesson, boxes and example: 10, 3, 4; 0.98 and 0.019; the KL estimates; 80ρ at 3/4; 1/30."""
    y = np.array([1.0, 2, 3, 4, 40])
    assert (y.mean(), np.median(y)) == (10, 3)
    grid = np.linspace(0, 41, 4101)
    assert abs(grid[np.argmin([_pinball(y - c, 0.7).mean() for c in grid])] - 4) < 1e-9
    assert round(0.98 * 0.98 * 0.02, 3) == 0.019
    rho = np.array([1.2, 0.8])
    k1, k3 = -np.log(rho), rho - 1 - np.log(rho)
    assert list(np.round(k1, 3)) == [-0.182, 0.223]
    assert list(np.round(k3, 3)) == [0.018, 0.023]
    assert round(k1.mean(), 4) == round(k3.mean(), 4) == 0.0204
    needed = [(k.std() / (0.1 * k.mean())) ** 2 for k in (k1, k3)]
    assert 9000 < needed[0] < 11_000
    assert 1 < needed[1] <= 2
    demand = np.random.default_rng(30).gamma(4.0, 10.0, 1000)
    cost = 60 * np.maximum(demand - 45, 0) + 20 * np.maximum(45 - demand, 0)
    assert np.allclose(cost, 80 * _pinball(demand - 45, 0.75))
    assert round(3 / 90, 3) == 0.033


def check_huber_as_outliers():
    """Derivation huber-as-an-outlier-model: the minimum over o, the soft threshold, the slope; 0, 0, 4.5."""
    o = np.linspace(-12, 12, 240_001)
    for r in (-6.0, -1.0, 0.4, 1.5, 6.0):
        cost = 0.5 * (r - o) ** 2 + 1.5 * np.abs(o)
        best = math.copysign(max(abs(r) - 1.5, 0), r)
        assert abs(cost.min() - _huber(np.array(r), 1.5)) < 1e-6
        assert abs(o[np.argmin(cost)] - best) < 1e-3
        assert abs((r - best) - np.clip(r, -1.5, 1.5)) < 1e-12
    assert [max(abs(r) - 1.5, 0) for r in (0.4, -1.0, 6.0)] == [0, 0, 4.5]


def check_prediction_minus_target():
    """Derivation prediction-minus-target: A' is the mean and A'' the variance, for all three and a made-up family."""
    values, h = np.array([0.0, 1, 4]), np.array([0.2, 0.5, 0.1])
    for z in (-1.0, 0.3, 1.2):
        cases = ((lambda t: math.log1p(math.exp(t)), _sigmoid(z), _sigmoid(z) * _sigmoid(-z)),)
        cases += ((math.exp, math.exp(z), math.exp(z)), (lambda t: t * t / 2, z, 1.0))
        weights = h * np.exp(z * values)
        weights /= weights.sum()
        mean = weights @ values
        cases += ((lambda t: math.log(h @ np.exp(t * values)), mean, weights @ values**2 - mean**2),)
        for normalizer, first, second in cases:
            assert abs(_slope(normalizer, z) - first) < 1e-6
            assert abs(_slope(lambda t, n=normalizer: _slope(n, t, 1e-4), z, 1e-4) - second) < 1e-4


def check_proper_from_convex():
    """Derivation proper-losses-from-convex-functions: log loss, Brier, the excess, and properness of another G."""
    pairs = (
        (lambda p: p * np.log(p) + (1 - p) * np.log(1 - p), lambda p: np.log(p / (1 - p))),
        (lambda p: -p * (1 - p), lambda p: 2 * p - 1),
        (lambda p: p**4, lambda p: 4 * p**3),
    )
    grid = np.linspace(0.001, 0.999, 999)
    for g, slope in pairs:
        one, zero = -g(grid) - slope(grid) * (1 - grid), -g(grid) + slope(grid) * grid
        for eta in (0.1, 0.6):
            expected = eta * one + (1 - eta) * zero
            assert abs(grid[np.argmin(expected)] - eta) < 1e-9
            excess = g(eta) - g(grid) - slope(grid) * (eta - grid)
            assert np.allclose(expected + g(eta), excess)
    log_loss, brier = pairs[0], pairs[1]
    assert np.allclose(-log_loss[0](grid) - log_loss[1](grid) * (1 - grid), -np.log(grid))
    assert np.allclose(-log_loss[0](grid) + log_loss[1](grid) * grid, -np.log(1 - grid))
    assert np.allclose(-brier[0](grid) - brier[1](grid) * (1 - grid), (1 - grid) ** 2)
    assert np.allclose(-brier[0](grid) + brier[1](grid) * grid, grid**2)


def check_divergence_estimates():
    """Derivation three-estimates-of-a-divergence: means, sign, orders; 0.685, 0.193, 493, 0.692 and −6.2."""
    rng = np.random.default_rng(31)
    policy, other = rng.dirichlet(np.ones(6)), rng.dirichlet(np.ones(6))
    rho = other / policy
    divergence = policy @ np.log(policy / other)
    k3 = rho - 1 - np.log(rho)
    assert math.isclose(policy @ k3, divergence)
    assert np.all(k3 >= 0)
    direction = rng.normal(size=6)
    spreads, gaps = [], []
    for eps in (0.1, 0.05):
        near = _softmax(np.log(policy) + eps * direction)
        u = np.log(near / policy)
        k1, k2, k3 = -u, u**2 / 2, np.expm1(u) - u
        spreads.append([math.sqrt(policy @ k**2 - (policy @ k) ** 2) for k in (k1, k2, k3)])
        gaps.append(policy @ (k3 - k2))
    orders = np.log2(np.array(spreads[0]) / spreads[1])
    assert np.allclose(orders, [1, 2, 2], atol=0.15)
    assert abs(math.log2(abs(gaps[0] / gaps[1])) - 3) < 0.4
    policy, rho = np.array([0.999, 0.001]), np.array([0.5 / 0.999, 500.0])
    assert round(float(-policy @ np.log(rho)), 3) == 0.685
    assert list(np.round(rho - 1 - np.log(rho), 3)) == [0.193, 492.785]
    assert list(np.round(-np.log(rho), 3)) == [0.692, -6.215]


def check_distillation_limit():
    """Derivation distillation-at-high-temperature: (p − q)/T, and (z − v)/(K T²) at large T."""
    rng = np.random.default_rng(32)
    v, z = rng.normal(size=(2, 5))
    v, z = v - v.mean(), z - z.mean()
    for t in (1.0, 3.0):
        q = _softmax(v / t)
        gradient = _gradient(lambda s, q=q, t=t: -q @ np.log(_softmax(s / t)), z)
        assert np.allclose(gradient, (_softmax(z / t) - q) / t, atol=1e-7)
    t = 200.0
    assert np.allclose((_softmax(z / t) - _softmax(v / t)) / t * t**2, (z - v) / 5, atol=0.01)


def check_group_mean():
    """Derivation what-the-group-mean-does: leave-one-out is unbiased, the plain mean shrinks by 1 − 1/G; 7/8."""
    rng = np.random.default_rng(33)
    logits, reward, size = np.array([0.2, -0.5, 0.9]), np.array([1.0, 3.0, 0.0]), 4
    policy = _softmax(logits)
    true = policy * (reward - policy @ reward)
    draws = rng.choice(3, size=(200_000, size), p=policy)
    scores = np.eye(3)[draws] - policy
    r = reward[draws]
    others = (r.sum(axis=1, keepdims=True) - r) / (size - 1)
    fair = np.mean((r - others)[..., None] * scores, axis=1)
    plain = np.mean((r - r.mean(axis=1, keepdims=True))[..., None] * scores, axis=1)
    assert np.allclose(plain, (1 - 1 / size) * fair)
    assert np.allclose(fair.mean(axis=0), true, atol=0.005)
    bare = np.mean((r + 100)[..., None] * scores, axis=1)
    assert bare.var(axis=0).sum() > 100 * fair.var(axis=0).sum()
    assert 1 - 1 / 8 == 7 / 8


def check_all_or_nothing():
    """Problem all-or-nothing-rewards: advantages, silent groups, total pull, 44 % and 66 %, 19 % at 32."""

    def advantages(right, size=8):
        r = np.array([1.0] * right + [0.0] * (size - right))
        return (r - r.mean()) / r.std(), r - r.mean()

    for right in (1, 4):
        scaled, plain = advantages(right)
        share = right / 8
        assert math.isclose(scaled[0], math.sqrt((1 - share) / share))
        assert math.isclose(scaled[-1], -math.sqrt(share / (1 - share)))
        assert math.isclose(np.abs(scaled).sum(), 16 * math.sqrt(share * (1 - share)))
        assert math.isclose(np.abs(plain).sum(), 16 * share * (1 - share))
    one, four = advantages(1), advantages(4)
    assert (round(one[0][0], 2), round(one[0][-1], 2)) == (2.65, -0.38)
    assert [round(float(np.abs(a).sum()), 2) for a in (*one, *four)] == [5.29, 1.75, 8.0, 4.0]
    assert (round(1.75 / 4, 2), round(5.29 / 8, 2)) == (0.44, 0.66)
    silent = [round(q**8 + (1 - q) ** 8, 3) for q in (0.05, 0.5, 0.9)]
    assert silent == [0.663, 0.008, 0.430]
    assert round(0.95**32, 2) == 0.19


def check_gradient_of_estimates():
    """Problem gradient-of-a-kl-estimate: expected gradients 0, reverse, forward; 0.222, 0, 0.222, 0.300; s and ρ."""
    rng = np.random.default_rng(34)
    z, other = rng.normal(size=4), rng.dirichlet(np.ones(4))

    def estimates(logits):
        u = np.log(other / _softmax(logits))
        return -u, u**2 / 2, np.expm1(u) - u

    policy = _softmax(z)
    code = [_gradient(lambda t, k=k: policy @ estimates(t)[k], z) for k in range(3)]  # samples held fixed
    reverse = _gradient(lambda t: _softmax(t) @ np.log(_softmax(t) / other), z)
    forward = _gradient(lambda t: other @ np.log(other / _softmax(t)), z)
    assert np.allclose(code[0], 0, atol=1e-8)
    assert np.allclose(code[1], reverse, atol=1e-7)
    assert np.allclose(code[2], forward, atol=1e-7)
    p, s, rho = np.array([0.8, 0.2]), np.array([0.2, -0.8]), np.array([0.625, 2.5])
    assert np.allclose(rho, 0.5 / p)
    assert round(0.16 * (math.log(1.6) - math.log(0.4)), 3) == 0.222
    assert round(math.log(1.6) - math.log(0.4), 3) == 1.386
    assert abs(p @ s) < 1e-12
    assert (round(math.log(1.6), 3), round(math.log(0.4), 3)) == (0.470, -0.916)
    assert round(float(p @ (-np.log(rho) * s)), 3) == 0.222
    assert round(float(p @ ((1 - rho) * s)), 3) == 0.3


def check_quantiles_do_not_add():
    """Rapid-fire quantiles-do-not-add: 125.6, 1,256, 63 and 1,081."""
    z = 1.2816
    assert round(100 + 20 * z, 1) == 125.6
    assert round(10 * (100 + 20 * z)) == 1256
    assert round(20 * math.sqrt(10)) == 63
    assert round(1000 + 20 * math.sqrt(10) * z) == 1081
    total = np.random.default_rng(35).normal(100, 20, (400_000, 10)).sum(axis=1)
    assert abs(np.quantile(total, 0.9) - 1081) < 1


def check_new_cards():
    """Rapid-fire and flashcards: 6.9 nats, 65,504, ln 2, the Gamma gradient, 0.92 and 3.83; 1.3e-14."""
    assert round(-math.log(0.001), 1) == 6.9
    assert float(np.finfo(np.float16).max) == 65504
    assert round(math.log(2), 3) == 0.693
    shape, y = 3.0, 2.0  # Gamma density with mean e^z: minus its log over the shape
    slope = _slope(lambda t: (shape * t + shape * y / math.exp(t)) / shape, 0.4)
    assert abs(slope - (1 - y / math.exp(0.4))) < 1e-6
    target = np.full(5, 0.1 / 5)
    target[0] += 0.9
    assert (round(target[0], 2), round(target[1], 2)) == (0.92, 0.02)
    assert round(math.log(0.92 / 0.02), 2) == 3.83
    assert math.isclose(0.92 / 0.02, 46)
    assert 1.2e-14 < math.exp(-32) < 1.3e-14


def check_focal_alpha():
    """Problem focal-distortion, follow-up: α and 1 − α multiply the odds that log loss estimates by α/(1 − α)."""
    grid = np.linspace(1e-4, 1 - 1e-4, 99_981)
    best = grid[np.argmin(-0.25 * 0.3 * np.log(grid) - 0.75 * 0.7 * np.log(1 - grid))]
    odds = 0.25 / 0.75 * 0.3 / 0.7
    assert abs(best - odds / (1 + odds)) < 1e-4
