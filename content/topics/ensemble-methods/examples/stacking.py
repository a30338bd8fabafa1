"""A deep tree and a linear model, stacked on in-sample and on out-of-fold predictions."""

import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import KFold, cross_val_predict
from sklearn.tree import DecisionTreeRegressor

rng = np.random.default_rng(0)


def draw(n):
    x = rng.uniform(-1, 1, (n, 5))
    return x, 2 * x[:, 0] + x[:, 1] + np.where(x[:, 2] > 0, 3, 0) + rng.normal(0, 0.7, n)


x, y = draw(400)
x_test, y_test = draw(20_000)
models = [DecisionTreeRegressor(random_state=0), LinearRegression()]
folds = KFold(5, shuffle=True, random_state=0)

in_sample = np.column_stack([m.fit(x, y).predict(x) for m in models])
out_of_fold = np.column_stack([cross_val_predict(m, x, y, cv=folds) for m in models])
tests = np.column_stack([m.fit(x, y).predict(x_test) for m in models])

for name, fits in zip(("tree", "linear"), tests.T, strict=True):
    print(f"{name:12s} alone        test {np.mean((y_test - fits) ** 2):.3f}")
for name, inputs in (("in-sample", in_sample), ("out-of-fold", out_of_fold)):
    weights = np.linalg.lstsq(inputs, y, rcond=None)[0]
    error = np.mean((y_test - tests @ weights) ** 2)
    print(f"{name:12s} {weights[0]:5.2f} {weights[1]:5.2f}  test {error:.3f}")
