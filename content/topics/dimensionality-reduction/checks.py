"""Checks every number and formula of this topic's study material."""

import io
import math
import runpy
import sys
from contextlib import redirect_stdout
from pathlib import Path
from unittest import mock

import numpy as np
from sklearn.manifold import TSNE


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


def _figure(name):
    """What a figure's script defines; its drawing is not wanted here."""
    topic = Path(__file__).parent
    with redirect_stdout(io.StringIO()), mock.patch.object(sys, "path", [str(topic.parent.parent), *sys.path]):
        return runpy.run_path(str(topic / "figures" / f"{name}.py"))


def check_boxes():
    """Lesson's boxes: 5 and 2, 2, trace 9; 44 and 7 steps; cosine 0.75 before, about 0 after centering."""
    values = np.linalg.eigvalsh(np.full((3, 3), 1.0) + 2 * np.eye(3))
    assert np.allclose(values, [2, 2, 5])
    assert (math.ceil(math.log(0.01) / math.log(0.9)), math.ceil(math.log(0.01) / math.log(0.5))) == (44, 7)
    assert round(math.log(0.01) / math.log(0.5), 1) == 6.6
    rng = np.random.default_rng(41)
    mean = np.zeros(400)
    mean[0] = 3
    x = mean + rng.normal(size=(300, 400)) * math.sqrt(3 / 400)

    def cosine(rows):
        unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return (unit @ unit.T)[np.triu_indices(len(rows), 1)].mean()

    assert 9 / 12 == 0.75
    assert abs(cosine(x) - 0.75) < 0.01
    assert abs(cosine(x - x.mean(axis=0))) < 0.01
    y = rng.normal(size=(300, 768))
    y[:, 5] = 30
    assert abs(cosine(y) - 900 / (900 + 767)) < 0.01
    assert round(900 / 1667, 2) == 0.54


def check_digits_figure():
    """Lesson, how many components: 64 % at 8 and 82 % at 16; the last third of the components adds next to nothing."""
    share = _figure("digits-by-components")["share"]
    assert (round(share(8), 2), round(share(16), 2)) == (0.64, 0.82)
    assert share(64) - share(43) < 0.02


def check_perplexities_figure():
    """Lesson, t-SNE: data 5 times as far, 4 times as wide; 15: equal; 50: 2.5 times as far, equally wide."""
    defined = _figure("tsne-perplexities")
    measure, layouts = defined["measure"], defined["stored"]()
    assert np.allclose(measure(defined["data"]()), [5, 4], atol=0.1)
    assert np.allclose(measure(layouts[15]), [1, 1], atol=0.06)
    far, wide = measure(layouts[50])
    assert abs(far - 2.5) < 0.06
    assert abs(wide - 1) < 0.1

    def islands(points):
        """Groups of points that are linked by steps of at most three times the usual distance to a neighbor."""
        distance = np.linalg.norm(points[:, None] - points[None], axis=2)
        near = distance < 3 * np.median(np.sort(distance, axis=1)[:, 1])
        reach = np.linalg.matrix_power(near.astype(float), 60) > 0
        return len({tuple(row) for row in reach})

    assert islands(layouts[2]) > 10
    assert islands(layouts[15]) == 3
    again = TSNE(perplexity=15, init="pca", random_state=0, method="exact", max_iter=600).fit_transform(
        defined["data"]()
    )
    assert np.allclose(measure(again), [1, 1], atol=0.15)


def check_cut_or_project():
    """Problem cut-or-project: 7.51, 12.5 %, 5.43, 72 %; the best matrix of inner products; 1.28e9 against 1.02e10."""
    total, kept = math.log(1024) + 0.577, math.log(128) + 0.577
    assert (round(total, 2), 128 / 1024, round(kept, 2), round(kept / total, 2)) == (7.51, 0.125, 5.43, 0.72)
    assert abs(sum(1 / j for j in range(1, 1025)) - total) < 0.01
    x = _centered(42)
    _, d, vt = np.linalg.svd(x, full_matrices=False)
    best = np.sum((x @ x.T - (x @ vt[:2].T) @ (x @ vt[:2].T).T) ** 2)
    assert np.isclose(best, np.sum(d[2:] ** 4))
    rng = np.random.default_rng(43)
    for _ in range(100):
        code = x @ (vt[:2].T + 0.05 * rng.normal(size=(6, 2)))
        assert np.sum((x @ x.T - code @ code.T) ** 2) > best
    staged = 1e7 * 128 + 500 * 1024
    assert (round(staged / 1e9, 2), 1e7 * 1024, round(1e7 * 1024 / staged)) == (1.28, 1.024e10, 8)


