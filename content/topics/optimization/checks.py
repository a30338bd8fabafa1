"""Checks of what the lesson, the problems and the cards on optimization claim."""
# ruff: noqa: N806 (matrices keep their capital letters)

import math
from itertools import combinations

import numpy as np


def _slope(f, x, step=1e-6):
    return np.array([(f(x + e) - f(x - e)) / (2 * step) for e in np.eye(len(x)) * step])


def _steps(factor, goal):
    return math.ceil(math.log(goal) / -math.log(factor))


def _adam(gradients, b1=0.9, b2=0.999, correct=True):
    """Adam's steps in units of the learning rate."""
    m = v = 0.0
    out = []
    for t, g in enumerate(gradients, 1):
        m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
        out.append(m / (1 - b1**t) / math.sqrt(v / (1 - b2**t)) if correct else m / math.sqrt(v))
    return np.array(out)


def check_stability_bound():
    """Lesson and card: descent on a quadratic converges below 2/L and diverges above it."""
    for share, converges in ((1.98, True), (2.02, False)):
        theta = np.ones(2)
        for _ in range(2000):
            theta = theta - share / 50 * np.array([1.0, 50.0]) * theta
        assert (np.linalg.norm(theta) < 1e-3) == converges


def check_best_rate():
    """Lesson: 2/(μ+L) minimizes the factor, which is (κ−1)/(κ+1); 346 steps and, with momentum, 35 for κ = 100."""
    rng = np.random.default_rng(0)
    for _ in range(20):
        mu, top = np.sort(rng.uniform(0.1, 10, 2))
        rates = np.linspace(0, 2 / top, 200001)
        factors = np.maximum(np.abs(1 - rates * mu), np.abs(1 - rates * top))
        assert abs(rates[np.argmin(factors)] - 2 / (mu + top)) < 2e-5 / top * 2
        assert abs(factors.min() - (top / mu - 1) / (top / mu + 1)) < 1e-4
    assert _steps(99 / 101, 1000) == 346
    assert _steps(9 / 11, 1000) == 35


def check_descent_lemma():
    """Lesson and probe descent-lemma: f(θ−ηg) ≤ f(θ) − η(1−ηL/2)‖g‖² for a smooth, non-convex function."""
    rng = np.random.default_rng(1)
    for theta in rng.normal(0, 2, size=(300, 3)):
        for eta in (0.3, 1.0, 1.9):
            g = -np.sin(theta)  # f is the sum of cosines: L = 1
            assert np.sum(np.cos(theta - eta * g)) <= np.sum(np.cos(theta)) - eta * (1 - eta / 2) * g @ g + 1e-12


def check_smallest_gradient():
    """Lesson and problem what-the-theorem-says: min ‖g‖² ≤ 2(f0−f*)/(ηT), and 200,000 steps from the numbers."""
    rng = np.random.default_rng(2)
    for theta in rng.normal(0, 1, size=(50, 3)):
        start, norms = np.sum(np.cos(theta)), []
        for _ in range(30):
            norms.append(np.sum(np.sin(theta) ** 2))
            theta = theta + 0.5 * np.sin(theta)
        assert min(norms) <= 2 * (start + 3) / (0.5 * 30)
    assert math.isclose(2 * 100 * 10 / 0.1**2, 200_000)


def check_polyak_lojasiewicz():
    """Problem what-the-theorem-says: under ‖∇f‖² ≥ 2μ(f−f*) the values fall by 1−μ/L per step, without convexity."""

    def f(x):
        return x**2 + 3 * math.sin(x) ** 2

    def slope(x):
        return 2 * x + 3 * math.sin(2 * x)

    grid = np.linspace(-6, 6, 200001)
    grid = grid[np.abs(grid) > 1e-3]
    mu = float(np.min((2 * grid + 3 * np.sin(2 * grid)) ** 2 / (2 * (grid**2 + 3 * np.sin(grid) ** 2))))
    assert mu > 0.1
    x = 5.0
    for _ in range(40):
        after = x - slope(x) / 8
        assert f(after) <= (1 - mu / 8) * f(x) + 1e-15
        x = after


