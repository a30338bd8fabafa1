"""Checks every number and formula of this topic's study material."""

import math
from itertools import permutations
from pathlib import Path
from statistics import NormalDist

import numpy as np

PHI = NormalDist().cdf


def check_clock():
    """Lesson and figure: 90 s, 62.5 words, 0.99, 0.5, 0.01 and 0.87; box: 52 s."""
    assert 1800 / 20 == 90
    assert 150 * 25 / 60 == 62.5
    assert round(PHI(20**0.5 * 10 / 20), 2) == 0.99
    assert PHI(0) == 0.5
    assert round(PHI(-(20**0.5) * 10 / 20), 2) == 0.01
    assert round(PHI(20**0.5 * 10 / 40), 2) == 0.87
    assert 360 / 5 - 20 == 52


def check_behind_after_eight():
    """Problem behind-after-eight: 85 s, a coin toss at 60, 9.5 and 50.5 s, eight at 933 and not nine, 43 s."""
    assert 14 * 60 / 8 - 20 == 85
    left, z = 30 * 60 - 14 * 60, NormalDist().inv_cdf(0.95)
    assert (left - 12 * (60 + 20)) == 0
    margin = z * 20 / 12**0.5
    assert round(20 * 12**0.5) == 69
    assert round(margin, 1) == 9.5
    assert round(60 - margin, 1) == 50.5
    assert round(8 * 105 + z * 20 * 8**0.5) == 933 < left
    assert round(9 * 105 + z * 20 * 9**0.5) == 1044 > left
    assert math.isclose(1 + 11 * 0.2, 3.2)
    assert round(60 - margin * 3.2**0.5) == 43
    totals = np.random.default_rng(3).normal(50.5 + 20, 20, (200_000, 12)).sum(axis=1)
    assert abs(np.mean(totals <= left) - 0.95) < 0.005


def check_sampling_errors():
    """Lesson, 60-second answer, problems: 1.5 points and ±2.9 at 90% of 400; ±7.8; 0.0142, 0.045 and 0.032."""
    assert math.isclose(math.sqrt(0.8 * 0.2 / 100), 0.04)
    assert round(1.96 * 4, 1) == 7.8
    error = math.sqrt(0.9 * 0.1 / 400)
    assert math.isclose(error, 0.015)
    assert round(1.96 * error, 3) == 0.029
    assert round(math.sqrt(0.72 * 0.28 / 1000), 4) == 0.0142
    assert round(math.sqrt(0.16 / 80), 3) == 0.045
    assert round(math.sqrt(0.16 / 160), 3) == 0.032


def check_budget():
    """Problem fifty-ms-budget: 20 ms, 4 and 100 ms, k at most 24, 14 ms, and 9.6%."""
    assert 50 - 18 - 12 == 20
    assert math.isclose(200 * 0.02, 4)
    assert 200 * 0.5 == 100
    assert (16 - 4) / 0.5 == 24
    assert 4 + 0.5 * 20 == 14
    assert round(1 - 0.99**10, 3) == 0.096


def check_labels():
    """Problem ten-thousand-labels: 400 and 80 positives, precision at most 2/3, the label budget, missed tickets."""
    assert math.isclose(10_000 * 0.04, 400)
    assert math.isclose(0.04 / 0.06, 2 / 3)
    assert 300 + 2_000 + 2_200 + 500 == 5_000
    for recall, weekly in ((0.8, 1.7), (0.6, 3.4)):
        missed = (1 - recall) * 0.04 / 0.94
        assert round(200 * missed, 1) == weekly
    assert round(0.2 * 0.04 / 0.94, 4) == 0.0085
    assert [round(800 * lost * 0.04 / 0.94, 1) for lost in (0.2, 0.4)] == [6.8, 13.6]
    assert [round(count**0.5) for count in (6.8, 13.6)] == [3, 4]


def check_false_findings():
    """Rapid fire p-value: 8 true and 4.5 false findings, 36% false."""
    true, false = 10 * 0.8, 90 * 0.05
    assert (true, false) == (8.0, 4.5)
    assert false / (true + false) == 0.36


