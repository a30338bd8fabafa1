"""One gap between training and test accuracy, three causes: a held-out part of the training data tells them apart."""

import numpy as np
from sklearn.tree import DecisionTreeClassifier

rng = np.random.default_rng(0)


def draw(n, flipped=0.0):
    x = rng.normal(size=(n, 10))
    y = (x[:, 0] + x[:, 1] > 0) ^ (rng.random(n) < flipped)
    return x, y.astype(int)


def leaky(part, present):
    """A feature that is the label in the training table and only noise once served."""
    x, y = part
    return np.column_stack([x, y if present else rng.integers(0, 2, len(y))]), y


def show(name, parts, dropped=()):
    """Accuracy of a tree on the rows it was fitted to, on held-out rows of their source, and on the test set."""
    parts = [(np.delete(x, dropped, axis=1), y) for x, y in parts]
    tree = DecisionTreeClassifier(random_state=0).fit(*parts[0])
    print(f"{name:13s}  {'  '.join(f'{tree.score(*part):8.2f}' for part in parts)}")


noisy = [draw(2000, 0.2), draw(2000, 0.2), draw(2000, 0.2)]
x, y = draw(2000)
shifted = [draw(2000), draw(2000), (x + np.eye(10)[0] * 1.2, y)]
leak = [leaky(draw(2000), True), leaky(draw(2000), True), leaky(draw(2000), False)]
print("cause             train  held-out      test")
show("overfitting", noisy)
show("shifted test", shifted)
show("leaked label", leak)
print("the same without the suspect feature")
show("shifted test", shifted, [0])
show("leaked label", leak, [10])
