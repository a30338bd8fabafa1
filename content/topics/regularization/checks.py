"""Checks of what the lesson, the problems and the cards on regularization claim."""
# ruff: noqa: N803, N806 (matrices keep their capital letters)

import math
from itertools import product

import numpy as np
from sklearn.linear_model import Lasso, Ridge


def _soft(z, threshold):
    return np.sign(z) * np.maximum(np.abs(z) - threshold, 0)


def _data(seed, n, p):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p))
    X -= X.mean(0)
    y = X @ rng.normal(size=p) + rng.normal(size=n)
    return X, y - y.mean()


def _net(X, y, l1, l2=0.0, steps=4000, start=None):
    """Elastic Net by proximal gradient steps."""
    eta = 1 / (np.linalg.eigvalsh(X.T @ X)[-1] + l2)
    w = np.zeros(X.shape[1]) if start is None else start
    for _ in range(steps):
        w = _soft(w - eta * (l2 * w - X.T @ (y - X @ w)), eta * l1)
    return w


def check_ridge_solution():
    """Lesson: the closed form has zero gradient (finite differences), and the fit's shares are d²/(d²+λ)."""
    X, y = _data(0, 30, 5)
    lam = 3.0
    w = np.linalg.solve(X.T @ X + lam * np.eye(5), X.T @ y)

    def objective(v):
        return 0.5 * np.sum((y - X @ v) ** 2) + 0.5 * lam * v @ v

    for e in np.eye(5) * 1e-5:
        assert abs(objective(w + e) - objective(w - e)) / 2e-5 < 1e-4
    v = w + 0.3
    slope = [(objective(v + e) - objective(v - e)) / 2e-5 for e in np.eye(5) * 1e-5]
    assert np.allclose(slope, -X.T @ (y - X @ v) + lam * v, atol=1e-4)
    U, d, _ = np.linalg.svd(X, full_matrices=False)
    assert np.allclose(X @ w, U @ (d**2 / (d**2 + lam) * (U.T @ y)))


def check_degrees_of_freedom():
    """Lesson and rapid-fire: the trace of the ridge hat matrix is Σ d²/(d²+λ); squares 9 and 1 with λ=1 give 1.4."""
    X, _ = _data(1, 20, 4)
    d = np.linalg.svd(X, compute_uv=False)
    hat = X @ np.linalg.solve(X.T @ X + 2 * np.eye(4), X.T)
    assert np.isclose(np.trace(hat), np.sum(d**2 / (d**2 + 2)))
    assert math.isclose(9 / 10 + 1 / 2, 1.4)


def check_covariance_of_fit_and_target():
    """Rapid-fire on degrees of freedom: Σ Cov(ŷ_i, y_i)/σ² is the trace, by simulation."""
    X, _ = _data(1, 20, 4)
    hat = X @ np.linalg.solve(X.T @ X + 5 * np.eye(4), X.T)
    noise = np.random.default_rng(2).normal(0, 2, size=(40000, 20))
    assert abs(np.mean(np.sum(noise * (noise @ hat), axis=1)) / 4 - np.trace(hat)) < 0.06


def check_ridge_bias_and_variance():
    """Lesson and flashcard: along v_i, bias −λα/(d²+λ) and variance σ²d²/(d²+λ)², by simulation."""
    X, _ = _data(3, 25, 3)
    sigma, lam, w = 1.5, 6.0, np.array([1.0, -2.0, 0.5])
    _, d, Vt = np.linalg.svd(X, full_matrices=False)
    rng = np.random.default_rng(4)
    Y = X @ w + rng.normal(0, sigma, size=(60000, 25))
    est = Y @ X @ np.linalg.inv(X.T @ X + lam * np.eye(3)) @ Vt.T
    alpha = Vt @ w
    assert np.allclose(est.mean(0) - alpha, -lam * alpha / (d**2 + lam), atol=0.01)
    assert np.allclose(est.var(0), sigma**2 * d**2 / (d**2 + lam) ** 2, rtol=0.03)


