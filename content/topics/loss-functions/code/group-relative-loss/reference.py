"""The loss of group relative policy optimization (GRPO) for one prompt, with its gradient."""

import numpy as np


def group_advantages(rewards):
    """(r - mean) / std within the group; a group of equal rewards has advantages 0."""
    rewards = np.asarray(rewards, dtype=float)
    if np.all(rewards == rewards[0]):
        return np.zeros_like(rewards)
    return (rewards - rewards.mean()) / rewards.std()


def grpo_loss(logp, logp_old, logp_ref, mask, rewards, clip=0.2, beta=0.04):
    """Loss to minimize, and its gradient in ``logp``."""
    mask = np.asarray(mask, dtype=bool)
    logp, logp_old, logp_ref = (np.where(mask, values, 0.0) for values in (logp, logp_old, logp_ref))
    advantages = group_advantages(rewards)[:, None]
    ratio = np.exp(logp - logp_old)
    free, clipped = ratio * advantages, np.clip(ratio, 1 - clip, 1 + clip) * advantages
    log_rho = logp_ref - logp
    rho_minus_one = np.expm1(log_rho)
    cost = -np.minimum(free, clipped) + beta * (rho_minus_one - log_rho)
    slope = np.where(free <= clipped, -free, 0.0) - beta * rho_minus_one  # d ratio / d logp = ratio
    weight = mask / mask.sum(axis=1, keepdims=True) / len(mask)
    return float(np.sum(weight * cost)), weight * slope
