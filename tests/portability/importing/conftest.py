from __future__ import annotations

from typing import Any

import pytest

from tests.factories import NOW

AT = NOW.isoformat()
ON = NOW.date().isoformat()


@pytest.fixture
def life() -> dict[str, Any]:
    """A small download with a row of each kind, to change."""
    return {
        "application": "studyplan",
        "format": 2,
        "account": {"time_zone": "Asia/Tokyo", "day_ends_at": 2, "keyboard_shortcuts": False},
        "assessments": [{"taken_at": AT, "ratings": [{"topic": "optimization", "level": 2, "is_copied": False}]}],
        "unfinished_ratings": [],
        "goal": {
            "role": "mle",
            "minutes": 60,
            "weekdays": ["mon"],
            "updated_at": AT,
            "interviews": [
                {
                    "company": "google",
                    "on": "2026-04-01",
                    "rounds": [],
                    "debrief": {"asked": "Why?", "topics": ["optimization"], "written_at": AT},
                }
            ],
        },
        "completions": [{"task": "read:optimization", "sitting": 0, "done_at": AT, "done_on": ON}],
        "sections_read": [{"topic": "optimization", "section": "momentum", "read_at": AT}],
        "task_choices": [{"task": "derive:optimization", "kind": "skip", "reason": "Known.", "made_at": AT}],
        "notes": [{"about": "optimization", "text": "Again.", "written_at": AT}],
        "own_cards": [{"number": 1, "topic": "optimization", "front": "Mine?", "back": "Yes.", "written_at": AT}],
        "cards": [
            {
                "card": None,
                "own": 1,
                "state": 2,
                "stability": 3.5,
                "difficulty": 5.0,
                "due_at": AT,
                "due_on": ON,
                "reviewed_at": AT,
            }
        ],
        "card_reviews": [{"card": None, "own": 1, "grade": 3, "reviewed_at": AT, "reviewed_on": ON}],
        "drills": [
            {
                "number": 1,
                "kind": "mock",
                "format": "rapid-fire",
                "minutes": 10,
                "questions": [{"kind": "rapid-fire", "topic": "optimization", "slug": "a-question", "seconds": 60}],
                "started_at": AT,
                "asked_at": AT,
                "started_on": ON,
            }
        ],
        "attempts": [
            {
                "kind": "rapid-fire",
                "topic": "optimization",
                "slug": "a-question",
                "points": 2,
                "hits": [0],
                "attempted_at": AT,
                "attempted_on": ON,
                "drill": 1,
                "place": 0,
            }
        ],
        "repairs": [{"topic": "optimization", "taken_at": AT, "taken_on": ON}],
        "plans": [],
        "calendar_feed": None,
    }