def check_some_ridge_beats_least_squares():
    """Problem ridge-beats-least-squares: M'(λ), M'(0) = −2σ²Σd⁻⁴ < 0, the safe range, and the prediction variant."""
    rng = np.random.default_rng(5)
    for _ in range(50):
        d, a, s2 = rng.uniform(0.3, 3, 4), rng.normal(size=4), rng.uniform(0.1, 2)

        def risk(lam, power=0, d=d, a=a, s2=s2):
            return np.sum(d**power * (lam**2 * a**2 + s2 * d**2) / (d**2 + lam) ** 2)

        def slope(lam, d=d, a=a, s2=s2):
            return np.sum(2 * d**2 * (lam * a**2 - s2) / (d**2 + lam) ** 3)

        assert np.isclose((risk(0.4 + 1e-6) - risk(0.4 - 1e-6)) / 2e-6, slope(0.4), rtol=1e-4, atol=1e-6)
        assert np.isclose(slope(0), -2 * s2 * np.sum(d**-4.0))
        assert slope(0) < 0
        assert risk(s2 / np.max(a**2)) < risk(0)
        assert np.isclose((risk(1e-6, 2) - risk(-1e-6, 2)) / 2e-6, -2 * s2 * np.sum(d**-2.0), rtol=1e-4)


def check_kkt_and_lambda_max():
    """Lesson: KKT conditions hold at the lasso solution, it is zero exactly from λ_max on, and prox steps never
    raise it.
    """
    X, y = _data(6, 40, 10)
    top = np.abs(X.T @ y).max()
    lam = 0.3 * top
    w = _net(X, y, lam)
    inner = X.T @ (y - X @ w)
    on = w != 0
    assert 0 < on.sum() < 10
    assert np.allclose(inner[on], lam * np.sign(w[on]))
    assert np.all(np.abs(inner[~on]) <= lam)
    assert not _net(X, y, 1.0001 * top).any()
    assert np.sum(_net(X, y, 0.999 * top) != 0) == 1
    values = []
    for steps in range(30):
        v = _net(X, y, lam, steps=steps)
        values.append(0.5 * np.sum((y - X @ v) ** 2) + lam * np.abs(v).sum())
    assert np.all(np.diff(values) <= 1e-9)


def check_prox_operators():
    """Lesson and flashcards: prox of η·λ|u| is the soft threshold, of η·λu²/2 division by 1+ηλ; Elastic Net z=3
    gives 1.
    """
    grid = np.linspace(-4, 4, 80001)
    for v in (-2.3, -0.2, 0.4, 1.7):
        assert abs(grid[np.argmin((grid - v) ** 2 / 2 + 0.6 * np.abs(grid))] - _soft(v, 0.6)) < 2e-4
        assert abs(grid[np.argmin((grid - v) ** 2 / 2 + 0.6 * grid**2 / 2)] - v / 1.6) < 2e-4
    assert abs(grid[np.argmin((grid - 3) ** 2 / 2 + np.abs(grid) + grid**2 / 2)] - 1) < 2e-4


def check_figure_diamond():
    """Figure diamond: the contact points (1.20, 0) and (1.05, 0.59), and the cone condition at the vertex."""
    A, best, t = np.array([[1, 0.5], [0.5, 1]]), np.array([2.4, 0.7]), 1.2
    down = A @ (best - [t, 0])
    assert down[0] > abs(down[1])
    lams = np.linspace(0, 5, 50001)
    path = np.array([np.linalg.solve(A + lam * np.eye(2), A @ best) for lam in lams[::20]])
    w = path[np.argmin(np.abs(np.linalg.norm(path, axis=1) - t))]
    assert np.allclose(w, [1.05, 0.59], atol=0.006)


def check_normal_cone():
    """Study, Google: at (t, 0) the optimum stays exactly for negative gradients with g1 ≥ |g2| (linear loss on the
    diamond).
    """
    rng = np.random.default_rng(7)
    corners = np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])
    for g in rng.normal(size=(500, 2)):
        assert (np.argmax(corners @ g) == 0) == (g[0] >= abs(g[1]))


def check_grouping_bound():
    """Lesson and flashcard: |w_i − w_j| ≤ ‖y‖√(2(1−ρ))/λ2 for unit columns with weights of equal sign."""
    rng = np.random.default_rng(8)
    used = 0
    for _ in range(30):
        X = rng.normal(size=(30, 4))
        X[:, 1] = X[:, 0] + 0.3 * rng.normal(size=30)
        X /= np.linalg.norm(X, axis=0)
        y = 5 * X[:, 0] + rng.normal(size=30)
        w = _net(X, y, 0.3, 0.5, steps=600)
        rho = X[:, 0] @ X[:, 1]
        if w[0] * w[1] > 0:
            used += 1
            assert abs(w[0] - w[1]) <= np.linalg.norm(y) * math.sqrt(2 * (1 - rho)) / 0.5
    assert used > 10


