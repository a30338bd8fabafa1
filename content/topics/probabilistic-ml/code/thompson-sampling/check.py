"""Checks of solution.py: run `python check.py`."""

import numpy as np
from solution import choose_arm, play

done = []


def ensure(condition, what, expected, got):
    """Stop with what was expected and what came, unless the condition holds."""
    assert condition, f"{what}: expected {expected}, got {got}"
    done.append(what)
    print("ok:", what)


def shares(successes, failures, draws, prior=(1.0, 1.0)):
    """How often each arm is chosen."""
    rng = np.random.default_rng(0)
    successes, failures = np.array(successes), np.array(failures)
    picks = [choose_arm(successes, failures, rng, prior) for _ in range(draws)]
    return np.bincount(picks, minlength=len(successes)) / draws


# The share of an arm is its posterior probability of being the best. Beta(2, 1) beats Beta(1, 2) with 5/6.
got = shares([1, 0], [0, 1], 6000)
ensure(abs(got[0] - 5 / 6) < 0.02, "probability matching", "about 0.833 for the first arm", got)
got = shares([0, 0, 0], [0, 0, 0], 3000)
ensure(np.abs(got - 1 / 3).max() < 0.04, "nothing known: all arms alike", "about 1/3 each", got)
got = shares([0, 0], [0, 0], 1000, prior=(0.5, 3.0))
ensure(abs(got[0] - 0.5) < 0.06, "an optimistic arm is not built in", "about 1/2 each", got)
got = shares([500, 400], [500, 600], 500)
ensure(got[0] > 0.99, "clear evidence", "nearly always the first arm", got)
got = shares([1, 0], [0, 1], 6000, prior=(50.0, 50.0))
ensure(got[0] < 0.6, "a strong prior holds out", "little above 1/2", got)
got = shares([0, 20], [0, 5], 6000, prior=(0.5, 0.5))  # Beta(0.5, 0.5) is nothing like a normal distribution
ensure(abs(got[0] - 0.300) < 0.02, "a U-shaped posterior", "about 0.300 for the first arm", got)
arm = choose_arm(np.array([3]), np.array([4]), np.random.default_rng(0))
ensure(arm == 0 and isinstance(arm, int), "a single arm", "the int 0", repr(arm))

# Playing: counts add up, the best arm takes most rounds, and regret grows slowly.
rates = np.array([0.3, 0.5, 0.6])
successes, failures = play(rates, 3000, np.random.default_rng(1))
total = int(np.sum(successes) + np.sum(failures))
ensure(total == 3000, "every round is counted", 3000, total)
played = np.asarray(successes) + np.asarray(failures)
ensure(played[2] > 0.7 * 3000, "the best arm", "more than 2,100 rounds", played)
ensure(played.min() > 0, "no arm is dropped unseen", "every arm played", played)


def regret(steps):
    """Mean regret over ten runs."""
    total = 0.0
    for seed in range(10):
        successes, failures = play(rates, steps, np.random.default_rng(seed + 10))
        total += (0.6 - rates) @ (np.asarray(successes) + np.asarray(failures))
    return total / 10


early, late = regret(250), regret(1000)
ensure(late < 3 * early, "regret grows more slowly than time", f"below three times {early:.1f}", round(late, 1))

# Batches: counts stand still inside one, so the first batch is spread over all arms.
successes, failures = play(rates, 300, np.random.default_rng(2), batch=300)
played = np.asarray(successes) + np.asarray(failures)
ensure(played.min() > 60, "one batch only", "about 100 rounds for every arm", played)
first = sum(play(np.array([1.0, 0.0]), 100, np.random.default_rng(s), (0.1, 2.0), 100)[0][0] for s in range(20))
ensure(abs(first / 2000 - 0.5) < 0.05, "nothing is known before the batch ends", "about 1/2 for each arm", first / 2000)
successes, failures = play(rates, 301, np.random.default_rng(3), batch=100)
total = int(np.sum(successes) + np.sum(failures))
ensure(total == 301, "a last batch that is not full", 301, total)
same = [play(rates, 100, np.random.default_rng(4)) for _ in range(2)]
ensure(np.array_equal(same[0], same[1]), "one seed, one result", same[0], same[1])
print(f"All {len(done)} checks passed.")