def check_flashcards():
    """Flashcards: rank 5, 3% of days, −1.2, 0.64, 131,328, 14,400, 0.995 and 2 − 2 cos."""
    rng = np.random.default_rng(4)
    layers = [rng.normal(size=shape) for shape in ((5, 100), (100, 5), (10, 100))]
    assert np.linalg.matrix_rank(layers[2] @ layers[1] @ layers[0]) == 5
    tail = 1 - sum(math.exp(k * math.log(100) - 100 - math.lgamma(k + 1)) for k in range(120))
    assert round(tail, 2) == 0.03
    first, noise = rng.normal(size=(2, 400_000))
    low = abs(first + 2) < 0.05
    assert abs(np.mean((0.6 * first + 0.8 * noise)[low]) + 1.2) < 0.04
    assert round(1 - 0.95**20, 2) == 0.64
    assert 512 * 256 + 256 == 131_328
    assert round(16 * 0.09 / 0.01**2) == 14_400
    assert round(0.999**5, 3) == 0.995
    u, v = (vector / np.linalg.norm(vector) for vector in np.random.default_rng(1).normal(size=(2, 5)))
    assert math.isclose(np.sum((u - v) ** 2), 2 - 2 * (u @ v))


def check_quick_estimates():
    """Rapid fire: 40,000, 111,000, 71,000 labels and 1.25%; probes: 4,000 s, 14 machines, 75%."""
    assert 10_000 * (10 / 5) ** 2 == 40_000
    assert round((5 / 3) ** 2, 1) == 2.8
    assert round(40_000 * (5 / 3) ** 2, -3) == 111_000
    assert (111_000 - 40_000, 40_000 - 10_000) == (71_000, 30_000)
    assert math.isclose(0.05 * (0.04 - 0.03) / 0.04, 0.0125)
    assert 2e12 / 5e8 == 4000
    assert math.ceil(4000 / 300) == 14
    assert 1 - 1 / 2**2 == 0.75


def check_kmeans_stops_early():
    """Lesson: corners of a 4 by 1 rectangle, sides cost 1; top against bottom costs 16 and stays."""
    x = np.array([[-2, -0.5], [-2, 0.5], [2, -0.5], [2, 0.5]])
    for centers, cost in (([[-2, 0], [2, 0]], 1), ([[0, -0.5], [0, 0.5]], 16)):
        squares = ((x[:, None] - np.array(centers)) ** 2).sum(axis=2)
        nearest = squares.argmin(axis=1)
        assert squares.min(axis=1).sum() == cost
        assert np.allclose([x[nearest == k].mean(axis=0) for k in (0, 1)], centers)


def check_products_of_jacobians():
    """Problem repair-an-answer: one in 70,000, 117, and the Jacobian of x + f(x) by finite differences."""
    assert round(0.8**-50, -4) == 70_000
    assert round(1.1**50) == 117
    rng = np.random.default_rng(5)
    weights, x, h = rng.normal(size=(3, 3)), rng.normal(size=3), 1e-6
    layer = lambda x: x + np.tanh(weights @ x)  # noqa: E731
    measured = np.column_stack([(layer(x + h * e) - layer(x - h * e)) / (2 * h) for e in np.eye(3)])
    inner = (1 - np.tanh(weights @ x) ** 2)[:, None] * weights
    assert np.allclose(measured, np.eye(3) + inner, atol=1e-6)


def check_attention_scores():
    """Problem grade-two-answers: standard deviation 8 at d = 64, factors 0.0003 and 0.197."""
    queries, keys = np.random.default_rng(6).normal(size=(2, 100_000, 64))
    assert abs(np.std((queries * keys).sum(axis=1)) - 8) < 0.1
    passed = [p * (1 - p) for p in (1 / (1 + math.exp(-8)), 1 / (1 + math.exp(-1)))]
    assert round(passed[0], 4) == 0.0003
    assert round(passed[1], 3) == 0.197