def check_prior_and_penalty():
    """Lesson: negative log posterior times σ² is the ridge or lasso objective with λ=σ²/τ² or σ²/b, up to a
    constant.
    """
    X, y = _data(9, 12, 3)
    s2, tau2, b = 0.7, 0.3, 0.4
    rng = np.random.default_rng(10)
    gaps = []
    for w in rng.normal(size=(20, 3)):
        fit = np.sum((y - X @ w) ** 2)
        gauss = s2 * (fit / (2 * s2) + w @ w / (2 * tau2)) - (0.5 * fit + 0.5 * s2 / tau2 * w @ w)
        laplace = s2 * (fit / (2 * s2) + np.abs(w).sum() / b) - (0.5 * fit + s2 / b * np.abs(w).sum())
        gaps.append((gauss, laplace))
    assert np.allclose(gaps, 0)


def check_early_stopping():
    """Lesson and problem: the filter of gradient descent, 1.69, 50 steps, 0.63 against 0.50; figure: at most 0.20
    apart.
    """
    X, y = _data(11, 20, 4)
    U, d, Vt = np.linalg.svd(X, full_matrices=False)
    eta, w = 0.5 / d[0] ** 2, np.zeros(4)
    for _ in range(17):
        w = w + eta * X.T @ (y - X @ w)
    assert np.allclose(Vt @ w, (1 - (1 - eta * d**2) ** 17) * (U.T @ y) / d)
    x = np.logspace(-6, 4, 200001)
    flow, ridge = 1 - np.exp(-x), x / (1 + x)
    assert np.all((1 - flow) <= (1 - ridge) + 1e-12)  # squared bias is never larger, so variance sets the bound
    assert 1.68 < np.max((flow / ridge) ** 2) < 1.69
    assert round(float(np.max(flow - ridge)), 2) == 0.2
    assert math.isclose(1 / (0.01 * 2), 50)
    assert round(1 - math.exp(-1), 2) == 0.63


def check_dropout():
    """Lesson and problem: mask mean 1 and variance q/(1−q); the expected loss is ridge on scaled
    features.
    """
    X, y = _data(12, 15, 3)
    w, q = np.array([0.5, -1.0, 2.0]), 0.3
    rng = np.random.default_rng(13)
    mask = (rng.random((60000, 15, 3)) >= q) / (1 - q)
    assert abs(mask.mean() - 1) < 0.005
    assert abs(mask.var() - q / (1 - q)) < 0.005
    loss = 0.5 * np.mean(np.sum((y - (mask * X) @ w) ** 2, axis=1))
    exact = 0.5 * np.sum((y - X @ w) ** 2) + 0.5 * q / (1 - q) * np.sum(np.sum(X**2, 0) * w**2)
    assert abs(loss / exact - 1) < 0.01
    assert math.isclose(0.2 / 0.8, 0.25)
    assert math.isclose(0.5 / 0.5, 1)


def check_dropout_estimator_ignores_units():
    """Problem dropout-as-ridge: the minimizer's predictions do not change with the units, and are ridge on unit
    columns.
    """
    X, y = _data(14, 15, 3)
    c = 0.2 / 0.8

    def fit(Z):
        return Z @ np.linalg.solve(Z.T @ Z + c * np.diag(np.sum(Z**2, 0)), Z.T @ y)

    unit = X / np.linalg.norm(X, axis=0)
    assert np.allclose(fit(X), fit(X * [1000, 1, 0.01]))
    assert np.allclose(fit(X), unit @ np.linalg.solve(unit.T @ unit + c * np.eye(3), unit.T @ y))


def check_dropout_for_logistic_regression():
    """Follow-up of dropout-as-ridge: the second-order penalty ½ q/(1−q) Σ p(1−p) Σ x²w², by all masks with small q."""
    rng = np.random.default_rng(15)
    X, w, q = rng.normal(size=(10, 4)), 0.05 * rng.normal(size=4), 0.1
    score = X @ w
    masks = np.array(list(product([0, 1], repeat=4)))
    chance = np.prod(np.where(masks, 1 - q, q), axis=1)
    extra = np.logaddexp(0, (masks / (1 - q)) @ (X * w).T).T @ chance - np.logaddexp(0, score)
    p = 1 / (1 + np.exp(-score))
    assert abs(extra.sum() / (0.5 * q / (1 - q) * np.sum(p * (1 - p) * (X**2 @ w**2))) - 1) < 0.08


