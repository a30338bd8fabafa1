"""Wrong: chooses one arm for a whole batch, so a batch teaches nothing about the others."""

import numpy as np


def choose_arm(successes, failures, rng, prior=(1.0, 1.0)):
    """As in the reference."""
    return int(np.argmax(rng.beta(prior[0] + successes, prior[1] + failures)))


def play(rates, steps, rng, prior=(1.0, 1.0), batch=1):
    """One arm for each batch."""
    known = np.zeros((2, len(rates)), dtype=int)
    for begin in range(0, steps, batch):
        size = min(batch, steps - begin)
        arm = choose_arm(known[1], known[0], rng, prior)
        paid = int(rng.binomial(size, rates[arm]))
        known[:, arm] += (size - paid, paid)
    return known[1], known[0]