def check_escape_from_saddle():
    """Lesson: from distance 1e-6, with factor 1.01 per step, it takes 1,389 steps to reach distance 1."""
    assert math.ceil(math.log(1e6) / math.log(1.01)) == 1389
    theta = np.array([1.0, 1e-6])
    for _ in range(1389):
        theta = theta - 0.01 * np.array([1.0, -1.0]) * theta
    assert abs(theta[0]) < 1e-5
    assert theta[1] >= 1


def check_tuned_momentum():
    """Lesson and problem rescaled-valley: the spectral radius of tuned heavy ball is (√κ−1)/(√κ+1) at every
    curvature.
    """
    for mu, top in ((1.0, 100.0), (1.0, 49.0), (0.3, 7.0)):
        root = math.sqrt(top / mu)
        eta, beta = (2 / (math.sqrt(mu) + math.sqrt(top))) ** 2, ((root - 1) / (root + 1)) ** 2
        for h in np.linspace(mu, top, 9):
            radius = np.abs(np.linalg.eigvals([[1 + beta - eta * h, -beta], [1, 0]])).max()
            assert abs(radius - (root - 1) / (root + 1)) < 1e-5


def check_rescaled_valley():
    """Problem rescaled-valley: 2/49 = 0.0408, 0.96, 339 and 49 steps, η = 1/16, β = 0.5625, intercept and centering."""
    assert round(2 / 49, 4) == 0.0408
    assert math.isclose(1 - 0.04, 48 / 50)
    assert round(math.log(1e6) / -math.log(0.96), 1) == 338.4
    assert round(math.log(1e6) / -math.log(0.75), 2) == 48.02
    assert math.isclose((2 / 8) ** 2, 1 / 16)
    assert math.isclose(0.75**2, 0.5625)
    hessian = np.array([[1.0, 10.0], [10.0, 101.0]])
    assert math.isclose(np.linalg.det(hessian), 1, rel_tol=1e-9)
    assert 1.0e4 < np.linalg.cond(hessian) < 1.05e4


def check_adam_in_the_rescaled_valley():
    """Problem rescaled-valley: root mean squared gradients stand 1 : 7; dividing by them leaves κ = 7."""
    rng = np.random.default_rng(7)
    scales = np.array([1.0, 7.0])
    features = rng.normal(size=(200_000, 2)) * scales
    gradients = features * rng.normal(size=(200_000, 1))
    size = np.sqrt((gradients**2).mean(0))
    assert abs(size[1] / size[0] - 7) < 0.1
    curvature = scales**2 / size
    assert abs(curvature[1] / curvature[0] - 7) < 0.1


def check_noise_floor():
    """Lesson and problem noise-floor: V = ησ²/(Bh(2−ηh)): 0.111, 0.0069 and 0.0066, by simulation."""
    rng = np.random.default_rng(3)
    for eta, batch, claimed in ((0.1, 1, 0.111), (0.1, 16, 0.0069), (0.05, 8, 0.0066)):
        exact = eta * 4 / batch / (2 * (2 - eta * 2))
        assert abs(exact - claimed) < 6e-5 + 0.004 * claimed
        theta = np.zeros(40000)
        for _ in range(100):
            theta = theta - eta * (2 * theta + rng.normal(0, math.sqrt(4 / batch), 40000))
        assert abs(theta.var() / exact - 1) < 0.05
    assert math.isclose(1 - 0.05 * 2, 0.9)
    assert math.isclose(1 - 0.1 * 2, 0.8)


def check_averaged_iterates():
    """Problem noise-floor: the average of T iterates has variance about σ²/(Bh²T), whatever the rate."""
    rng = np.random.default_rng(4)
    for eta in (0.05, 0.2):
        theta, total = np.zeros(4000), np.zeros(4000)
        for _ in range(1500):
            theta = theta - eta * (2 * theta + rng.normal(0, 2, 4000))
            total += theta
        assert abs((total / 1500).var() / (4 / (4 * 1500)) - 1) < 0.1