def check_input_noise_is_ridge():
    """Rapid-fire augmentation-or-penalty: noise of variance s² on the inputs of a linear model is ridge with λ =
    ns².
    """
    X, y = _data(16, 15, 3)
    w, s = np.array([0.5, -1.0, 2.0]), 0.4
    noisy = X + np.random.default_rng(17).normal(0, s, size=(60000, 15, 3))
    loss = 0.5 * np.mean(np.sum((y - noisy @ w) ** 2, axis=1))
    assert abs(loss / (0.5 * np.sum((y - X @ w) ** 2) + 0.5 * 15 * s**2 * w @ w) - 1) < 0.01


def check_duplicated_feature():
    """Problem duplicated-feature: ridge splits evenly and pays half, the lasso's sum does not change, Elastic Net
    splits evenly.
    """
    X, y = _data(18, 30, 1)
    x = X[:, 0]
    a, b, lam = x @ x, x @ y, 5.0
    twice = np.stack([x, x], axis=1)
    ridge = np.linalg.solve(twice.T @ twice + lam * np.eye(2), twice.T @ y)
    assert np.allclose(ridge, ridge.sum() / 2)
    assert np.isclose(ridge.sum(), b / (a + lam / 2))
    for start in ([0.0, 0.0], [0.5, -0.2]):
        assert np.isclose(_net(twice, y, lam, start=np.array(start)).sum(), _soft(b, lam) / a)
    net = _net(twice, y, lam, 3.0, start=np.array([0.5, -0.2]))
    assert np.allclose(net, _soft(b, lam) / (a + 1.5) / 2)
    copies = np.stack([x] * 7, axis=1)
    assert np.isclose(np.linalg.solve(copies.T @ copies + lam * np.eye(7), copies.T @ y).sum(), b / (a + lam / 7))
    scaled = _net(np.stack([x, 10 * x], axis=1), y, lam)
    assert scaled[0] == 0
    assert np.isclose(10 * scaled[1], _soft(b, lam / 10) / a)


def check_lasso_path_by_hand():
    """Problem lasso-path-by-hand: the whole path, the ridge solution at λ=1 and the ratios 2.5, 4 and 1.6."""
    X = np.linalg.cholesky(np.array([[1, 0.5], [0.5, 1]])).T
    y = np.linalg.solve(X.T, [4.0, 3.0])
    for lam, w in ((4.5, (0, 0)), (3, (1, 0)), (2, (2, 0)), (1, (8 / 3, 2 / 3)), (0, (10 / 3, 4 / 3))):
        assert np.allclose(_net(X, y, lam, steps=300), w, atol=1e-6)
    ridge = np.linalg.solve(X.T @ X + np.eye(2), X.T @ y)
    assert np.allclose(ridge, [1.73, 1.07], atol=0.005)
    assert round(ridge[0] / ridge[1], 1) == 1.6


def check_penalty_or_constraint():
    """Problem penalty-or-constraint: the radius 4 from λ=1 at length 4 acts like λ=2 at length 6 and like 0 at
    length 2.
    """
    t = 4**2 / (1 + 1) ** 2
    assert t == 4
    assert 6 / math.sqrt(t) - 1 == 2
    assert max(2 / math.sqrt(t) - 1, 0) == 0


def check_decay_under_batch_norm():
    """Problem decay-under-batch-norm: orthogonality, 1/c scaling, the balance of norms and the angle √(2ηλ) = 0.01."""
    rng = np.random.default_rng(19)
    H, w = rng.normal(size=(6, 6)), rng.normal(size=6)

    def loss(v):
        u = v / np.linalg.norm(v)
        return u @ H @ u

    def gradient(v):
        return np.array([(loss(v + e) - loss(v - e)) / 2e-5 for e in np.eye(6) * 1e-5])

    g = gradient(w)
    assert abs(w @ g) < 1e-7
    assert np.allclose(gradient(3 * w), g / 3, atol=1e-7)
    eta, lam, size, dim = 0.1, 5e-4, 2.0, 100
    v, grown = rng.normal(size=dim) / math.sqrt(dim) * 4, []
    for step in range(9000):
        noise = rng.standard_normal(dim)
        length2 = v @ v
        noise -= (noise @ v) / length2 * v
        noise *= size / math.sqrt((noise @ noise) * length2)  # norm g/|w|, orthogonal to w
        if step >= 8000:
            grown.append((length2**2, eta * math.sqrt(noise @ noise) / math.sqrt(length2)))
        v = (1 - eta * lam) * v - eta * noise
    fourth, angle = np.mean(grown, axis=0)
    assert abs(fourth / (eta * size**2 / (2 * lam)) - 1) < 0.05
    assert abs(angle - 0.01) < 2e-4
    assert round(math.degrees(0.01), 2) == 0.57
    assert round(((eta / 2) / (2 * lam) / (eta / lam)) ** 0.25, 2) == 0.71  # half the rate, twice the decay


