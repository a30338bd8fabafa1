"""Checks every number and formula of the primer's pages beside it."""

import heapq
import math

import numpy as np


def check_basic_derivatives():
    """derivatives-and-gradients: powers, exponential, logarithm and sigmoid; g'(2) = 12/13, about 0.92."""

    def slope(f, x, h=1e-5):
        return (f(x + h) - f(x - h)) / (2 * h)

    def sigmoid(z):
        return 1 / (1 + math.exp(-z))

    assert abs(slope(lambda x: x**2.5, 1.7) - 2.5 * 1.7**1.5) < 1e-7
    assert abs(slope(math.exp, 0.4) - math.exp(0.4)) < 1e-7
    assert abs(slope(math.log, 3) - 1 / 3) < 1e-7
    assert abs(slope(sigmoid, 0.8) - sigmoid(0.8) * (1 - sigmoid(0.8))) < 1e-7
    assert abs(slope(lambda w: math.log(1 + 3 * w * w), 2) - 12 / 13) < 1e-7
    assert round(12 / 13, 2) == 0.92


def check_squared_error():
    """derivatives-and-gradients: residuals, f = 2, gradient (−2, −4), the step to (1.2, 1.4), 0 against 0.52."""
    x, y, w = np.array([[1.0, 0], [1, 2]]), np.array([1.0, 5]), np.array([1.0, 1])
    f = lambda w: 0.5 * np.sum((x @ w - y) ** 2)  # noqa: E731
    gradient = x.T @ (x @ w - y)
    assert (x @ w - y).tolist() == [0, -2]
    assert (f(w), gradient.tolist(), gradient @ gradient) == (2, [-2, -4], 20)
    differences = [(f(w + 1e-5 * e) - f(w - 1e-5 * e)) / 2e-5 for e in np.eye(2)]
    assert np.allclose(differences, gradient, atol=1e-8)
    d = -0.1 * gradient
    assert np.allclose(w + d, [1.2, 1.4])
    assert math.isclose(f(w) + gradient @ d, 0, abs_tol=1e-12)
    assert math.isclose(f(w + d), 0.52)
    assert math.isclose(0.5 * d @ (x.T @ x) @ d, 0.52)


def check_constrained_maximum():
    """derivatives-and-gradients: on the unit circle w₁ + 2w₂ is largest at (1, 2)/√5, least at the opposite."""
    angles = np.linspace(0, 2 * np.pi, 36_001)
    values = np.cos(angles) + 2 * np.sin(angles)
    best = angles[np.argmax(values)]
    assert np.allclose([np.cos(best), np.sin(best)], np.array([1, 2]) / math.sqrt(5), atol=1e-3)
    assert abs(values.max() - math.sqrt(5)) < 1e-6
    least = angles[np.argmin(values)]
    assert np.allclose([math.cos(least), math.sin(least)], -np.array([1, 2]) / math.sqrt(5), atol=1e-3)
    assert abs(values.min() + math.sqrt(5)) < 1e-6


def check_contours():
    """Figure contours: at each point the gradient is perpendicular to the ellipse through it."""
    curvature = np.array([1.0, 4.0])
    for degrees in (150, 65, 318, 225, 8):
        t = math.radians(degrees)
        radius = np.sqrt(9 / curvature)
        place, tangent = radius * [math.cos(t), math.sin(t)], radius * [-math.sin(t), math.cos(t)]
        assert abs(curvature * place @ tangent) < 1e-12


def check_matrix_rules():
    """matrices-and-svd: transpose and trace of a product; rank at most 20; 150,000 against 16,000 numbers."""
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=(500, 20)), rng.normal(size=(20, 300))
    assert np.allclose((a @ b).T, b.T @ a.T)
    c = rng.normal(size=(20, 500))
    assert math.isclose(np.trace(a @ c), np.trace(c @ a))
    assert np.linalg.matrix_rank(a @ b) == 20
    assert (500 * 300, 500 * 20, 20 * 300, 500 * 20 + 20 * 300) == (150_000, 10_000, 6_000, 16_000)


def check_svd_example():
    """matrices-and-svd: AᵀA, 45 and 5, 6.71 and 2.24, (1, 3)/√10, 50, rank 1, squared error 5, condition 3."""
    a = np.array([[3.0, 0], [4, 5]])
    u, d, vt = np.linalg.svd(a)
    assert (a.T @ a).tolist() == [[25, 20], [20, 25]]
    assert np.allclose(d**2, [45, 5])
    assert np.allclose(np.round(d, 2), [6.71, 2.24])
    assert np.allclose(np.abs(vt), 1 / math.sqrt(2))
    assert vt[0, 0] * vt[0, 1] > 0 > vt[1, 0] * vt[1, 1]
    assert np.allclose(a @ [1, 1] / math.sqrt(2) / d[0], np.array([1, 3]) / math.sqrt(10))
    assert np.allclose([(d**2).sum(), (a**2).sum()], 50)
    first = d[0] * np.outer(u[:, 0], vt[0])
    assert np.allclose(first, [[1.5, 1.5], [4.5, 4.5]])
    assert math.isclose(((a - first) ** 2).sum(), 5)
    assert np.allclose([d[0] / d[1], np.linalg.cond(a.T @ a)], [3, 9])


