"""Checks of SGD with momentum, warm-up and cosine decay: python check.py"""

import math

import numpy as np
from solution import learning_rate, train

done = 0


def passed(what):
    """Say what held."""
    global done
    done += 1
    print("ok:", what)


got = [learning_rate(step, 0.8, 4, 9, 0.2) for step in range(9)]
want = [0.2, 0.4, 0.6, 0.8, 0.8, 0.5 + 0.3 * math.sqrt(0.5), 0.5, 0.5 - 0.3 * math.sqrt(0.5), 0.2]
assert np.allclose(got, want), (
    f"peak 0.8, warm-up 4, total 9, end 0.2: expected {np.round(want, 4)}, got {np.round(got, 4)}"
)
passed("nine rates by hand")

for peak, warmup, total, end in ((1.0, 10, 100, 0.0), (3e-4, 1, 1000, 3e-5), (0.1, 0, 50, 0.0)):
    rates = [learning_rate(step, peak, warmup, total, end) for step in range(total)]
    assert min(rates[:-1]) > 0, "no update before the last may have the rate 0"
    assert math.isclose(max(rates), peak), f"the largest rate is the peak {peak}, got {max(rates)}"
    assert math.isclose(rates[-1], end, abs_tol=1e-15), f"the last update has the rate {end}, got {rates[-1]}"
    assert all(b <= a + 1e-15 for a, b in zip(rates[warmup:-1], rates[warmup + 1 :], strict=True)), (
        "the cosine only falls"
    )
    middle = (peak + end) / 2
    assert abs(np.mean(rates[warmup:]) - middle) < 1e-9, "the mean rate of the cosine is halfway between peak and end"
passed("first, largest, last and mean rates")

assert math.isclose(learning_rate(0, 0.3, 0, 10), 0.3), "without warm-up the first update has the peak"
assert learning_rate(5, 1.0, 5, 6, 0.25) == 0.25, "a single update after the warm-up gets the end value"
assert learning_rate(500, 1.0, 5, 20, 0.25) == 0.25, "beyond the last update the rate stays at the end value"
passed("no warm-up, one cosine step, beyond the end")

noise = np.random.default_rng(0).normal(size=(30, 2))
start = np.array([1.0, -2.0])
final = train(lambda theta, step: theta + noise[step], start, 0.2, 3, 30, beta=0.8, end=0.01)
theta, past = np.array([1.0, -2.0]), []
for step in range(30):
    past.append(theta + noise[step])
    velocity = sum(0.8 ** (step - s) * past[s] for s in range(step + 1))
    theta = theta - learning_rate(step, 0.2, 3, 30, 0.01) * velocity
assert np.allclose(final, theta), f"velocity as a sum of all past gradients: expected {theta}, got {final}"
assert np.array_equal(start, [1.0, -2.0]), f"theta was changed: {start}"
passed("momentum against the unrolled sum, with a changing rate")

seen = []


def slope(theta, step):
    """The gradient of a quadratic with condition number 40; keeps the steps that ask for it."""
    seen.append(step)
    return np.array([1.0, 40.0]) * theta


final = train(slope, np.ones(2), 0.02, 10, 300)
assert np.linalg.norm(final) < 1e-3, f"a quadratic with condition number 40: expected a norm below 0.001, got {final}"
assert seen == list(range(300)), f"gradient is called once for each step from 0 to 299, got {seen[:5]} … {seen[-3:]}"
passed("a quadratic, and one gradient for each update")

print(f"All {done} checks passed.")
