"""Spreads the cosine over total - warmup intervals: the last update is above the end value."""

import math

import numpy as np


def learning_rate(step, peak, warmup, total, end=0.0):
    """The schedule with one interval too many."""
    if step < warmup:
        return peak * (step + 1) / warmup
    share = min(1.0, (step - warmup) / (total - warmup))
    return end + 0.5 * (peak - end) * (1 + math.cos(math.pi * share))


def train(gradient, theta, peak, warmup, total, beta=0.9, end=0.0):
    """Heavy ball."""
    theta, u = np.array(theta, dtype=float), 0.0
    for step in range(total):
        u = beta * u + gradient(theta, step)
        theta = theta - learning_rate(step, peak, warmup, total, end) * u
    return theta
