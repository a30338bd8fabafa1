"""Lives as downloads: any that the app could have written, but for plans, which only the planner makes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from studyplan.catalog.models import Card, Company, Problem, Role, Round, Topic
from studyplan.portability.services import EXPORT_FORMAT
from tests.factories import NOW

SINCE = timedelta(days=400)
# Neither what JSON has no word for, nor what forms refuse or write otherwise.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=40)
SOME_WORDS = WORDS.filter(bool)
MINUTES = st.integers(0, 400)


@cache
def names() -> dict[str, list[str]]:
    """The content's names, in its order."""
    return {
        "topics": list(Topic.objects.current().values_list("slug", flat=True)),
        "roles": list(Role.objects.values_list("slug", flat=True)),
        "companies": list(Company.objects.values_list("slug", flat=True)),
        "rounds": list(Round.objects.values_list("slug", flat=True)),
        "cards": [
            str(card) for card in Card.objects.select_related("topic").order_by("topic__position", "position")[:400]
        ],
        "problems": [str(problem) for problem in Problem.objects.select_related("topic")[:100]],
    }


def a(kind: str) -> st.SearchStrategy[str]:
    return st.sampled_from(names()[kind])


def some(kind: str, most: int = 4) -> st.SearchStrategy[list[str]]:
    return st.lists(a(kind), max_size=most, unique=True)


def moments(first: datetime = NOW - SINCE, last: datetime = NOW) -> st.SearchStrategy[datetime]:
    """Whole seconds, as a download keeps no less than thousandths of them."""
    seconds = int((last - first).total_seconds())
    return st.integers(0, seconds).map(lambda passed: first + timedelta(seconds=passed))


TODAY = NOW.date()
LONG_AGO = TODAY - SINCE


def days(first: date = LONG_AGO, last: date = TODAY) -> st.SearchStrategy[date]:
    return st.dates(first, last)


def rows(strategy: st.SearchStrategy[Any], *keys: str, most: int = 4) -> st.SearchStrategy[list[Any]]:
    return st.lists(strategy, max_size=most, unique_by=(lambda row: tuple(row[key] for key in keys)) if keys else None)


def in_order(rows: list[Any], key: str) -> list[Any]:
    return sorted(rows, key=lambda row: row[key])


def ratings() -> st.SearchStrategy[list[Mapping[str, Any]]]:
    def rate(topics: list[str]) -> st.SearchStrategy[Any]:
        ordered = [slug for slug in names()["topics"] if slug in topics]
        return st.tuples(
            *(
                st.fixed_dictionaries({"topic": st.just(slug), "level": st.integers(1, 5), "is_copied": st.booleans()})
                for slug in ordered
            )
        ).map(list)

    return st.lists(a("topics"), min_size=1, unique=True).flatmap(rate)


def tasks() -> st.SearchStrategy[str]:
    kinds = st.sampled_from(["read", "derive", "practice", "implement", "mock"])
    return st.builds("{}:{}".format, kinds, a("topics"))


@st.composite
def debriefs(draw: st.DrawFn) -> dict[str, Any]:
    topics = draw(some("topics"))
    return {
        "outcome": draw(st.sampled_from(["", "waiting", "passed", "failed", "withdrew"])),
        "asked": draw(WORDS),
        "notes": draw(WORDS),
        "written_at": draw(moments()),
        "topics": [slug for slug in names()["topics"] if slug in topics],
    }


@st.composite
def goals(draw: st.DrawFn) -> dict[str, Any]:
    interviews = draw(
        rows(
            st.fixed_dictionaries(
                {
                    "company": a("companies"),
                    "on": days(date(2026, 1, 1), date(2027, 1, 1)),
                    "rounds": some("rounds").map(lambda chosen: [slug for slug in names()["rounds"] if slug in chosen]),
                    "debrief": st.none() | debriefs(),
                }
            ),
            "company",
            "on",
        )
    )
    codes = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    chosen = draw(st.sets(st.sampled_from(codes), min_size=1))
    own = draw(st.dictionaries(st.sampled_from(codes), st.integers(15, 720), max_size=3))
    return {
        "role": draw(a("roles")),
        "minutes": draw(st.integers(15, 720)),
        "days_off": sorted(draw(st.sets(days(date(2026, 1, 1), date(2027, 1, 1)), max_size=4))),
        "pace": draw(st.sampled_from([80, 100, 120])),
        "updated_at": draw(moments()),
        "weekday_minutes": {code: own[code] for code in codes if code in own},
        "weekdays": [code for code in codes if code in chosen],
        "interviews": in_order(interviews, "on"),
    }


