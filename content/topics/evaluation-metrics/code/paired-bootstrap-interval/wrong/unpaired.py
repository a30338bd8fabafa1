"""Wrong: draws separate cases for the two models, which throws the pairing away."""

import numpy as np


def paired_bootstrap(y, score_a, score_b, group, metric, draws=1000, seed=0):
    """Two independent draws per difference."""
    rng = np.random.default_rng(seed)
    _, member = np.unique(group, return_inverse=True)
    rows = [np.flatnonzero(member == g) for g in range(member.max() + 1)]
    out = []
    while len(out) < draws:
        one, two = (np.concatenate([rows[g] for g in rng.integers(0, len(rows), len(rows))]) for _ in range(2))
        d = metric(y[two], score_b[two]) - metric(y[one], score_a[one])
        if not np.isnan(d):
            out.append(d)
    return (metric(y, score_b) - metric(y, score_a), *(float(q) for q in np.quantile(out, [0.025, 0.975])))
