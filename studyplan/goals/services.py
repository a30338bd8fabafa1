"""Goals across models: a user's rows, or a visitor's trial in the session, to the core's ``Goal`` and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import Any, NamedTuple

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from pydantic import TypeAdapter, ValidationError

from studyplan.accounts.models import User
from studyplan.catalog.models import Company, Role, Round
from studyplan.catalog.syllabus import syllabus
from studyplan.catalog.track import track
from studyplan.catalog.version import content_version
from studyplan.core.model import Goal, GoalInterview
from studyplan.core.scoring import GoalScore, score
from studyplan.goals.forms import GoalForm, PaceForm
from studyplan.goals.models import Interview as InterviewRow
from studyplan.goals.models import StudyGoal
from studyplan.goals.values import DAY_CODES, fill_weekday_minutes, own_weekday_minutes, sort_nearest_first
from studyplan.ui.queries import Parameter, PreparedQuery

TRIAL_KEY = "trial_goal"
GOAL_ADAPTER = TypeAdapter(Goal)
NO_LEVELS: Mapping[str, int] = {}
WEEKDAY_COLUMNS = tuple(f"minutes_{code}" for code in DAY_CODES)
GOAL_COLUMNS = ("role__slug", "minutes", "weekdays", "days_off", "pace", *WEEKDAY_COLUMNS)
INTERVIEW_COLUMNS = (
    "interviews__pk",
    "interviews__on",
    "interviews__company__slug",
    "interviews__company__name",
    "interviews__debrief",
    "interviews__rounds__slug",
)
STORED_GOAL = PreparedQuery(
    lambda: (
        StudyGoal.objects.filter(user=Parameter("user"))
        .order_by("interviews__pk", "interviews__rounds__position")
        .values_list(*GOAL_COLUMNS, *INTERVIEW_COLUMNS)
    )
)


def default_goal() -> Goal:
    """The goal of a plan until its user sets another (rules §4)."""
    policy = track().policy
    return Goal(
        role=policy.default_role,
        minutes=policy.default_minutes,
        weekdays=tuple(range(len(DAY_CODES))),
        days_off=(),
        interviews=(),
    )


class StoredInterview(NamedTuple):
    """An interview as pages name it; ``company`` is "" where none is chosen. ``as_goal``: as core takes it."""

    pk: int
    on: date | None
    company: str
    is_debriefed: bool
    as_goal: GoalInterview


class StoredGoal(NamedTuple):
    """What one query tells of a goal. ``pace``: the percent of the usual minutes that the plan is built with."""

    goal: Goal
    pace: int
    interviews: tuple[StoredInterview, ...]  # the nearest first


def goal_of(user: User) -> Goal:
    """The user's goal, or the default before they set one."""
    return read_goal(user).goal


def read_goal(user: User) -> StoredGoal:
    """The user's goal with its interviews, or the default before they set one."""
    joined = STORED_GOAL.fetch(user=user.pk)
    if not joined:
        return StoredGoal(default_goal(), StudyGoal.USUAL_PACE, ())
    role, minutes, weekdays, days_off, pace, *own_minutes = joined[0][: len(GOAL_COLUMNS)]
    interviews = tuple(_join_rounds(row[len(GOAL_COLUMNS) :] for row in joined))
    goal = Goal(
        role=role,
        minutes=minutes,
        weekdays=tuple(day for day in range(len(DAY_CODES)) if weekdays >> day & 1),
        days_off=tuple(map(date.fromisoformat, days_off)),
        interviews=sort_nearest_first(interview.as_goal for interview in interviews),
        weekday_minutes=fill_weekday_minutes(minutes, own_minutes),
    )
    nearest_first = sorted(interviews, key=lambda interview: (interview.on or date.max, interview.pk))
    return StoredGoal(keep_what_is_offered(goal), pace, tuple(nearest_first))


