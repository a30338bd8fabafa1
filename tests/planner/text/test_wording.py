"""Every code has a sentence, and no sentence needs more than its code always carries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis.extra.django import TestCase

from studyplan.core.codes import Code, FocusCode, LeftOutCode, ReasonCode, WarningCode
from studyplan.core.model import Goal, Ratings
from studyplan.core.planning.build import build
from studyplan.planner.conversion import make_document
from studyplan.planner.documents import PlanDocument, StoredNote, StoredTask
from studyplan.planner.page import PlanReader
from studyplan.planner.text import wording
from studyplan.planner.text.names import Names, depth_word, frequency_clause, level_name, load_names, weeks_in
from studyplan.planner.text.reasons import LEARNING_REASONS, REASONS, ReasonWriter
from studyplan.progress.services import Ticks
from tests.core import twelve
from tests.core.requests import START, goals, ratings

pytestmark = pytest.mark.django_db
# A value for every parameter that any code has.
VALUES: Mapping[str, Any] = {
    "topic": "optimization",
    "topics": ("optimization", "bias-variance"),
    "prerequisite": "loss-functions",
    "prerequisites": ("loss-functions",),
    "tiers": (1, 2),
    "themes": ("combining", "special-cases"),
    "role": "mle",
    "company": "google",
    "rounds": ("phone-screen", "ml-depth"),
    "stays": "recall-3",
    **dict.fromkeys(("read_on", "due", "interview_on", "done_on"), "2026-12-03"),
    "percent": 60,
    **dict.fromkeys(("day", "week", "days", "levels", "rating", "reach", "was"), 2),
    **dict.fromkeys(("target", "shortest"), 3),
    **dict.fromkeys(("minutes", "needed", "available", "minutes_needed", "longest_days", "enough"), 60),
    **dict.fromkeys(("frequency", "depth"), 10),
    **dict.fromkeys(("value", "weight"), 80),
}


def note_for(code: Code, **others: Any) -> StoredNote:
    """A note with all that its code always carries, and nothing else."""
    return StoredNote(code=code.value, params={name: {**VALUES, **others}[name] for name in code.parameters})


def is_sentence(text: str) -> bool:
    """Whether people can read ``text``: it ends, and neither code nor placeholder shows through."""
    is_plain = not any(mark in text for mark in ("%(", "{", "}", "None", "  ", "..", "bias-variance", "phone-screen"))
    return bool(text) and is_plain and text[0] == text[0].upper() and text.endswith(".")


def reason(names: Names, note: StoredNote) -> str:
    """A reason as it stands behind another one."""
    [text] = write(names, StoredNote(code="timed-set", params={"minutes": 60}), note)[1:]
    return text


def write(names: Names, *reasons: StoredNote, kind: str = "read", **when: Any) -> tuple[str, ...]:
    """What a task of a kind says with these reasons."""
    task = StoredTask(
        key=f"{kind}:optimization",
        kind=kind,
        topics=("optimization",),
        minutes=30,
        part=None,
        sitting=0,
        reasons=reasons,
    )
    return ReasonWriter(names).write(task, date(2026, 12, 10), reasons[1:], **when)


SENTENCES: list[tuple[type[Code], Callable[[Names, StoredNote], str]]] = [
    (LeftOutCode, wording.explain_left_out),
    (WarningCode, wording.describe_warning),
]


@pytest.mark.parametrize(("say", "code"), [(say, code) for codes, say in SENTENCES for code in codes])
def test_every_warning_and_every_cut_is_a_sentence(say: Callable[[Names, StoredNote], str], code: Code) -> None:
    assert is_sentence(say(load_names(), note_for(code)))


@pytest.mark.parametrize("code", ReasonCode)
def test_every_reason_is_a_clause(code: ReasonCode) -> None:
    text = REASONS[code](load_names(), note_for(code))
    if code is ReasonCode.LEARN:
        assert text == ""  # the facts after it say it all
    else:
        assert is_sentence(reason(load_names(), note_for(code)))
        assert not text.endswith(".")


@pytest.mark.parametrize("code", FocusCode)
@pytest.mark.parametrize("topics", [(), ("optimization",), ("optimization", "bias-variance")])
def test_every_focus_is_a_line(code: FocusCode, topics: tuple[str, ...]) -> None:
    line = wording.describe_focus(load_names(), note_for(code, topics=topics))
    assert line
    assert line[0].isupper()
    assert not line.endswith((".", ":", " "))
    assert "bias-variance" not in line


def test_a_week_of_a_block_says_what_it_is_about() -> None:
    note = note_for(FocusCode.BLOCK, topics=("optimization",))
    assert wording.describe_focus(load_names(), note) == "Combining what you know, special cases: Optimization"


@pytest.mark.parametrize("themes", [{}, {"themes": ()}, {"themes": ("gone",)}])
def test_a_theme_that_is_not_there_is_not_named(themes: dict[str, Any]) -> None:
    note = StoredNote(code="block", params={"topics": ("optimization",), "tiers": (1,), **themes})
    assert wording.describe_focus(load_names(), note) == "Optimization"


def test_no_sentence_is_left_without_a_code() -> None:
    """Sentences of codes that core gives no more are for old plans."""
    assert REASONS.keys() >= {code.value for code in ReasonCode}
    assert wording.FOCUSES.keys() >= {code.value for code in FocusCode}
    assert wording.LEFT_OUT.keys() >= {code.value for code in LeftOutCode}
    assert wording.WARNINGS.keys() >= {code.value for code in WarningCode}


def test_the_rule_comes_first_and_the_facts_are_one_sentence() -> None:
    reasons = [
        StoredNote(code="learn", params={"topic": "optimization"}),
        StoredNote(code="rating", params={"topic": "optimization", "rating": 2}),
        StoredNote(code="gap", params={"topic": "optimization", "role": "mle", "target": 4, "levels": 2}),
        StoredNote(code="lifted", params={"topic": "optimization", "company": "google", "was": 2, "target": 3}),
    ]
    assert write(load_names(), *reasons) == (
        "Reading comes first, because the other tasks of the topic build on it.",
        "Your level in Optimization is 2 – vaguely familiar; that is 2 levels below the 4 that MLE asks for; "
        "Google asks about it so often that the target rises from 2 to 3.",
    )
    review = StoredNote(code="review", params={"topic": "optimization", "target": 3})
    assert write(load_names(), review) == (
        "You are at your target of 3 in Optimization, and a short review keeps you there.",
    )


@pytest.mark.parametrize(("days", "text"), [(0, "The interview is today;"), (1, "one day away"), (5, "5 days away")])
def test_a_cram_says_how_near_it_is(days: int, text: str) -> None:
    assert text in wording.describe_warning(load_names(), note_for(WarningCode.CRAM, days=days))


def test_a_gap_of_one_level_is_one() -> None:
    assert "one level below" in reason(load_names(), note_for(ReasonCode.GAP, levels=1))


@pytest.mark.parametrize("day", [1, 2, 3])
def test_each_express_day_has_its_work(day: int) -> None:
    assert f"ay {day} of the express review" in reason(load_names(), note_for(ReasonCode.EXPRESS_DAY, day=day))


def test_a_path_without_any_study_day_names_no_minutes_for_it() -> None:
    text = wording.describe_warning(load_names(), note_for(WarningCode.LONGER_THAN_PATH, minutes_needed=0))
    assert text.endswith("the path is made for 9 weeks.")


def test_time_to_spare_says_both_numbers_and_that_one_may_stop() -> None:
    note = note_for(WarningCode.TIME_TO_SPARE, done_on="2026-12-25", enough=35)
    assert wording.describe_warning(load_names(), note) == (
        "You reach all targets by December 25. With 35 min a day you would reach them just in time."
    )


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, ""),
        (1, "One recall does not fit into this plan."),
        (11, "11 recalls do not fit into this plan."),
    ],
)
def test_recalls_that_fall_away_are_a_number(count: int, text: str) -> None:
    assert wording.describe_recalls_dropped(count) == text


@pytest.mark.parametrize(
    ("cards", "free", "text"),
    [
        (0, 0, ""),
        (10, 0, "10 min for cards"),
        (0, 15, "15 minutes free"),
        (5, 100, "5 min for cards · 1 h 40 free"),
    ],
)
def test_what_a_day_holds_besides_its_tasks(cards: int, free: int, text: str) -> None:
    assert wording.describe_rest(cards, free) == text


@pytest.mark.parametrize("kind", LEARNING_REASONS)
def test_each_task_of_learning_has_a_reason_of_its_own(kind: str) -> None:
    [text] = write(load_names(), StoredNote(code="learn", params={"topic": "optimization"}), kind=kind)
    assert is_sentence(text)


def test_no_reason_of_learning_is_said_of_two_kinds() -> None:
    assert len(set(LEARNING_REASONS.values())) == len(LEARNING_REASONS)


@pytest.mark.parametrize("code", [ReasonCode.WEAKEST, ReasonCode.UPKEEP])
def test_a_topic_at_the_top_is_not_called_weak(code: ReasonCode) -> None:
    assert "weakest" in reason(load_names(), note_for(code, rating=3))
    assert "weakest" not in reason(load_names(), note_for(code, rating=5))


@pytest.mark.parametrize(
    ("rounds", "text"),
    [
        (("coding",), "Your Coding round is ahead, and 60% of its exercises are of this kind."),
        (
            ("phone-screen", "ml-depth"),
            "Your Phone Screen and ML Depth rounds are ahead, and up to 60% of their exercises are of this kind.",
        ),
    ],
)
def test_an_activity_is_there_for_the_rounds_ahead(rounds: tuple[str, ...], text: str) -> None:
    assert reason(load_names(), note_for(ReasonCode.ACTIVITY, rounds=rounds)) == text


def test_what_the_rounds_ask_is_said_before_what_is_behind_the_topic() -> None:
    learn = StoredNote(code="learn", params={"topic": "optimization"})
    facts = note_for(ReasonCode.RATING), note_for(ReasonCode.ACTIVITY, rounds=("coding",))
    first, second, third = write(load_names(), learn, *facts, kind="implement")
    assert (first, second[:17], third[:10]) == (
        "Code shows what a formula leaves open.",
        "Your Coding round",
        "Your level",
    )


@pytest.mark.parametrize("code", [ReasonCode.REHEARSAL, ReasonCode.LAST_REHEARSAL])
def test_a_rehearsal_names_the_rounds_that_it_is_for(code: ReasonCode) -> None:
    assert "Phone Screen and ML Depth" in reason(load_names(), note_for(code))
    assert is_sentence(reason(load_names(), note_for(code, rounds=())))


@pytest.mark.parametrize(
    ("is_today", "text"),
    [
        (True, "You read Optimization 7 days ago, on Thu, Dec 3, and recalling it now makes it last."),
        (False, "It comes 7 days after you read Optimization (Thu, Dec 3), before you forget it."),
    ],
)
def test_a_recall_says_how_long_the_topic_has_rested(is_today: bool, text: str) -> None:
    assert write(load_names(), note_for(ReasonCode.CHECKPOINT), is_today=is_today) == (text,)


def test_one_round_is_one() -> None:
    text = reason(load_names(), note_for(ReasonCode.ROUNDS, rounds=("ml-depth",)))
    assert text == "The ML Depth round covers it at this depth: deep."


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (1, "one day"),
        (5, "5 days"),
        (7, "one week"),
        (13, "13 days"),
        (14, "2 weeks"),
        (15, "3 weeks"),
        (42, "6 weeks"),
    ],
)
def test_stretches_of_time_as_people_say_them(days: int, text: str) -> None:
    assert weeks_in(days) == text


@pytest.mark.parametrize(("weight", "word"), [(10, "Deep"), (4, "Sometimes"), (1, "–"), (9, "Deep"), (0, "–")])
def test_a_depth_that_the_content_renumbered_gets_the_nearest_word(weight: int, word: str) -> None:
    assert depth_word(weight) == word


def test_a_frequency_that_the_content_renumbered_gets_the_nearest_words() -> None:
    assert frequency_clause(10) != frequency_clause(8) == frequency_clause(7)
    assert level_name(2) == "2 – vaguely familiar"


def test_names_in_a_row() -> None:
    names = Names({}, {}, {}, {})
    assert names.listing(["A"]) == "A"
    assert names.listing(["A", "B"]) == "A and B"
    assert names.listing(["A", "B", "C"]) == "A, B, and C"


def texts(document: PlanDocument) -> list[str]:
    """Everything that a page or a sheet says of a plan, in sentences."""
    reader = PlanReader(document, Ticks({}), START)
    days = [day for week in reader.weeks() for day in week.days] + list(reader.afterwards())
    lines = [line for day in days for line in day.lines]
    assert all(line.why for line in lines)
    assert all(week.focus for week in reader.weeks())
    return [
        *(text for line in lines for text in (*line.why, line.instruction.do, line.instruction.done_when)),
        *(line.why for line in reader.left_out()),
        *reader.warnings(),
    ]


class AnyPlanTest(TestCase):
    """What core really says."""

    @settings(max_examples=40)
    @given(ratings=ratings, goal=goals())
    def test_everything_that_any_plan_says_is_a_sentence(self, ratings: Ratings, goal: Goal) -> None:
        document = make_document(build(twelve.syllabus(), ratings, goal, START), "test")
        wrong = [text for text in texts(document) if not is_sentence(text)]
        assert not wrong