def check_label_smoothing():
    """Rapid-fire smoothing-labels: the optimal logit gap is log((1−ε+ε/K)/(ε/K)); K=10, ε=0.1 gives log 91 ≈ 4.5."""
    gaps = np.linspace(0, 12, 120001)
    own, other = 0.9 + 0.01, 0.01
    loss = np.log(np.exp(gaps) + 9) - own * gaps
    assert abs(gaps[np.argmin(loss)] - math.log(own / other)) < 2e-4
    assert math.isclose(own / other, 91)
    assert round(math.log(91), 1) == 4.5


def check_decay_in_adam():
    """Lesson: Adam decays weights with large gradients least: gradients of 1 against 0.01 differ a hundredfold."""
    rng = np.random.default_rng(20)
    lam, eta, shrunk = 1e-4, 1e-3, []
    signs = rng.choice([-1.0, 1.0], size=20000)
    for scale in (1.0, 0.01):
        runs = []
        for decay in (lam, 0.0):
            w, m, v = 1.0, 0.0, scale**2
            for s in signs[:5000]:
                g = scale * s + decay * w
                m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
                w -= eta * m / math.sqrt(v)
            runs.append(w)
        shrunk.append(runs[1] - runs[0])
    assert 80 < shrunk[1] / shrunk[0] < 125


def check_decay_over_a_longer_run():
    """Rapid-fire decay-over-a-longer-run: a memory of 10,000 steps; 82 % left after 2,000 steps, 14 % after 20,000."""
    assert math.isclose(1 / (1e-3 * 0.1), 10_000)
    assert round(100 * (1 - 1e-4) ** 2_000) == 82
    assert round(100 * (1 - 1e-4) ** 20_000) == 14


def check_ridge_by_extra_rows():
    """Flashcard ridge-by-extra-rows: least squares on the rows √λ·I with targets 0 added is ridge."""
    X, y = _data(23, 30, 4)
    longer, targets = np.vstack([X, math.sqrt(2.5) * np.eye(4)]), np.concatenate([y, np.zeros(4)])
    ridge = np.linalg.solve(X.T @ X + 2.5 * np.eye(4), X.T @ y)
    assert np.allclose(np.linalg.lstsq(longer, targets, rcond=None)[0], ridge)


def check_number_of_kept_features():
    """Rapid-fire more-features-than-rows: with centered data the lasso keeps at most n − 1 features."""
    X, y = _data(21, 12, 60)
    for share in (0.5, 0.1, 0.02):
        alpha = share * np.abs(X.T @ y).max() / 12
        w = Lasso(alpha=alpha, fit_intercept=False, tol=1e-12, max_iter=200000).fit(X, y).coef_
        assert np.sum(w != 0) <= 11


def check_decay_over_a_short_run():
    """Problem fine-tune-with-few-labels: (1 − 2·10⁻⁷)^1000 ≈ 0.9998; the runs add up to twenty."""
    assert math.isclose(2e-5 * 0.01, 2e-7)
    assert round((1 - 2e-7) ** 1000, 4) == 0.9998
    assert 3 + 4 + 4 + 2 + 1 + 2 + 4 == 20


def check_min_norm_descent():
    """Lesson: gradient descent from zero with p > n finds the least-norm interpolator."""
    rng = np.random.default_rng(22)
    X, y = rng.normal(size=(5, 20)), rng.normal(size=5)
    w = np.zeros(20)
    for _ in range(3000):
        w += 0.02 * X.T @ (y - X @ w)
    assert np.allclose(w, np.linalg.pinv(X) @ y)


def check_free_intercept():
    """Rapid-fire intercept-and-dummies and probe infinite-ridge: a shift of y shifts the fit; λ → ∞ predicts the
    mean.
    """
    rng = np.random.default_rng(23)
    X, y = rng.normal(2, 1, size=(20, 3)), rng.normal(5, 1, size=20)

    def fit(target, lam):
        Xc = X - X.mean(0)
        return target.mean() + Xc @ np.linalg.solve(Xc.T @ Xc + lam * np.eye(3), Xc.T @ (target - target.mean()))

    assert np.allclose(fit(y + 10, 4), fit(y, 4) + 10)
    assert np.allclose(fit(y, 1e12), y.mean())
    Z = np.column_stack([np.ones(20), X])
    penalized = [Z @ np.linalg.solve(Z.T @ Z + 4 * np.eye(4), Z.T @ t) for t in (y, y + 10)]
    assert not np.allclose(penalized[1], penalized[0] + 10, atol=0.1)


