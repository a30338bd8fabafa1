"""A figure's markup in fewer letters: it is part of its page, and most of it is points of curves.

What our figures draw by is understood: lines between points (``M``, ``L``, ``Z``) and short strokes (``M``, ``h``).
All else stays as it is. Points become steps from one to the next, and those of a line that is as good as straight are
left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import hypot

NUMBER = r"-?(?:\d+(?:\.\d{1,2})?|\.\d{1,2})"
SUBPATH = re.compile(rf"M({NUMBER} {NUMBER}(?:L{NUMBER} {NUMBER})*)(h{NUMBER})?(Z?)")
PATH_DATA = re.compile(r'(?<= d=")[^"]+')
LINES = re.compile(r'<path( [^>]*?fill="none"[^>]*?) d="M[^"]+"([^>]*)/>(?:<path\1 d="M[^"]+"\2/>)+')
EMPTY = re.compile(r"<(circle|ellipse|line|path|polygon|polyline|rect)( [^>]*)></\1>")
GAP = re.compile(r"(?<!</tspan)>\n+(?=<)")
COLOR = ' fill="currentColor"'
DOTS = re.compile(
    rf'<circle cx="{NUMBER}" cy="{NUMBER}" r="({NUMBER})"{COLOR}/>'
    rf'(?:<circle cx="{NUMBER}" cy="{NUMBER}" r="\1"{COLOR}/>){{2,}}'
)
DOT = re.compile(rf'cx="({NUMBER})" cy="({NUMBER})"')
SQUARES = re.compile(
    rf'<rect x="{NUMBER}" y="{NUMBER}" width="({NUMBER})" height="\1"{COLOR}/>'
    rf'(?:<rect x="{NUMBER}" y="{NUMBER}" width="\1" height="\1"{COLOR}/>){{2,}}'
)
SQUARE = re.compile(rf'x="({NUMBER})" y="({NUMBER})"')
TRIANGLE = rf'<path d="M{NUMBER} {NUMBER}(?:L{NUMBER} {NUMBER}){{2}}Z"{COLOR}/>'
TRIANGLES = re.compile(rf"{TRIANGLE}(?:{TRIANGLE})+")
SCALE = 100  # reckoned in hundredths of the drawing's unit, so that nothing is rounded
UNSEEN = 8  # hundredths that a point may lie beside a line: a fifth of a pixel on the largest screen

Point = tuple[int, int]


def compact_svg(markup: str) -> str:
    markup = EMPTY.sub(r"<\1\2/>", GAP.sub(">", markup))
    if "fill-opacity" not in markup:
        markup = TRIANGLES.sub(_join_triangles, SQUARES.sub(_join_squares, DOTS.sub(_join_dots, markup)))
    if "stroke-opacity" not in markup:  # where lines cross, two are darker than one
        markup = LINES.sub(_join_lines, markup)
    markup = PATH_DATA.sub(lambda match: shorten_path(match[0]), markup)
    if not re.search(r"<(?:svg|g)\b[^>]* fill=", markup):  # what is filled gets its color from the figure
        markup = markup.replace(COLOR, "").replace("<svg", f"<svg{COLOR}", 1)
    return markup


def _join_lines(match: re.Match[str]) -> str:
    """Lines that follow each other and are drawn alike, as one path."""
    return f'<path{match[1]} d="{"".join(PATH_DATA.findall(match[0]))}"{match[2]}/>'


def _join_dots(match: re.Match[str]) -> str:
    """Dots of one size as the round ends of strokes without a length."""
    return _points("round", 2 * float(match[1]), [(float(x), float(y)) for x, y in DOT.findall(match[0])])


def _join_squares(match: re.Match[str]) -> str:
    """Squares of one size likewise."""
    side = float(match[1])
    corners = [(float(x), float(y)) for x, y in SQUARE.findall(match[0])]
    return _points("square", side, [(x + side / 2, y + side / 2) for x, y in corners])


def _join_triangles(match: re.Match[str]) -> str:
    """Triangles of one shape as one path: drawn in the same sense, they cut no holes where they overlap."""
    drawn = PATH_DATA.findall(match[0])
    corners = [[_read_point(pair) for pair in data[1:-1].split("L")] for data in drawn]
    shapes = {tuple((x - points[0][0], y - points[0][1]) for x, y in points) for points in corners}
    return f'<path d="{"".join(drawn)}"{COLOR}/>' if len(shapes) == 1 else match[0]


def _points(ends: str, width: float, points: Sequence[tuple[float, float]]) -> str:
    data = "".join(f"M{_write(round(x * SCALE))} {_write(round(y * SCALE))}h0" for x, y in points)
    stroke = f'stroke="currentColor" stroke-width="{width:g}" stroke-linecap="{ends}"'
    return f'<path fill="none" {stroke} d="{data}"/>'


def shorten_path(data: str) -> str:
    """The same drawing in fewer letters; it begins with a step from the origin."""
    written, x, y, end = "", 0, 0, 0
    while end < len(data):
        match = SUBPATH.match(data, end)
        if match is None:
            return data
        points = [_read_point(pair) for pair in match[1].split("L")]
        stroke = match[2] or ""
        for number, (to_x, to_y) in enumerate(straighten(points)):
            # After the step that begins a path, pairs are lines without saying so.
            pair = _write(to_x - x) + _separate(_write(to_y - y))
            written += _separate(pair) if number else f"m{pair}"
            x, y = to_x, to_y
        written += f"{stroke}{match[3].lower()}"
        x += _hundredths(stroke[1:]) if stroke else 0
        if match[3]:
            x, y = points[0]
        end = match.end()
    return written


def straighten(points: Sequence[Point]) -> list[Point]:
    """The line without the points that nobody would miss (Douglas and Peucker 1973)."""
    (x1, y1), (x2, y2) = points[0], points[-1]
    length = hypot(x2 - x1, y2 - y1)

    def distance(place: int) -> float:
        x, y = points[place]
        if not length:
            return hypot(x - x1, y - y1)
        return abs((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)) / length

    farthest = max(range(1, len(points) - 1), key=distance, default=0)
    if not farthest:
        return list(points)
    if distance(farthest) <= UNSEEN:
        return [points[0], points[-1]]
    return [*straighten(points[: farthest + 1])[:-1], *straighten(points[farthest:])]


def _read_point(pair: str) -> Point:
    x, y = pair.split()
    return _hundredths(x), _hundredths(y)


def _hundredths(number: str) -> int:
    return round(float(number) * SCALE)


def _write(hundredths: int) -> str:
    number = f"{hundredths / SCALE:.2f}".rstrip("0").rstrip(".")
    return re.sub(r"^(-?)0\.", r"\1.", number)


def _separate(number: str) -> str:
    """After another number; a sign separates, too."""
    return number if number.startswith("-") else f" {number}"
