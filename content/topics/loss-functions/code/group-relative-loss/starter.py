"""The loss of group relative policy optimization (GRPO) for one prompt, with its gradient."""

import numpy as np  # noqa: F401


def group_advantages(rewards):
    """(r - mean) / std within the group, with the standard deviation that divides by the number of answers.

    rewards: (g,). A group of equal rewards has advantages 0. Return (g,).
    """
    raise NotImplementedError


def grpo_loss(logp, logp_old, logp_ref, mask, rewards, clip=0.2, beta=0.04):
    """Loss to minimize, and its gradient in ``logp``.

    logp, logp_old, logp_ref: (g, t) log-probabilities of the sampled tokens under the policy, the policy that sampled
    them, and the reference. mask: (g, t), True on real tokens; what stands elsewhere may be anything, even nan. Each
    answer has at least one token.

    Each token costs -min(ratio * A, clip(ratio, 1 - clip, 1 + clip) * A) + beta * k3, where ratio is policy over old
    policy, A its answer's advantage, and k3 = rho - 1 - log(rho) with rho = reference over policy. Average over the
    tokens of each answer, then over answers. Return loss: float, gradient: (g, t), 0 outside the mask.
    """
    raise NotImplementedError