def check_momentum_sums():
    """Lesson and probe unroll-momentum: a constant gradient adds up to 10, an alternating one to 0.53, 19 times
    less.
    """
    for signs, size in ((np.ones(400), 10), (np.tile([1.0, -1.0], 200), 0.53)):
        u = 0.0
        for g in signs:
            u = 0.9 * u + g
        assert abs(abs(u) - size) < 0.005
    assert round(10 * 1.9) == 19


def check_uncorrected_adam():
    """Lesson, figure, card: 3.16 at first, 6.57 at step 12; 0.45 and 1.10 for a second decay of 0.95."""
    raw = _adam(np.full(1000, 7.0), correct=False)
    assert round(raw[0], 2) == 3.16
    assert np.argmax(raw) == 11
    assert round(raw[11], 2) == 6.57
    t = np.arange(1, 1001)
    assert np.allclose(raw, (1 - 0.9**t) / np.sqrt(1 - 0.999**t))
    fast = _adam(np.full(500, 7.0), b2=0.95, correct=False)
    assert round(fast[0], 2) == 0.45
    assert round(fast.max(), 2) == 1.1
    assert fast.max() < 1.1
    assert np.allclose(_adam(np.full(1000, 7.0)), 1)


def check_first_adam_step():
    """Problem first-adam-step: 10 at first, 15.07 at step 6, 5.05, 1.74; 1, 1.59; 50; 0.09; 10 after 25,000."""
    raw = _adam(np.full(1000, 7.0), b1=0.8, b2=0.9996, correct=False)
    assert round(raw[0], 6) == 10
    assert np.argmax(raw) == 5
    assert round(raw[5], 2) == 15.07
    assert round(raw[99], 2) == 5.05
    assert round(raw[999], 2) == 1.74
    other = _adam(np.full(500, 7.0), b1=0.8, b2=0.96, correct=False)
    assert round(other[0], 6) == 1
    assert round(other.max(), 2) == 1.59
    assert round(_adam([7.0], b1=0, b2=0.9996, correct=False)[0], 6) == 50
    assert np.allclose(_adam(np.full(100, 7.0), b1=0.8, b2=0.9996), 1)
    assert round(raw[5] * 6 / 1000, 2) == 0.09
    single = _adam([1.0] + [0.0] * 24_999 + [1.0, 0.0, 0.0], b1=0.8, b2=0.9996)
    assert abs(single[25_000] - 10) < 0.01
    assert abs(single[25_002] / single[25_000] - 0.64) < 0.001
    assert round(0.9996**25_000 / math.exp(-10), 1) == 1


def check_loss_spike():
    """Problem loss-spike: a burst after silence gives at most 4.7 for a second decay of 0.998, and 1.6 for 0.98."""
    silence, burst = np.full(20000, 1e-9), np.full(60, 1.0)
    for decay, most in ((0.998, 4.7), (0.98, 1.6)):
        steps = _adam(np.concatenate([silence, burst]), b2=decay)[20000:]
        assert round(steps.max(), 1) == most
    assert math.isclose(1 / (1 - 0.998), 500)


def check_start_at_a_constant():
    """Follow-up of first-adam-step: from v0 = c the unbiased estimate is (v − β₂ᵗc)/(1 − β₂ᵗ)."""
    v = 5.0
    for _ in range(30):
        v = 0.99 * v + 0.01 * 4
    assert math.isclose((v - 0.99**30 * 5) / (1 - 0.99**30), 4)


def check_rare_and_sudden_gradients():
    """Lesson: after silence an agreeing burst begins at 3.16η and reaches 6.57η, 1.1η for β₂ = 0.95."""
    silence, burst = np.full(20000, 1e-9), np.full(60, 1.0)
    steps = _adam(np.concatenate([silence, burst]))[20000:]
    assert round(steps[0], 2) == 3.16
    assert round(steps.max(), 2) == 6.57
    assert _adam(np.concatenate([silence, burst]), b2=0.95)[20000:].max() < 1.1


