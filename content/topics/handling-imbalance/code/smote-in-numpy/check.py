"""Checks smote by the geometry of what it makes: python check.py"""

import time

import numpy as np
from solution import smote

passed = 0


def expect(name, truth, wanted, got):
    """One check: prints its name, or says what was expected and what came."""
    global passed
    assert truth, f"{name}: expected {wanted}, got {got}"
    passed += 1
    print(f"ok: {name}")


def on_a_segment(rare, made, k):
    """For each made point: does it lie between some row and one of that row's k nearest others?"""
    found = np.zeros(len(made), bool)
    for i, start in enumerate(rare):
        distance = np.linalg.norm(rare - start, axis=1)
        distance[i] = np.inf
        reach = np.sort(distance)[min(k, len(rare) - 1) - 1]
        for j in np.flatnonzero(distance <= reach + 1e-12):
            step = rare[j] - start
            u = (made - start) @ step / max(step @ step, 1e-300)
            foot = start + np.clip(u, 0, 1)[:, None] * step
            found |= np.linalg.norm(made - foot, axis=1) < 1e-7
    return found


rng = np.random.default_rng(0)
rare = rng.normal(size=(30, 4)) * [1, 5, 1, 1]
kept = rare.copy()
made = smote(rare, 500, 5, np.random.default_rng(1))
expect("shape", made.shape == (500, 4), (500, 4), made.shape)
expect("the positives are not changed", np.array_equal(rare, kept), "the rows that were given", "others")
inside = on_a_segment(rare, made, 5)
expect("every point is on a segment to a near neighbor", inside.all(), "500 of 500", f"{inside.sum()} of 500")
gap = np.min(np.linalg.norm(made[:, None] - rare[None], axis=2), axis=1)
expect("points are new", np.mean(gap < 1e-9) < 0.01, "hardly any copy", f"{np.mean(gap < 1e-9):.0%} copies")
again = smote(rare, 500, 5, np.random.default_rng(1))
expect("the generator decides", np.array_equal(made, again), "the same rows for the same seed", "others")
expect("none asked, none made", smote(rare, 0, 5, rng).shape == (0, 4), (0, 4), smote(rare, 0, 5, rng).shape)

pair = np.array([[0.0, 0.0], [10.0, 20.0]])
made = smote(pair, 4000, 5, np.random.default_rng(2))
expect("fewer neighbors than k", np.allclose(made[:, 1], 2 * made[:, 0]), "points on the line y = 2x", made[:3])
share = np.mean(made[:, 0] / 10)
expect("uniform along the segment", abs(share - 0.5) < 0.03, "a mean of 0.5", round(share, 3))
quarter = np.mean(made[:, 0] < 2.5)
expect("a quarter in the first quarter", abs(quarter - 0.25) < 0.03, 0.25, round(quarter, 3))

far = np.array([[0.0], [1.0], [100.0], [101.0]])
made = smote(far, 400, 1, np.random.default_rng(3))
middle = np.sum((made > 1) & (made < 100))
expect("k = 1 does not bridge two clusters", middle == 0, "no point between the clusters", f"{middle} points")
groups = rng.normal(size=(20, 2)) + np.repeat([[0, 0], [100, 0]], 10, axis=0)
made = smote(groups + 1e10, 400, 3, np.random.default_rng(5)) - 1e10
middle = np.sum((made[:, 0] > 5) & (made[:, 0] < 95))
expect("nor far from the origin", middle == 0, "no point between the clusters", f"{middle} points")
copies = np.vstack([np.zeros((3, 2)), [[8.0, 8.0], [9.0, 9.0]]])
made = smote(copies, 300, 1, np.random.default_rng(4))
moved = np.mean((made > 8).all(axis=1) & (made < 9).all(axis=1))
expect("a copy is a neighbor, the row itself is not", 0.25 < moved < 0.55, "about 0.4 between 8 and 9", round(moved, 2))
parts = np.array([np.mean(np.abs(smote(np.diag([1.0, 2.0, 3.0]), 3000, 2, rng))[:, i] > 0) for i in range(3)])
expect("all rows take part alike", np.ptp(parts) < 0.05, "equal shares", np.round(parts, 2))
for few in (np.zeros((1, 3)), np.zeros((0, 3))):
    try:
        got = smote(few, 2, 5, rng)
    except ValueError:
        got = "ValueError"
    expect(f"{len(few)} positives", isinstance(got, str), "ValueError", got)

large = rng.normal(size=(1500, 20))
start = time.process_time()
smote(large, 50_000, 5, rng)
seconds = time.process_time() - start
expect("1,500 positives in time", seconds < 1, "under a second, without a loop over points", f"{seconds:.1f} s")
print(f"All {passed} checks passed.")
