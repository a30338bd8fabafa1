"""Checks plus_plus and lloyd: python check.py"""

import itertools
import time

import numpy as np
from solution import lloyd, plus_plus

passed = 0


def expect(name, truth, wanted, got):
    """One check: prints its name, or says what was expected and what came."""
    global passed
    assert truth, f"{name}: expected {wanted}, got {got}"
    passed += 1
    print(f"ok: {name}")


def close(name, got, wanted, tolerance=1e-9):
    """A check of numbers."""
    got, wanted = np.asarray(got, float), np.asarray(wanted, float)
    same = got.shape == wanted.shape and np.allclose(got, wanted, rtol=0, atol=tolerance)
    expect(name, same, wanted, got)


def consistent(name, x, k, answer):
    """Centers are means, labels are nearest, the sum is right, no cluster is empty."""
    centers, labels, total = answer
    squares = np.sum((x[:, None] - centers[None]) ** 2, axis=2)
    expect(
        f"{name}: shapes",
        centers.shape == (k, x.shape[1]) and labels.shape == (len(x),),
        "(k, p) and (n,)",
        centers.shape,
    )
    own = squares[np.arange(len(x)), labels]
    expect(
        f"{name}: labels are nearest", np.all(own <= squares.min(axis=1) + 1e-6), "the nearest center", "a farther one"
    )
    counts = np.bincount(labels, minlength=k)
    expect(f"{name}: no cluster is empty", counts.min() > 0, "rows in every cluster", counts)
    means = np.array([x[labels == j].mean(axis=0) for j in range(k)])
    close(f"{name}: centers are means", centers, means, 1e-6)
    close(f"{name}: sum of squares", total, own.sum(), 1e-6)


line = np.array([[0.0], [1.0], [10.0], [11.0]])
centers, labels, total = lloyd(line, np.array([[0.0], [1.0]]))
close("four points on a line: centers", np.sort(centers, axis=0), [[0.5], [10.5]])
close("four points on a line: sum", total, 1.0)
start = np.array([[0.0], [1.0]])
lloyd(line, start)
close("the start is not changed", start, [[0.0], [1.0]])
given = line.copy()
lloyd(given, start)
close("the rows are not changed", given, line)
one = lloyd(np.array([[0.0], [1], [2], [50]]), np.array([[1.0], [900]]), most_steps=1)
close("an empty center moves to the farthest row: centers", one[0], [[1], [50]])
close("an empty center moves to the farthest row: labels and sum", [*one[1], one[2]], [0, 0, 0, 1, 2])
consistent("one cluster", line, 1, lloyd(line, np.array([[3.0]])))
consistent("as many clusters as rows", line, 4, lloyd(line, line.copy()))

rng = np.random.default_rng(0)
blobs = np.concatenate([rng.normal(size=(40, 2)) + middle for middle in ((0, 0), (20, 0), (0, 20))])
for seed in range(4):
    begin = plus_plus(blobs, 3, np.random.default_rng(seed))
    consistent(f"three blobs, seed {seed}", blobs, 3, lloyd(blobs, begin))
lost = np.array([[0.0, 0], [20, 0], [900, 900]])
consistent("a center far from all rows", blobs, 3, lloyd(blobs, lost))
consistent("two centers far from all rows", blobs, 3, lloyd(blobs, np.array([[0.0, 0], [900, 900], [-900, 900]])))
far = blobs + 1e9
away = lloyd(far, far[[0, 40, 80]])
near = lloyd(blobs, blobs[[0, 40, 80]])
expect("far from the origin", np.array_equal(away[1], near[1]), "the same labels as near it", "others")
small = rng.normal(size=(7, 2))
best = min(
    sum(np.sum((small[np.array(split) == j] - small[np.array(split) == j].mean(axis=0)) ** 2) for j in set(split))
    for split in itertools.product(range(2), repeat=7)
)
tries = [lloyd(small, plus_plus(small, 2, np.random.default_rng(seed)))[2] for seed in range(20)]
expect("no better than the best split", min(tries) >= best - 1e-9, f"{best:.4f} or more", min(tries))
expect("twenty starts find the best split", min(tries) <= best + 1e-9, round(best, 4), round(min(tries), 4))

rows = {tuple(row) for row in blobs}
begin = plus_plus(blobs, 5, np.random.default_rng(1))
expect("starting centers are rows", all(tuple(row) in rows for row in begin), "rows of x", begin)
close("the generator decides", plus_plus(blobs, 5, np.random.default_rng(1)), begin)
same = np.ones((6, 2))
close("equal rows", plus_plus(same, 3, rng), np.ones((3, 2)))
close("equal rows: sum", lloyd(same, same[:3])[2], 0)
hits = 0
for seed in range(200):
    begin = plus_plus(blobs, 3, np.random.default_rng(seed))
    hits += len({(row[0] > 10, row[1] > 10) for row in begin}) == 3
expect("k-means++ meets all three blobs", hits >= 190, "190 of 200 starts or more", hits)
three = np.array([[0.0], [1.0], [3.0]])
second = [plus_plus(three, 2, np.random.default_rng(seed)) for seed in range(4000)]
counts = [int(sum(pair[0, 0] == row for pair in second)) for row in (0, 1, 3)]
expect("the first center is any row", min(counts) > 1200, "each of three rows in a third of 4,000 starts", counts)
share = np.mean([pair[1, 0] == 3 for pair in second if pair[0, 0] == 0])
expect("squared distances: 9 in 10", abs(share - 0.9) < 0.04, 0.9, round(share, 3))

many = rng.normal(size=(20_000, 10))
start_time = time.process_time()
lloyd(many, many[:20], most_steps=10)
seconds = time.process_time() - start_time
expect("20,000 rows in time", seconds < 1, "under a second for ten steps", f"{seconds:.1f} s")
print(f"All {passed} checks passed.")