def check_bias_correction():
    """Lesson and probe derive-the-correction: E[v_t] = (1 − β₂ᵗ)E[g²], by simulation."""
    rng = np.random.default_rng(5)
    v = np.zeros(100000)
    for _ in range(20):
        v = 0.95 * v + 0.05 * rng.normal(1, 2, 100000) ** 2
    assert abs(v.mean() / ((1 - 0.95**20) * 5) - 1) < 0.01


def check_scale_invariance():
    """Lesson, probe thousandfold-loss, flashcard adam-without-memory: Adam ignores the loss's scale; sign descent."""
    g = np.random.default_rng(6).normal(size=200)
    assert np.allclose(_adam(g), _adam(1000 * g))
    assert np.allclose(_adam(g, b1=0, b2=0), np.sign(g))


def check_l2_and_decoupled_decay():
    """Problem l2-in-adam: SGD identity, rest points under frozen scaling, and 0.990, 0.368 against 0.368."""
    rng = np.random.default_rng(7)
    A = rng.normal(size=(6, 3))
    H, b, s, lam = A.T @ A, rng.normal(size=3), np.array([0.5, 1.0, 3.0]), 0.4
    theta = rng.normal(size=3)
    g = H @ theta - b
    assert np.allclose(theta - 0.1 * (g + lam * theta), (1 - 0.1 * lam) * theta - 0.1 * g)
    inside, outside = theta.copy(), theta.copy()
    for _ in range(6000):
        inside = inside - 0.01 * (H @ inside - b + lam * inside) / s
        outside = (1 - 0.01 * lam) * outside - 0.01 * (H @ outside - b) / s
    assert np.allclose(inside, np.linalg.solve(H + lam * np.eye(3), b))
    assert np.allclose(outside, np.linalg.solve(H + lam * np.diag(s), b))

    def penalized(x):
        return 0.5 * x @ H @ x - b @ x + 0.5 * lam * np.sum(s * x**2)

    assert np.allclose(_slope(penalized, outside), 0, atol=1e-6)
    assert round((1 - 1e-3 * 1e-3 / 1) ** 10000, 3) == 0.990
    assert round((1 - 1e-3 * 1e-3 / 0.01) ** 10000, 3) == 0.368
    assert round((1 - 1e-3 * 0.1) ** 10000, 3) == 0.368


def check_adam_goes_the_wrong_way():
    """Problem adam-goes-the-wrong-way: the cycle of v, +0.681, −0.349, −1.79, and runs of Adam and AMSGrad."""
    v = 0.0
    for _ in range(30):
        cycle = []
        for g in (3, -1, -1):
            v = 0.1 * v + 0.9 * g * g
            cycle.append(v)
    assert np.allclose(np.round(cycle, 3), [8.207, 1.721, 1.072])
    a, b, c = np.sqrt(cycle)
    assert np.allclose(np.round([-3 / a, 1 / b, 1 / c], 3), [-1.047, 0.762, 0.966])
    assert round(-3 / a + 1 / b + 1 / c, 3) == 0.681
    assert round(-1 / a, 3) == -0.349
    assert round(-3 / c + 1 / a + 1 / b, 2) == -1.79
    for beta, biggest, end in ((0.1, False, 1), (0.1, True, -1), (0.999, False, -1)):
        x, v, top = 0.0, 0.0, 0.0
        for t in range(1, 6001):
            g = 3 if t % 3 == 1 else -1
            v = beta * v + (1 - beta) * g * g
            hat = v / (1 - beta**t)
            top = max(top, hat)
            x = min(1.0, max(-1.0, x - 0.01 * g / math.sqrt(top if biggest else hat)))
        assert abs(x - end) < 0.05


def check_example_against_theory():
    """Lesson: the quoted losses 0.92, 2,600 and the tuned momentum's order agree with the exact recursions."""
    rate = 2 / 101
    assert round(0.5 * ((1 - rate) ** 200 + 100 * (1 - 100 * rate) ** 200), 2) == 0.92
    assert abs(0.5 * (100 * (1 - 2.02) ** 200 + (1 - 0.0202) ** 200) - 2600) < 60


