"""Wrong: keeps draws in which one class is absent, so the quantiles become nan."""

import numpy as np


def paired_bootstrap(y, score_a, score_b, group, metric, draws=1000, seed=0):
    """Paired and by group, without a second draw."""
    rng = np.random.default_rng(seed)
    _, member = np.unique(group, return_inverse=True)
    rows = [np.flatnonzero(member == g) for g in range(member.max() + 1)]
    out = []
    for _ in range(draws):
        at = np.concatenate([rows[g] for g in rng.integers(0, len(rows), len(rows))])
        out.append(metric(y[at], score_b[at]) - metric(y[at], score_a[at]))
    return (metric(y, score_b) - metric(y, score_a), *(float(q) for q in np.quantile(out, [0.025, 0.975])))
