"""Checks of AdamW from scratch: python check.py"""

import math

import numpy as np
from solution import adamw_step

done = 0


def passed(what):
    """Say what held."""
    global done
    done += 1
    print("ok:", what)


for size in (1e-3, 1.0, 500.0):
    params = {"w": np.array([2.0, -1.0])}
    result = adamw_step(params, {"w": np.array([size, -size])}, {}, 0.1, weight_decay=0.0)
    want = np.array([1.9, -0.9])
    assert result is None, f"the function returns nothing, got {result}"
    assert np.allclose(params["w"], want, atol=1e-5), f"first step, gradient {size}: expected {want}, got {params['w']}"
passed("the first step is the rate, whatever the size of the gradient, and in place")

params, state = {"w": np.zeros(1)}, {}
for _ in range(50):
    adamw_step(params, {"w": np.array([3.0])}, state, 0.01, weight_decay=0.0)
assert np.allclose(params["w"], -0.5, atol=1e-6), f"50 steps of a constant gradient: expected -0.5, got {params['w']}"
passed("a constant gradient moves by the rate at every step")

rng = np.random.default_rng(0)
trace = rng.normal(size=(12, 3))
params, state = {"w": np.array([1.0, -2.0, 0.5])}, {}
w, m, v = [1.0, -2.0, 0.5], [0.0] * 3, [0.0] * 3
for t, g in enumerate(trace, 1):
    adamw_step(params, {"w": g}, state, 0.05, betas=(0.8, 0.95), eps=0.01, weight_decay=0.3)
    for i in range(3):
        m[i] = 0.8 * m[i] + 0.2 * g[i]
        v[i] = 0.95 * v[i] + 0.05 * g[i] ** 2
        step = m[i] / (1 - 0.8**t) / (math.sqrt(v[i] / (1 - 0.95**t)) + 0.01)
        w[i] = w[i] - 0.05 * 0.3 * w[i] - 0.05 * step
    assert np.allclose(params["w"], w, atol=1e-12), f"step {t} of a random trace: expected {w}, got {params['w']}"
passed("a random trace against single numbers, with a large epsilon and decay")

params, state = {"w": np.array([4.0]), "b": np.array([4.0])}, {}
for _ in range(10):
    adamw_step(params, {"w": np.zeros(1), "b": np.zeros(1)}, state, 0.1, weight_decay=0.5, no_decay=("b",))
assert np.allclose(params["w"], 4 * 0.95**10), f"zero gradients: expected {4 * 0.95**10}, got {params['w']}"
assert np.allclose(params["b"], 4.0), f"a name in no_decay must stay at 4, got {params['b']}"
passed("decay alone, and exempt names")

runs = []
for scale in (1.0, 1000.0):
    params, state = {"w": np.array([1.0, -2.0, 0.5])}, {}
    for g in trace:
        adamw_step(params, {"w": scale * g}, state, 0.05, weight_decay=0.3)
    runs.append(params["w"])
assert np.allclose(runs[0], runs[1], atol=1e-5), f"a thousandfold loss must change nothing: {runs[0]}, {runs[1]}"
passed("the scale of the loss does not matter, also with decay")

params, state = {"w": np.array([1.0]), "rare": np.array([1.0])}, {}
for _ in range(20):
    adamw_step(params, {"w": np.ones(1)}, state, 0.01)
assert params["rare"][0] == 1.0, f"without a gradient a parameter neither moves nor decays, got {params['rare']}"
adamw_step(params, {"rare": np.array([-7.0])}, state, 0.01, weight_decay=0.0)
assert np.allclose(params["rare"], 1.01), (
    f"its first step, however late, is the rate: expected 1.01, got {params['rare']}"
)
passed("a parameter that joins late")

grads = {"w": np.array([[1.0, 2.0], [3.0, 4.0]])}
params = {"w": np.ones((2, 2))}
held = params["w"]
state = {}
adamw_step(params, grads, state, 0.1)
adamw_step(params, grads, state, 0.1)
assert np.array_equal(grads["w"], [[1, 2], [3, 4]]), f"the gradients were changed: {grads['w']}"
assert params["w"] is held, "the array of the caller has to be updated in place"
passed("matrices, in place, gradients left alone")

print(f"All {done} checks passed.")
