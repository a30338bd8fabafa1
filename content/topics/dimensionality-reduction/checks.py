"""Checks every number and formula of this topic's study material."""

import math

import numpy as np


def _centered(seed, n=80, p=6):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, p)) @ rng.normal(size=(p, p)) + 3
    return x - x.mean(axis=0)


def check_lesson_two_by_two():
    """Lesson, derivation: eigenvalues 6 and 1, axis (2,1)/√5 at 27°, share 86 %; weighted average bound."""
    s = np.array([[5.0, 2.0], [2.0, 2.0]])
    values, vectors = np.linalg.eigh(s)
    assert np.allclose(values, [1, 6])
    assert abs(abs(vectors[:, 1] @ np.array([2, 1]) / math.sqrt(5)) - 1) < 1e-12
    assert round(math.degrees(math.atan2(1, 2))) == 27
    assert round(600 / 7) == 86
    w = np.random.default_rng(0).normal(size=(1000, 2))
    w /= np.linalg.norm(w, axis=1, keepdims=True)
    assert np.all(np.einsum("ni,ij,nj->n", w, s, w) <= 6 + 1e-12)


def check_svd_and_eckart_young():
    """Lesson, SVD and least squares: λ = d²/(n-1), scores UD, dropped sum, and no random rank-k map does better."""
    x = _centered(1)
    n = len(x)
    u, d, vt = np.linalg.svd(x, full_matrices=False)
    assert np.allclose(np.linalg.eigvalsh(x.T @ x / (n - 1))[::-1], d**2 / (n - 1))
    assert np.allclose(x @ vt.T, u * d)
    best = np.sum((x - x @ vt[:2].T @ vt[:2]) ** 2)
    assert np.isclose(best, np.sum(d[2:] ** 2))
    rng = np.random.default_rng(2)
    for _ in range(50):
        code = x @ (vt[:2].T + 0.1 * rng.normal(size=(6, 2)))
        assert np.sum((x - code @ np.linalg.lstsq(code, x, rcond=None)[0]) ** 2) >= best


def check_lesson_outlier_and_circle():
    """Lesson, failures: one row 100 sd away adds about 10 among 1,000; a circle has equal eigenvalues; rank n-1."""
    assert 100**2 / 1000 == 10
    t = 2 * np.pi * np.arange(60) / 60
    assert np.allclose(np.cov(np.cos(t), np.sin(t)), np.eye(2) * 30 / 59)
    x = np.random.default_rng(3).normal(size=(10, 40))
    assert np.linalg.matrix_rank(x - x.mean(axis=0)) == 9


def check_heavy_tail():
    """Lesson, t-SNE: equal similarity at 0.81 for 1, 2.5 for 2 and 9.4 for 3; flashcard student-dof."""
    stretched = [math.sqrt(math.exp(r * r / 2) - 1) for r in (1, 2, 3)]
    assert np.allclose(stretched, [0.81, 2.53, 9.43], atol=0.006)
    assert abs(1e4**2 / (1 + 1e4**2) - 1) < 1e-6


def check_elbo():
    """Lesson, VAE: log p(x) = ELBO + KL(q, posterior), in a linear Gaussian model by quadrature; flashcard elbo-gap."""
    z = np.linspace(-12, 12, 20001)
    step = z[1] - z[0]

    def log_normal(v, m, s):
        return -0.5 * np.log(2 * np.pi * s * s) - (v - m) ** 2 / (2 * s * s)

    x, w, sd = 1.3, 0.8, 0.5
    log_q, log_prior, log_like = log_normal(z, 0.4, 0.7), log_normal(z, 0, 1), log_normal(x, w * z, sd)
    log_x = log_normal(x, 0, math.sqrt(w * w + sd * sd))
    q = np.exp(log_q)
    elbo = np.sum(q * (log_like + log_prior - log_q)) * step
    gap = np.sum(q * (log_q - (log_like + log_prior - log_x))) * step
    assert abs(elbo + gap - log_x) < 1e-8
    assert gap > 0


