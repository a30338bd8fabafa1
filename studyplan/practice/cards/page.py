"""The page of cards as data: the template only prints it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from studyplan.accounts.models import User
from studyplan.practice.cards.deck import Face
from studyplan.practice.cards.forms import MOST_HELPINGS
from studyplan.practice.cards.queue import Sitting, minutes_in, sitting_of
from studyplan.practice.cards.state import Asked, NextTime, next_times, seen_of, undoable
from studyplan.practice.models import Review

Grade = Review.Grade

MEANINGS: dict[int, Promise] = {
    Grade.AGAIN: _("not recalled, or wrong"),
    Grade.HARD: _("recalled with effort, or with a gap"),
    Grade.GOOD: _("recalled"),
    Grade.EASY: _("recalled at once"),
}
TWO_BUTTONS = (Grade.AGAIN, Grade.GOOD)


@dataclass(frozen=True, slots=True)
class Button:
    """A grade to give: what it means, the key that gives it, and when the card would come again."""

    grade: Review.Grade
    key: int
    meaning: Promise
    then: NextTime


@dataclass(frozen=True, slots=True)
class Question:
    """The card that is asked now. ``seen`` and ``shown`` go back with the grade: its state, and the moment."""

    face: Face
    is_new: bool
    seen: int
    shown: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """The newest grade, which can be taken back, and when its card comes again."""

    review: Review
    front: str
    next_on: date | None


@dataclass(frozen=True, slots=True)
class CardPage:
    """One card, what is left today, and what is to come. ``planned``: minutes of today's tasks in the plan."""

    question: Question | None
    sitting: Sitting
    undo: Undo | None
    planned: int
    helpings: int

    @property
    def minutes(self) -> int:
        """What is left today."""
        return minutes_in(self.sitting.seconds)

    @property
    def minutes_spent(self) -> int:
        """What is done today."""
        return self.sitting.spent // 60

    @property
    def limit(self) -> int:
        """Minutes of cards a study day."""
        return self.sitting.limit // 60

    @property
    def together(self) -> int:
        """Minutes of today's cards and tasks."""
        return self.minutes_spent + self.minutes + self.planned

    @property
    def is_interview_day(self) -> bool:
        """Whether an interview is today."""
        days = self.sitting.days
        return any(each.on == days.today for each in days.goal.interviews)

    @property
    def has_more(self) -> bool:
        """Whether one more day's minutes would bring cards."""
        return (self.sitting.later > 0 or self.sitting.has_new) and self.helpings < MOST_HELPINGS

    @property
    def next_helping(self) -> int:
        """How many more days' minutes bring one full helping, after what is spent and asked for already."""
        sitting = self.sitting
        over = sitting.spent - sitting.limit * sitting.days.is_open(sitting.days.today)
        return max(self.helpings, -(-over // sitting.limit)) + 1

    @property
    def next_on(self) -> date | None:
        """The next day on which cards come: known ones, or new ones on the next study day."""
        days, to_come = self.sitting.days, self.sitting.to_come.days
        known = (on for on, found in to_come.items() if found and on > days.today)
        return min((*known, *islice(days.to_study, int(self.sitting.has_new))), default=None)

    @property
    def is_sweeping(self) -> bool:
        """Whether the last days before the interview have begun."""
        return self.sitting.days.is_sweeping

    @property
    def caught_up_on(self) -> date | None:
        """The day by whose end all that is due has come; ``None``: today, or not before the interview."""
        on = self.sitting.to_come.caught_up_on
        return on if on and on > self.sitting.days.today else None

    @property
    def sweep_minutes(self) -> int:
        """What the last days' cards take."""
        return minutes_in(sum(each.seconds for each in self.sitting.swept))


def card_page(user: User, now: datetime, today: date, *, planned: int, helpings: int = 0) -> CardPage:
    """The page as of ``now``."""
    sitting = sitting_of(user, now, today, helpings)
    question = question_of(user, sitting, sitting.queue[0], now) if sitting.queue else None
    return CardPage(question, sitting, undo_of(user, sitting), planned, helpings)


def question_of(user: User, sitting: Sitting, asked: Asked, now: datetime) -> Question:
    """The card that comes now, with the buttons that the user wants."""
    times = next_times(sitting.desk, asked.face.card, now)
    grades = TWO_BUTTONS if sitting.settings.has_two_buttons else tuple(Grade)
    buttons = (Button(grade, key, MEANINGS[grade], times[grade]) for key, grade in enumerate(grades, start=1))
    seen = seen_of(user, asked.face.card)
    return Question(asked.face, asked.memory is None, seen, f"{now.timestamp():.3f}", tuple(buttons))


def undo_of(user: User, sitting: Sitting) -> Undo | None:
    """The grade that can be taken back."""
    review = undoable(user, sitting.days.today)
    face = sitting.desk.faces.get(review.card_id) if review else None
    if review is None or face is None:
        return None
    memory = sitting.desk.memories.get(review.card_id)
    on = sitting.desk.comes_on(memory) if memory else None
    return Undo(review, face.front, on)
