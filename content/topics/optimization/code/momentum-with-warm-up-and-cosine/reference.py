"""SGD with momentum, warm-up and cosine decay."""

import math

import numpy as np


def learning_rate(step, peak, warmup, total, end=0.0):
    """The rate of update number step, counted from 0 to total - 1."""
    if step < warmup:
        return peak * (step + 1) / warmup
    if step >= total - 1:
        return end
    share = (step - warmup) / (total - 1 - warmup)
    return end + 0.5 * (peak - end) * (1 + math.cos(math.pi * share))


def train(gradient, theta, peak, warmup, total, beta=0.9, end=0.0):
    """Run total updates of heavy-ball momentum; return the final weights."""
    theta = np.array(theta, dtype=float)
    velocity = np.zeros_like(theta)
    for step in range(total):
        velocity = beta * velocity + gradient(theta, step)
        theta = theta - learning_rate(step, peak, warmup, total, end) * velocity
    return theta