def check_second_component():
    """Problem second-component: variances 5, 3, 2, second axis (1,-1,0)/√2, 80 %."""
    s = np.array([[4.0, 1, 0], [1, 4, 0], [0, 0, 2]])
    values, vectors = np.linalg.eigh(s)
    assert np.allclose(values, [2, 3, 5])
    assert abs(abs(vectors[:, 1] @ np.array([1, -1, 0]) / math.sqrt(2)) - 1) < 1e-12
    assert 8 / 10 == 0.8


def check_gram_route():
    """Problem more-columns-than-rows: 20 GB, 320 kB, v = Xᵀu/√α, at most n-1, projection, mean null eigenvalue 251."""
    assert 50_000**2 * 8 == 20e9
    assert 200**2 * 8 == 320_000
    assert 200**2 * 50_000 == 2e9
    assert round(50_000 / 199) == 251
    raw = np.random.default_rng(4).normal(size=(12, 90)) + 2
    mean = raw.mean(axis=0)
    x = raw - mean
    alphas, u = np.linalg.eigh(x @ x.T)
    assert np.sum(alphas > 1e-9) == 11
    v = x.T @ u[:, 1:] / np.sqrt(alphas[1:])
    assert np.allclose(v.T @ v, np.eye(11), atol=1e-9)
    assert np.allclose(x.T @ x @ v / 11, v * alphas[1:] / 11)
    new = np.ones(90)
    assert np.allclose(v.T @ (new - mean), u[:, 1:].T @ x @ (new - mean) / np.sqrt(alphas[1:]))


def check_linear_autoencoder():
    """Problem linear-autoencoder: the invertible freedom, the code covariance, and decay's fraction 1-γ/d²."""
    x = _centered(5)
    vk = np.linalg.svd(x, full_matrices=False)[2][:2].T
    m = np.array([[1.0, 2], [0.5, -1]])
    assert np.allclose(vk @ np.linalg.inv(m) @ m @ vk.T, vk @ vk.T)
    code = np.cov((x @ vk @ m.T).T)
    assert np.allclose(code, m @ np.cov((x @ vk).T) @ m.T)
    assert abs(code[0, 1]) > 0.1
    a = np.linspace(0, 1, 100_001)
    best = a[np.argmin(9 * (1 - a**2) ** 2 + 2 * 2 * a**2)]
    assert abs(best**2 - (1 - 2 / 9)) < 1e-4


def check_paper_pca():
    """Problem two-by-two: covariance 5 and 3, eigenvalues 8 and 2, score 2√2, error 2, 86.5° after rescaling."""
    x = np.array([[3, 1], [-3, -1], [1, 3], [-1, -3], [0, 0]], float)
    s = np.cov(x.T)
    assert np.allclose(s, [[5, 3], [3, 5]])
    assert np.allclose(np.linalg.eigvalsh(s), [2, 8])
    w = np.array([1, 1]) / math.sqrt(2)
    assert np.isclose(x[0] @ w, 2 * math.sqrt(2))
    errors = np.sum((x - np.outer(x @ w, w)) ** 2, axis=1)
    assert np.allclose(errors, [2, 2, 2, 2, 0])
    assert np.isclose(errors.sum() / 4, 2)
    axis = np.linalg.eigh(np.cov((x * [1, 10]).T))[1][:, 1]
    assert abs(math.degrees(math.atan(axis[1] / axis[0])) - 86.5) < 0.06
    assert np.allclose(np.linalg.eigvalsh([[1, 0.4], [0.4, 1]]), [0.6, 1.4])


