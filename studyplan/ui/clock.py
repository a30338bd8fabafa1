"""The only place that reads the clock. Views ask here once and pass the time on as an argument."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """Today's date in the active time zone: the signed-in user's, else the browser's (accounts.middleware)."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The date that a moment has in the active time zone."""
    return timezone.localdate(moment)