def check_nuclear_norm():
    """Flashcard nuclear-norm: no random neighbor has a lower objective than the soft-thresholded spectrum."""
    rng = np.random.default_rng(41)
    matrix = rng.normal(size=(5, 4))
    u, d, v = np.linalg.svd(matrix, full_matrices=False)
    objective = lambda w: np.sum((w - matrix) ** 2) / 2 + np.linalg.norm(w, "nuc")  # noqa: E731
    step = (u * np.maximum(d - 1, 0)) @ v
    for scale in (1e-3, 0.1, 1):
        for _ in range(50):
            assert objective(step + scale * rng.normal(size=(5, 4))) > objective(step)
    assert np.linalg.matrix_rank(step) < 4


def check_one_convention_for_the_half():
    """Lesson, probe and header: λ' of λ'‖w‖² is half of the λ of ½λ‖w‖²; scikit-learn's Ridge has our λ as alpha."""
    X, y = _data(50, 20, 3)
    ours = np.linalg.solve(X.T @ X + 4 * np.eye(3), X.T @ y)
    slope = -X.T @ (y - X @ ours) + 2 * 2.0 * ours  # of ½‖y−Xw‖² + 2‖w‖²
    assert np.allclose(slope, 0, atol=1e-9)
    assert np.allclose(Ridge(alpha=4, fit_intercept=False).fit(X, y).coef_, ours)


def check_boxes():
    """Stop-and-try boxes: shares 0.8 and a third, (1.5, 0, 0.1), λ=4, mask 4/3 and 1/3, LoRA's 65,536 and 0.39%."""
    assert 4 / (4 + 1) == 0.8
    assert math.isclose(4 / (4 + 8), 1 / 3)
    assert np.allclose(_soft(np.array([2.5, -0.4, 1.1]), 1), [1.5, 0, 0.1])
    assert np.allclose(np.array([2.5, -0.4, 1.1]) / 2, [1.25, -0.2, 0.55])
    assert 4 / 1**2 == 4
    assert math.isclose(1 / 0.75, 4 / 3)
    assert math.isclose(0.75 * (4 / 3) ** 2 - 1, 0.25 / 0.75)
    assert 8 * (4096 + 4096) == 65_536
    assert 4096**2 == 16_777_216
    assert round(100 * 65_536 / 4096**2, 2) == 0.39


def check_figure_strength_slider():
    """Figure strength-slider: the lasso's second weight vanishes from λ = 1.05 on; ridge is (1.19, 0.64) there."""
    gram, ols = np.array([[1.0, 0.5], [0.5, 1.0]]), np.array([2.4, 0.7])
    X = np.linalg.cholesky(gram).T
    y = X @ ols
    assert _net(X, y, 1.04)[1] > 0
    assert np.allclose(_net(X, y, 1.05), [1.7, 0], atol=1e-6)
    assert _net(X, y, 1.06)[1] == 0
    ridge = np.linalg.solve(gram + 1.05 * np.eye(2), gram @ ols)
    assert np.allclose(ridge, [1.19, 0.64], atol=0.005)


def check_ridge_in_two_forms():
    """Derivation ridge-in-two-forms: both forms agree for either shape; 2.5·10¹⁰ products against 10¹⁰ numbers."""
    for n, p in ((8, 30), (30, 8)):
        X, y = _data(51, n, p)
        small = np.linalg.solve(X.T @ X + 2 * np.eye(p), X.T @ y)
        assert np.allclose(small, X.T @ np.linalg.solve(X @ X.T + 2 * np.eye(n), y))
    assert 500**2 * 100_000 == 2.5e10
    assert 100_000**2 == 1e10


def check_lasso_fit_is_unique():
    """Derivation lasso-optimality-conditions: the midpoint identity, and one fit from two starts on copied columns."""
    rng = np.random.default_rng(52)
    X, y = _data(52, 25, 4)
    w, v = rng.normal(size=(2, 4))
    middle = np.sum((y - X @ (w + v) / 2) ** 2)
    sides = (np.sum((y - X @ w) ** 2) + np.sum((y - X @ v) ** 2)) / 2
    assert math.isclose(middle, sides - np.sum((X @ w - X @ v) ** 2) / 4)
    y = y + 3 * X[:, 0]
    Z = np.column_stack([X, X[:, 0]])
    one = _net(Z, y, 1.0)
    two = one + (one[0] + one[4]) / 2 * np.array([0.5, 0, 0, 0, -0.5])  # another split with the same signs
    for w in (one, two):
        inner = Z.T @ (y - Z @ w)
        assert np.allclose(inner[w != 0], np.sign(w[w != 0]))
        assert np.all(np.abs(inner) <= 1 + 1e-9)
    assert abs(one[0]) > 0.1
    assert np.allclose(Z @ one, Z @ two)