def check_tsne_gradient():
    """Problem tsne-gradient: 4 Σ (p-q) g (y_i - y_j) equals the finite-difference gradient."""
    rng = np.random.default_rng(6)
    p = rng.random((7, 7))
    p = p + p.T
    np.fill_diagonal(p, 0)
    p /= p.sum()
    y = rng.normal(size=(7, 2))
    off = ~np.eye(7, dtype=bool)

    def kernel(at):
        g = 1 / (1 + np.sum((at[:, None] - at[None]) ** 2, axis=2))
        np.fill_diagonal(g, 0)
        return g

    def cost(at):
        g = kernel(at)
        return np.sum(p[off] * np.log(p[off] / (g / g.sum())[off]))

    g = kernel(y)
    weights = (p - g / g.sum()) * g
    gradient = 4 * np.sum(weights[:, :, None] * (y[:, None] - y[None]), axis=1)
    for i in range(7):
        for a in range(2):
            step = np.zeros_like(y)
            step[i, a] = 1e-5
            assert abs((cost(y + step) - cost(y - step)) / 2e-5 - gradient[i, a]) < 1e-7


def check_index_memory():
    """Problem shrink-the-index: 61.4 GB, 12.3 GB, 614 bytes, int8 15.4 GB, 384 int8 7.7 GB."""
    full = 2e7 * 768 * 4
    assert round(full / 1e9, 1) == 61.4
    assert round(full / 5 / 1e9, 1) == 12.3
    assert round(768 * 4 / 5) == 614
    assert 153 * 4 <= 768 * 4 / 5 < 154 * 4
    assert round(2e7 * 768 / 1e9, 1) == 15.4
    assert round(2e7 * 384 / 1e9, 1) == 7.7
    assert full / (2e7 * 384) == 8


def check_gaussian_kl():
    """Problem vae-kl-term: ½(m²+s²-1-log s²), 0.818 at (1, 0.5), against quadrature."""
    m, s = 1.0, 0.5
    closed = 0.5 * (m * m + s * s - 1 - math.log(s * s))
    assert round(closed, 3) == 0.818
    z = np.linspace(-9, 11, 40_001)
    log_q = -0.5 * np.log(2 * np.pi * s * s) - (z - m) ** 2 / (2 * s * s)
    log_p = -0.5 * np.log(2 * np.pi) - z**2 / 2
    assert abs(np.sum(np.exp(log_q) * (log_q - log_p)) * (z[1] - z[0]) - closed) < 1e-8


def check_probes():
    """Probes share-of-three, svd-to-variance, whitening, pcr-and-ridge and counts-for-topics."""
    assert (5 + 3) / (5 + 3 + 1 + 1) == 0.8
    assert [d * d / 100 for d in (20, 10, 5)] == [4, 1, 0.25]
    assert 10**2 + 5**2 == 100 * 1.25
    x = _centered(7)
    values, v = np.linalg.eigh(np.cov(x.T))
    assert np.allclose(np.cov((x @ v / np.sqrt(values)).T), np.eye(6))
    u, d, _ = np.linalg.svd(x, full_matrices=False)
    y = np.random.default_rng(8).normal(size=80)
    ridge = x @ np.linalg.solve(x.T @ x + 2 * np.eye(6), x.T @ y)
    assert np.allclose(ridge, u @ (d**2 / (d**2 + 2) * (u.T @ y)))
    assert 5e6 * 3e5 == 1.5e12


def check_random_projection():
    """Rapid-fire random-projection: the usual bound gives about 11,800 dimensions."""
    assert round(4 * math.log(1e6) / (0.1**2 / 2 - 0.1**3 / 3), -2) == 11_800


def check_discriminant_rank():
    """Rapid-fire pca-vs-lda: the between-class matrix of K classes has rank K-1."""
    rng = np.random.default_rng(9)
    means = rng.normal(size=(4, 6))
    between = np.cov(means.T)
    assert np.linalg.matrix_rank(between) == 3


