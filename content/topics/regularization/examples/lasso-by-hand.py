import numpy as np
from sklearn.linear_model import Lasso, Ridge

rng = np.random.default_rng(7)
n, p = 100, 8
X = rng.normal(size=(n, p))
X[:, 1] = 0.9 * X[:, 0] + 0.45 * X[:, 1]  # feature 1 nearly copies feature 0
X = (X - X.mean(0)) / X.std(0)
y = 3 * X[:, 0] - 2 * X[:, 4] + rng.normal(size=n)
y -= y.mean()


def soft(z, threshold):
    return np.sign(z) * np.maximum(np.abs(z) - threshold, 0)


def lasso(lam, steps=3000):
    """Minimize ||y - Xw||^2 / 2 + lam * ||w||_1 by proximal gradient steps."""
    eta, w = 1 / np.linalg.eigvalsh(X.T @ X)[-1], np.zeros(p)
    for _ in range(steps):
        w = soft(w + eta * X.T @ (y - X @ w), eta * lam)
    return w


lam_max = np.abs(X.T @ y).max()
lam = 0.2 * lam_max
w = lasso(lam)
inner = np.abs(X.T @ (y - X @ w)) / lam  # |x_j' residual| in units of lambda
on = w != 0
print(f"lambda_max {lam_max:.1f}, lambda {lam:.1f}")
print("lasso", np.round(w, 2) + 0.0)
print(f"|x'r|/lambda: kept {inner[on].min():.3f}, largest dropped {inner[~on].max():.3f}")
for share in (1.001, 0.999):
    print(f"weights not zero at {share} lambda_max: {np.sum(lasso(share * lam_max) != 0)}")
exact = Lasso(alpha=lam / n, fit_intercept=False, tol=1e-10).fit(X, y).coef_
print(f"largest gap to scikit-learn: {np.abs(w - exact).max():.4f}")
print("ridge", np.round(Ridge(alpha=lam, fit_intercept=False).fit(X, y).coef_, 2))
