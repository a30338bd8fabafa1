"""Warms up with step / warmup: the first update has the rate zero, and the peak comes one update late."""

import math

import numpy as np


def learning_rate(step, peak, warmup, total, end=0.0):
    """The schedule, shifted by one."""
    if step < warmup:
        return peak * step / warmup
    if step >= total - 1:
        return end
    return end + 0.5 * (peak - end) * (1 + math.cos(math.pi * (step - warmup) / (total - 1 - warmup)))


def train(gradient, theta, peak, warmup, total, beta=0.9, end=0.0):
    """Heavy ball."""
    theta, u = np.array(theta, dtype=float), 0.0
    for step in range(total):
        u = beta * u + gradient(theta, step)
        theta = theta - learning_rate(step, peak, warmup, total, end) * u
    return theta