def check_thirty_two_times_the_batch():
    """Problem thirty-two-times-the-batch: 5,000 and 450,000 steps, 156 and 14,060, rates 3.2 and 0.57, 780 steps."""
    assert 1_280_000 / 256 == 5000
    assert 5000 * 90 == 450_000
    assert 1_280_000 // 8192 == 156
    assert round(1_280_000 * 90 / 8192, -1) == 14060
    assert round(156.25 * 5, -1) == 780
    assert math.isclose(0.1 * 32, 3.2)
    assert round(0.1 * math.sqrt(32), 2) == 0.57


def check_nesterov():
    """Rapid-fire nesterov: the look-ahead update equals Nesterov's two-sequence form, and beats descent on a valley."""
    H, eta, beta = np.array([1.0, 80.0]), 0.01, 0.8
    theta, u = np.ones(2), np.zeros(2)
    x, y = np.ones(2), np.ones(2)
    plain = np.ones(2)
    for _ in range(60):
        u = beta * u + H * (theta - eta * beta * u)
        theta = theta - eta * u
        x, old = y - eta * H * y, x
        y = x + beta * (x - old)
        plain = plain - eta * H * plain
        assert np.allclose(theta, x)
    assert np.linalg.norm(theta) < 0.2 * np.linalg.norm(plain)


def check_clipping():
    """Rapid-fire clip-norm-or-value: (10, 0.1) at 1 becomes about (1, 0.01) by norm and (1, 0.1) by value."""
    g = np.array([10.0, 0.1])
    assert np.allclose(g * min(1, 1 / np.linalg.norm(g)), [1, 0.01], atol=1e-4)
    assert np.allclose(np.clip(g, -1, 1), [1, 0.1])


def check_adagrad():
    """Rapid-fire adagrad-fault: under constant gradients AdaGrad's rate is η/√t, a hundredth after 10,000 steps."""
    assert math.isclose(2.0 / math.sqrt(np.sum(np.full(10000, 2.0) ** 2)), 0.01)


def check_card_numbers():
    """Flashcards and answers: half-life 693, cosine values, 4 and 8 GB, ln 10 = 2.30, fp16 and 10⁻⁸, κ and √κ."""
    assert round(math.log(2) / 0.001) == 693
    assert abs(math.log(0.5) / math.log(0.999) - 693) < 1

    def cosine(t):
        return 0.001 / 2 * (1 + math.cos(math.pi * t / 1000))

    assert math.isclose(cosine(500), 0.0005)
    assert round(cosine(750), 5) == 0.00015
    assert math.isclose(cosine(750), 0.0005 * (1 + math.cos(math.radians(135))))
    assert (4 * 1e9 / 1e9, 2 * 4 * 1e9 / 1e9) == (4, 8)
    assert round(math.log(10), 2) == 2.3
    assert np.float16(1e-8) == 0
    assert abs(_steps((1e4 - 1) / (1e4 + 1), 1000) / _steps(99 / 101, 1000) - 100) < 1
    assert abs(_steps(99 / 101, 1000) / _steps(9 / 11, 1000) - 10) < 0.2
    assert 50000 // 100 * 20 == 10000


def check_hessian_vector_product():
    """Flashcard hessian-vector: the gradient of ∇f·v is Hv."""
    rng = np.random.default_rng(8)
    A, v, x = rng.normal(size=(4, 4)), rng.normal(size=4), rng.normal(size=4)

    def gradient(z):
        return A.T @ np.cos(A @ z)  # f = sum of sin(Az)

    hessian = -A.T @ np.diag(np.sin(A @ x)) @ A
    assert np.allclose(_slope(lambda z: gradient(z) @ v, x), hessian @ v, atol=1e-6)


def check_mini_batch_noise():
    """Lesson and flashcard halve-the-noise: a batch four times as large halves the gradient's standard deviation."""
    rng = np.random.default_rng(9)
    small, large = (rng.normal(size=(20000, size)).mean(1).std() for size in (8, 32))
    assert abs(small / large - 2) < 0.05


