"""Checks of InfoNCE: python check.py"""
# ruff: noqa: N803 (matrices keep their capital letters)

import warnings

import numpy as np
from solution import info_nce

warnings.simplefilter("error")
done = 0


def passed(what):
    """Say what held."""
    global done
    done += 1
    print("ok:", what)


def slow(A, B, temperature):
    """Pair by pair."""
    n, total = len(A), 0.0
    cosine = [[x @ y / np.sqrt(x @ x) / np.sqrt(y @ y) for y in B] for x in A]
    for i in range(n):
        total -= np.log(np.exp(cosine[i][i] / temperature) / sum(np.exp(cosine[i][j] / temperature) for j in range(n)))
        total -= np.log(np.exp(cosine[i][i] / temperature) / sum(np.exp(cosine[j][i] / temperature) for j in range(n)))
    return total / (2 * n)


rng = np.random.default_rng(0)
A, B = rng.normal(size=(5, 3)), 4 * rng.normal(size=(5, 3))
for temperature in (1.0, 0.2):
    loss, pull_a, pull_b = info_nce(A, B, temperature)
    want = slow(A, B, temperature)
    assert np.isclose(loss, want), f"temperature {temperature}: expected {want}, got {loss}"
    assert pull_a.shape == pull_b.shape == (5, 3), f"gradients have the embeddings' shape, got {pull_a.shape}"
    for which, gradient in enumerate((pull_a, pull_b)):
        for place in np.ndindex(5, 3):
            step = np.zeros((5, 3))
            step[place] = 1e-6
            up, down = ((A + step, B), (A - step, B)) if which == 0 else ((A, B + step), (A, B - step))
            slope = (slow(*up, temperature) - slow(*down, temperature)) / 2e-6
            got = gradient[place]
            assert abs(got - slope) < 1e-6, f"gradient of {'AB'[which]} at {place}: by differences {slope}, got {got}"
passed("loss and both gradients against a slow computation")

loss, pull_a, pull_b = info_nce(A, B, 0.2)
assert np.allclose(np.sum(pull_a * A, axis=1), 0), "the length of an embedding does not matter: no gradient along it"
assert np.isclose(info_nce(A * 7, B, 0.2)[0], loss), "the length of an embedding does not matter"
assert np.allclose(info_nce(A * 7, B, 0.2)[1] * 7, pull_a), (
    "seven times longer embeddings have a seventh of the gradient"
)
swapped = info_nce(B, A, 0.2)
assert np.isclose(swapped[0], loss), "both directions count alike: swapping A and B leaves the loss"
assert np.allclose(swapped[1], pull_b), "swapping A and B swaps the gradients"
passed("scale and symmetry")

same = np.ones((8, 4))
loss = info_nce(same, same, 0.1)[0]
assert np.isclose(loss, np.log(8)), f"without any information the loss is log n = {np.log(8)}, got {loss}"
loss, pull_a, pull_b = info_nce(np.eye(6), np.eye(6), 1e-3)
assert abs(loss) < 1e-12, f"a low temperature must not overflow: expected 0, got {loss}"
assert np.all(np.isfinite([pull_a, pull_b])), "a low temperature must not overflow in the gradient"
loss = info_nce(np.eye(2), np.eye(2)[::-1], 1e-3)[0]
assert np.isclose(loss, 1000), f"perfectly wrong at temperature 0.001: expected 1000, got {loss}"
loss, pull_a, _ = info_nce(np.ones((1, 3)), np.ones((1, 3)), 0.5)
assert loss == 0, f"one pair alone has nothing to tell apart: expected 0, got {loss}"
assert np.allclose(pull_a, 0), f"one pair alone pulls nowhere, got {pull_a}"
passed("no information, low temperature, one pair")

print(f"All {done} checks passed.")
