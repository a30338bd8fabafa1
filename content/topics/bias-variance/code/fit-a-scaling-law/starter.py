"""Fit a scaling law to the losses of small runs, and plan a larger one with it."""
# ruff: noqa: N803 (M, T, L and C are the names of the law)

import numpy as np  # noqa: F401


def fit_law(M, T, L, alphas, betas):
    """Fit L = E + A / M**alpha + B / T**beta by least squares, with E, A, B >= 0.

    M, T, L: (n,) parameters, tokens and final losses of n >= 5 runs, M up to 1e11 and T up to 1e13; alphas, betas:
    the exponents to try. Return (E, A, B, alpha, beta) of the smallest sum of squares among the pairs of exponents
    whose least-squares coefficients are all >= 0; raise ValueError if there is no such pair.
    """
    raise NotImplementedError


def compute_optimal(law, C):
    """M and T of the lowest loss under the law (E, A, B, alpha, beta) with 6 * M * T = C operations. Return (M, T)."""
    raise NotImplementedError