def check_proximal_step():
    """Derivation proximal-step-never-rises: F(w⁺) ≤ F(w) − ‖w⁺−w‖²/(2η) from random points, for the lasso."""
    X, y = _data(53, 20, 6)
    eta, rng = 1 / np.linalg.norm(X, 2) ** 2, np.random.default_rng(53)

    def objective(w):
        return 0.5 * np.sum((y - X @ w) ** 2) + 3 * np.abs(w).sum()

    for w in rng.normal(0, 2, size=(200, 6)):
        after = _soft(w + eta * X.T @ (y - X @ w), 3 * eta)
        assert objective(after) <= objective(w) - np.sum((after - w) ** 2) / (2 * eta) + 1e-9


def check_limit_from_another_start():
    """Derivation least-norm-from-zero: from w0 the limit is the interpolator closest to w0."""
    rng = np.random.default_rng(54)
    X, y, start = rng.normal(size=(4, 10)), rng.normal(size=4), rng.normal(size=10)
    w = start.copy()
    for _ in range(4000):
        w += 0.03 * X.T @ (y - X @ w)
    assert np.allclose(w, start + np.linalg.pinv(X) @ (y - X @ start))
    w = np.zeros(10)
    for _ in range(4000):
        w += 0.03 * X.T @ (y - X @ w)
    assert np.allclose(w, X.T @ np.linalg.solve(X @ X.T, y))


def check_sam():
    """Derivation sam-as-a-gradient-penalty: both claims, with errors that fall like ρ², on a non-quadratic loss."""
    rng = np.random.default_rng(55)
    A = rng.normal(size=(5, 3))
    w = rng.normal(size=3)

    def loss(v):
        return np.sum(np.logaddexp(0, A @ v))

    def gradient(v):
        return A.T @ (1 / (1 + np.exp(-A @ v)))

    g = gradient(w)
    size = np.linalg.norm(g)
    p = 1 / (1 + np.exp(-A @ w))
    penalty_slope = (A.T * (p * (1 - p))) @ A @ g / size
    errors, gaps = [], []
    turns = rng.normal(size=(20_000, 3))
    turns /= np.linalg.norm(turns, axis=1, keepdims=True)
    for rho in (0.1, 0.05):
        worst = max(loss(w + rho * g / size), np.logaddexp(0, (w + rho * turns) @ A.T).sum(1).max())
        errors.append(abs(worst - loss(w) - rho * size))
        gaps.append(np.linalg.norm(gradient(w + rho * g / size) - g - rho * penalty_slope))
    assert 3.3 < errors[0] / errors[1] < 4.7
    assert 3.3 < gaps[0] / gaps[1] < 4.7


def check_decay_on_two_factors():
    """Derivation decay-on-two-factors: the balanced factors reach the nuclear norm, and no others go below."""
    rng = np.random.default_rng(56)
    M = rng.normal(size=(5, 2)) @ rng.normal(size=(2, 4))
    U, d, Vt = np.linalg.svd(M, full_matrices=False)
    U, d, Vt = U[:, :3], d[:3], Vt[:3]
    B, A = U * np.sqrt(d), np.sqrt(d)[:, None] * Vt
    assert np.allclose(B @ A, M)
    assert math.isclose((np.sum(B**2) + np.sum(A**2)) / 2, d.sum())
    for _ in range(200):
        mix = rng.normal(size=(3, 3))
        other, inverse = B @ mix, np.linalg.inv(mix) @ A
        assert (np.sum(other**2) + np.sum(inverse**2)) / 2 >= d.sum() - 1e-9


def check_adapter_numbers():
    """Problem adapter-rank-and-forgetting: 163,840, 26.2 million, 4.19 billion, 0.625%; A'A grows like the rank."""
    one = 16 * (5120 + 5120)
    assert one == 163_840
    assert round(one * 4 * 40 / 1e6, 1) == 26.2
    assert round(4 * 40 * 5120**2 / 1e9, 2) == 4.19
    assert math.isclose(one / 5120**2, 0.00625)
    rng = np.random.default_rng(57)
    small, large = (np.linalg.norm(a.T @ (a @ np.ones(400))) for a in (rng.normal(size=(r, 400)) for r in (64, 256)))
    assert 3 < large / small < 4.1