def memories(card: str | None, own: int | None) -> st.SearchStrategy[dict[str, Any]]:
    """A card that a miss put in, and cards that were reviewed, in each state that FSRS knows."""
    kept: dict[str, Any] = {
        "card": st.just(card),
        "due_at": moments(NOW, NOW + SINCE),
        "due_on": days(NOW.date(), (NOW + SINCE).date()),
        "lapses": st.integers(0, 9),
        "is_set_aside": st.booleans(),
        "own": st.just(own),
    }
    new = {"state": st.just(1), "step": st.just(0)} | dict.fromkeys(
        ("stability", "difficulty", "reviewed_at"), st.none()
    )
    measured = {
        "stability": st.floats(0.01, 36_500),
        "difficulty": st.floats(1, 10),
        "reviewed_at": moments(),
    }
    states = (
        new,
        measured | {"state": st.sampled_from([1, 3]), "step": st.integers(0, 1)},
        measured | {"state": st.just(2), "step": st.none()},
    )
    return st.one_of(*(st.fixed_dictionaries(kept | state) for state in states))


@st.composite
def own_cards(draw: st.DrawFn) -> list[dict[str, Any]]:
    given = draw(some("cards", 2))
    written = [
        {"topic": draw(a("topics")), "card": None, "front": draw(SOME_WORDS), "back": draw(SOME_WORDS)}
        for _number in range(draw(st.integers(0, 3)))
    ]
    written += [
        {"topic": card.partition("/")[0], "card": card, "front": draw(SOME_WORDS), "back": draw(WORDS)}
        for card in given
    ]
    return [{"number": number, **own, "written_at": draw(moments())} for number, own in enumerate(written, start=1)]


@st.composite
def drills(draw: st.DrawFn) -> list[dict[str, Any]]:
    begun = sorted(draw(st.lists(moments(last=NOW - timedelta(days=1)), max_size=3)))
    made = []
    for number, started_at in enumerate(begun, start=1):
        asked_at = draw(moments(started_at))
        is_open = number == len(begun) and draw(st.booleans())
        made.append(
            {
                "number": number,
                "kind": draw(st.sampled_from(["mock", "timed-set"])),
                "format": "rapid-fire",
                "round": draw(st.none() | a("rounds")),
                "company": draw(st.none() | a("companies")),
                "task": draw(st.just("") | tasks()),
                "minutes": draw(MINUTES),
                "questions": [
                    {"kind": "rapid-fire", "topic": topic, "slug": "a-question", "seconds": 60}
                    for topic in draw(some("topics"))
                ],
                "started_at": started_at,
                "asked_at": asked_at,
                "revealed_at": draw(st.none() | moments(asked_at)),
                "answer": draw(WORDS),
                "ended_at": None if is_open else draw(moments(started_at)),
                "started_on": started_at.date(),
                "structure": draw(st.sampled_from([[], ["state"], ["state", "trade-off"]])),
            }
        )
    return made


@st.composite
def attempts(draw: st.DrawFn, drill: int | None = None, place: int | None = None) -> dict[str, Any]:
    kind = draw(st.sampled_from(["problem", "probe", "recall", "derivation"])) if drill is None else "rapid-fire"
    points = draw(st.integers(1, 5))
    at = draw(moments())
    return {
        "kind": kind,
        "topic": draw(a("topics")),
        "slug": draw(st.sampled_from(["a-question", "another"])),
        "level": draw(st.integers(2, 5)) if kind == "probe" else None,
        "points": points,
        "hits": sorted(draw(st.sets(st.integers(0, points - 1)))),
        "answer": draw(WORDS),
        "seconds": draw(st.none() | MINUTES),
        "attempted_at": at,
        "attempted_on": at.date(),
        "place": place,
        "drill": drill,
    }


