"""The warm-up's results: a user's are attempts, a visitor's wait in the session until there is an account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from pydantic import TypeAdapter, ValidationError

from studyplan.accounts.models import User
from studyplan.practice.models import Attempt
from studyplan.practice.questions.attempts import Answer, is_same_sitting
from studyplan.practice.questions.bank import question_of, questions

KEY = "warm_ups"
KEPT = 2
"""So many of a visitor's results are kept: the newest, and what it is compared with."""
LOOKED_BACK = 5
"""So many results are searched for an earlier attempt at each question."""

Kind = Attempt.Kind


@dataclass(frozen=True, slots=True)
class Said:
    """One answer as the session holds it; the question is its topic's."""

    topic: str
    hits: tuple[int, ...]
    text: str = ""
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One warm-up of a visitor: when it was, and on which of their days."""

    at: datetime
    on: date
    said: tuple[Said, ...]


VISITS = TypeAdapter(tuple[Visit, ...])


def keep_for_visitor(session: SessionBase, answers: Iterable[Answer], *, now: datetime, today: date) -> None:
    """Keep a visitor's answers in the session; what is sent twice on a day is kept once."""
    said = tuple(Said(each.question.topic.slug, each.hits, each.text, each.seconds) for each in answers)
    before, visit = _visits(session), Visit(now, today, said)
    if not (before and is_same_sitting(_attempts(before[-1]), _attempts(visit))):
        session[KEY] = VISITS.dump_python((*before, visit)[-KEPT:], mode="json")


@transaction.atomic
def claim(session: SessionBase, user: User) -> None:
    """Make a visitor's warm-ups the user's attempts, each on the day on which it happened; the session forgets them."""
    User.objects.lock(user)
    for visit in _visits(session):
        if not user.attempts.filter(kind=Kind.WARM_UP, attempted_at=visit.at).exists():
            made = list(_attempts(visit))
            for attempt in made:
                attempt.user = user
            Attempt.objects.bulk_create(made)
    session.pop(KEY, None)


def attempts_of(user: User) -> list[Attempt]:
    """A user's newest attempts at warm-up questions, newest first."""
    done = user.attempts.filter(kind=Kind.WARM_UP, drill=None).select_related("topic")
    return list(done.order_by("-attempted_at", "topic__position")[: LOOKED_BACK * len(questions(Kind.WARM_UP))])


def attempts_in(session: SessionBase) -> list[Attempt]:
    """A visitor's, newest first; they are not stored."""
    return [attempt for visit in reversed(_visits(session)) for attempt in _attempts(visit)]


def _visits(session: SessionBase) -> tuple[Visit, ...]:
    """What the session holds, if it is still what this code would write: a session outlives it."""
    try:
        return VISITS.validate_python(session.get(KEY, ()))
    except ValidationError:
        return ()


def _attempts(visit: Visit) -> Iterator[Attempt]:
    """As attempts, as far as the content still asks the questions."""
    for said in visit.said:
        if question := question_of(Kind.WARM_UP, said.topic, said.topic):
            yield Answer(question, said.hits, said.text, said.seconds).attempt(visit.at, visit.on)