def check_epsilon_limits():
    """Rapid-fire epsilon-in-adam: for √v much below ε the step is ηm/ε, for √v far above it is scale-free."""
    for g, expected in ((1e-12, 1e-12 / 1e-8), (1.0, 1.0)):
        assert math.isclose(g / (math.sqrt(g * g) + 1e-8), expected, rel_tol=1e-3)


def check_rounding():
    """Flashcard update-lost-to-rounding: numbers of 8 significant bits are 2⁻⁸ apart below 1, so 0.999 becomes 1."""
    spacing = 2.0**-8
    assert round(spacing, 4) == 0.0039
    assert round(0.999 / spacing) * spacing == 1


def check_floor_follows_the_rate():
    """The sample exchange: at a tenth of a small rate the noise floor is about a tenth, so nine tenths of it vanish."""
    floor = lambda eta, h=1.0: eta / (2 - eta * h)  # noqa: E731
    assert 0.09 < floor(0.01) / floor(0.1) < 0.1


def check_polyak_step():
    """Flashcard polyak-step-size: on |θ₁| + 2|θ₂|, with f* = 0, the distance never grows and vanishes."""
    theta, distance = np.array([3.0, -2.0]), math.inf
    for _ in range(200):
        g = np.sign(theta) * [1, 2]
        if not g.any():
            break
        theta = theta - (abs(theta[0]) + 2 * abs(theta[1])) / (g @ g) * g
        assert np.linalg.norm(theta) <= distance + 1e-12
        distance = np.linalg.norm(theta)
    assert np.linalg.norm(theta) < 1e-3


def check_half_precision_ranges():
    """Flashcard bf16-range: fp16 rounds to 0 below 3·10⁻⁸; 11 bits of precision; 8 exponent bits reach 10⁻³⁸."""
    smallest = float(np.finfo(np.float16).smallest_subnormal)
    assert 2.9e-8 < smallest / 2 < 3e-8
    assert np.float16(2.9e-8) == 0 < np.float16(3e-8)
    assert float(np.finfo(np.float16).eps) == 2.0**-10
    assert float(np.finfo(np.float32).tiny) == 2.0**-126 < 1.2e-38


def check_boxes():
    """Stop-and-try boxes: 1/9, 0.1 and 0.8; 20 and 0.51; 1 and 0.053; halves of (6, 0), (0, 8); 112, 84 and 14 GB."""
    assert math.isclose(2 / (2 + 18), 0.1)
    assert math.isclose(1 - 0.1 * 2, 8 / 10)
    assert round(1 / (1 - 0.95), 6) == 20
    assert round(1 / (1 + 0.95), 2) == 0.51
    steps = _adam([4.0, -4.0])
    assert math.isclose(steps[0], 1)
    assert round(steps[1], 3) == -0.053
    assert round(-0.04 / 0.19, 2) == -0.21
    assert math.hypot(6, 8) == 10
    assert (7 * 16, 7 * 12, 7 * 2) == (112, 84, 14)
    assert 2 + 2 + 4 + 4 + 4 == 16
    assert 2 + 2 + 4 + 1 + 1 == 10


def check_batch_without_replacement():
    """Derivation batch-without-replacement: mean and s²/B · (N−B)/(N−1), by all subsets; covariance −s²/(N−1)."""
    g = np.random.default_rng(20).normal(size=7)
    for size in range(1, 8):
        means = [np.mean(batch) for batch in combinations(g, size)]
        assert math.isclose(np.mean(means), g.mean())
        assert math.isclose(np.var(means), g.var() / size * (7 - size) / 6, abs_tol=1e-15)
    pairs = [(a - g.mean()) * (b - g.mean()) for a, b in combinations(g, 2)]
    assert math.isclose(np.mean(pairs), -g.var() / 6)


