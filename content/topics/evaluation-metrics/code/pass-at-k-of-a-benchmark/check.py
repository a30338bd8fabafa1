"""Checks pass_at_k against subsets that are listed one by one: python check.py"""

import itertools
import math
import warnings

import numpy as np
from solution import pass_at_k

warnings.simplefilter("error")  # an overflow is a fault
passed = 0


def expect(name, got, wanted, tolerance=1e-9):
    """One check: prints its name, or says what was expected and what came."""
    global passed
    assert abs(got - wanted) <= tolerance, f"{name}: expected {wanted}, got {got}"
    passed += 1
    print(f"ok: {name}")


def of(n, c, k):
    return pass_at_k(np.array([n, n]), np.array([c, c]), k)[0]


def by_subsets(n, c, k):
    subsets = list(itertools.combinations([True] * c + [False] * (n - c), k))
    return sum(any(s) for s in subsets) / len(subsets)


expect("nothing solved", of(10, 0, 5), 0.0)
expect("everything solved", of(10, 10, 1), 1.0)
expect("k = 1 is the share solved", of(8, 3, 1), 3 / 8)
expect("fewer failures than k", of(5, 2, 4), 1.0)
expect("k = n with one success", of(6, 1, 6), 1.0)
expect("k = n = 5,000 with few failures", of(5_000, 4_990, 5_000), 1.0)
for n, c, k in ((7, 2, 3), (9, 1, 4), (10, 4, 2)):
    expect(f"all subsets of n = {n}, c = {c}, k = {k}", of(n, c, k), by_subsets(n, c, k))
expect(
    "100,000 attempts",
    of(100_000, 50, 1000),
    1 - math.exp(sum(math.log1p(-1000 / (100_000 - i)) for i in range(50))),
    1e-9,
)

p, k, n = 0.15, 5, 12
chance = [math.comb(n, c) * p**c * (1 - p) ** (n - c) for c in range(n + 1)]
mean = sum(w * of(n, c, k) for c, w in enumerate(chance))
expect("unbiased for 1 - (1 - p)^k", mean, 1 - (1 - p) ** k)

value, error = pass_at_k(np.array([4, 10, 20]), np.array([0, 1, 20]), 2)
single = np.array([0.0, 0.2, 1.0])
expect("tasks with different numbers of attempts", value, single.mean())
expect("standard error over tasks", error, single.std(ddof=1) / math.sqrt(3))
try:
    pass_at_k(np.array([10, 3]), np.array([1, 1]), 5)
except ValueError:
    expect("too few attempts are refused", 0.0, 0.0)
else:
    raise AssertionError("pass@5 of a task with 3 attempts: expected ValueError, got a number")
print(f"All {passed} checks passed.")