def _join_rounds(rows: Iterable[tuple[Any, ...]]) -> Iterator[StoredInterview]:
    """Interviews from ``INTERVIEW_COLUMNS``, a row for each of their rounds; all empty where there is no interview."""
    for (pk, on, company, name, debrief), of_one in groupby(rows, itemgetter(0, 1, 2, 3, 4)):
        if pk is not None:
            rounds = tuple(chosen for *_interview, chosen in of_one if chosen)
            yield StoredInterview(pk, on, name or "", debrief is not None, GoalInterview(company, rounds, on))


def read_interview(row: InterviewRow) -> GoalInterview:
    """A stored interview as core takes it."""
    return GoalInterview(
        company=row.company.slug if row.company else None,
        rounds=tuple(chosen.slug for chosen in row.rounds.all()),
        on=row.on,
    )


def goal_without(user: User, interview: InterviewRow) -> Goal:
    others = InterviewRow.objects.of(user).exclude(pk=interview.pk)
    return keep_what_is_offered(replace(goal_of(user), interviews=sort_nearest_first(map(read_interview, others))))


def keep_what_is_offered(goal: Goal) -> Goal:
    """``goal`` as far as the content still knows it: what it has retired since counts as not chosen."""
    taught, policy = syllabus(), track().policy
    least, most = policy.minutes_range

    def bound(minutes: int) -> int:
        return min(max(minutes, least), most)

    return replace(
        goal,
        role=goal.role if goal.role in taught.targets else policy.default_role,
        minutes=bound(goal.minutes),
        weekday_minutes=fill_weekday_minutes(bound(goal.minutes), [*map(bound, goal.weekday_minutes)])
        if goal.weekday_minutes
        else None,
        interviews=tuple(
            replace(
                interview,
                company=interview.company if interview.company in taught.frequencies else None,
                rounds=tuple(chosen for chosen in interview.rounds if chosen in taught.depths),
            )
            for interview in goal.interviews
        ),
    )


def targets_of(goal: Goal, today: date) -> dict[str, int]:
    """Slug → the level (1–5) that ``goal`` asks for: the role's, lifted by the companies still ahead (rules §2)."""
    return {topic.slug: topic.target for topic in scores_for(ahead(goal, today), today).topics}


def scores_for(goal: Goal, today: date, levels: Mapping[str, int] = NO_LEVELS) -> GoalScore:
    """Each topic as ``goal`` asks for it and as ``levels`` (slug → 1–5) serve it; without a level, as the lowest does.

    Targets and weights do not depend on levels.
    """
    return _score(content_version(), goal, today, tuple(levels.items()))


@lru_cache(maxsize=512)
def _score(_version: str, goal: Goal, today: date, levels: tuple[tuple[str, int], ...]) -> GoalScore:
    """Most of a user's pages ask for it, and a goal seldom changes."""
    given = dict(levels)
    rated = {topic.slug: given.get(topic.slug, 1) for topic in syllabus().topics}
    return score(syllabus(), rated, goal, today)


def ahead(goal: Goal, today: date) -> Goal:
    """``goal`` with the interviews that a plan from ``today`` on can still serve.

    An interview today counts only where no later one has a date: nothing can be studied for it any more.
    """
    is_followed = any(interview.on and interview.on > today for interview in goal.interviews)
    return replace(
        goal,
        interviews=tuple(
            interview
            for interview in goal.interviews
            if interview.on is None or interview.on > today or (interview.on == today and not is_followed)
        ),
    )


def pace_of(user: User) -> int:
    """Percent of the usual minutes that the user's plan is built with."""
    pace = StudyGoal.objects.filter(user=user).values_list("pace", flat=True).first()
    return StudyGoal.USUAL_PACE if pace is None else pace


