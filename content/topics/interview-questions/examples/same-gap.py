"""One gap between training and test accuracy, three causes: a held-out part of the training data tells them apart."""

import numpy as np
from sklearn.tree import DecisionTreeClassifier

rng = np.random.default_rng(0)


def draw(n, flipped=0.0):
    x = rng.normal(size=(n, 10))
    y = (x[:, 0] + x[:, 1] > 0) ^ (rng.random(n) < flipped)
    return x, y.astype(int)


def scores(train, held_out, test):
    tree = DecisionTreeClassifier(random_state=0).fit(*train)
    return [tree.score(*part) for part in (train, held_out, test)]


def leaky(part, present):
    """A feature that is the label in the training table and only noise once served."""
    x, y = part
    return np.column_stack([x, y if present else rng.integers(0, 2, len(y))]), y


noisy = scores(draw(2000, 0.2), draw(2000, 0.2), draw(2000, 0.2))
x, y = draw(2000)
shifted = scores(draw(2000), draw(2000), (x + np.eye(10)[0] * 1.2, y))
leak = scores(leaky(draw(2000), True), leaky(draw(2000), True), leaky(draw(2000), False))
print("cause          train  held-out  test")
for name, row in (("overfitting", noisy), ("shifted test", shifted), ("leaked label", leak)):
    print(f"{name:13s}  {row[0]:5.2f}  {row[1]:8.2f}  {row[2]:4.2f}")