def check_scaled_network():
    """The sample exchange: 4y with two layers, 2^L in general, biases times 2^l; ½ and 2 cancel."""
    rng = np.random.default_rng(61)
    weights = [rng.normal(size=shape) for shape in ((6, 4), (5, 6), (3, 5))]
    biases = [rng.normal(size=len(w)) for w in weights]

    def output(x, factors, shifts):
        for w, b, factor, shift in zip(weights, biases, factors, shifts, strict=True):
            x = factor * w @ x + shift * b
            x = np.maximum(x, 0) if len(b) > 3 else x
        return x

    x = rng.normal(size=4)
    plain, biased = output(x, (1, 1, 1), (0, 0, 0)), output(x, (1, 1, 1), (1, 1, 1))
    assert np.allclose(output(x, (2, 2, 2), (0, 0, 0)), 8 * plain)
    assert np.allclose(output(x, (2, 2, 2), (2, 4, 8)), 8 * biased)
    assert np.allclose(output(x, (0.5, 2, 1), (0, 0, 0)), plain)


def check_which_suspect_first():
    """Argument which-suspect-first: 3.8, 4.45 and 2.6 hours; by chance per hour is the best order of all six."""
    chance = {"feed": 0.5, "release": 0.3, "users": 0.2}
    hours = {"feed": 3, "release": 0.5, "users": 6}

    def expected(order):
        return sum(chance[k] * sum(hours[j] for j in order[: i + 1]) for i, k in enumerate(order))

    best = min(permutations(chance), key=expected)
    assert best == ("release", "feed", "users")
    assert math.isclose(expected(best), 3.8)
    assert math.isclose(expected(("feed", "release", "users")), 4.45)
    assert [round(chance[k] / hours[k], 3) for k in best] == [0.6, 0.167, 0.033]
    untested = {o: expected(o) - chance[o[2]] * hours[o[2]] for o in permutations(chance)}
    assert min(untested, key=untested.get) == best
    assert math.isclose(untested[best], 2.6)


def check_small_model_first():
    """Argument small-model-first: 67%, 84.7%, 93.3%, costs, and the break-even points 0.034 and 0.54."""
    assert math.isclose((0.88 - 0.7 * 0.97) / 0.3, 0.67)
    large = (0.94 - 0.7 * 0.98) / 0.3
    assert round(large, 3) == 0.847
    cascade = 0.7 * 0.97 + 0.3 * large
    assert round(cascade, 3) == 0.933
    assert math.isclose(0.4 + 0.3 * 6, 2.2)
    assert [round(c, 2) for c in (0.4 + 120 * 0.1, 2.2 + 67 * 0.1, 6 + 60 * 0.1)] == [12.4, 8.9, 12]
    assert round(1.8 / 53, 3) == 0.034
    assert round(3.8 / 7, 2) == 0.54


def check_ahead_or_on_demand():
    """Argument ahead-or-on-demand: 333, 60 and 408 core-hours, 250 a second, 10, 17 and 83 cores, 6%."""
    assert round(3e7 * 0.04 / 3600) == 333
    scorings = 3e7 * 0.06 * 3
    assert math.isclose(scorings, 5.4e6)
    assert math.isclose(scorings * 0.04, 216_000)
    assert math.isclose(scorings * 0.04 / 3600, 60)
    assert math.isclose(4 * scorings / 86_400, 250)
    assert 250 * 0.04 == 10
    assert math.ceil(10 / 0.6) == 17
    assert round(3e7 * 0.04 / 3600 / 4) == 83
    assert 17 * 24 == 408 > 3e7 * 0.04 / 3600
    assert math.isclose(0.3 / 5, 0.06)


def check_one_rating_or_three():
    """Argument one-rating-or-three: 0.050, 0.067, 1.8, and 0.052 with 60 answers rated twice; by simulation."""
    assert round(math.sqrt(1.5 / 600), 3) == 0.050
    assert round(math.sqrt(2.7 / 600), 3) == 0.067
    assert math.isclose(2.7 / 1.5, 1.8)
    assert round(math.sqrt(480 * 1.5 + 60 * (0.6 + 0.45)) / 540, 3) == 0.052
    rng = np.random.default_rng(7)
    quality = rng.normal(0, 0.6**0.5, (4000, 200))
    means = (quality + rng.normal(0, 0.9**0.5, (4000, 3, 200)).mean(axis=1)).mean(axis=1)
    assert abs(means.std() - 0.067) < 0.003


