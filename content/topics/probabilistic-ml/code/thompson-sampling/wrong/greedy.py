"""Wrong: plays the arm with the highest posterior mean, which never explores on purpose."""

import numpy as np


def choose_arm(successes, failures, rng, prior=(1.0, 1.0)):  # noqa: ARG001
    """The mean, not a draw."""
    a, b = prior[0] + successes, prior[1] + failures
    return int(np.argmax(a / (a + b)))


def play(rates, steps, rng, prior=(1.0, 1.0), batch=1):
    """As in the reference."""
    known = np.zeros((2, len(rates)), dtype=int)
    pending = known.copy()
    for step in range(steps):
        arm = choose_arm(known[1], known[0], rng, prior)
        pending[int(rng.random() < rates[arm]), arm] += 1
        if (step + 1) % batch == 0 or step == steps - 1:
            known += pending
            pending[:] = 0
    return known[1], known[0]
