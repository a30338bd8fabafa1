"""What is to come of a user's cards, and how well they have been remembered so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from studyplan.accounts.models import User
from studyplan.core.model import Goal
from studyplan.goals.values import ONE_DAY
from studyplan.practice.cards.calendar import spread
from studyplan.practice.cards.fsrs import RETENTION, recall_chance
from studyplan.practice.cards.queue import cards_in_session, find_limits, sum_seconds, waiting_cards, weigh_urgency
from studyplan.practice.cards.state import CardState, load_card_state
from studyplan.practice.models import CardMemory, Review

SPANS = (14, 30)
"""Days that the picture may show."""

RECENT = timedelta(days=30)

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 340, 132, 26, 8, 110
MOST_LABELS = 5


@dataclass(frozen=True, slots=True)
class ForecastDay:
    on: date
    count: int
    minutes: int


@dataclass(frozen=True, slots=True)
class DayLabel:
    """A date below the bars, at its place."""

    x: float
    on: date


@dataclass(frozen=True, slots=True)
class ForecastChart:
    """Bars of cards by day, as one path of SVG."""

    bars: str
    most: int
    labels: tuple[DayLabel, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    top: int = TOP
    bottom: int = BOTTOM


@dataclass(frozen=True, slots=True)
class RecallShare:
    """Of so many reviews of cards that had been learned, so many were recalled."""

    recalled: int
    reviews: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.recalled / self.reviews) if self.reviews else None


@dataclass(frozen=True, slots=True)
class RecallForecast:
    """Cards that would be recalled on the day of the interview if none were reviewed any more."""

    on: date
    recalled: int
    cards: int


@dataclass(frozen=True, slots=True)
class ForecastPage:
    days: tuple[ForecastDay, ...]
    chart: ForecastChart
    other_span: int
    known: int
    learning: int
    aside: int
    unmet: int
    recent: RecallShare
    ever: RecallShare
    interview: RecallForecast | None

    @property
    def aim(self) -> int:
        """Percent of cards that are to be recalled when they come again."""
        return round(100 * RETENTION)

    @property
    def cards(self) -> int:
        return sum(day.count for day in self.days)


def forecast_page(user: User, goal: Goal, today: date, asked: str = "") -> ForecastPage:
    """``asked``: the days that the address asks for; anything else than one of ``SPANS`` shows the shorter."""
    span = next((span for span in SPANS if str(span) == asked), SPANS[0])
    state = load_card_state(user, goal, today)
    known = sum(card.memory is not None and card.memory.is_known for card in state.known)
    days = tuple(count_days_ahead(state, span))
    recent, ever = recall_shares(user, today)
    texts = state.texts
    return ForecastPage(
        days=days,
        chart=draw_days(days),
        other_span=next(other for other in SPANS if other != span),
        known=known,
        learning=len(state.known) - known,
        aside=sum(stored.is_set_aside and stored.card in texts for stored in state.memories.values()),
        unmet=sum(number not in state.memories for number in texts),
        recent=recent,
        ever=ever,
        interview=forecast_recall(state),
    )


def count_days_ahead(state: CardState, span: int) -> list[ForecastDay]:
    """The cards of each day as they are known now: what has waited is spread over the days, within their minutes."""
    days = state.days
    limit_on = find_limits(days.goal, state.settings)
    in_session = cards_in_session(state)
    waiting = [weigh_urgency(state, card, on) for card, on in waiting_cards(state)]
    room = limit_on(days.today) * days.is_open(days.today) - state.spent - sum_seconds(in_session)
    placed = spread(days, waiting, room=room, limit_on=limit_on).days
    counts: Counter[date] = Counter({days.today: len(in_session)})
    seconds: Counter[date] = Counter({days.today: sum_seconds(in_session)})
    for on, cards in placed.items():
        counts[on] += len(cards)
        seconds[on] += sum_seconds(cards)
    last = max(placed)
    for item in waiting:
        if item.due > last:
            counts[item.due] += 1
            seconds[item.due] += item.seconds
    shown = (days.today + ONE_DAY * number for number in range(span))
    return [ForecastDay(on, counts[on], -(-seconds[on] // 60)) for on in shown]


def draw_days(days: Sequence[ForecastDay]) -> ForecastChart:
    most = max(1, *(day.count for day in days))
    slot = (WIDTH - LEFT) / len(days)
    bars = []
    for number, day in enumerate(days):
        height = round((BOTTOM - TOP) * day.count / most, 1)
        if height:
            x = round(LEFT + slot * (number + 0.15), 1)
            bars.append(f"M{x} {BOTTOM}v-{height}h{round(slot * 0.7, 1)}V{BOTTOM}z")
    every = -(-len(days) // MOST_LABELS)
    labels = (
        DayLabel(round(LEFT + slot * (number + 0.5), 1), day.on)
        for number, day in enumerate(days)
        if number % every == 0
    )
    return ForecastChart("".join(bars), most, tuple(labels))


def recall_shares(user: User, today: date) -> tuple[RecallShare, RecallShare]:
    """Of the last 30 days, and of all time. What was new or being learned proves nothing, and is left out."""
    learned = user.card_reviews.filter(before__state=CardMemory.State.REVIEW).order_by()
    recent, recalled = Q(reviewed_on__gt=today - RECENT), Q(grade__gt=Review.Grade.AGAIN)
    counts = learned.aggregate(
        ever=Count("pk"),
        ever_recalled=Count("pk", filter=recalled),
        recent=Count("pk", filter=recent),
        recent_recalled=Count("pk", filter=recent & recalled),
    )
    return RecallShare(counts["recent_recalled"], counts["recent"]), RecallShare(
        counts["ever_recalled"], counts["ever"]
    )


def forecast_recall(state: CardState) -> RecallForecast | None:
    """``None`` without an interview ahead, or without a card that was reviewed."""
    if state.days.last is None:
        return None
    on = state.days.last + ONE_DAY
    chances = [recall_chance(card.memory.memory, on) for card in state.known if card.memory]
    reviewed = [chance for chance in chances if chance is not None]
    return RecallForecast(on, round(sum(reviewed)), len(reviewed)) if reviewed else None