def check_error_growth():
    """matrices-and-svd: relative errors of b grow by at most the condition number, and the bound is reached."""
    a = np.array([[3.0, 0], [4, 5]])
    u, _, _ = np.linalg.svd(a)
    rng = np.random.default_rng(1)
    size = np.linalg.norm
    for _ in range(200):
        b, error = rng.normal(size=(2, 2))
        x, moved = np.linalg.solve(a, b), np.linalg.solve(a, error)
        assert size(moved) / size(x) <= 3 * size(error) / size(b) + 1e-9
    x, moved = np.linalg.solve(a, u[:, 0]), np.linalg.solve(a, 0.01 * u[:, 1])
    assert math.isclose(size(moved) / size(x), 3 * 0.01)


def check_uncorrelated_and_dependent():
    """expectation-and-variance: X in −1, 0, 1 and Y = X² have covariance 0."""
    x = np.array([-1, 0, 1])
    assert (x * x**2).mean() - x.mean() * (x**2).mean() == 0


def check_test_score():
    """expectation-and-variance: 0.09, 0.021, 0.86 to 0.94; 0.0736 and 0.029 for the difference."""
    assert (180 / 200, round(0.9 * 0.1, 2), round(0.92 * 0.08, 4)) == (0.9, 0.09, 0.0736)
    error = math.sqrt(0.09 / 200)
    assert round(error, 3) == 0.021
    assert [round(0.9 + sign * 1.96 * error, 2) for sign in (-1, 1)] == [0.86, 0.94]
    assert round(math.sqrt(0.09 / 200 + 0.0736 / 200), 3) == 0.029


def check_running_means():
    """expectation-and-variance: ±0.62 at 10 and ±0.09 at 500 observations hold 95 % of means."""
    assert (round(1.96 / math.sqrt(10), 2), round(1.96 / math.sqrt(500), 2)) == (0.62, 0.09)
    means = np.random.default_rng(3).exponential(size=(20_000, 500)).mean(1) - 1
    assert abs((np.abs(means) < 1.96 / math.sqrt(500)).mean() - 0.95) < 0.01


def check_deliveries():
    """expectation-and-variance: mean 4, within 1.6, between 4, variance 5.6."""
    assert math.isclose(0.8 * 3 + 0.2 * 8, 4)
    within, between = 0.8 * 1 + 0.2 * 4, 0.8 * (3 - 4) ** 2 + 0.2 * (8 - 4) ** 2
    assert (round(within, 9), round(between, 9), round(within + between, 9)) == (1.6, 4, 5.6)
    rng = np.random.default_rng(4)
    local = rng.random(1_000_000) < 0.8
    days = np.where(local, rng.normal(3, 1, local.size), rng.normal(8, 2, local.size))
    assert abs(days.var() - 5.6) < 0.03


def check_poisson_counts():
    """likelihood: sum 16, maximum at 4, second derivative −1, standard error 1; 1.51 and 4.5."""
    counts = [2, 4, 3, 7]
    value = lambda mu: sum(count * math.log(mu) - mu for count in counts)  # noqa: E731
    assert sum(counts) == 16
    grid = np.linspace(1, 9, 8001)
    assert math.isclose(grid[np.argmax([value(mu) for mu in grid])], 4)
    second = (value(4.001) - 2 * value(4) + value(3.999)) / 1e-6
    assert abs(second + 1) < 1e-3
    assert 1 / math.sqrt(16 / 4**2) == 1 == math.sqrt(4 / 4)
    fall = value(4) - value(6)
    assert math.isclose(fall, 8 - 16 * math.log(1.5))
    assert (round(fall, 2), round(math.exp(fall), 1)) == (1.51, 4.5)


def check_bernoulli_maximum():
    """likelihood: h/n maximizes the Bernoulli log-likelihood, and the mean the Gaussian one."""
    grid = np.linspace(0.001, 0.999, 999)
    assert math.isclose(grid[np.argmax(3 * np.log(grid) + 7 * np.log(1 - grid))], 0.3)
    x = np.array([0.3, 1.1, 2.2])
    means = np.linspace(0, 3, 3001)
    assert math.isclose(means[np.argmin(((x[:, None] - means) ** 2).sum(0))], 1.2)