def check_average_the_checkpoints():
    """Problem average-the-checkpoints: second-order gap, a fifth of the excess, 6x against 0 for permuted units."""
    rng = np.random.default_rng(58)
    w, deltas = rng.normal(size=4), rng.normal(size=(6, 4))
    deltas -= deltas.mean(0)

    def output(v):
        return np.tanh(v[0] + 2 * v[1]) * v[2] + v[3] ** 2

    gaps = [abs(np.mean([output(w + s * d) for d in deltas]) - output(w)) for s in (0.02, 0.01)]
    assert 3.5 < gaps[0] / gaps[1] < 4.5
    means = rng.normal(size=(200_000, 5)).mean(1)
    assert abs(np.mean(means**2) - 1 / 5) < 0.005

    def network(x, units):
        return sum(a * np.maximum(b * x, 0) for a, b in units)

    x = np.linspace(-2, 2, 9)
    units, swapped = ((3, 2), (-3, -2)), ((-3, -2), (3, 2))
    assert np.allclose(network(x, units), 6 * x)
    assert np.allclose(network(x, swapped), 6 * x)
    middle = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in zip(units, swapped, strict=True)]
    assert middle == [(0, 0), (0, 0)]
    assert np.allclose(network(x, middle), 0)


def check_hard_threshold():
    """Rapid-fire count-instead-of-size: keep z if |z| > √(2λ); 2⁴⁰ is about 10¹²."""
    for z, lam in ((1.5, 1.0), (1.3, 1.0), (-2.0, 1.5), (0.7, 0.3)):
        keep = lam < z * z / 2
        assert keep == (abs(z) > math.sqrt(2 * lam))
    assert 1.0e12 < 2**40 < 1.2e12


def check_lora_start():
    """Rapid-fire lora-start: gradients cGA' and cB'G by finite differences; with B = 0 only B moves first."""
    rng = np.random.default_rng(59)
    A, B, W, x, t = (rng.normal(size=s) for s in ((2, 4), (3, 2), (3, 4), 4, 3))

    def loss(b, a):
        return 0.5 * np.sum(((W + 0.5 * b @ a) @ x - t) ** 2)

    G = np.outer((W + 0.5 * B @ A) @ x - t, x)
    step = 1e-6
    for index in np.ndindex(3, 2):
        e = np.zeros((3, 2))
        e[index] = step
        assert abs((loss(B + e, A) - loss(B - e, A)) / (2 * step) - (0.5 * G @ A.T)[index]) < 1e-5
    for index in np.ndindex(2, 4):
        e = np.zeros((2, 4))
        e[index] = step
        assert abs((loss(B, A + e) - loss(B, A - e)) / (2 * step) - (0.5 * B.T @ G)[index]) < 1e-5


def check_rescaled_layers():
    """Rapid-fire flat-minima and lesson: ten times one layer, a tenth of the next: same function, sharper loss."""

    def output(a, b, x):
        return b * np.maximum(a * x, 0)

    x = np.linspace(0.1, 2, 20)
    assert np.allclose(output(1, 2, x), output(10, 0.2, x))

    def sharpness(a, b):
        loss = lambda a, b: np.mean((output(a, b, x) - 2 * x) ** 2)  # noqa: E731
        return (loss(a, b + 1e-3) - 2 * loss(a, b) + loss(a, b - 1e-3)) / 1e-6

    assert abs(sharpness(10, 0.2) / sharpness(1, 2) - 100) < 1


def check_new_cards():
    """Flashcards lora-parameters, ema-horizon, group-threshold, elastic-net-as-lasso."""
    assert 32 * (64 + 64) == 64 * 64
    assert math.isclose(1 / (1 - 0.9998), 5000)
    rng = np.random.default_rng(60)
    v = rng.normal(size=3)
    for lam in (0.5, 4.0):
        step = v * max(0, 1 - lam / np.linalg.norm(v))
        best = 0.5 * np.sum((step - v) ** 2) + lam * np.linalg.norm(step)
        for u in step + rng.normal(0, 0.3, size=(300, 3)):
            assert 0.5 * np.sum((u - v) ** 2) + lam * np.linalg.norm(u) >= best
    X, y = _data(61, 20, 5)
    longer, targets = np.vstack([X, math.sqrt(2.0) * np.eye(5)]), np.concatenate([y, np.zeros(5)])
    assert np.allclose(_net(longer, targets, 3.0), _net(X, y, 3.0, 2.0), atol=1e-8)
