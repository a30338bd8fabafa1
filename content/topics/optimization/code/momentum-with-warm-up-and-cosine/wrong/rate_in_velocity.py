"""Folds the rate into the velocity: old gradients keep the rates that they were met with."""

import math

import numpy as np


def learning_rate(step, peak, warmup, total, end=0.0):
    """The right schedule."""
    if step < warmup:
        return peak * (step + 1) / warmup
    if step >= total - 1:
        return end
    return end + 0.5 * (peak - end) * (1 + math.cos(math.pi * (step - warmup) / (total - 1 - warmup)))


def train(gradient, theta, peak, warmup, total, beta=0.9, end=0.0):
    """Heavy ball with the rate in the wrong line."""
    theta, u = np.array(theta, dtype=float), 0.0
    for step in range(total):
        u = beta * u + learning_rate(step, peak, warmup, total, end) * gradient(theta, step)
        theta = theta - u
    return theta
