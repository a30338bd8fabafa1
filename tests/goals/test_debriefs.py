from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import QueryDict

from studyplan.accounts.models import User
from studyplan.catalog.models import Topic
from studyplan.core.model import Goal, GoalInterview
from studyplan.goals.debriefs import (
    debrief_of,
    find_awaiting_debrief,
    make_debrief_form,
    save_debrief,
    stumbles_of,
)
from studyplan.goals.models import Debrief, Interview
from studyplan.goals.services import goal_of, goal_without, read_goal, save_goal
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def hold(user: User, *ago: int) -> list[Interview]:
    """Interviews so many days ago, in that order."""
    interviews = tuple(GoalInterview("google", (), TODAY - timedelta(days=days)) for days in ago)
    save_goal(user, Goal("mle", 60, interviews=interviews), NOW)
    rows = {row.on: row for row in Interview.objects.of(user)}
    return [rows[interview.on] for interview in interviews]


def write(interview: Interview, query: str) -> Debrief:
    form = make_debrief_form(interview, QueryDict(query))
    assert form.is_valid(), form.errors
    return save_debrief(interview, form, NOW)


def test_written_again_it_replaces_what_was_there(ada: User) -> None:
    (row,) = hold(ada, 1)
    assert debrief_of(row) is None
    write(row, "asked=Why?&topics=optimization&topics=loss-functions")
    again = write(Interview.objects.of(ada).get(), "asked=How?&outcome=passed&notes=Ask more.&topics=optimization")
    assert Debrief.objects.get() == again
    assert (again.asked, [topic.slug for topic in again.topics.all()]) == ("How?", ["optimization"])
    form = make_debrief_form(Interview.objects.of(ada).get())
    assert form.initial == {"outcome": "passed", "asked": "How?", "notes": "Ask more.", "topics": ["optimization"]}


def test_nothing_to_say_is_a_debrief_too(ada: User) -> None:
    (row,) = hold(ada, 1)
    assert write(row, "").asked == ""
    assert stumbles_of(ada) == ()


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        (f"asked={'x' * 10_001}", "asked", "Keep it under 10000 characters; these are 10001."),
        ("topics=astrology", "topics", "Select a valid choice. astrology is not one of the available choices."),
    ],
)
def test_bad_input_is_said(ada: User, query: str, field: str, message: str) -> None:
    (row,) = hold(ada, 1)
    assert make_debrief_form(row, QueryDict(query)).errors[field] == [message]


def test_constraint_debrief_asked_fits(ada: User) -> None:
    (row,) = hold(ada, 1)
    with pytest.raises(IntegrityError, match="debrief_asked_fits"), transaction.atomic():
        Debrief.objects.create(interview=row, asked="x" * (Debrief.LONGEST + 1), written_at=NOW)
    assert str(Debrief.objects.create(interview=row, asked="x" * Debrief.LONGEST, written_at=NOW)) == str(row)


def test_one_debrief_per_interview(ada: User) -> None:
    (row,) = hold(ada, 1)
    Debrief.objects.create(interview=row, written_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Debrief.objects.create(interview=row, written_at=NOW)


def test_stumbles_come_by_interview_and_topic_each_time_anew(ada: User, grace: User) -> None:
    late, early = hold(ada, 1, 8)
    write(late, "topics=optimization&topics=loss-functions")
    write(early, "topics=optimization")
    write(hold(grace, 1)[0], "topics=regularization")
    assert stumbles_of(ada) == ("optimization", "loss-functions", "optimization")
    Topic.objects.filter(slug="optimization").update(is_retired=True)
    assert stumbles_of(ada) == ("loss-functions",)


@pytest.mark.parametrize(("ago", "invited"), [((0,), None), ((1,), 1), ((14,), 14), ((15,), None), ((9, 2), 2)])
def test_the_latest_interview_of_two_weeks_awaits_its_debrief(
    ada: User, ago: tuple[int, ...], invited: int | None
) -> None:
    hold(ada, *ago)
    row = find_awaiting_debrief(read_goal(ada).interviews, TODAY)
    assert (row and row.on) == (None if invited is None else TODAY - timedelta(days=invited))


def test_what_is_written_is_not_asked_for_again(ada: User) -> None:
    write(hold(ada, 1)[0], "")
    assert find_awaiting_debrief(read_goal(ada).interviews, TODAY) is None


def test_an_interview_that_changes_keeps_its_debrief(ada: User) -> None:
    (row,) = hold(ada, 1)
    write(row, "asked=Why?")
    save_goal(ada, Goal("mle", 60, interviews=(GoalInterview("meta", (), date(2026, 4, 1)),)), NOW)
    assert Interview.objects.of(ada).get().debrief.asked == "Why?"


def test_the_goal_without_one_of_its_interviews(ada: User) -> None:
    first, second = hold(ada, 3, 1)
    assert [interview.on for interview in goal_without(ada, first).interviews] == [second.on]
    assert len(goal_of(ada).interviews) == 2
    assert first.name == "Google"
    assert Interview().name == "Interview, company not decided"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [({"notes": "x" * 10_001}, "debrief_notes_fits"), ({"outcome": "hired"}, "debrief_outcome_known")],
)
def test_constraints_of_outcome_and_notes(ada: User, change: dict[str, str], constraint: str) -> None:
    (row,) = hold(ada, 1)
    debriefs = Debrief.objects.filter(pk=write(row, "").pk)
    for outcome in ("", *Debrief.Outcome.values):
        debriefs.update(outcome=outcome, notes="x" * 10_000)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        debriefs.update(**change)
