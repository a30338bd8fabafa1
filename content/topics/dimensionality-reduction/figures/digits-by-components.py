"""Digits that PCA has not seen, rebuilt from k components; a slider moves k."""

import numpy as np
from plot import Figure
from plot_shapes import format_number, text_at
from sklearn.datasets import load_digits

KEPT = (1, 4, 8, 16, 32)
SHOWN = 8
LEVELS = 3  # of gray
PIXEL, GAP, LEFT = 9, 8, 8
SAMPLES = (1039, 1004, 1011)  # rows of the second half

images = load_digits().data
train, test = images[:898], images[898:]
mean = train.mean(axis=0)
components = np.linalg.svd(train - mean, full_matrices=False)[2]
total = np.sum((test - mean) ** 2)


def rebuilt(rows, k):
    """From the first k scores."""
    v = components[:k].T
    return mean + (rows - mean) @ v @ v.T


def share(k):
    """Of the held-out variance around the training mean."""
    return 1 - np.sum((test - rebuilt(test, k)) ** 2) / total


def picture(image, left, top):
    """One digit: for each level of gray the runs of pixels that have it, as thick strokes."""
    gray = np.clip(np.rint(image.reshape(8, 8) / 16 * LEVELS), 0, LEVELS).astype(int)
    strokes = []
    for level in range(1, LEVELS + 1):
        path = ""
        for y, x in zip(*np.nonzero(gray == level), strict=True):
            if x == 0 or gray[y, x - 1] != level:
                end = next((to for to in range(x, 8) if gray[y, to] != level), 8)
                path += f"M{left + PIXEL * x} {format_number(top + PIXEL * (y + 0.5))}h{PIXEL * (end - x)}"
        if path:
            strokes.append(f'<path stroke-opacity="{level / LEVELS:.2f}" d="{path}"/>')
    return "".join(strokes)


def row(rows, top):
    """Digits side by side."""
    size = 8 * PIXEL + GAP
    drawn = "\n".join(picture(image, LEFT + 96 + size * i - 24, top) for i, image in enumerate(rows))
    return f'<g fill="none" stroke="currentColor" stroke-width="{PIXEL}">\n{drawn}\n</g>'


figure = Figure(
    "Held-out digits rebuilt from k principal components",
    f"Three digits of 64 pixels, and below them what k components give back. One component keeps {share(1):.0%} of the "
    f"variance of digits that the fit has not seen, 8 keep {share(8):.0%}, 16 keep {share(16):.0%}, 32 keep "
    f"{share(32):.0%}. The curve rises steeply at first and flattens.",
    x=(0, 64),
    y=(0, 1),
    x_label="components k",
    y_label="share of held-out variance",
    height=220,
)
every = range(65)
figure.line(every, [share(k) for k in every], series=1, width=2.5)
tall = figure.height + 2 * (8 * PIXEL + GAP) + 8
first, second = figure.height + 8, figure.height + 8 + 8 * PIXEL + GAP
samples = images[list(SAMPLES)]

frames = []
for k in KEPT:
    drawn, figure.drawn = figure.drawn, []
    figure.points([k], [share(k)], series=2, size=5)
    figure.text(62, 0.12, f"k = {k}: {share(k):.1%}", 2, anchor="end")
    marks = "\n".join(str(getattr(figure, method)(*values, **named)) for method, values, named in figure.drawn)
    figure.drawn = drawn
    kind = "frame is-shown" if k == SHOWN else "frame"
    name = text_at(0, second + 40, f"k = {k}", "series-2")
    frames.append(f'<g class="{kind}" data-value="{k}">\n{marks}\n{name}\n{row(rebuilt(samples, k), second)}\n</g>')
still = figure.svg().replace(' role="img"', ' role="img" data-slider="components k"', 1)
still = still.replace(f'viewBox="0 0 400 {format_number(figure.height)}"', f'viewBox="0 0 400 {format_number(tall)}"')
original = text_at(0, first + 40, "digits", "axis") + "\n" + row(samples, first)
print(still.removesuffix("</svg>") + original + "\n" + "\n".join(frames) + "\n</svg>")
