"""The warm-up's results: a user's are attempts, a visitor's wait in the session until there is an account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from pydantic import TypeAdapter, ValidationError

from studyplan.accounts.models import User
from studyplan.practice.models import Attempt
from studyplan.practice.questions.attempts import Answer, is_same_answer_set
from studyplan.practice.questions.bank import question_of, questions

SESSION_KEY = "warm_ups"
KEPT = 2
"""So many of a visitor's results are kept: the newest, and what it is compared with."""
MOST_OF_A_VISITOR = 8_000
"""Characters of a visitor's answers together: anybody can send them, without an account."""
LOOKED_BACK = 5
"""So many results are searched for an earlier attempt at each question."""


@dataclass(frozen=True, slots=True)
class SessionAnswer:
    """One answer as the session holds it; the question is its topic's."""

    topic: str
    hits: tuple[int, ...]
    text: str = ""
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class SessionWarmUp:
    """One warm-up of a visitor: when it was, and on which of their days."""

    at: datetime
    on: date
    said: tuple[SessionAnswer, ...]


SESSION_WARM_UPS = TypeAdapter(tuple[SessionWarmUp, ...])


def store_for_visitor(session: SessionBase, answers: Iterable[Answer], *, now: datetime, today: date) -> None:
    """Keep a visitor's answers in the session; what is sent twice on a day is kept once.

    Where the texts of both warm-ups are too long to keep, those of the earlier one go; its key points stay.
    """
    session_answers = tuple(
        SessionAnswer(answer.question.topic.slug, answer.hits, answer.text, answer.seconds) for answer in answers
    )
    before, warm_up = _stored_warm_ups(session), SessionWarmUp(now, today, session_answers)
    if not (before and is_same_answer_set(_attempts(before[-1]), _attempts(warm_up))):
        kept = (*before, warm_up)[-KEPT:]
        if sum(len(answer.text) for one in kept for answer in one.said) > MOST_OF_A_VISITOR:
            kept = (*map(without_texts, kept[:-1]), warm_up)
        session[SESSION_KEY] = SESSION_WARM_UPS.dump_python(kept, mode="json")


def without_texts(warm_up: SessionWarmUp) -> SessionWarmUp:
    return replace(warm_up, said=tuple(replace(answer, text="") for answer in warm_up.said))


@transaction.atomic
def claim_warm_ups(session: SessionBase, user: User) -> None:
    """Make a visitor's warm-ups the user's attempts, each on the day on which it happened; the session forgets them."""
    User.objects.lock(user)
    for warm_up in _stored_warm_ups(session):
        if not user.attempts.filter(kind=Attempt.Kind.WARM_UP, attempted_at=warm_up.at).exists():
            attempts = list(_attempts(warm_up))
            for attempt in attempts:
                attempt.user = user
            Attempt.objects.bulk_create(attempts)
    session.pop(SESSION_KEY, None)


def attempts_of(user: User) -> list[Attempt]:
    """A user's newest attempts at warm-up questions, newest first."""
    done = user.attempts.filter(kind=Attempt.Kind.WARM_UP, drill=None).select_related("topic")
    return list(done.order_by("-attempted_at", "topic__position")[: LOOKED_BACK * len(questions(Attempt.Kind.WARM_UP))])


def attempts_in(session: SessionBase) -> list[Attempt]:
    """A visitor's, newest first; they are not stored."""
    return [attempt for warm_up in reversed(_stored_warm_ups(session)) for attempt in _attempts(warm_up)]


def _stored_warm_ups(session: SessionBase) -> tuple[SessionWarmUp, ...]:
    """The session's warm-ups, if this code could have written them: a session outlives its code."""
    try:
        return SESSION_WARM_UPS.validate_python(session.get(SESSION_KEY, ()))
    except ValidationError:
        return ()


def _attempts(warm_up: SessionWarmUp) -> Iterator[Attempt]:
    """As attempts, as far as the content still asks the questions."""
    for answer in warm_up.said:
        if question := question_of(Attempt.Kind.WARM_UP, answer.topic, answer.topic):
            yield Answer(question, answer.hits, answer.text, answer.seconds).attempt(warm_up.at, warm_up.on)
