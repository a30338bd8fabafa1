"""PCA by the covariance matrix, by the SVD, and by the Gram matrix; and what two components lose."""

import numpy as np

rng = np.random.default_rng(0)
n, p, k = 200, 6, 2
latent = rng.normal(size=(n, 2)) * [3.0, 1.5]  # two real directions
data = latent @ rng.normal(size=(2, p)) + rng.normal(0, 0.5, (n, p)) + 10
X = data - data.mean(axis=0)  # without this line nothing below is PCA

values, vectors = np.linalg.eigh(X.T @ X / (n - 1))
values, vectors = values[::-1], vectors[:, ::-1]  # largest first
U, d, Vt = np.linalg.svd(X, full_matrices=False)
gram = np.linalg.eigvalsh(X @ X.T)[::-1][:p]

W = Vt[:k].T
rebuilt = X @ W @ W.T
print("covariance  ", " ".join(f"{v:7.3f}" for v in values))
print("d^2/(n-1)   ", " ".join(f"{v:7.3f}" for v in d**2 / (n - 1)))
print("gram/(n-1)  ", " ".join(f"{v:7.3f}" for v in gram / (n - 1)))
print(f"share of variance, k=2     {values[:k].sum() / values.sum():.4f}")
print(f"squared error / (n-1)      {np.sum((X - rebuilt) ** 2) / (n - 1):.4f}")
print(f"sum of dropped eigenvalues {values[k:].sum():.4f}")
raw = np.linalg.svd(data, full_matrices=False)[2][0]
mean = data.mean(axis=0) / np.linalg.norm(data.mean(axis=0))
print(f"|cos|, uncentered first direction and the mean {abs(raw @ mean):.3f}")
print(f"|cos|, uncentered first direction and PC 1     {abs(raw @ Vt[0]):.3f}")
