"""Thompson sampling for arms that pay 0 or 1."""

import numpy as np


def choose_arm(successes, failures, rng, prior=(1.0, 1.0)):
    """One draw from every posterior; the largest wins."""
    return int(np.argmax(rng.beta(prior[0] + successes, prior[1] + failures)))


def play(rates, steps, rng, prior=(1.0, 1.0), batch=1):
    """Within a batch the posteriors stand still, and every round draws anew."""
    known = np.zeros((2, len(rates)), dtype=int)  # row 0: failures, row 1: successes
    pending = known.copy()
    for step in range(steps):
        arm = choose_arm(known[1], known[0], rng, prior)
        pending[int(rng.random() < rates[arm]), arm] += 1
        if (step + 1) % batch == 0 or step == steps - 1:
            known += pending
            pending[:] = 0
    return known[1], known[0]