def check_one_over_root_t():
    """Lesson and derivation one-over-root-t: the bound holds on a noisy convex loss; its best rate gives RG/√T."""
    rng = np.random.default_rng(21)
    rates = np.linspace(1e-4, 1, 200_001)
    bounds = 3**2 / (2 * rates * 100) + rates * 4**2 / 2
    assert abs(bounds.min() - 3 * 4 / math.sqrt(100)) < 1e-4
    assert abs(rates[bounds.argmin()] - 3 / (4 * 10)) < 1e-3
    for rounds, rate in ((50, 0.3), (400, 0.1)):
        theta, total = np.full(4000, 3.0), np.zeros(4000)
        for _ in range(rounds):
            total += theta
            theta = theta - rate * (np.sign(theta) + rng.choice([-2.0, 2.0], size=4000))  # |θ|, mean square at most 5
        excess = np.mean(np.abs(total / rounds))
        assert excess <= 3**2 / (2 * rate * rounds) + rate * 5 / 2


def check_bound_on_an_adam_step():
    """Derivation bound-on-an-adam-step and lesson: 1, 1.001, 1.043, 2.24, 7.27; equality; 0.23 on noise."""

    def bound(t, b1=0.9, b2=0.999):
        q = b1 * b1 / b2
        return (1 - b1) / (1 - b1**t) * math.sqrt((1 - b2**t) / (1 - b2) * (1 - q**t) / (1 - q))

    assert math.isclose(bound(1), 1)
    assert round(bound(2), 3) == 1.001
    assert round(bound(10), 3) == 1.043
    assert round(bound(100), 2) == 2.24
    assert round(0.1 / math.sqrt(0.001 * (1 - 0.81 / 0.999)), 2) == 7.27
    assert all(bound(t + 1) > bound(t) for t in range(1, 3000))
    rng = np.random.default_rng(22)
    for _ in range(300):
        g = rng.normal(size=40) * np.exp(rng.normal(size=40) * 2)
        limits = np.array([bound(t) for t in range(1, 41)])
        assert np.all(np.abs(_adam(g)) <= limits + 1e-12)
    growing = (0.999 / 0.9) ** np.arange(60.0)
    assert math.isclose(_adam(growing)[-1], bound(60))
    assert round(0.999 / 0.9, 2) == 1.11
    noise = _adam(rng.normal(size=60_000))[20_000:]
    assert abs(np.sqrt(np.mean(noise**2)) - math.sqrt(0.1 / 1.9)) < 0.01
    assert round(math.sqrt(0.1 / 1.9), 2) == 0.23


def check_rate_against_width():
    """Derivation rate-against-width and flashcard: the initial output keeps its size, an Adam step's grows like n."""
    rng = np.random.default_rng(23)
    starts, moves = [], []
    for n in (256, 1024):
        x, g = rng.normal(size=n), rng.normal(size=400)
        weights = rng.normal(0, 1 / math.sqrt(n), size=(400, n))
        starts.append((weights @ x).std())
        step = -0.01 * np.sign(np.outer(g, x))
        assert np.allclose(np.abs(step @ x), 0.01 * np.abs(x).sum())
        moves.append(np.abs(step @ x).mean())
    assert 0.85 < starts[1] / starts[0] < 1.15
    assert 3.6 < moves[1] / moves[0] < 4.4
    assert math.isclose(0.004 * 512 / 2048, 0.001)


def check_momentum_factor():
    """Derivation momentum-factor: no rate and decay beat (√κ−1)/(√κ+1), and the stated ones reach it."""
    mu, top = 1.0, 9.0
    best = (math.sqrt(top / mu) - 1) / (math.sqrt(top / mu) + 1)

    def factor(eta, beta):
        return max(np.abs(np.roots([1, -(1 + beta - eta * h), beta])).max() for h in (mu, (mu + top) / 2, top))

    assert abs(factor((2 / (math.sqrt(top) + math.sqrt(mu))) ** 2, best**2) - best) < 1e-6
    for eta in np.linspace(0.02, 0.6, 30):
        for beta in np.linspace(0, 0.9, 19):
            assert factor(eta, beta) >= best - 1e-9
    for rho, beta in ((0.6, 0.2), (0.8, 0.5), (0.5, 0.25)):
        assert (1 + rho) * (1 + beta / rho) / ((1 - rho) * (1 - beta / rho)) <= ((1 + rho) / (1 - rho)) ** 2 + 1e-12


