"""Wrong: draws rows and ignores the groups, so copies count as evidence."""

import numpy as np


def paired_bootstrap(y, score_a, score_b, group, metric, draws=1000, seed=0):
    """Paired, but by row."""
    del group
    rng = np.random.default_rng(seed)
    out = []
    while len(out) < draws:
        at = rng.integers(0, len(y), len(y))
        d = metric(y[at], score_b[at]) - metric(y[at], score_a[at])
        if not np.isnan(d):
            out.append(d)
    return (metric(y, score_b) - metric(y, score_a), *(float(q) for q in np.quantile(out, [0.025, 0.975])))
