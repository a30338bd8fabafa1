"""Fits the law without E, as if the loss went to zero."""
# ruff: noqa: N803, N806 (M, T, L and C are the names of the law)

import numpy as np


def fit_law(M, T, L, alphas, betas):
    """Fit L = E + A / M**alpha + B / T**beta by least squares, with E, A, B >= 0."""
    M, T, L = (np.asarray(values, dtype=float) for values in (M, T, L))
    m_unit, t_unit = np.exp(np.log(M).mean()), np.exp(np.log(T).mean())  # columns near 1 keep the problem well scaled
    best, law = np.inf, None
    for alpha in alphas:
        for beta in betas:
            columns = np.column_stack([np.zeros(len(L)), (M / m_unit) ** -alpha, (T / t_unit) ** -beta])
            coefficients = np.linalg.lstsq(columns, L, rcond=None)[0]
            error = np.sum((L - columns @ coefficients) ** 2)
            if np.all(coefficients >= 0) and error < best:
                E, a, b = coefficients
                best, law = error, (E, a * m_unit**alpha, b * t_unit**beta, alpha, beta)
    if law is None:
        raise ValueError("no pair of exponents has coefficients that are all >= 0")
    return law


def compute_optimal(law, C):
    """M and T of the lowest loss under the law (E, A, B, alpha, beta) with 6 * M * T = C operations."""
    _, A, B, alpha, beta = law
    M = (alpha * A / (beta * B)) ** (1 / (alpha + beta)) * (C / 6) ** (beta / (alpha + beta))
    return M, C / (6 * M)
