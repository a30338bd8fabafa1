"""Checks the hashing trick: python check.py"""

import hashlib

import numpy as np
from solution import hash_features

passed = 0


def expect(name, holds, wanted, got):
    """One check: prints its name, or says what was expected and what came."""
    global passed
    assert holds, f"{name}: expected {wanted}, got {got}"
    passed += 1
    print(f"ok: {name}")


def place(token, buckets):
    code = int.from_bytes(hashlib.blake2b(token.encode(), digest_size=8).digest(), "big")
    return (code - (code >> 63 << 63)) % buckets, (1, -1)[code >> 63]


one = hash_features([{"a": 2.0}], 10)
expect("shape", one.shape == (1, 10), (1, 10), one.shape)
for token in ("a", "Zürich", "user=17", "user=18", "", "a longer token with spaces"):
    out = hash_features([{token: 2.0}], 1009)[0]
    bucket, sign = place(token, 1009)
    wanted = f"{2 * sign} in bucket {bucket}"
    expect(
        f"bucket and sign of {token!r}", out[bucket] == 2 * sign and np.count_nonzero(out) == 1, wanted, out.nonzero()
    )
expect("an empty row is zero", not hash_features([{}], 4).any(), "zeros", hash_features([{}], 4))
expect("no rows", hash_features([], 4).shape == (0, 4), (0, 4), hash_features([], 4).shape)
single = hash_features([{"a": 1.0, "é": 1.0, "z": -3.0}], 1)
total = place("a", 1)[1] + place("é", 1)[1] - 3 * place("z", 1)[1]
expect("with one bucket everything adds up with its sign", single[0, 0] == total, total, single[0, 0])
batch = hash_features([{"x": 1.0, "y": 2.0}, {"y": 2.0, "x": 1.0}], 8)
expect("the order of tokens does not matter", np.array_equal(batch[0], batch[1]), batch[0], batch[1])
lazy = hash_features(({f"t{i}": 1.0} for i in range(3)), 8)
expect("rows may come from a generator", lazy.shape == (3, 8), (3, 8), lazy.shape)

rng = np.random.default_rng(0)
norms, products = [], []
for trial in range(600):
    shared = {f"{trial}-s{i}": 1.0 for i in range(10)}
    first, second = hash_features(
        [shared | {f"{trial}-a{i}": 1.0 for i in range(20)}, shared | {f"{trial}-b{i}": 1.0 for i in range(20)}], 64
    )
    norms.append(first @ first)
    products.append(first @ second)
expect("squared lengths are right on average", abs(np.mean(norms) - 30) < 0.9, "about 30", np.mean(norms))
expect("inner products are right on average", abs(np.mean(products) - 10) < 0.9, "about 10", np.mean(products))
spread = 2 * 30 * 29 / 64
expect("variance 2s(s-1)/B", 0.75 < np.var(norms) / spread < 1.25, f"about {spread:.1f}", np.var(norms))
signs = [np.sign(hash_features([{f"w{i}": 1.0}], 7).sum()) for i in range(2000)]
expect("signs are balanced", abs(np.mean(signs)) < 0.1, "a mean near 0", np.mean(signs))
print(f"All {passed} checks passed.")