def check_direction_of_muon():
    """Derivation direction-of-muon and card newton-schulz: the maximum, the iteration, 0.792, 12 steps, the quintic."""
    rng = np.random.default_rng(24)
    G = rng.normal(size=(5, 3))
    U, s, Vt = np.linalg.svd(G, full_matrices=False)
    assert math.isclose(np.sum(G * (U @ Vt)), s.sum())
    for _ in range(300):
        D = rng.normal(size=(5, 3))
        assert np.sum(G * D) / np.linalg.norm(D, 2) <= s.sum() + 1e-9
    X = G / np.linalg.norm(G)
    for _ in range(30):
        X = 1.5 * X - 0.5 * X @ X.T @ X
    assert np.allclose(X, U @ Vt)
    assert math.isclose(1.5 * 0.6 - 0.5 * 0.6**3, 0.792)
    grid = np.linspace(0.001, 1, 1000)
    assert np.allclose(1 - 1.5 * grid + 0.5 * grid**3, 0.5 * (1 - grid) ** 2 * (2 + grid))
    value, rounds = 0.01, 0
    while value < 0.7:
        value, rounds = 1.5 * value - 0.5 * value**3, rounds + 1
    assert rounds > 10
    values = np.linspace(0.01, 1, 2000)
    for _ in range(5):
        values = 3.4445 * values - 4.7750 * values**3 + 2.0315 * values**5
    assert 0.65 < values.min() < 0.7
    assert 1.1 < values.max() < 1.15


def check_fit_the_optimizer():
    """Problem fit-the-optimizer: 53, 41, 35 and 26 GB, 6 and 12 GB, and 8,192 numbers against 16.8 million."""
    sizes = {"adamw": 16, "lion": 12, "bits": 10, "sharded": 4 + 12 / 4}
    assert [3 * each + 5 for each in sizes.values()] == [53, 41, 35, 26]
    assert [3 * each for each in sizes.values()] == [48, 36, 30, 21]
    assert (3 * 2, 3 * 4) == (6, 12)
    assert 4096 + 4096 == 8192
    assert round(4096**2 / 1e6, 1) == 16.8


def check_new_rapid_fire():
    """Rapid fire: 14,000 and 0.00003; twice at the critical batch, 20 % at four times; 1.4; a third at 60 percent."""
    assert round(1.1**100, -3) == 14_000
    assert round(0.9**100, 5) == 0.00003
    assert (1 + 1, 1 + 1) == (2, 2)
    assert math.isclose(1 - 1 / (1 + 1 / 4), 0.2)
    assert round(math.sqrt(2), 1) == 1.4
    assert 0.33 < 0.5 * (1 + math.cos(0.6 * math.pi)) < 0.35
    p = 1 / (1 + np.exp(-np.linspace(-9, 9, 1001)))
    assert np.isclose(np.max(p * (1 - p)), 0.25)


def check_lion_and_schedules():
    """Lesson and flashcards: Lion moves every coordinate by η; the trapezoid's mean is 0.9; schedule-free's average."""
    rng = np.random.default_rng(25)
    m = np.zeros(3)
    for _ in range(20):
        g = rng.normal(size=3)
        assert np.all(np.abs(np.sign(0.9 * m + 0.1 * g)) == 1)
        m = 0.99 * m + 0.01 * g
    rates = [min(1, (t + 0.5) / 1000, (10_000 - t - 0.5) / 1000) for t in range(10_000)]
    assert math.isclose(np.mean(rates), 0.9)
    z, x, kept = 3.0, 3.0, []
    for t in range(1, 200):
        y = 0.1 * z + 0.9 * x
        z -= 0.1 * (2 * y + rng.normal())
        kept.append(z)
        x += (z - x) / (t + 1)
    assert math.isclose(x, (3.0 + sum(kept)) / 200)
