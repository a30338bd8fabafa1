import numpy as np

H = np.array([1.0, 100.0])  # curvatures: condition number 100


def run(rule, steps=100, scale=1.0):
    """Loss after some steps on scale * (h1 x1^2 + h2 x2^2) / 2, from (1, 1)."""
    theta = np.ones(2)
    for _ in range(steps):
        theta = theta - rule(scale * H * theta)
    return scale * np.sum(H * theta**2) / 2


def momentum(rate, beta=0.0):
    u = np.zeros(2)

    def rule(g):
        u[:] = beta * u + g
        return rate * u

    return rule


def adam(rate, b1=0.9, b2=0.999):
    m, v, t = np.zeros(2), np.zeros(2), np.zeros(1)

    def rule(g):
        t[:] += 1
        m[:] = b1 * m + (1 - b1) * g
        v[:] = b2 * v + (1 - b2) * g**2
        return rate * (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t)) + 1e-8)

    return rule


print(f"descent, rate 2/(mu+L): {run(momentum(2 / 101)):.1e}")
print(f"descent, rate 2.02/L:   {run(momentum(2.02 / 100)):.1e}")
print(f"momentum, tuned:        {run(momentum((2 / 11) ** 2, (9 / 11) ** 2)):.1e}")
print(f"Adam, rate 0.1:         {run(adam(0.1)):.1e}, loss times 1000: {run(adam(0.1), scale=1000) / 1000:.1e}")
print(f"descent, loss times 1000, 10 steps: {run(momentum(2 / 101), 10, 1000) / 1000:.1e}")
