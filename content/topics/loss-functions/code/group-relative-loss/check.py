"""Checks of the GRPO loss: python check.py"""

import warnings

import numpy as np
from solution import group_advantages, grpo_loss

warnings.simplefilter("error")
done = 0


def passed(what):
    """Say what held."""
    global done
    done += 1
    print("ok:", what)


got = group_advantages(np.array([1, 0, 0, 0]))
want = np.array([np.sqrt(3), -1 / np.sqrt(3), -1 / np.sqrt(3), -1 / np.sqrt(3)])
assert np.allclose(got, want), f"rewards 1, 0, 0, 0: expected {want}, got {got}"
for value in (0.0, 1.0, 0.1):
    got = group_advantages(np.full(7, value))
    assert np.allclose(got, 0), f"equal rewards of {value} teach nothing: expected zeros, got {got}"
got = group_advantages(np.array([5.0, 5.2, 4.9]))
assert np.allclose(got, group_advantages(np.array([50.0, 52.0, 49.0]))), "the scale of rewards must not matter"
passed("advantages")

rng = np.random.default_rng(0)
g, t = 4, 6
old = rng.normal(-2, 0.5, (g, t))
new, ref = old + rng.normal(0, 0.3, (g, t)), old + rng.normal(0, 0.4, (g, t))
mask = np.arange(t) < np.array([[6], [1], [3], [4]])
rewards = np.array([1.0, 0.0, 0.5, 1.0])


def slow(logp, clip, beta):
    """Token by token."""
    answers = []
    for i, advantage in enumerate((rewards - rewards.mean()) / rewards.std()):
        tokens = []
        for j in range(t):
            if mask[i, j]:
                ratio, rho = np.exp(logp[i, j] - old[i, j]), np.exp(ref[i, j] - logp[i, j])
                surrogate = min(ratio * advantage, min(max(ratio, 1 - clip), 1 + clip) * advantage)
                tokens.append(-surrogate + beta * (rho - 1 - np.log(rho)))
        answers.append(np.mean(tokens))
    return np.mean(answers)


for clip, beta in ((0.2, 0.04), (0.1, 1.0), (10.0, 0.0)):
    loss, gradient = grpo_loss(new, old, ref, mask, rewards, clip, beta)
    want = slow(new, clip, beta)
    assert np.isclose(loss, want), f"clip {clip}, beta {beta}: expected {want}, got {loss}"
    for place in np.ndindex(g, t):
        step = np.zeros((g, t))
        step[place] = 1e-6
        slope = (slow(new + step, clip, beta) - slow(new - step, clip, beta)) / 2e-6
        assert abs(gradient[place] - slope) < 1e-6, (
            f"gradient at {place}: by differences {slope}, got {gradient[place]}"
        )
passed("loss and gradient against a slow computation")

padded = [np.where(mask, values, np.nan) for values in (new, old, ref)]
loss, gradient = grpo_loss(*padded, mask, rewards)
assert np.isclose(loss, slow(new, 0.2, 0.04)), f"padding must not count: expected {slow(new, 0.2, 0.04)}, got {loss}"
assert np.all(gradient[~mask] == 0), "padding has gradient 0, whatever stands there"
passed("padding")

same = np.array([[-1.0], [-1.0]])
loss, gradient = grpo_loss(same, same, same, np.ones((2, 1), bool), np.array([1.0, 0.0]))
assert np.isclose(loss, 0), f"at the start the advantages cancel: expected 0, got {loss}"
assert np.allclose(gradient, [[-0.5], [0.5]]), (
    f"and the gradient is -A / 2: expected [-0.5, 0.5], got {gradient.ravel()}"
)
up = np.array([[np.log(1.5) - 1], [np.log(1.5) - 1]])
gradient = grpo_loss(up, same, same, np.ones((2, 1), bool), np.array([1.0, 0.0]), 0.2, 0.0)[1]
assert gradient[0, 0] == 0, f"a good answer beyond the clip gets no further push, got {gradient[0, 0]}"
assert np.isclose(gradient[1, 0], 0.75), (
    f"a bad answer that grew is still pushed down: expected 0.75, got {gradient[1, 0]}"
)
gradient = grpo_loss(up, same, same, np.ones((2, 1), bool), np.array([1.0, 1.0]), 0.2, 1.0)[1]
assert np.allclose(gradient, 1 / 6), f"equal rewards leave the penalty alone: expected 1/6, got {gradient.ravel()}"
passed("start, clip and penalty")

print(f"All {done} checks passed.")
