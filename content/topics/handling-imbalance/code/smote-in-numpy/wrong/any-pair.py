"""Wrong: blends any two positives, near or not, and so bridges clusters."""


def smote(rare, count, k, rng):
    """k is only looked at."""
    n = len(rare)
    if n < 2 or k < 1:
        raise ValueError("a segment needs two positives")
    first = rng.integers(n, size=count)
    second = (first + 1 + rng.integers(n - 1, size=count)) % n
    return rare[first] + rng.random((count, 1)) * (rare[second] - rare[first])
