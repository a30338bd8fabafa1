"""Checks of the scaling law: python check.py"""
# ruff: noqa: N803, N806 (M, T, L and C are the names of the law)

import numpy as np
from solution import compute_optimal, fit_law

done = 0


def passed(what):
    """Say what held."""
    global done
    done += 1
    print("ok:", what)


def loss(law, M, T):
    """The law at M parameters and T tokens."""
    E, A, B, alpha, beta = law
    return E + A / M**alpha + B / T**beta


M, T = (grid.ravel() for grid in np.meshgrid([1e7, 3e7, 1e8, 3e8, 1e9], [1e9, 4e9, 1.6e10, 6.4e10]))
exponents = np.round(np.arange(0.2, 0.61, 0.02), 2)
true = (1.75, 420.0, 900.0, 0.34, 0.3)
L = loss(true, M, T)
before = L.copy()
got = fit_law(M, T, L, exponents, exponents)
assert len(got) == 5, f"return (E, A, B, alpha, beta), got {got}"
assert np.isclose(got[3], 0.34), f"alpha without noise: expected 0.34, got {got[3]}"
assert np.isclose(got[4], 0.3), f"beta without noise: expected 0.3, got {got[4]}"
assert np.allclose(got, true, rtol=1e-4), f"without noise: expected {true}, got {got}"
assert np.array_equal(before, L), "leave the losses as they were"
passed("exact without noise")

rng = np.random.default_rng(0)
noisy = L + rng.normal(0, 0.004, L.size)
got = fit_law(M, T, noisy, exponents, exponents)
best = np.sum((noisy - loss(got, M, T)) ** 2)
assert best <= np.sum((noisy - L) ** 2), f"the fit must be at least as good as the truth, which is on the grid: {got}"
assert min(got[:3]) >= 0, f"no negative coefficient, got {got}"
target = loss(true, 1e10, 3e11)
assert abs(loss(got, 1e10, 3e11) - target) < 0.06, (
    f"ten times further: expected about {target}, got {loss(got, 1e10, 3e11)}"
)
passed("with noise")

steep = fit_law(M, T, loss((-0.3, 20.0, 50.0, 0.1, 0.3), M, T), [0.1, 0.2, 0.3], [0.3])
assert steep[0] >= 0, f"here alpha = 0.1 fits exactly, but with E = -0.3: that pair must not win, got {steep}"
assert np.isclose(steep[3], 0.2), f"the best alpha with E >= 0 is 0.2, got {steep[3]}"
try:
    law = fit_law(M, T, 3 - 5 * M**-0.3 - 9 * T**-0.3, [0.3], [0.3])
except ValueError:
    pass
else:
    raise AssertionError(f"losses that rise with size have no such law: expected ValueError, got {law}")
passed("coefficients are not negative")

got = fit_law(100 * M, 100 * T, loss(true, 100 * M, 100 * T), exponents, exponents)
assert np.allclose(got, true, rtol=1e-3), f"large runs: expected {true}, got {got}"
passed("M up to 1e11 and T up to 6e12")

for law in (true, (0.0, 50.0, 50.0, 0.5, 0.5), (2.0, 10.0, 4000.0, 0.2, 0.45)):
    for C in (1e19, 1e23):
        params, tokens = compute_optimal(law, C)
        assert np.isclose(6 * params * tokens / C, 1), f"6MT must be {C}, got {6 * params * tokens}"
        tried = params * np.exp(np.linspace(-3, 3, 6001))
        slow = tried[np.argmin(loss(law, tried, C / (6 * tried)))]
        assert abs(params / slow - 1) < 0.005, f"{law} with C = {C}: expected M = {slow}, got {params}"
passed("the best split of a budget, against a search")

first, second = (
    compute_optimal((1.0, 400.0, 400.0, 0.4, 0.4), 6e20),
    compute_optimal((1.0, 400.0, 400.0, 0.4, 0.4), 6e22),
)
assert np.allclose(np.array(second) / first, 10), "with equal terms a hundred times the budget is ten times each"
passed("equal exponents")

print(f"All {done} checks passed.")
