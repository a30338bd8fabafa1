"""Thompson sampling for arms that pay 0 or 1."""

import numpy as np


def choose_arm(
    successes: np.ndarray, failures: np.ndarray, rng: np.random.Generator, prior: tuple[float, float] = (1.0, 1.0)
) -> int:
    """The arm to play next.

    successes and failures: integer arrays of shape (k,), what each arm has paid so far; rng: np.random.Generator;
    prior: the two parameters of the Beta prior of every arm. Returns an int from 0 to k - 1.
    """
    raise NotImplementedError


def play(
    rates: np.ndarray, steps: int, rng: np.random.Generator, prior: tuple[float, float] = (1.0, 1.0), batch: int = 1
) -> tuple[np.ndarray, np.ndarray]:
    """Plays `steps` rounds on arms whose true rates are `rates`, shape (k,).

    The counts are updated only after every `batch` rounds, and after the last. Returns successes and failures,
    both of shape (k,), whose total is `steps`.
    """
    raise NotImplementedError