@transaction.atomic
def save_goal(user: User, goal: Goal, now: datetime, pace: int | None = None) -> StudyGoal:
    """Make ``goal`` the user's, with their ``pace`` (``None``: as it is)."""
    User.objects.lock(user)
    values: dict[str, Any] = {
        "role": Role.objects.get(slug=goal.role),
        "minutes": goal.minutes,
        "weekdays": sum(1 << day for day in goal.weekdays),
        "days_off": [day.isoformat() for day in goal.days_off],
        "updated_at": now,
        **dict(zip(WEEKDAY_COLUMNS, own_weekday_minutes(goal), strict=True)),
    }
    if pace is not None:
        values["pace"] = pace
    row, _created = StudyGoal.objects.update_or_create(user=user, defaults=values)
    stored = list(row.interviews.select_related("company").prefetch_related("rounds"))
    wanted = list(goal.interviews)
    for interview in [kept for kept in stored if read_interview(kept) in wanted]:
        wanted.remove(read_interview(interview))
        stored.remove(interview)
    for interview, value in zip_longest(stored[: len(wanted)], wanted):
        write_interview(interview or InterviewRow(goal=row), value)
    for surplus in stored[len(wanted) :]:
        surplus.delete()
    return row


@transaction.atomic
def save_pace(user: User, pace: int, now: datetime) -> None:
    """Make ``pace`` the user's; who has set no goal yet gets the default one."""
    User.objects.lock(user)
    if not StudyGoal.objects.filter(user=user).update(pace=pace, updated_at=now):
        save_goal(user, default_goal(), now, pace)


def write_interview(row: InterviewRow, value: GoalInterview) -> None:
    """Store ``value`` in ``row``; an interview that changed keeps its row, and what hangs on it."""
    row.company = Company.objects.get(slug=value.company) if value.company else None
    row.on = value.on
    row.save()
    row.rounds.set(Round.objects.filter(slug__in=value.rounds))


def trial_goal(session: SessionBase) -> Goal | None:
    """The goal that a visitor tried, if there is one that we can read."""
    if TRIAL_KEY not in session:
        return None
    try:
        return keep_what_is_offered(GOAL_ADAPTER.validate_python(session[TRIAL_KEY], strict=False))
    except ValidationError:
        return None


def save_trial_goal(session: SessionBase, goal: Goal) -> None:
    """Remember what a visitor tries, until an account claims it."""
    session[TRIAL_KEY] = GOAL_ADAPTER.dump_python(goal, mode="json")


def drop_trial_goal(session: SessionBase) -> None:
    session.pop(TRIAL_KEY, None)


def interview_values(interview: GoalInterview) -> dict[str, Any]:
    """``interview`` as initial values of ``InterviewForm``."""
    return {"company": interview.company, "rounds": list(interview.rounds), "interview_date": interview.on}


def form_values(goal: Goal) -> dict[str, Any]:
    """``goal`` as initial values of ``GoalForm``."""
    return {
        "role": goal.role,
        "minutes": goal.minutes,
        "weekdays": [DAY_CODES[day] for day in goal.weekdays],
        "days_off": goal.days_off,
        **dict(zip(WEEKDAY_COLUMNS, own_weekday_minutes(goal), strict=True)),
        **interview_values(goal.interviews[0] if goal.interviews else GoalInterview()),
    }


def make_goal_form(today: date, **kwargs: Any) -> GoalForm:
    """A goal form with the bounds that the content sets; keyword arguments as for the form."""
    policy = track().policy
    return GoalForm(today=today, minutes_range=policy.minutes_range, grain=policy.grain, **kwargs)


def make_pace_form(data: Any) -> PaceForm:
    """A pace form with the bounds that the content sets."""
    policy = track().policy
    return PaceForm(data, pace_range=policy.pace_range, step=policy.pace_step)


def make_form_for(goal: Goal, today: date, data: Any = None) -> GoalForm:
    """The form that changes ``goal``: its interview is the next one ahead; the others, those over too, are kept."""
    served = ahead(goal, today)
    others = list(goal.interviews)
    for nearest in served.interviews[:1]:
        others.remove(nearest)
    return make_goal_form(today, data=data, initial=form_values(served), others=others)
