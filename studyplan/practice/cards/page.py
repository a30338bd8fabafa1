"""The page of cards as data: the template only prints it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from studyplan.accounts.models import User
from studyplan.catalog.models import Card, Topic
from studyplan.core.model import Goal
from studyplan.practice.cards.deck import CardText, deck_by_topic, number_of
from studyplan.practice.cards.forms import MOST_EXTRA_BATCHES
from studyplan.practice.cards.own import find_card
from studyplan.practice.cards.queue import CardSession, build_session, is_of, round_up_minutes
from studyplan.practice.cards.state import CardState, NewestReview, NextTime, QueuedCard, preview_next_times
from studyplan.practice.models import OwnCard, Review

Grade = Review.Grade

GRADE_MEANINGS: dict[int, Promise] = {
    Grade.AGAIN: _("not recalled, or wrong"),
    Grade.HARD: _("recalled with effort, or with a gap"),
    Grade.GOOD: _("recalled"),
    Grade.EASY: _("recalled at once"),
}
TWO_BUTTONS = (Grade.AGAIN, Grade.GOOD)

GRACE_MINUTES = 10
"""By so much a day's cards and tasks may be longer than planned before the page says so."""


@dataclass(frozen=True, slots=True)
class GradeButton:
    """A grade to give: what it means, the key that gives it, and when the card would come again.

    ``wait`` says that in brief ("4 d"); ``days`` is the number of days, 0 for later today, ``None`` for no more.
    """

    grade: Review.Grade
    key: int
    meaning: Promise
    next_time: NextTime
    days: int | None

    @property
    def wait(self) -> str:
        return write_wait(self.days, self.next_time.minutes)


@dataclass(frozen=True, slots=True)
class AskedCard:
    """The card that is asked now. ``seen`` and ``shown`` go back with the grade: its state, and the moment.

    ``lapses``: how often it was forgotten, where that is too often; else 0. ``can_wait``: it can be set aside.
    """

    text: CardText
    is_new: bool
    seen: int
    shown: str
    buttons: tuple[GradeButton, ...]
    lapses: int
    can_wait: bool

    @property
    def edit_url(self) -> str:
        return card_url(self.text)


@dataclass(frozen=True, slots=True)
class CardPage:
    """One card, what is left today, and what is to come.

    ``planned``: minutes of today's tasks in the plan. ``aside``: key of the card that was just set aside, or "".
    """

    question: AskedCard | None
    session: CardSession
    undo: NewestReview | None
    planned: int
    extra_batches: int
    aside: str = ""

    @property
    def topic(self) -> Topic | None:
        """The one topic that the session is about."""
        return deck_by_topic()[self.session.topic][0].card.topic if self.session.topic else None

    @property
    def url(self) -> str:
        return session_url(self.extra_batches, self.session.topic)

    @property
    def more_url(self) -> str:
        return session_url(self.next_extra_batches, self.session.topic)

    @property
    def minutes(self) -> int:
        return round_up_minutes(self.session.seconds)

    @property
    def due(self) -> int:
        """Cards left today that came before."""
        return len(self.session.queue) - self.session.new

    @property
    def minutes_spent(self) -> int:
        return round_up_minutes(self.session.state.done.seconds)

    @property
    def known(self) -> int:
        """How many cards have been learned, of ``cards``."""
        return sum(card.memory is not None and card.memory.is_known for card in self.session.state.known)

    @property
    def cards(self) -> int:
        return len(self.session.state.texts)

    @property
    def limit(self) -> int:
        """Minutes of cards on a day like today."""
        return self.session.limit // 60

    @property
    def total_minutes(self) -> int:
        """Minutes of today's cards and tasks."""
        return self.minutes_spent + self.minutes + self.planned

    @property
    def is_too_much(self) -> bool:
        """Whether cards and tasks take clearly longer than the user studies a day."""
        return self.planned > 0 and self.total_minutes > self.session.days.minutes_today + GRACE_MINUTES

    @property
    def is_interview_day(self) -> bool:
        days = self.session.days
        return any(interview.on == days.today for interview in days.goal.interviews)

    @property
    def is_day_off(self) -> bool:
        return not self.session.days.is_open(self.session.days.today)

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
        session = self.session
        today, state = session.days.today, session.state
        placed = (on for on, cards in session.to_come.days.items() if cards and on > today)
        known = (state.comes_on(card.memory) for card in state.known if card.memory and is_of(card, session.topic))
        later = (on for on in known if on and on > today)
        return min((*placed, *later, *islice(session.days.study_days, int(session.has_new))), default=None)

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


