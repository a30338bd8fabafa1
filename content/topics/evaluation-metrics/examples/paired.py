"""Two models on the same 5,000 test cases: the interval of the difference, ignoring and using the pairing."""

import numpy as np

rng = np.random.default_rng(3)
N = 5000
hardness = rng.random(N)  # shared by both models: most errors fall on the same hard cases
right_a = hardness + 0.02 * rng.normal(size=N) < 0.900
right_b = hardness + 0.02 * rng.normal(size=N) < 0.911
gain = right_b.astype(int) - right_a.astype(int)

unpaired = np.sqrt(right_a.var() / N + right_b.var() / N)
paired = gain.std() / np.sqrt(N)
print(f"accuracy A {right_a.mean():.4f}, B {right_b.mean():.4f}, difference {gain.mean():.4f}")
print(f"only A right: {np.sum(gain < 0)}, only B right: {np.sum(gain > 0)}")
print(f"standard error unpaired {unpaired:.4f}, paired {paired:.4f}")

draws = rng.integers(0, N, (2000, N))  # resample cases, keeping each case's two results together
low, high = np.percentile(gain[draws].mean(axis=1), [2.5, 97.5])
print(f"paired bootstrap 95% interval: {low:.4f} to {high:.4f}")
