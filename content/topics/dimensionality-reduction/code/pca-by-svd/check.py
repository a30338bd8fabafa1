"""Checks fit_pca, transform and reconstruct: python check.py"""

import numpy as np
from solution import fit_pca, reconstruct, transform

passed = 0


def expect(name, got, wanted, tolerance=1e-8):
    """One check: prints its name, or says what was expected and what came."""
    global passed
    got, wanted = np.asarray(got, float), np.asarray(wanted, float)
    assert got.shape == wanted.shape, f"{name}: expected shape {wanted.shape}, got {got.shape}"
    assert np.allclose(got, wanted, rtol=0, atol=tolerance), f"{name}: expected {wanted}, got {got}"
    passed += 1
    print(f"ok: {name}")


paper = np.array([[11.0, -1], [3, -3], [8, 2], [6, -6], [7, -2]])
mean, components, variances, ratios = fit_pca(paper, 2)
expect("mean", mean, [7, -2])
expect("variances on paper", variances, [12.5, 4.5])
expect("first component on paper", components[0], np.array([1, 1]) / np.sqrt(2))
expect("shares", ratios, [12.5 / 17, 4.5 / 17])
expect("score of a new row", transform(np.array([[8.0, -1]]), mean, components[:1]), [[np.sqrt(2)]])

rng = np.random.default_rng(0)
x = rng.normal(size=(40, 6)) @ rng.normal(size=(6, 6)) + 50
before = x.copy()
mean, components, variances, ratios = fit_pca(x, 3)
expect("x is not changed", x, before)
expect("orthonormal rows", components @ components.T, np.eye(3))
values = np.linalg.eigvalsh(np.cov(x.T))[::-1]
expect("eigenvalues of the covariance", variances, values[:3])
expect("eigenvectors of the covariance", np.cov(x.T) @ components.T, components.T * variances)
expect("shares of the total", ratios, values[:3] / values.sum())
scores = transform(x, mean, components)
expect("scores have mean zero", scores.mean(axis=0), np.zeros(3))
expect("scores are uncorrelated", np.cov(scores.T), np.diag(variances))
error = np.sum((x - reconstruct(scores, mean, components)) ** 2) / 39
expect("squared error is what was dropped", error, values[3:].sum())
one = transform(x[:1], mean, components)
expect("a single row is centered with the mean of the fit", one, scores[:1])
for sign in (1, -1):
    got = fit_pca(sign * x, 3)[1]
    top = got[np.arange(3), np.argmax(np.abs(got), axis=1)]
    expect(f"largest entry positive, data times {sign}", np.sign(top), np.ones(3))

wide = rng.normal(size=(5, 200))
mean, components, variances, ratios = fit_pca(wide, 5)
expect("more columns than rows: shapes", components.shape, (5, 200))
expect("centering takes one direction away", variances[4], 0)
expect(
    "four components rebuild five rows", reconstruct(transform(wide, mean, components[:4]), mean, components[:4]), wide
)
mean, components, variances, ratios = fit_pca(np.full((4, 3), 2.5), 2)
expect("no variance: shares", ratios, [0, 0])
expect("no variance: the row comes back", reconstruct(np.zeros((1, 2)), mean, components), [[2.5, 2.5, 2.5]])

quiet = rng.normal(size=(60, 2))
quiet -= quiet.mean(axis=0)
u = np.linalg.qr(quiet)[0]
faint = (u * [1.0, 1e-10]) @ np.array([[0.6, 0.8], [-0.8, 0.6]])
expect("a faint direction is not lost", np.sqrt(fit_pca(faint, 2)[2][1] * 59) * 1e10, 1, 1e-3)
print(f"All {passed} checks passed.")