def card_page(
    user: User,
    goal: Goal,
    now: datetime,
    today: date,
    *,
    planned: int,
    extra_batches: int = 0,
    topic: str = "",
    aside: str = "",
) -> CardPage:
    """``aside``: key of a card that the user may just have set aside."""
    session = build_session(user, now, today, extra_batches, goal, topic)
    question = ask_card(session, session.queue[0], now) if session.queue else None
    is_aside = aside and is_set_aside(session.state, find_card(user, aside))
    undo = offer_undo(session.state)
    return CardPage(question, session, undo, planned, extra_batches, aside if is_aside else "")


def is_set_aside(state: CardState, card: Card | OwnCard | None) -> bool:
    stored = state.memories.get(number_of(card)) if card else None
    return stored is not None and stored.is_set_aside


def ask_card(session: CardSession, asked: QueuedCard, now: datetime) -> AskedCard:
    """The card that comes now, with the buttons that the user wants."""
    times = preview_next_times(session.state, asked.text.card, now)
    grades = TWO_BUTTONS if session.settings.has_two_buttons else tuple(Grade)
    buttons = (
        GradeButton(grade, key, GRADE_MEANINGS[grade], times[grade], count_days(session, times[grade]))
        for key, grade in enumerate(grades, start=1)
    )
    stored = asked.memory
    lapses = stored.lapses if stored and stored.is_leech else 0
    shown = f"{now.timestamp():.3f}"
    seen = stored.version if stored else 0
    return AskedCard(asked.text, stored is None, seen, shown, tuple(buttons), lapses, can_wait=stored is not None)


def count_days(session: CardSession, then: NextTime) -> int | None:
    """Days until the card comes again; ``None`` where it does not before the interview."""
    if then.minutes:
        return 0
    days = session.days
    on = days.comes_on(then.due_on, days.today + then.wait, days.today)
    return (on - days.today).days if on else None


def write_wait(days: int | None, minutes: int) -> str:
    """A time until a card comes again, as briefly as a button has room for."""
    if days is None:
        return translate("done")
    if days < 1:
        return translate("%(count)s min") % {"count": minutes or 1}
    if days < 14:
        return translate("%(count)s d") % {"count": days}
    if days < 61:
        return translate("%(count)s wk") % {"count": round(days / 7)}
    if days < 730:
        return translate("%(count)s mo") % {"count": round(days / 30.4)}
    return ngettext("%(count)s yr", "%(count)s yr", round(days / 365)) % {"count": round(days / 365)}


def offer_undo(state: CardState) -> NewestReview | None:
    """The newest grade of today, which can be taken back while its card is there."""
    return state.done.newest if state.done.newest and state.done.newest.card in state.texts else None


def session_url(extra_batches: int = 0, topic: str = "", aside: str = "") -> str:
    """The address of a session, with what was asked for, or of the card that was just set ``aside``."""
    asked = {"topic": topic, "more": extra_batches, "aside": aside}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('practice:card_review')}?{query}" if query else reverse("practice:card_review")


def card_url(text: CardText) -> str:
    """Where the card's words are changed."""
    if text.is_own:
        return reverse("practice:own_card_edit", args=[text.card.pk])
    return reverse("practice:card_rewrite", args=text.key.split("/"))
