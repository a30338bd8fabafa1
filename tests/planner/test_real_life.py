"""Whatever happens in whatever order: nothing done is lost or planned again, no day overflows, undo is exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count, islice
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from studyplan.core.model import Goal
from studyplan.dashboard.claiming import take_assessment
from studyplan.goals.models import Interview, StudyGoal
from studyplan.goals.services import ahead, goal_of, make_form_for, pace_of
from studyplan.goals.values import DAY_CODES, is_study_day
from studyplan.planner.documents import PlanDocument, StoredAfterDay, StoredDay
from studyplan.planner.models import Plan
from studyplan.planner.past import tasks_in
from studyplan.planner.plan_page import plan_page
from studyplan.planner.replan.changes import OpenTask, list_open_tasks
from studyplan.planner.services import document_in, inputs_of, planned_tasks, read_current_plan
from studyplan.progress.choices import TaskChoices, choices_of
from studyplan.progress.services import NOT_PLANNED, set_done, ticks_of
from studyplan.ui import clock
from tests.factories import NOW, make_user, ratings

ROLES = ("mle", "ai-engineer", "data-scientist", "research-engineer", "mlops")
COMPANIES = ("", "google", "meta", "amazon", "research-lab", "startup")
ROUNDS = ("phone-screen", "ml-depth", "coding")
TOPICS = ("loss-functions", "optimization", "ensemble-methods", "interview-questions")
days_ahead = st.integers(0, 50)
dates = st.none() | days_ahead
rounds = st.lists(st.sampled_from(ROUNDS), max_size=2, unique=True)
levels = st.lists(st.integers(1, 5), min_size=12, max_size=12)


@dataclass(frozen=True, slots=True)
class Kept:
    """What an undo must bring back: a plan in force, and the goal and the pace that it was in force with."""

    document: Any
    inputs: Any
    goal: Goal
    pace: int
    choices: TaskChoices


class RealLife(RuleBasedStateMachine):
    """One user's weeks, each event sent as the pages send it."""

    def __init__(self) -> None:
        super().__init__()
        self.patches = pytest.MonkeyPatch()
        self.patches.setattr(clock, "now", lambda: self.now)
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now: datetime = NOW
        self.user = make_user()
        self.browser = Client()
        self.browser.force_login(self.user)
        self.ticks: set[tuple[str, int]] = set()
        self.done: dict[tuple[str, int], tuple[date, int]] = {}
        self.kept: dict[int, Kept] = {}

    def teardown(self) -> None:
        """Leave the database as it was."""
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        self.patches.undo()

    @property
    def today(self) -> date:
        """The user's date."""
        return self.now.date()

    @property
    def plan(self) -> Plan:
        """The plan in force."""
        return self.user.plans.current().get()

    def on(self, days: int | None) -> str:
        """A date as a form sends it."""
        return "" if days is None else (self.today + timedelta(days=days)).isoformat()

    def send(self, name: str, data: Mapping[str, Any], **where: int) -> None:
        """Ask first, which changes nothing; then confirm, and look at what came of it."""
        before, goal = self.plan.pk, goal_of(self.user)
        first_goal = not hasattr(type(self.user).objects.get(pk=self.user.pk), "goal")
        path = reverse(f"planner:{name}", kwargs=where)
        asked = self.browser.post(path, data)
        if not first_goal:
            assert asked.status_code in {200, 422}, asked.status_code
            assert (self.plan.pk, goal_of(self.user)) == (before, goal)
            done = self.minutes_done()
            answer = self.browser.post(path, {**data, "confirm": "1"})
            assert answer.status_code == (302 if asked.status_code == 200 else 422)
            assert self.minutes_done() >= done
        self.look(before)

    def look(self, before: int) -> None:
        """A new plan keeps every promise; it is remembered for undo."""
        plan = self.plan
        if plan.pk == before:
            return
        goal = goal_of(self.user)
        assert plan.previous_id == before
        assert inputs_of(plan).goal == goal
        assert inputs_of(plan).pace == document_in(plan).pace == pace_of(self.user)
        self.keep()
        self.keeps_its_promises(document_in(plan), goal)
        self.keeps_the_past(document_in(plan))

    def keeps_the_past(self, document: PlanDocument) -> None:
        """What is done stays where it was done, with its minutes; weeks count on (rules §8)."""
        past = {(task.key, task.sitting): (day.date, task.minutes) for day in document.past for task in day.tasks}
        assert len(past) == sum(len(day.tasks) for day in document.past), "nothing is there twice"
        for sitting, facts in self.done.items():
            if sitting in past or ticks_of(self.user).has(*sitting, None):
                assert past[sitting] == facts, sitting
        self.done = past
        assert all(day.date <= document.starts_on for day in document.past)
        began_on = document.began_on or document.starts_on
        for week in document.weeks:
            assert week.starts_on == began_on + timedelta(days=7 * (week.number - 1))

    def minutes_done(self) -> int:
        """As the plan's totals say it."""
        current = read_current_plan(self.user)
        assert current
        return plan_page(self.user, *current, self.today).minutes_done

    def keep(self) -> None:
        """Remember the plan in force, as it is."""
        self.kept[self.plan.pk] = self.in_force()

    def in_force(self) -> Kept:
        """All that an undo concerns, as it is."""
        plan = self.plan
        inputs = inputs_of(plan)
        chosen = TaskChoices(inputs.skipped, inputs.deferred)
        return Kept(plan.document, plan.inputs, goal_of(self.user), pace_of(self.user), chosen)

    def keeps_its_promises(self, document: PlanDocument, goal: Goal) -> None:
        """Rules §6 and §8, for a plan made today."""
        assert document.starts_on == self.today
        served = ahead(goal, self.today)
        assert document.interview_on == served.interview_on
        done, planned = ticks_of(self.user), tasks_in(document)
        days: tuple[StoredDay | StoredAfterDay, ...] = (*document.days, *document.afterwards)
        for day in days:
            assert day.date >= self.today
            assert day.date.weekday() in goal.weekdays
            assert day.date not in goal.days_off
            assert served.interview_on is None or day.date < served.interview_on
            assert sum(task.minutes for task in day.tasks) <= self.minutes_of(goal, day.date)
            for task in day.tasks:
                assert not done.has(task.key, task.sitting, planned[task.key].level), task
        self.comes_back_soon(document, goal)

    def minutes_of(self, goal: Goal, on: date) -> int:
        """A day's own minutes, by the weekday where it has some."""
        return goal.weekday_minutes[on.weekday()] if goal.weekday_minutes else goal.minutes

    def comes_back_soon(self, document: PlanDocument, goal: Goal) -> None:
        """What was stumbled on is practiced in the next two study days."""
        on = (self.today + timedelta(days=number) for number in count())
        soon = list(islice((day for day in on if is_study_day(goal, day)), 2))
        debriefed = {day.date for day in document.days for task in day.tasks if ":debrief-" in task.key}
        assert debriefed <= set(soon)

    @initialize(row=levels)
    def first_assessment(self, row: list[int]) -> None:
        """The first levels bring the first plan."""
        self.assess(row, None)
        self.keep()
        self.keeps_its_promises(document_in(self.plan), goal_of(self.user))

    @rule(row=levels, rated=st.none() | st.sampled_from(TOPICS))
    def assess(self, row: list[int], rated: str | None) -> None:
        """New levels, of all topics or of one."""
        is_first = not self.user.assessments.exists()
        slugs = list(ratings())
        again = slugs if rated is None else [rated]
        take_assessment(self.user, dict(zip(slugs, row, strict=True)), frozenset(again), clock.now(), self.today)
        if not is_first:
            self.ticks |= {(f"self-assessment:{slug}", 0) for slug in again}

    @rule(days=st.integers(1, 9))
    def days_go_by(self, days: int) -> None:
        """Studied or missed."""
        self.now += timedelta(days=days)

    @rule(first=st.integers(0, 200), count=st.integers(1, 12))
    def tick(self, first: int, count: int) -> None:
        """Some tasks in a row, of today, of days missed, or ahead of time."""
        tasks = document_in(self.plan).tasks[first % 60 :][:count]
        planned = planned_tasks(self.user)
        for task in tasks:
            known = planned[task.key]
            set_done(self.user, task.key, task.sitting, True, planned=known, now=clock.now(), today=self.today)
            assert ticks_of(self.user).has(task.key, task.sitting, known.level)
        assert self.ticks <= self.stored_ticks()
        self.ticks = self.stored_ticks()

    @precondition(lambda self: self.ticks)
    @rule(place=st.integers(0, 200))
    def untick(self, place: int) -> None:
        """Take one back; nothing else goes but what belongs to the same task."""
        task, sitting = sorted(self.ticks)[place % len(self.ticks)]
        known = planned_tasks(self.user).get(task, NOT_PLANNED)
        set_done(self.user, task, sitting, False, planned=known, now=clock.now(), today=self.today)
        stored = self.stored_ticks()
        assert (task, sitting) not in stored
        assert {tick for tick in self.ticks if tick[0] != task} == {tick for tick in stored if tick[0] != task}
        self.ticks = stored

    @rule(
        role=st.none() | st.sampled_from(ROLES),
        company=st.none() | st.sampled_from(COMPANIES),
        days=st.none() | days_ahead,
        minutes=st.none() | st.integers(15, 200),
        weekdays=st.none() | st.lists(st.sampled_from(DAY_CODES), min_size=1, unique=True),
    )
    def change_the_goal(
        self, role: str | None, company: str | None, days: int | None, minutes: int | None, weekdays: list[str] | None
    ) -> None:
        """Another role, company, date or pace."""
        initial = make_form_for(goal_of(self.user), self.today).initial
        self.send(
            "goal_edit",
            {
                "role": role or initial["role"],
                "company": initial["company"] or "" if company is None else company,
                "rounds": initial["rounds"],
                "interview_date": (initial["interview_date"] or "") if days is None else self.on(days),
                "minutes": minutes or initial["minutes"],
                "weekdays": weekdays or initial["weekdays"],
                "days_off": ", ".join(day.isoformat() for day in initial["days_off"]),
            },
        )

    @rule(company=st.sampled_from(COMPANIES), chosen=rounds, days=dates)
    def add_an_interview(self, company: str, chosen: list[str], days: int | None) -> None:
        """One more, which may be refused as nothing or as one that is there."""
        self.send("interview_add", {"company": company, "rounds": chosen, "interview_date": self.on(days)})

    @precondition(lambda self: Interview.objects.of(self.user).exists())
    @rule(place=st.integers(0, 9), company=st.sampled_from(COMPANIES), days=dates)
    def change_an_interview(self, place: int, company: str, days: int | None) -> None:
        """Also one that is over: it was put off."""
        self.send("interview_edit", {"company": company, "interview_date": self.on(days)}, pk=self.interview(place).pk)

    @precondition(lambda self: Interview.objects.of(self.user).exists())
    @rule(place=st.integers(0, 9))
    def remove_an_interview(self, place: int) -> None:
        """With whatever was written about it."""
        self.send("interview_remove", {}, pk=self.interview(place).pk)

    @precondition(lambda self: Interview.objects.of(self.user).held(self.today).exists())
    @rule(place=st.integers(0, 9), stumbled=st.lists(st.sampled_from(TOPICS), max_size=3, unique=True))
    def debrief(self, place: int, stumbled: list[str]) -> None:
        """Write it, and use the plan that it leads to."""
        held = list(Interview.objects.of(self.user).held(self.today))
        path = reverse("planner:interview_debrief", args=[held[place % len(held)].pk])
        before = self.plan.pk
        assert self.browser.post(path, {"asked": "Why?", "topics": stumbled}).status_code == 302
        assert self.plan.pk == before
        self.replan()

    def interview(self, place: int) -> Interview:
        """One of those that there are."""
        rows = list(Interview.objects.of(self.user))
        return rows[place % len(rows)]

    @rule(first=st.integers(0, 20), length=st.integers(0, 10), off=st.sampled_from("10"))
    def pause(self, first: int, length: int, off: str) -> None:
        """Days off, or days off taken back."""
        self.send("plan_pause", {"first": self.on(first), "last": self.on(first + length), "off": off})

    @rule()
    def replan(self) -> None:
        """From today."""
        self.renew({})

    @rule(pace=st.sampled_from((50, 75, 100, 125, 200)))
    def use_a_pace(self, pace: int) -> None:
        """From today, with more or less time for learning."""
        self.renew({"pace": pace})
        assert pace_of(self.user) == pace

    def renew(self, data: Mapping[str, Any]) -> None:
        """See the difference first, which changes nothing; then use the plan."""
        before, path = self.plan.pk, reverse("planner:plan_renew")
        assert self.browser.get(path, data).status_code == 200
        assert self.plan.pk == before
        done = self.minutes_done()
        assert self.browser.post(path, data).status_code == 302
        assert self.minutes_done() >= done
        self.look(before)

    @rule()
    def undo(self) -> None:
        """The plan before this one and its goal are back, exactly; with none before it nothing happens."""
        plan = self.plan
        expected = plan.previous_id or plan.pk
        assert self.browser.post(reverse("planner:plan_undo"), {"plan": plan.pk}).status_code == 302
        assert self.plan.pk == expected
        assert self.in_force() == self.kept[expected]
        self.done = {
            (task.key, task.sitting): (day.date, task.minutes)
            for day in document_in(self.plan).past
            for task in day.tasks
        }

    def open_task(self, place: int) -> OpenTask | None:
        """One of those that are not done."""
        opened = list(list_open_tasks(document_in(self.plan), ticks_of(self.user)).values())
        return opened[place % len(opened)] if opened else None

    @rule(place=st.integers(0, 20))
    def not_today(self, place: int) -> None:
        """A task of today, of a missed day, or ahead, goes to a later day, or stays where there is none."""
        opened = self.open_task(place)
        if opened is None:
            return
        before, done = self.plan.pk, self.minutes_done()
        value = f"{opened.task.key} {opened.on}"
        assert self.browser.post(reverse("planner:task_defer"), {"task": value}).status_code == 302
        self.look(before)
        assert self.minutes_done() >= done
        if self.plan.pk != before:
            after = list_open_tasks(document_in(self.plan), ticks_of(self.user))
            assert opened.task.key not in after or after[opened.task.key].on > max(opened.on, self.today)

    @rule(place=st.integers(0, 60), why=st.sampled_from(("", "known", "time")))
    def skip(self, place: int, why: str) -> None:
        """It is gone from this plan, and from every one until it is put back."""
        opened = self.open_task(place)
        if opened is None:
            return
        before, done = self.plan.pk, self.minutes_done()
        assert self.browser.post(reverse("planner:task_skip", args=[opened.task.key]), {"why": why}).status_code == 302
        assert self.plan.previous_id == before
        self.look(before)
        assert self.minutes_done() >= done
        assert opened.task.key in inputs_of(self.plan).skipped

    @precondition(lambda self: bool(inputs_of(self.plan).skipped))
    @rule(place=st.integers(0, 9))
    def put_back(self, place: int) -> None:
        """A task that was skipped."""
        skipped = inputs_of(self.plan).skipped
        key, before = skipped[place % len(skipped)], self.plan.pk
        assert self.browser.post(reverse("planner:task_put_back", args=[key])).status_code == 302
        self.look(before)
        assert key not in inputs_of(self.plan).skipped

    @rule(minutes=st.lists(st.sampled_from((15, 45, 90, 180)), min_size=7, max_size=7))
    def study_longer_on_some_weekdays(self, minutes: list[int]) -> None:
        """Minutes of their own for each day of the week."""
        initial = make_form_for(goal_of(self.user), self.today).initial
        by_day = dict(zip((f"minutes_{code}" for code in DAY_CODES), minutes, strict=True))
        self.send(
            "goal_edit",
            {
                "role": initial["role"],
                "company": initial["company"] or "",
                "rounds": initial["rounds"],
                "interview_date": initial["interview_date"] or "",
                "minutes": initial["minutes"],
                "weekdays": initial["weekdays"],
                "days_off": ", ".join(day.isoformat() for day in initial["days_off"]),
                **by_day,
            },
        )

    @rule()
    def a_good_day(self) -> None:
        """All of today is done, and the plan is made anew in the evening: nothing of it is gone."""
        day = document_in(self.plan).day_on(self.today)
        planned = planned_tasks(self.user)
        for task in day.tasks if day else ():
            set_done(
                self.user, task.key, task.sitting, True, planned=planned[task.key], now=clock.now(), today=self.today
            )
        self.ticks = self.stored_ticks()
        done = self.minutes_done()
        self.replan()
        assert self.minutes_done() == done

    @precondition(lambda self: self.ticks)
    @rule(place=st.integers(0, 200), took=st.sampled_from(("shorter", "as-planned", "longer")))
    def say_how_long_it_took(self, place: int, took: str) -> None:
        """Of something that is done."""
        task, sitting = sorted(self.ticks)[place % len(self.ticks)]
        data = {"task": task, "sitting": sitting, "took": took}
        answer = self.browser.post(reverse("progress:took_set"), data)
        known = planned_tasks(self.user).get(task, NOT_PLANNED)
        is_done = ticks_of(self.user).has(task, sitting, known.level)
        assert answer.status_code == (302 if is_done else 422)
        if is_done:
            assert ticks_of(self.user).took_of(task, sitting) == took

    def stored_ticks(self) -> set[tuple[str, int]]:
        """Everything that is ticked."""
        return set(self.user.completions.values_list("task", "sitting"))

    @invariant()
    def goal_and_plan_agree(self) -> None:
        """Whatever was undone, confirmed or put off."""
        plan = self.user.plans.current().first()
        if plan:
            inputs = inputs_of(plan)
            first_goal = StudyGoal.objects.filter(user=self.user).exists()
            assert not first_goal or (inputs.goal, inputs.pace) == (goal_of(self.user), pace_of(self.user))
            assert set(inputs.skipped) == set(choices_of(self.user, self.today).skipped)

    @invariant()
    def no_tick_is_lost(self) -> None:
        """Nor does one appear by itself. No two events happen at one moment, which would be a double click."""
        assert self.stored_ticks() == self.ticks
        self.now += timedelta(minutes=1)


@pytest.mark.django_db
def test_whatever_happens() -> None:
    run_state_machine_as_test(
        RealLife,
        settings=settings(
            max_examples=12,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
