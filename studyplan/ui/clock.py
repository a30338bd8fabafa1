"""The only place that reads the clock, and the only one that says which day a moment belongs to.

Views ask here once and pass the time on as an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta, tzinfo

from django.utils import timezone

USUAL_DAY_END = 4
"""The hour at which a day ends for whoever has chosen no other: the night still belongs to the evening before."""

LATEST_DAY_END = 12
_ONE_DAY = timedelta(days=1)

_day_ends_at: ContextVar[int] = ContextVar("day_ends_at", default=USUAL_DAY_END)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """The day that it is for the signed-in user, else for the browser (accounts.middleware)."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day that a moment belongs to: its date in the active time zone, before the day's end the date before.

    Hours are those on the clock, so that a night in which the clocks change is no exception.
    """
    return day_finder()(moment)


def calendar_date(moment: datetime, zone: tzinfo) -> date:
    """The date that calendars in ``zone`` show, at whatever hour a user's day ends."""
    return moment.astimezone(zone).date()


def day_finder() -> Callable[[datetime], date]:
    """``day_of`` for whoever asks for hundreds of moments at once."""
    zone, ends_at = timezone.get_current_timezone(), _day_ends_at.get()

    def find(moment: datetime) -> date:
        local = moment.astimezone(zone)
        return local.date() if local.hour >= ends_at else local.date() - _ONE_DAY

    return find


@contextmanager
def days_of(zone: tzinfo, ends_at: int) -> Iterator[None]:
    """Within this, days are those of ``zone``, and each ends at the hour ``ends_at`` (0 to 12) of the next date."""
    token = _day_ends_at.set(ends_at)
    try:
        with timezone.override(zone):
            yield
    finally:
        _day_ends_at.reset(token)


def settle_days(zone: tzinfo, ends_at: int) -> None:
    """From here on days are those of ``zone``, up to the end of the ``days_of`` that this is called in."""
    timezone.activate(zone)
    _day_ends_at.set(ends_at)