def check_ship_hold_or_extend():
    """Argument ship-hold-or-extend: 0.56, 0.40, 0.37, $32,000, 0.044%, 0.17, and 0.10 with the narrow prior."""
    error = 2.2 / (2 * 1.96)
    assert round(error, 2) == 0.56
    assert round(error**2, 3) == 0.315
    mean, spread = 0.9 * 0.25 / (0.25 + error**2), (1 / 0.25 + 1 / error**2) ** -0.5
    assert (round(mean, 2), round(spread, 2)) == (0.40, 0.37)
    assert round(mean * 90 - 4) == 32
    assert round(4 / 90, 3) == 0.044
    assert round(PHI((4 / 90 - mean) / spread), 2) == 0.17
    assert round(0.9 * 0.04 / (0.04 + error**2), 2) == 0.10


def check_not_knowing():
    """Problem three-distances-from-knowing: covariance 1 and precision 0, one key in ten stays, k / n."""
    a = np.array([[1.0, 0, 0], [1, 1, 0], [1, 1, 1]])  # x = a e
    covariance = a @ a.T
    assert covariance[0, 2] == 1
    assert abs(np.linalg.inv(covariance)[0, 2]) < 1e-12
    keys = np.arange(9_000)
    assert np.mean(keys % 9 == keys % 10) == 0.1
    rng, k, n = np.random.default_rng(8), 3, 12
    seen = np.zeros(n)
    for _ in range(20_000):
        sample = list(range(k))
        for item in range(k, n):
            if rng.random() < k / (item + 1):
                sample[rng.integers(k)] = item
        seen[sample] += 1
    assert np.abs(seen / 20_000 - k / n).max() < 0.015


def check_shadow_run():
    """Problem follow-ups-for-a-shadow-run: 2,000 blocks each, 1,000 shared, 1,000 newly blocked and passed."""
    blocks = 200_000 * 0.01
    assert blocks == 2000
    assert blocks * 0.5 == 1000 == blocks - blocks * 0.5


def check_serving():
    """Problem serve-a-language-model: memory, steps, tokens a second, cards, and documents of 30,000 tokens."""
    token = 2 * 32 * 8 * 128 * 2
    assert token == 131_072
    assert 8e9 * 2 == 16e9
    assert round(1750 * token / 1e9, 2) == 0.23
    assert abs(60e9 / (1750 * token) - 260) < 5
    open_cache = 1625 * token / 1e9
    assert round(open_cache, 3) == 0.213
    step = lambda b: (16 + 0.213 * b) / 2000  # noqa: E731
    assert [round(1000 * step(b)) for b in (1, 64, 260)] == [8, 15, 36]
    assert 60e9 / (1625 * token) < (0.04 * 2000 - 16) / 0.213  # memory is full before a step takes 40 ms
    rate = 260 / step(260)
    assert round(rate, -2) == 7300
    writing = 20 * 250 / rate
    assert round(writing, 1) == 0.7
    assert 2 * 8e9 * 1500 == 2.4e13
    assert math.isclose(2.4e13 / 2e14, 0.12)
    assert math.isclose(20 * 0.12, 2.4)
    assert round(writing + 2.4, 1) == 3.1
    assert math.ceil(3.1 / 0.7) == 5
    prefix = 20 * 2 * 8e9 * 300 / 2e14
    assert math.isclose(prefix, 0.48)
    assert writing + prefix < 1.2
    assert math.ceil(1.2 / 0.7) == 2
    assert round(30_000 * token / 1e9, 1) == 3.9
    assert round(60e9 / (30_000 * token)) == 15
    assert math.isclose(2 * 8e9 * 30_000 / 2e14, 2.4)