def check_sparse_code():
    """Problem shrinking-features: 2.6, 13 %, 0.4, f₂ = 0, shrinkage by 0.25; 256 against 8,192 bytes."""
    g = np.array([[1.0, 0.0], [0.6, 0.8]])
    grid = np.linspace(0, 5, 501)
    one, two = np.meshgrid(grid, grid, indexing="ij")

    def best(a):
        x = a @ g
        rebuilt = one[..., None] * g[0] + two[..., None] * g[1]
        at = np.argmin(np.sum((x - rebuilt) ** 2, axis=2) + 0.8 * (one + two))
        return one.flat[at], two.flat[at]

    assert np.allclose(best(np.array([3.0, 0])), [2.6, 0], atol=0.006)
    assert round(0.4 / 3, 2) == 0.13
    assert np.allclose(best(np.array([0.39, 0])), 0)
    assert np.allclose(best(np.array([3.0, 2.0])), [2.75, 1.75], atol=0.011)
    assert 0.4 / 1.6 == 0.25
    assert (64 * (2 + 2), 4096 * 2, 2**16) == (256, 8192, 65_536)


def check_rapid_fire():
    """Rapid-fire: relative spread 45 % and 4.5 %; cosine 0.016 and noise 0.125; half a percent of complete rows."""
    rng = np.random.default_rng(44)
    for d, spread in ((10, 0.45), (1000, 0.045)):
        squares = np.sum((rng.normal(size=(4000, d)) - rng.normal(size=(4000, d))) ** 2, axis=1)
        assert abs(squares.std() / squares.mean() / spread - 1) < 0.06
        assert abs(math.sqrt(2 / d) / spread - 1) < 0.01
    assert (round(1 / math.sqrt(4096), 3), math.sqrt(64 / 4096)) == (0.016, 0.125)
    unit = rng.normal(size=(400, 512))
    unit /= np.linalg.norm(unit, axis=1, keepdims=True)
    assert abs((unit[:200] @ unit[200:].T).std() * math.sqrt(512) - 1) < 0.03
    assert round(0.9**50, 3) == 0.005
    onehot = np.eye(4)[rng.choice(4, size=5000, p=[0.6, 0.3, 0.08, 0.02])]
    assert np.allclose(onehot.var(axis=0), onehot.mean(axis=0) * (1 - onehot.mean(axis=0)))
    assert np.linalg.matrix_rank(onehot - onehot.mean(axis=0)) == 3


def check_independent_sources():
    """Rapid-fire independent-components: rotated white scores stay white, and mixing makes sources more Gaussian."""
    rng = np.random.default_rng(45)
    s = rng.uniform(-math.sqrt(3), math.sqrt(3), (200_000, 2))
    turn = np.array([[math.cos(0.6), -math.sin(0.6)], [math.sin(0.6), math.cos(0.6)]])
    mixed = s @ turn
    assert np.allclose(np.cov(mixed.T), np.eye(2), atol=0.01)
    kurtosis = lambda v: np.mean(v**4) - 3  # noqa: E731
    assert abs(kurtosis(mixed[:, 0])) < abs(kurtosis(s[:, 0]))


def check_new_cards():
    """Cards renormalize-prefix, tsne-neighbors-kept, random-direction-share, decoder-norm."""
    assert math.sqrt(0.81) == 0.9
    assert (100_000**2, 100_000**2 * 8, 90 * 100_000) == (10**10, 80e9, 9e6)
    rng = np.random.default_rng(46)
    x = rng.normal(size=(200, 50)) @ rng.normal(size=(50, 50))
    s = np.corrcoef(x.T)
    w = rng.normal(size=(40_000, 50))
    w /= np.linalg.norm(w, axis=1, keepdims=True)
    assert abs(np.mean(np.einsum("ni,ij,nj->n", w, s, w)) / 50 - 1 / 50) < 0.0005
    code, decoder = rng.random((5, 3)), rng.normal(size=(3, 4))
    assert np.allclose((code / 10) @ (decoder * 10), code @ decoder)


def check_derivation_plane():
    """Derivation best-plane-goes-through-the-mean: any other offset or plane is no better; the trace."""
    rng = np.random.default_rng(47)
    x = rng.normal(size=(40, 5)) @ rng.normal(size=(5, 5)) + 3
    mean = x.mean(axis=0)

    def error(w, b):
        rest = (x - b) - (x - b) @ w @ w.T
        return np.sum(rest**2)

    w = np.linalg.svd(x - mean, full_matrices=False)[2][:2].T
    assert np.isclose(error(w, mean), 39 * (np.trace(np.cov(x.T)) - np.trace(w.T @ np.cov(x.T) @ w)))
    assert np.isclose(error(w, mean + w @ [1.5, -2]), error(w, mean))
    for _ in range(50):
        other = np.linalg.qr(w + 0.2 * rng.normal(size=(5, 2)))[0]
        b = mean + 0.3 * rng.normal(size=5)
        assert error(other, b) >= error(w, mean)
        assert error(other, b) >= error(other, mean)


def check_derivation_together():
    """Derivation k-directions-at-once: weights between 0 and 1 that add up to k, the identity, the bound."""
    s = np.cov(_centered(48).T)
    values, v = np.linalg.eigh(s)
    values, v = values[::-1], v[:, ::-1]
    rng = np.random.default_rng(49)
    for _ in range(30):
        w = np.linalg.qr(rng.normal(size=(6, 3)))[0]
        c = np.sum((w.T @ v) ** 2, axis=0)
        assert np.isclose(c.sum(), 3)
        assert c.max() <= 1 + 1e-12
        gap = values[:3].sum() - np.trace(w.T @ s @ w)
        parts = np.sum((values[:3] - values[2]) * (1 - c[:3])) + np.sum((values[2] - values[3:]) * c[3:])
        assert np.isclose(gap, parts)
        assert gap >= 0


