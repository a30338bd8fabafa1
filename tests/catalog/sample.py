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

::: try 4
How large is $2 + 2$?

---

Four: [count](/primer/counting/).
:::

::: try
And $2 + 3$?

---

Five.
:::

![Where the *curve* turns](figures/curve.svg)

## When it fails

::: try
When does it fail?

---

- Never.
:::

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
            {"citation": "Bishop (2006).", "supports": "The rest", "url": "https://example.org/prml.pdf"},
        ],
        "sections": [
            {"section": "intuition", "level": 2, "primer": ["counting"]},
            {"section": "when-it-fails", "level": 4, "minutes": 15, "because": "The example is run."},
        ],
    }


def derivations(topic: str) -> dict[str, Any]:
    return {
        "derivations": [
            {
                "slug": f"derivation-{number}",
                "title": f"Derivation {number}",
                "kind": "derivation",
                "level": 4,
                "minutes": 20,
                "section": "intuition",
                "statement": f"Given {number} of {topic}, show $x = {number}$.",
                "hints": [f"Derive {number}", f"Then $x^{number}$"],
                "steps": [
                    {"move": f"Step {step}, $x^{step}$", "reason": f"Reason {step} (Hastie et al. 2009; Bishop 2006)"}
                    for step in (1, 2, 3)
                ],
            }
            for number in range(1, 5)
        ]
    }


def implement(topic: str) -> dict[str, Any]:
    return {
        "problems": [
            {
                "slug": f"code-{number}",
                "title": f"Code {number}",
                "level": 3,
                "minutes": 30,
                "rounds": ["coding"],
                "section": "when-it-fails",
                "task": f"Write {number} of {topic}.",
                "signature": "def double(x: int) -> int: ...",
                "hints": ["Add", "Twice"],
                "walkthrough": "It adds.",
                "complexity": "$O(1)$",
                "follow_ups": [{"question": f"And {more} more?", "answer": "Yes."} for more in (1, 2)],
                "key_points": points("the code"),
            }
            for number in (1, 2)
        ]
    }


CODE = {
    "starter": "def double(x):\n    raise NotImplementedError\n",
    "check": """from solution import double

assert double(3) == 6, f"expected 6, got {double(3)}"
print("All 1 checks passed.")
""",
    "reference": "def double(x):\n    return 2 * x\n",
    "wrong/square": "def double(x):\n    return x**2\n",
    "wrong/nothing": "def double(x):\n    return x\n",
}


def problems(topic: str) -> dict[str, Any]:
    """``problems.yaml``: three of nine are hard."""
    return {
        "problems": [
            {
                "slug": f"problem-{number}",
                "title": f"Problem {number}",
                "kind": "derive",
                "level": 4,
                "hard": number > 6,
                "minutes": 20,
                "rounds": ["ml-depth"],
                "question": f"What is {number} of {topic}?",
                "hints": [f"First hint {number}", f"Second hint {number}"],
                "solution": f"Solved $x = {number}$.",
                "key_points": points(f"problem {number}"),
                "follow_ups": [{"question": f"And {number} more?", "answer": f"Then {number}."}],
            }
            for number in range(1, 10)
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
                "level": 3,
                "question": f"Quickly, {number} of {topic}?",
                "answer": f"Answer {number}.",
                "key_points": points("it"),
            }
            for number in range(1, 16)
        ],
        "flashcards": [
            {"slug": f"card-{number}", "front": f"Front {number} of {topic}", "back": f"Back {number}"}
            for number in range(1, 19)
        ],
    }


def write(folder: Path, topic: str, companies: Iterable[str]) -> Path:
    """All files of a topic's material below the content folder; ``companies``: those whose files name the topic."""
    beside = folder / "topics" / topic
    files = {
        "study": study(companies),
        "derivations": derivations(topic),
        "problems": problems(topic),
        "implement": implement(topic),
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
    for problem in implement(topic)["problems"]:
        for name, text in CODE.items():
            path = beside / "code" / problem["slug"] / f"{name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    (beside / "checks.py").write_text("def check_it():\n    assert True\n")
    return beside


def write_primer(folder: Path) -> None:
    page = {"slug": "counting", "title": "Counting", "summary": "What $1 + 1$ is.", "minutes": 10}
    (folder / "primer").mkdir()
    (folder / "primer" / "primer.yaml").write_text(yaml.safe_dump({"pages": [page]}), encoding="utf-8")
    (folder / "primer" / "counting.md").write_text("Few words.\n\n## One and one\n\nThey make $2$.\n", encoding="utf-8")