def check_duplicate_listings():
    """Problem grade-a-design: pairs, 396 years, 434,000 machines, 69 hours, nine machines, one in 50 million."""
    pairs = 5_000_000 * 4_999_999 / 2
    assert round(pairs / 1e13, 2) == 1.25
    assert round(pairs / 1000 / 86_400 / 365.25) == 396
    assert round(pairs / 1000 / (8 * 3600), -3) == 434_000
    assert 5_000_000 * 50 == 250_000_000
    assert round(2.5e8 / 1000 / 3600) == 69
    assert math.ceil(2.5e8 / 1000 / (8 * 3600)) == 9
    assert math.isclose(1.25e13 / 250_000, 5e7)


def check_small_gaps():
    """Rapid fire: weights 0.25 and 5; 0.52 as the mean of 0.60 and 0.44; 50 and 40 of 90 orders are 25 % apart."""
    assert 50 + 40 == 90
    assert 50 / 40 == 1.25
    assert 0.5 * 0.5 == 0.25
    assert 20 * 0.5 * 0.5 == 5 == 20 * 0.25
    assert math.isclose((0.60 + 0.44) / 2, 0.52)


def check_system_rapid_fire():
    """Rapid fire on systems: every number, in the order of the file."""
    assert round(math.sqrt(0.05 * 0.95 / 1000), 3) == 0.007
    assert math.isclose(40 * 0.3, 12)
    assert 40 - 12 == 28
    assert 300 * 0.01 == 3
    assert 200e6 / 2000 == 1e5
    assert round(1e5 / 3600) == 28
    assert round(1e5 / 3600 / 8, 1) == 3.5
    assert round(1e6 * 768 * 4 / 1e9) == 3
    assert round(1e6 * 768 * 4 / 100e9, 2) == 0.03
    assert math.isclose(0.8 + 0.4 + 0.3, 1.5)
    assert math.isclose(1.5 + 250 * 0.04, 11.5)
    assert round((1 - 0.8**5) / (1 - 0.8), 2) == 3.36
    draws = np.random.default_rng(10).random((200_000, 4)) < 0.8
    assert abs(np.cumprod(draws, axis=1).sum(axis=1).mean() + 1 - 3.36) < 0.01
    assert round(0.97**12, 2) == 0.69
    assert round(0.95 ** (1 / 12), 3) == 0.996
    fails = 0.03 * (0.1 + 0.9 * 0.03)
    assert round(fails, 3) == 0.004
    assert round((1 - fails) ** 12, 3) == 0.955
    assert round(math.sqrt(0.9 * 0.1 / 300), 3) == 0.017
    assert (20 - 5) / math.sqrt(25) == 3
    assert round(1 - 0.99**300, 2) == 0.95
    assert 50_000 * 3000 == 150_000_000
    assert 150 * 0.5 == 75
    assert 50_000 * 200 / 1e6 * 2 == 20
    assert round(95 * 30.4, -2) == 2900
    assert 0.15 * 2900 > 400
    assert (0.1 + 0.2) + 0.3 != 0.1 + (0.2 + 0.3)


def check_new_flashcards():
    """Flashcards: 50; 6.4 and 10; 2, 5 and 20; 10 s; 80 and 20 GB; one and two of 500; 80%."""
    assert 200 * 0.25 == 50
    assert math.isclose(1 / (0.1 + 0.9 / 16), 6.4)
    assert math.isclose(1 / 0.1, 10)
    assert [round(1 / (1 - use)) for use in (0.5, 0.8, 0.95)] == [2, 5, 20]
    assert 0.1 / 0.01 == 10
    assert 1e8 * 200 * 4 == 80e9
    assert 1e8 * 200 == 20e9
    assert math.isclose(50_000 * 0.01, 500)
    assert (500 * 0.002, 500 * 0.004) == (1, 2)
    assert math.isclose((0.82 - 0.10) / 0.90, 0.80)


def check_warm_up_length():
    """Warm-up: at most 140 words, each formula's tokens counted."""
    text = Path(__file__).with_name("topic.yaml").read_text(encoding="utf-8")
    answer = text.split("  answer: |\n")[1].split("  key_points:")[0]
    assert len(answer.split()) <= 140