def check_derivation_eckart_young():
    """Derivation eckart-young: random matrices of rank 2, and those with the best left factor, are no closer."""
    rng = np.random.default_rng(50)
    x = rng.normal(size=(9, 7)) + 1
    d = np.linalg.svd(x, compute_uv=False)
    for _ in range(50):
        w = np.linalg.qr(rng.normal(size=(7, 2)))[0]
        a = rng.normal(size=(9, 2))
        projected = np.sum((x - x @ w @ w.T) ** 2)
        assert np.sum((x - a @ w.T) ** 2) >= projected >= np.sum(d[2:] ** 2)
        assert np.isclose(projected, np.sum(x**2) - np.trace(w.T @ x.T @ x @ w))


def check_derivation_power_iteration():
    """Derivation power-iteration-rate: both bounds hold in every step."""
    s = np.cov(_centered(51).T)
    values, v = np.linalg.eigh(s)
    w = np.random.default_rng(52).normal(size=6)
    w /= np.linalg.norm(w)
    tangent = lambda u: math.sqrt(max(1 / (v[:, -1] @ u) ** 2 - 1, 0))  # noqa: E731
    start = tangent(w)
    for t in range(1, 15):
        w = s @ w
        w /= np.linalg.norm(w)
        assert tangent(w) <= (values[-2] / values[-1]) ** t * start + 1e-7
        assert 1 - w @ s @ w / values[-1] <= tangent(w) ** 2 + 1e-12


def check_derivation_optimism():
    """Derivation largest-eigenvalue-is-too-large: training above, new rows below λ₁; 4 at p = n."""
    rng = np.random.default_rng(53)
    truth = np.diag([2.0, 1.5, 1, 1, 1])
    seen, new = [], []
    for _ in range(400):
        values, vectors = np.linalg.eigh(np.cov((rng.normal(size=(25, 5)) * np.sqrt(np.diag(truth))).T))
        seen.append(values[-1])
        new.append(vectors[:, -1] @ truth @ vectors[:, -1])
    assert np.mean(new) < 2 < np.mean(seen)
    assert max(new) <= 2
    square = rng.normal(size=(600, 600))
    assert abs(np.linalg.eigvalsh(np.cov(square.T))[-1] - (1 + math.sqrt(1)) ** 2) < 0.15


def check_derivation_nested():
    """Derivation nested-loss-finds-the-axes: the components attain every bound; a mixed basis does not."""
    x = _centered(54)
    _, d, vt = np.linalg.svd(x, full_matrices=False)
    loss = lambda a, b: sum(np.sum((x - x @ a[:m].T @ b[:, :m].T) ** 2) for m in (1, 2, 3))  # noqa: E731
    best = sum(np.sum(d[m:] ** 2) for m in (1, 2, 3))
    assert np.isclose(loss(vt[:3], vt[:3].T), best)
    scale = np.array([2.0, -0.5, 3])
    assert np.isclose(loss(vt[:3] / scale[:, None], vt[:3].T * scale), best)
    mix = np.array([[1.0, 0.2, 0], [0, 1, 0.3], [0.1, 0, 1]])
    a, b = mix @ vt[:3], vt[:3].T @ np.linalg.inv(mix)
    assert np.isclose(np.sum((x - x @ a.T @ b.T) ** 2), np.sum(d[3:] ** 2))
    assert loss(a, b) > best * 1.001


def check_code_claims():
    """Implementing: a ratio of 1e-10 is lost in the covariance; the mean's shift; 0.9 in the start of k-means++."""
    rng = np.random.default_rng(55)
    u = rng.normal(size=(60, 2))
    u = np.linalg.qr(u - u.mean(axis=0))[0] * [1.0, 1e-10]
    x = u @ np.array([[0.6, 0.8], [-0.8, 0.6]])
    assert np.isclose(np.linalg.svd(x, compute_uv=False)[1], 1e-10, rtol=1e-3)
    assert abs(np.linalg.eigvalsh(x.T @ x)[0] - 1e-20) > 1e-21
    first, second = rng.normal(size=(30, 3)), rng.normal(size=(50, 3)) + 4
    both = np.vstack([first, second])
    products = lambda z: (z - z.mean(axis=0)).T @ (z - z.mean(axis=0))  # noqa: E731
    shift = second.mean(axis=0) - first.mean(axis=0)
    assert np.allclose(products(both), products(first) + products(second) + np.outer(shift, shift) * 30 * 50 / 80)
    v = rng.normal(size=(3, 2))
    assert np.allclose((both - both.mean(axis=0)) @ v, both @ v - both.mean(axis=0) @ v)
    assert 9 / (1 + 9) == 0.9