def check_flashcards():
    """Flashcards: perplexity 32, symmetrized row sums, fuzzy union 0.9, participation ratio, classical scaling."""
    p = np.full(32, 1 / 32)
    assert np.isclose(2 ** -np.sum(p * np.log2(p)), 32)
    rows = np.random.default_rng(10).random((9, 9))
    np.fill_diagonal(rows, 0)
    rows /= rows.sum(axis=1, keepdims=True)
    joint = (rows + rows.T) / 18
    assert np.isclose(joint.sum(), 1)
    assert np.all(joint.sum(axis=1) >= 1 / 18)
    assert np.isclose(0.8 + 0.5 - 0.8 * 0.5, 0.9)
    for spectrum, ratio in (((1, 1, 1, 1), 4), ((4, 0, 0, 0), 1)):
        assert sum(spectrum) ** 2 / sum(v * v for v in spectrum) == ratio
    x = _centered(11)
    squares = np.sum((x[:, None] - x[None]) ** 2, axis=2)
    h = np.eye(80) - 1 / 80
    assert np.allclose(-0.5 * h @ squares @ h, x @ x.T)


def check_length_removal():
    """The sample exchange: regressing length out leaves no linear trace, dropping the first component leaves some."""
    rng = np.random.default_rng(13)
    length = rng.normal(size=2000)
    x = np.outer(length, [3, 1, 0.5, 0]) + rng.normal(size=(2000, 4)) * [1.5, 1, 1, 0.5]
    x, length = x - x.mean(axis=0), length - length.mean()
    first = np.linalg.svd(x, full_matrices=False)[2][0]
    assert abs(np.corrcoef(x @ first, length)[0, 1]) > 0.85
    dropped = x - np.outer(x @ first, first)
    regressed = x - np.outer(length, length @ x / (length @ length))
    assert np.linalg.norm(length @ regressed) < 1e-9
    assert max(abs(np.corrcoef(column, length)[0, 1]) for column in dropped.T) > 0.1


def check_ppca_noise():
    """Flashcard ppca-noise: the mean dropped eigenvalue maximizes the likelihood, given the rest at its optimum."""
    x = _centered(12)
    s = x.T @ x / 80
    values, v = np.linalg.eigh(s)
    values, v = values[::-1], v[:, ::-1]
    k = 2
    star = values[k:].mean()

    def loss(noise):
        c = v[:, :k] @ np.diag(values[:k] - noise) @ v[:, :k].T + noise * np.eye(6)
        return np.linalg.slogdet(c)[1] + np.trace(np.linalg.solve(c, s))

    assert loss(star) < min(loss(0.9 * star), loss(1.1 * star))


def check_parallel_analysis():
    """Lesson, how many components: shuffled columns reach 1.82, three factors stand out, 90 % would keep twelve."""
    rng = np.random.default_rng(5)
    loadings = rng.normal(size=(3, 20)) * np.array([[1.1], [0.8], [0.6]])
    x = rng.normal(size=(150, 3)) @ loadings + rng.normal(0, 1, (150, 20))
    seen = np.linalg.eigvalsh(np.corrcoef(x.T))[::-1]
    null = [np.linalg.eigvalsh(np.corrcoef(rng.permuted(x, axis=0).T))[::-1] for _ in range(200)]
    bound = np.quantile(null, 0.95, axis=0)
    assert round(bound[0], 2) == 1.82
    assert np.argmin(seen > bound) == 3
    assert np.argmax(np.cumsum(seen) / 20 >= 0.9) + 1 == 12


def check_quiet_label():
    """Lesson, failures: the second component's accuracy agrees with the exact Φ(2) = 0.977."""
    assert abs(0.5 * (1 + math.erf(2 / math.sqrt(2))) - 0.976) < 0.002


def check_edge_of_noise():
    """Flashcard edge-of-noise: 1,000 rows of 250 noise columns have a largest eigenvalue near 2.25."""
    data = np.random.default_rng(81).normal(size=(1000, 250))
    assert abs(np.linalg.eigvalsh(np.cov(data.T))[-1] - 2.25) < 0.1
