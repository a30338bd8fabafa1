"""Study material that a test may write beside any topic, and break; it says nothing and is complete."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 250" role="img" aria-labelledby="t d">
<title id="t">A curve</title>
<desc id="d">It falls &amp; rises.</desc>
<path class="series-1" fill="none" stroke="currentColor" d="M0 0L10 10"/>
</svg>
"""
LESSON = """## Intuition

A **model** errs, see [losses](/topics/loss-functions/), by $\\sigma^2$.

![Where the *curve* turns](figures/curve.svg)

## When it fails

![Two numbers](examples/two-numbers.py)

### A part of it

As [said above](#lesson-intuition), and shown by Belkin et al. (2019).
"""


def points(of: str) -> list[str]:
    return [f"Point {number} of {of}" for number in (1, 2, 3)]


def study(companies: Iterable[str]) -> dict[str, Any]:
    words = " ".join(["word"] * 35)
    return {
        "sixty_seconds": {
            "question": "Why does it matter so much?",
            **{part: f"{words} {part}." for part in ("state", "explain", "example", "trade_off")},
        },
        "card": [f"Line {number} with $x^{number}$" for number in range(1, 6)],
        "companies": [
            {"company": slug, "answer": f"An answer for {slug}.", "key_points": points(slug)} for slug in companies
        ],
        "mistakes": [{"mistake": f"Mistake {number}", "instead": f"Right {number}"} for number in (1, 2, 3)],
        "sources": [
            {"citation": "Belkin et al. (2019). Reconciling modern machine learning practice.", "supports": "The peak"},
            {"citation": "Hastie, Tibshirani and Friedman (2009).", "where": "Section 7.3", "supports": "The proof"},
            {"citation": "Bishop (2006).", "supports": "The rest"},
        ],
    }


def problems(topic: str) -> dict[str, Any]:
    """``problems.yaml``: three of six are hard."""
    return {
        "problems": [
            {
                "slug": f"problem-{number}",
                "title": f"Problem {number}",
                "kind": "derive",
                "hard": number > 3,
                "minutes": 20,
                "rounds": ["ml-depth"],
                "question": f"What is {number} of {topic}?",
                "hints": [f"First hint {number}", f"Second hint {number}"],
                "solution": f"Solved $x = {number}$.",
                "key_points": points(f"problem {number}"),
                "follow_ups": [{"question": f"And {number} more?", "answer": f"Then {number}."}],
            }
            for number in range(1, 7)
        ]
    }


def probes(topic: str) -> dict[str, Any]:
    pairs = [(level, number) for level in (2, 3, 4, 5) for number in (1, 2, 3)]
    return {
        "probes": [
            {
                "slug": f"level-{level}-{number}",
                "level": level,
                "question": f"Probe {number} of level {level}, {topic}?",
                "answer": "Yes.",
            }
            for level, number in pairs
        ]
    }


def cards(topic: str) -> dict[str, Any]:
    return {
        "rapid_fire": [
            {
                "slug": f"fire-{number}",
                "question": f"Quickly, {number} of {topic}?",
                "answer": f"Answer {number}.",
                "key_points": points("it"),
            }
            for number in range(1, 9)
        ],
        "flashcards": [
            {"slug": f"card-{number}", "front": f"Front {number} of {topic}", "back": f"Back {number}"}
            for number in range(1, 13)
        ],
    }


def write(folder: Path, topic: str, companies: Iterable[str]) -> Path:
    """All files of a topic's material below the content folder; ``companies``: those whose files name the topic."""
    beside = folder / "topics" / topic
    files = {
        "study": study(companies),
        "problems": problems(topic),
        "probes": probes(topic),
        "cards": cards(topic),
    }
    for name, data in files.items():
        text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000)
        (beside / f"{name}.yaml").write_text(text, encoding="utf-8")
    for name in ("figures", "examples"):
        (beside / name).mkdir(exist_ok=True)
    (beside / "lesson.md").write_text(LESSON, encoding="utf-8")
    (beside / "figures" / "curve.svg").write_text(SVG, encoding="utf-8")
    (beside / "figures" / "curve.py").write_text("print()\n")
    (beside / "examples" / "two-numbers.py").write_text("print(1 < 2)\n")
    (beside / "examples" / "two-numbers.txt").write_text("True\n")
    (beside / "checks.py").write_text("def check_it():\n    assert True\n")
    return beside
