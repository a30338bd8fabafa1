"""SGD with momentum, warm-up and cosine decay."""

import math  # noqa: F401

import numpy as np  # noqa: F401


def learning_rate(step, peak, warmup, total, end=0.0):
    """The rate of update number step, counted from 0 to total - 1.

    Linear from peak / warmup at step 0 to peak at step warmup - 1; then half a cosine from peak at step warmup to end
    at step total - 1; end beyond it, and where only one update follows the warm-up.
    """
    raise NotImplementedError


def train(gradient, theta, peak, warmup, total, beta=0.9, end=0.0):
    """Run total updates u = beta * u + gradient(theta, step), theta = theta - rate * u; return the final weights.

    theta: (p,), left unchanged; gradient(theta, step) returns an array (p,).
    """
    raise NotImplementedError