def check_sharper_with_data():
    """Figure sharper-with-data: within 2 of the top from 0.08 to 0.61 for 10 trials, 0.21 to 0.40 for 100."""
    grid = np.linspace(0.001, 0.999, 9981)
    for n, ends in ((10, [0.08, 0.61]), (100, [0.21, 0.4])):
        value = 0.3 * n * np.log(grid) + 0.7 * n * np.log(1 - grid)
        near = grid[value > value.max() - 2]
        assert [round(float(near[0]), 2), round(float(near[-1]), 2)] == ends


def check_closest_member():
    """likelihood: the family member of highest expected log-likelihood is the one of smallest KL divergence."""
    q = np.array([0.5, 0.2, 0.3])
    family = [np.array([(1 - t) ** 2, 2 * t * (1 - t), t * t]) for t in np.linspace(0.01, 0.99, 99)]
    divergence = [(q * np.log(q / p)).sum() for p in family]
    assert np.argmin(divergence) == np.argmax([(q * np.log(p)).sum() for p in family])
    assert min(divergence) > 0


def check_convexity_rules():
    """convexity: log-sum-exp has no negative curvature; a product and a composition of convex functions may."""
    rng = np.random.default_rng(5)
    for _ in range(50):
        p = rng.dirichlet(np.ones(4))
        assert np.linalg.eigvalsh(np.diag(p) - np.outer(p, p)).min() > -1e-12
    product = lambda x: x**2 * (x - 2) ** 2  # noqa: E731
    nested = lambda x: (x**2 - 1) ** 2  # noqa: E731
    assert product(1) > (product(0) + product(2)) / 2
    assert nested(0) > (nested(-1) + nested(1)) / 2


def check_kinks():
    """convexity: the minimum is at 0 for a = 1.5 and at 3 for a = 5; subgradients at 0."""
    w = np.linspace(-6, 6, 120_001)
    for a, best, ends in ((1.5, 0, (-3.5, 0.5)), (5, 3, (-7, -3))):
        values = 0.5 * (w - a) ** 2 + 2 * np.abs(w)
        assert abs(w[np.argmin(values)] - best) < 1e-9
        assert (-a - 2, -a + 2) == ends


def check_jensen_and_the_log_loss():
    """convexity: 0.62 with loss 0.48, average loss 0.70, best model 0.11."""
    p = np.array([0.9, 0.8, 0.7, 0.6, 0.1])
    assert math.isclose(p.mean(), 0.62)
    assert (round(-math.log(0.62), 2), round(-np.log(p).mean(), 2), round(-math.log(0.9), 2)) == (0.48, 0.70, 0.11)


def check_chord_and_tangent():
    """Figure chord-and-tangent: the chord from −3 to 3 lies above the log-loss, the tangent at −1 below it."""
    loss = lambda z: np.log1p(np.exp(-z))  # noqa: E731
    z = np.linspace(-4, 4, 801)
    inside = np.abs(z) < 2.999
    chord = loss(-3) + (loss(3) - loss(-3)) * (z + 3) / 6
    assert (chord > loss(z))[inside].all()
    tangent = loss(-1) - (z + 1) / (1 + math.exp(-1))
    assert (tangent <= loss(z) + 1e-12).all()


def check_operation_counts():
    """complexity: 1e11 against 2e8, five hundred times; n log n and n² for a million in seconds; 40 GB."""
    n, p = 100_000, 1_000
    assert (n * p**2, 2 * n * p, n * p**2 // (2 * n * p)) == (10**11, 2 * 10**8, 500)
    assert 1e6 * math.log2(1e6) / 1e9 < 0.1
    assert 15 < 1e12 / 1e9 / 60 < 18
    assert 100_000**2 * 4 == 40 * 10**9


def check_ridge_both_ways():
    """complexity: Xᵀ(XXᵀ + λI)⁻¹y equals (XᵀX + λI)⁻¹Xᵀy."""
    rng = np.random.default_rng(6)
    x, y = rng.normal(size=(5, 12)), rng.normal(size=5)
    tall = np.linalg.solve(x.T @ x + 0.7 * np.eye(12), x.T @ y)
    assert np.allclose(x.T @ np.linalg.solve(x @ x.T + 0.7 * np.eye(5), y), tall)


def check_growth():
    """Figure growth: 20 and 20 million at a million, n² is 50,000 times n log n, a second near 32,000 items."""
    assert round(math.log2(1e6)) == 20
    assert round(1e12 / (1e6 * math.log2(1e6)), -4) == 50_000
    assert round(math.sqrt(1e9), -3) == 32_000
    assert 1e6 * math.log2(1e6) < 1e9


def check_largest_with_a_heap():
    """complexity: a heap of m finds the m largest."""
    values = np.random.default_rng(7).normal(size=1000).tolist()
    assert heapq.nlargest(10, values) == sorted(values, reverse=True)[:10]