def notes() -> st.SearchStrategy[list[dict[str, Any]]]:
    def note(about: str) -> st.SearchStrategy[dict[str, Any]]:
        star = {"text": st.just(""), "is_starred": st.just(True), "written_at": st.none()}
        text = {"text": SOME_WORDS, "is_starred": st.booleans(), "written_at": moments()}
        return st.one_of(*(st.fixed_dictionaries({"about": st.just(about)} | values) for values in (star, text)))

    return rows((a("topics") | a("problems")).flatmap(note), "about")


def reminders() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "rhythm": st.sampled_from(["off", "daily", "weekly"]),
            "hour": st.integers(0, 23),
            "weekday": st.integers(0, 6),
            "last_on": st.none() | days(),
        }
    )


@st.composite
def lives(draw: st.DrawFn) -> dict[str, Any]:
    """A whole download, in the order in which the app writes it."""
    written, held = draw(own_cards()), draw(drills())
    of_their_own = [own["number"] for own in written if own["card"] is None]
    met = sorted(draw(some("cards", 5)), key=names()["cards"].index)
    reviewed = [(card, None) for card in met] + [(None, own) for own in of_their_own] + [(None, None)]
    answers = [draw(attempts()) for _number in range(draw(st.integers(0, 4)))]
    answers += [draw(attempts(drill["number"], place)) for drill in held for place in range(len(drill["questions"]))]
    reviews = [
        {"card": card, "grade": draw(st.integers(1, 4)), "seconds": draw(st.none() | st.integers(1, 300))}
        | {"reviewed_at": (at := draw(moments())), "reviewed_on": at.date(), "own": own}
        for card, own in draw(st.lists(st.sampled_from(reviewed), max_size=6))
    ]
    ticks = st.fixed_dictionaries(
        {
            "task": tasks(),
            "sitting": st.integers(0, 3),
            "minutes": st.none() | MINUTES,
            "pace": st.sampled_from([80, 100, 150]),
            "took": st.sampled_from(["", "shorter", "as-planned", "longer"]),
            "level": st.none() | st.integers(1, 5),
            "done_at": moments(),
            "done_on": days(),
        }
    )
    read = st.fixed_dictionaries({"topic": a("topics"), "section": st.just("momentum"), "read_at": moments()})
    skipped = {"task": tasks(), "made_at": moments(), "is_in_force": st.booleans()}
    choices = st.fixed_dictionaries(
        skipped | {"kind": st.just("skip"), "until": st.none(), "reason": WORDS}
    ) | st.fixed_dictionaries(skipped | {"kind": st.just("defer"), "until": days(), "reason": st.just("")})
    taken = st.fixed_dictionaries({"topic": a("topics"), "taken_at": moments(), "taken_on": days()})
    rated = st.fixed_dictionaries({"taken_at": moments(), "ratings": ratings()})
    settings = st.fixed_dictionaries(
        {"card_minutes": st.none() | st.integers(5, 120), "new_cards": st.integers(0, 100)}
        | {"has_two_buttons": st.booleans()}
    )
    return {
        "application": "studyplan",
        "format": EXPORT_FORMAT,
        "exported_at": NOW,
        "account": {
            "time_zone": draw(st.sampled_from(["", "UTC", "Asia/Tokyo"])),
            "day_ends_at": draw(st.integers(0, 12)),
            "keyboard_shortcuts": draw(st.booleans()),
        },
        "assessments": in_order(draw(rows(rated)), "taken_at"),
        "unfinished_ratings": [],
        "goal": draw(st.none() | goals()),
        "completions": in_order(draw(rows(ticks, "task", "sitting")), "done_at"),
        "sections_read": in_order(draw(rows(read, "topic", "section")), "read_at"),
        "task_choices": in_order(draw(rows(choices, "task", "kind")), "made_at"),
        "notes": draw(notes()),
        "practice_settings": draw(st.none() | settings),
        "own_cards": written,
        "cards": [draw(memories(card, None)) for card in met] + [draw(memories(None, own)) for own in of_their_own],
        "card_reviews": in_order(reviews, "reviewed_at"),
        "drills": held,
        "attempts": in_order(answers, "attempted_at"),
        "repairs": in_order(draw(rows(taken, "topic", "taken_on")), "taken_at"),
        "plans": [],
        "calendar_feed": draw(st.none() | st.fixed_dictionaries({"created_at": moments()})),
        "reminders": draw(st.none() | reminders()),
        "mails": [],
        "account_events": [],
    }
