"""What a file names and this installation does not know is left out and told; what was retired is kept."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyplan.accounts.models import User
from studyplan.planner.services import ensure_plan, read_current_plan
from studyplan.portability.importing.faults import UnreadableFileError
from studyplan.portability.importing.services import ImportPreview, import_document, read_document
from studyplan.portability.services import export_account
from tests.factories import NOW, make_plan, make_retired_topic
from tests.portability.importing.test_round_trip import GROWING_UP, as_file, without_log_in

pytestmark = pytest.mark.django_db
FORMATS = Path(__file__).parent / "formats"


def take(user: User, life: dict[str, Any]) -> ImportPreview:
    return import_document(user, read_document(as_file(life), NOW))


def exported(user: User) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(as_file(export_account(User.objects.get(pk=user.pk), NOW)))
    return document


def test_a_known_life_is_taken_whole(life: dict[str, Any], ada: User) -> None:
    assert take(ada, life).left_out == ()
    assert exported(ada)["account"]["time_zone"] == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("section", "key", "value", "told"),
    [
        ("completions", "task", "read:alchemy", "Ticks: 1 (read:alchemy)"),
        ("completions", "task", "transmute:optimization", "Ticks: 1 (transmute:optimization)"),
        ("task_choices", "task", "read:alchemy", "Tasks put off or skipped: 1 (read:alchemy)"),
        ("sections_read", "topic", "alchemy", "Sections marked as read: 1 (alchemy)"),
        ("notes", "about", "alchemy", "Notes and stars: 1 (alchemy)"),
        ("notes", "about", "optimization/gold", "Notes and stars: 1 (optimization/gold)"),
        ("own_cards", "topic", "alchemy", "Cards of your own: 1 (alchemy)"),
        ("attempts", "topic", "alchemy", "Answers to questions: 1 (alchemy)"),
        ("repairs", "topic", "alchemy", "Extra practice taken: 1 (alchemy)"),
    ],
)
def test_a_row_about_what_is_unknown(
    life: dict[str, Any], ada: User, section: str, key: str, value: str, told: str
) -> None:
    life[section][0][key] = value
    assert take(ada, life).left_out == (told,)
    assert exported(ada)[section] == []


def test_a_card_that_is_unknown_has_no_memory(life: dict[str, Any], ada: User) -> None:
    """But its review stays: it is part of what was done on that day."""
    life["cards"][0] |= {"card": "optimization/gold", "own": None}
    life["card_reviews"][0] |= {"card": "optimization/gold", "own": None}
    assert take(ada, life).left_out == ("Cards with a schedule: 1 (optimization/gold)",)
    (review,) = exported(ada)["card_reviews"]
    assert (review["card"], review["own"]) == (None, None)


def test_the_goal_takes_what_is_known(life: dict[str, Any], ada: User) -> None:
    life["goal"] |= {"role": "alchemist", "minutes": 1440, "pace": 1000}
    life["goal"]["interviews"][0] |= {"company": "guild", "rounds": ["duel"]}
    life["goal"]["interviews"][0]["debrief"]["topics"] = ["alchemy"]
    assert take(ada, life).left_out == ("Goal and interviews: 4 (alchemist, guild, duel, alchemy)",)
    goal = exported(ada)["goal"]
    assert (goal["role"], goal["minutes"], goal["pace"]) == ("mle", 720, 200)
    (interview,) = goal["interviews"]
    assert (interview["company"], interview["rounds"], interview["on"]) == (None, [], "2026-04-01")
    assert interview["debrief"]["asked"] == "Why?"


def test_a_drill_keeps_a_task_of_its_plan(planned: dict[str, Any], life: dict[str, Any], ada: User) -> None:
    key = "mock:maintenance-120"
    planned["plans"][0]["document"]["weeks"][0]["days"][0]["tasks"][0]["key"] = key
    planned["drills"] = [life["drills"][0] | {"task": key}]
    take(ada, planned)
    assert ada.drills.get().task == key


def test_what_is_left_of_interviews_can_be_taken_again(life: dict[str, Any], ada: User) -> None:
    """Without their companies two may be alike, and one may name nothing."""
    life["goal"]["interviews"] = [{"company": name} for name in ("guild", "lodge")]
    take(ada, life)
    assert read_document(as_file(exported(ada)), NOW).goal


def test_a_drill_stays_without_its_company(life: dict[str, Any], ada: User) -> None:
    life["drills"][0] |= {"company": "guild", "round": "duel", "task": "mock:alchemy", "format": "duel"}
    take(ada, life)
    (drill,) = exported(ada)["drills"]
    assert (drill["company"], drill["round"], drill["task"], drill["format"]) == (None, None, "", "duel")


def test_an_assessment_of_unknown_topics_is_none(life: dict[str, Any], ada: User) -> None:
    life["assessments"][0]["ratings"][0]["topic"] = "alchemy"
    assert take(ada, life).left_out == ("Assessments: 1 (alchemy)",)
    assert exported(ada)["assessments"] == []


def test_what_was_retired_is_kept(life: dict[str, Any], ada: User) -> None:
    slug = make_retired_topic().slug
    life["assessments"][0]["ratings"][0]["topic"] = life["notes"][0]["about"] = slug
    life["completions"][0]["task"] = f"read:{slug}"
    assert take(ada, life).left_out == ()


# Plans


@pytest.fixture
def planned(ada: User) -> dict[str, Any]:
    """An account with a plan, as a file."""
    make_plan(ada)
    document = exported(ada)
    ada.plans.all().delete()
    ada.assessments.all().delete()
    return document


def test_a_plan_comes_with_its_outline(planned: dict[str, Any], ada: User) -> None:
    assert take(ada, planned).left_out == ()
    assert read_current_plan(ada)


@pytest.mark.parametrize(
    ("part", "path", "value"),
    [
        ("inputs", "goal.role", "alchemist"),
        ("inputs", "goal.minutes", 0),
        ("inputs", "goal.weekdays", [7]),
        ("inputs", "goal.interviews", [{"company": "guild", "rounds": [], "on": None}]),
        ("inputs", "goal.interviews", [{"company": None, "rounds": ["duel"], "on": None}]),
        ("inputs", "starts_on", "9999-12-31"),
        ("inputs", "ratings", {"alchemy": 3}),
        ("inputs", "skip_reasons", {"read:optimization": "\0"}),
        ("document", "variant", "D"),
        ("document", "weeks.0.focus.code", "transmute"),
        ("document", "weeks.0.starts_on", "9999-12-31"),
        ("document", "weeks.0.days.0.tasks.0.key", "read"),
        ("document", "weeks.0.days.0.tasks.0.key", "read:alchemy"),
        ("document", "weeks.0.days.0.tasks.0.topics", ["alchemy"]),
        ("document", "weeks.0.days.0.tasks.0.part", "one of two"),
        ("document", "weeks.0.days.0.tasks.0.reasons", []),
        ("document", "weeks.0.days.0.tasks.0.minutes", 10**12),
        ("document", "topics.0.slug", "alchemy"),
        ("document", "content_version", "x" * 501),
    ],
)
def test_a_plan_that_no_page_could_show_is_left_out(
    planned: dict[str, Any], ada: User, part: str, path: str, value: Any
) -> None:
    """A new one is made of what was taken."""
    place = planned["plans"][0][part]
    *steps, last = path.split(".")
    for step in steps:
        place = place[int(step) if step.isdigit() else step]
    place[last] = value
    assert take(ada, planned).left_out == ("Plans: 1 (plan 1)",)
    assert ensure_plan(ada, NOW, NOW.date())


@pytest.mark.parametrize(
    ("part", "fault"),
    [({"surprise": 1}, "$.plans[0].document.surprise: is not known here"), (None, "$.plans[0].document: is missing")],
)
def test_a_plan_that_is_none_is_a_fault(planned: dict[str, Any], part: Any, fault: str) -> None:
    plan = planned["plans"][0]
    plan["document"] = plan["document"] | part if part else None
    with pytest.raises(Exception, match="plans") as raised:
        read_document(as_file(planned), NOW)
    assert fault in str(raised.value)


def test_a_tick_of_a_task_that_the_plan_alone_knows_is_kept(planned: dict[str, Any], ada: User) -> None:
    key = "mock:maintenance-120"
    planned["plans"][0]["document"]["weeks"][0]["days"][0]["tasks"][0]["key"] = key
    planned["completions"] = [{"task": key, "done_at": "2026-03-02T09:00:00Z", "done_on": "2026-03-02"}]
    assert take(ada, planned).left_out == ()
    planned["plans"], planned["assessments"] = [], []
    ada.plans.all().delete()
    ada.assessments.all().delete()
    ada.completions.all().delete()
    assert take(ada, planned).left_out == (f"Ticks: 1 ({key})",)


def test_documents_are_kept_of_two_plans(planned: dict[str, Any], ada: User) -> None:
    """Of the one in force, and of the one before it; downloads of format 1 hold those of all."""
    (plan,) = planned["plans"]
    planned["format"] = 1
    planned["plans"] = [
        plan | {"number": 1, "is_current": False},
        plan | {"number": 2, "is_current": False, "previous": 1},
        plan | {"number": 3, "previous": 2},
    ]
    assert take(ada, planned).left_out == ()
    plans = [(row["is_current"], row["previous"], row["document"] is not None) for row in exported(ada)["plans"]]
    assert plans == [(False, None, False), (False, None, True), (True, 2, True)]


@pytest.mark.parametrize(("part", "value"), [("document", None), ("pace", 5)])
def test_no_undo_leads_to_what_cannot_be_stored(
    planned: dict[str, Any], ada: User, part: str, value: int | None
) -> None:
    (plan,) = planned["plans"]
    before = json.loads(json.dumps(plan)) | {"is_current": False}
    place = before if part in before else before["inputs"]
    place[part] = value
    planned["plans"] = [before, plan | {"number": 2, "previous": 1}]
    take(ada, planned)
    current = ada.plans.current().get()
    assert current.previous is None
    assert read_current_plan(ada)


def test_a_plan_that_was_undone_keeps_its_document(planned: dict[str, Any], ada: User) -> None:
    (plan,) = planned["plans"]
    planned["plans"] = [plan, plan | {"number": 2, "is_current": False}]
    take(ada, planned)
    assert [row["document"] is not None for row in exported(ada)["plans"]] == [True, True]


# Earlier versions


@cache
def stored(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((FORMATS / name).read_text())
    return document


@pytest.mark.parametrize("name", sorted(path.name for path in FORMATS.iterdir()))
def test_the_download_of_an_earlier_version_is_taken(name: str, ada: User) -> None:
    """What it says is there afterwards, and what it does not know yet is as it was then."""
    now = NOW.replace(month=12)
    old = stored(name)
    assert import_document(ada, read_document(as_file(old), now)).left_out == ()
    new, before = without_log_in(exported(ada)), without_log_in(old)
    assert covers(new, before | {"format": 2, "plans": []})
    assert [plan["built_at"] for plan in new["plans"]] == [plan["built_at"] for plan in old["plans"]]
    assert read_current_plan(ada)


def covers(new: Any, old: Any) -> bool:
    """Whether ``new`` says all that ``old`` does, and maybe more."""
    if isinstance(old, dict):
        return all(name in new and covers(new[name], value) for name, value in old.items())
    if isinstance(old, list):
        return not old or (len(new) == len(old) and all(map(covers, new, old)))
    return bool(new == old)


# Anything at all

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(data=st.data())
@settings(GROWING_UP, max_examples=100)
def test_whatever_a_file_says_it_is_taken_or_told(data: st.DataObject, ada: User) -> None:
    """One value of a real file is another: it never ends in an error of ours, and never in half an import."""
    life = json.loads(json.dumps(stored("1-last.json")))
    place, steps = life, data.draw(st.integers(1, 8))
    for _step in range(steps):
        keys = list(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], (dict, list)) or not place[key]:
            break
        parent, place = (place, key), place[key]
    else:
        place, key = parent
    place[key] = data.draw(JSON)
    now = NOW.replace(month=12)
    try:
        document = read_document(json.dumps(life).encode(), now)
    except UnreadableFileError:
        return
    user = User.objects.create_user("somebody@example.org")
    import_document(user, document)
    current = read_current_plan(user)
    assert current is None or current[1].days
    user.delete()
