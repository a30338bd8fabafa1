"""The page of cards as data: the template only prints it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from studyplan.accounts.models import User
from studyplan.core.model import Goal
from studyplan.practice.cards.deck import CardText
from studyplan.practice.cards.forms import MOST_EXTRA_BATCHES
from studyplan.practice.cards.queue import CardSession, build_session, round_up_minutes
from studyplan.practice.cards.state import NewestReview, NextTime, QueuedCard, preview_next_times
from studyplan.practice.models import Review

Grade = Review.Grade

GRADE_MEANINGS: dict[int, Promise] = {
    Grade.AGAIN: _("not recalled, or wrong"),
    Grade.HARD: _("recalled with effort, or with a gap"),
    Grade.GOOD: _("recalled"),
    Grade.EASY: _("recalled at once"),
}
TWO_BUTTONS = (Grade.AGAIN, Grade.GOOD)


@dataclass(frozen=True, slots=True)
class GradeButton:
    """A grade to give: what it means, the key that gives it, and when the card would come again."""

    grade: Review.Grade
    key: int
    meaning: Promise
    next_time: NextTime


@dataclass(frozen=True, slots=True)
class AskedCard:
    """The card that is asked now. ``seen`` and ``shown`` go back with the grade: its state, and the moment."""

    text: CardText
    is_new: bool
    seen: int
    shown: str
    buttons: tuple[GradeButton, ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """The newest grade, which can be taken back, and when its card comes again."""

    review: NewestReview
    front: str
    next_on: date | None


@dataclass(frozen=True, slots=True)
class CardPage:
    """One card, what is left today, and what is to come. ``planned``: minutes of today's tasks in the plan."""

    question: AskedCard | None
    session: CardSession
    undo: Undo | None
    planned: int
    extra_batches: int

    @property
    def minutes(self) -> int:
        return round_up_minutes(self.session.seconds)

    @property
    def minutes_spent(self) -> int:
        return self.session.spent // 60

    @property
    def limit(self) -> int:
        """Minutes of cards on a day like today."""
        return self.session.limit // 60

    @property
    def total_minutes(self) -> int:
        """Minutes of today's cards and tasks."""
        return self.minutes_spent + self.minutes + self.planned

    @property
    def is_interview_day(self) -> bool:
        days = self.session.days
        return any(interview.on == days.today for interview in days.goal.interviews)

    @property
    def has_more(self) -> bool:
        """Whether one more day's minutes would bring cards."""
        return (self.session.later > 0 or self.session.has_new) and self.extra_batches < MOST_EXTRA_BATCHES

    @property
    def next_extra_batches(self) -> int:
        """How many extra batches to ask for so that one is whole, whatever was spent already."""
        session = self.session
        over = session.spent - session.limit * session.days.is_open(session.days.today)
        return max(self.extra_batches, -(-over // session.limit)) + 1

    @property
    def next_on(self) -> date | None:
        """The next day on which cards come: known ones, or new ones on the next study day."""
        days, to_come = self.session.days, self.session.to_come.days
        known = (on for on, cards in to_come.items() if cards and on > days.today)
        return min((*known, *islice(days.study_days, int(self.session.has_new))), default=None)

    @property
    def is_final_review(self) -> bool:
        return self.session.days.is_final_review

    @property
    def caught_up_on(self) -> date | None:
        """The day by whose end all that is due has come; ``None``: today, or not before the interview."""
        on = self.session.to_come.caught_up_on
        return on if on and on > self.session.days.today else None

    @property
    def final_review_minutes(self) -> int:
        return round_up_minutes(sum(card.seconds for card in self.session.final_review_cards))


def card_page(user: User, goal: Goal, now: datetime, today: date, *, planned: int, extra_batches: int = 0) -> CardPage:
    session = build_session(user, now, today, extra_batches, goal)
    question = ask_card(session, session.queue[0], now) if session.queue else None
    return CardPage(question, session, offer_undo(session), planned, extra_batches)


def ask_card(session: CardSession, asked: QueuedCard, now: datetime) -> AskedCard:
    """The card that comes now, with the buttons that the user wants."""
    times = preview_next_times(session.state, asked.text.card, now)
    grades = TWO_BUTTONS if session.settings.has_two_buttons else tuple(Grade)
    buttons = (
        GradeButton(grade, key, GRADE_MEANINGS[grade], times[grade]) for key, grade in enumerate(grades, start=1)
    )
    seen = asked.memory.version if asked.memory else 0
    return AskedCard(asked.text, asked.memory is None, seen, f"{now.timestamp():.3f}", tuple(buttons))


def offer_undo(session: CardSession) -> Undo | None:
    state = session.state
    card_text = state.texts.get(state.newest.card) if state.newest else None
    if state.newest is None or card_text is None:
        return None
    stored = state.memories.get(state.newest.card)
    return Undo(state.newest, card_text.front, state.comes_on(stored) if stored else None)
