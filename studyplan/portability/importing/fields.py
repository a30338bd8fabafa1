"""The values that a download is made of, each within the bounds that the app's own forms set."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from studyplan.accounts import time_zones
from studyplan.goals.forms import FURTHEST
from studyplan.progress import keys
from studyplan.ui import clock

EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
MOST_IN_COLUMN = 32_767  # a small whole number in the database
ONE_MORE_DAY = timedelta(days=1)  # somewhere it is tomorrow already


class ExportedRow(BaseModel):
    """Takes values as the app writes them: no number as text, no text as number. Keys of later versions are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True, allow_inf_nan=False)


def refuse(kind: str, text: str) -> PydanticCustomError:
    """A fault in words of our own; ``kind`` is a name for it."""
    return PydanticCustomError(kind, "{text}", {"text": text})


def moment_now(info: ValidationInfo) -> datetime:
    now: datetime = (info.context or {}).get("now", datetime.combine(LATEST, datetime.min.time(), UTC))
    return now


def check_range(moment: datetime) -> datetime:
    if not EARLIEST.year <= moment.year <= LATEST.year:
        raise refuse("out_of_range", _("must be between the years 2000 and 2199"))
    return moment


def check_past(moment: datetime, info: ValidationInfo) -> datetime:
    if check_range(moment) > moment_now(info):
        raise refuse("in_the_future", _("is in the future"))
    return moment


def check_day(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise refuse("out_of_range", _("must be between the years 2000 and 2199"))
    return day


def check_past_day(day: date, info: ValidationInfo) -> date:
    if check_day(day) > clock.calendar_date(moment_now(info) + ONE_MORE_DAY, UTC):
        raise refuse("in_the_future", _("is in the future"))
    return day


def check_interview_day(day: date, info: ValidationInfo) -> date:
    if day > (latest := clock.calendar_date(moment_now(info) + FURTHEST + ONE_MORE_DAY, UTC)):
        raise refuse("too_late", _("cannot be after %(latest)s") % {"latest": latest.isoformat()})
    return check_day(day)


def check_text(text: str) -> str:
    """Plain text in lines, as the forms keep it."""
    if "\0" in text:
        raise refuse("null_character", _("holds a null character"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_time_zone(name: str) -> str:
    if name and name not in time_zones.known_zones():
        raise refuse("no_time_zone", _("is not a time zone such as Europe/Berlin"))
    return name


NamedSlug = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]+$", max_length=60)]
LongSlug = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]+$", max_length=130)]
MaterialKey = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]+/[-a-zA-Z0-9_]+$", max_length=130)]
"""``topic/slug``, as cards and problems are named."""
SubjectKey = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]+(/[-a-zA-Z0-9_]+)?$", max_length=130)]
TaskKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(:[a-z0-9-]+)+$", max_length=keys.MAX_LENGTH)]
OptionalTaskKey = Annotated[
    str, StringConstraints(pattern=r"^([a-z0-9-]+(:[a-z0-9-]+)+)?$", max_length=keys.MAX_LENGTH)
]
PlainText = Annotated[str, AfterValidator(check_text)]
ZoneName = Annotated[str, AfterValidator(check_time_zone)]

Moment = Annotated[AwareDatetime, AfterValidator(check_range)]
PastMoment = Annotated[AwareDatetime, AfterValidator(check_past)]
Day = Annotated[date, AfterValidator(check_day)]
PastDay = Annotated[date, AfterValidator(check_past_day)]
InterviewDay = Annotated[date, AfterValidator(check_interview_day)]

RatedLevel = Annotated[int, Field(ge=1, le=5)]
SmallNumber = Annotated[int, Field(ge=0, le=MOST_IN_COLUMN)]
Percent = Annotated[int, Field(ge=10, le=1000)]
Number = Annotated[int, Field(ge=1, le=1_000_000)]
"""By which one row of the file names another."""
