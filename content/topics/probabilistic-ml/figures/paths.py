"""Chain, fork and collider with the middle node hidden and observed: which path between A and C is open."""

PATHS = (  # name, arrow between A and B points right, arrow between B and C points right, open if B is hidden
    ("Chain", True, True, True),
    ("Fork", False, True, True),
    ("Collider", True, False, False),
)
RADIUS, GAP = 15, 62


def arrow(start, end, y):
    """A line with a head, between the rims of two nodes at heights y."""
    sign = 1 if end > start else -1
    x0, x1 = start + sign * (RADIUS + 2), end - sign * (RADIUS + 2)
    head = f"M{x1 - sign * 8} {y - 4}L{x1} {y}L{x1 - sign * 8} {y + 4}"
    return f'<path class="axis" fill="none" stroke="currentColor" stroke-width="1.5" d="M{x0} {y}L{x1} {y}{head}"/>'


def node(x, y, name, observed=False):
    """A circle with a letter; filled where it is observed."""
    fill = 'class="series-1" fill="currentColor" fill-opacity="0.35"' if observed else 'class="axis" fill="none"'
    return (
        f'<circle {fill} stroke="currentColor" stroke-width="1.5" cx="{x}" cy="{y}" r="{RADIUS}"/>\n'
        f'<text fill="currentColor" x="{x}" y="{y + 4.5}" text-anchor="middle">{name}</text>'
    )


def path(left, y, first, second, observed, is_open):
    """Three nodes in a row, and below them whether information flows."""
    a, b, c = left, left + GAP, left + 2 * GAP
    verdict, kind = ("open: A tells about C", "series-2") if is_open else ("blocked", "muted")
    return "\n".join(
        [
            node(a, y, "A"),
            node(b, y, "B", observed),
            node(c, y, "C"),
            arrow(*((a, b) if first else (b, a)), y),
            arrow(*((b, c) if second else (c, b)), y),
            f'<text class="{kind}" fill="currentColor" x="{b}" y="{y + 34}" text-anchor="middle">{verdict}</text>',
        ]
    )


body = [
    '<text fill="currentColor" x="92" y="16" text-anchor="middle" font-weight="600">B not observed</text>',
    '<text fill="currentColor" x="308" y="16" text-anchor="middle" font-weight="600">B observed</text>',
]
for index, (name, first, second, is_open) in enumerate(PATHS):
    top = 42 + 92 * index
    body.append(f'<text class="axis" fill="currentColor" x="200" y="{top}" text-anchor="middle">{name}</text>')
    body.append(path(92 - GAP, top + 22, first, second, False, is_open))
    body.append(path(308 - GAP, top + 22, first, second, True, not is_open))
print(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 306" role="img" '
    'aria-labelledby="paths-title paths-desc" font-size="13">\n'
    '<title id="paths-title">Which paths observing the middle node blocks</title>\n'
    '<desc id="paths-desc">Three directed graphs over A, B and C, each with B hidden and with B observed. In the chain '
    "from A over B to C and in the fork from B to both, the path is open while B is hidden and blocked once it is "
    "observed. In the collider, where A and C both point to B, it is the reverse: blocked while B is hidden, open once "
    "B or one of its descendants is observed.</desc>\n" + "\n".join(body) + "\n</svg>"
)
