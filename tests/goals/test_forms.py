from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import QueryDict

from studyplan.catalog.models import Company, ContentVersion, Role, Round
from studyplan.core.model import Goal, GoalInterview
from studyplan.goals.fields import MOST_DAYS_OFF
from studyplan.goals.forms import FURTHEST, GoalForm
from studyplan.goals.services import make_goal_form
from studyplan.goals.values import DAY_CODES
from tests.factories import EVERY_DAY

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
SENT = "role=mle&company=&interview_date=&minutes=90&days_off="


def form_for(query: str, **changes: str) -> GoalForm:
    """The form as a browser sends it: ``query`` with some fields replaced."""
    data = QueryDict(query, mutable=True)
    for name, value in changes.items():
        data[name] = value
    return make_goal_form(TODAY, data=data)


def goal_for(query: str, **changes: str) -> Goal:
    """The goal of a form that must be valid."""
    form = form_for(query, **changes)
    assert form.is_valid(), form.errors
    return form.goal


def error_of(query: str, field: str, **changes: str) -> str:
    """The one message of the one field that is wrong."""
    form = form_for(query, **changes)
    assert list(form.errors) == [field]
    [message] = form.errors[field]
    return str(message)


def test_the_least_that_can_be_sent() -> None:
    assert goal_for("role=mle&minutes=90") == Goal("mle", 90, EVERY_DAY, (), ())
    assert goal_for(SENT) == Goal("mle", 90, EVERY_DAY, (), ())


def test_everything_that_can_be_sent() -> None:
    goal = goal_for(
        "role=ai-engineer&company=google&rounds=ml-depth&rounds=phone-screen&interview_date=2026-04-10&minutes=45"
        "&weekdays=sun&weekdays=mon&weekdays=&days_off=2026-03-20,2026-03-05"
    )
    assert goal == Goal(
        role="ai-engineer",
        minutes=45,
        weekdays=(0, 6),
        days_off=(date(2026, 3, 5), date(2026, 3, 20)),
        interviews=(GoalInterview("google", ("phone-screen", "ml-depth"), date(2026, 4, 10)),),
    )


def test_the_fields_are_those_that_stay() -> None:
    assert set(make_goal_form(TODAY).fields) == {
        "role",
        "company",
        "interview_date",
        "minutes",
        "days_off",
        "rounds",
        "weekdays",
        "days_off_first",
        "days_off_last",
        *(f"minutes_{code}" for code in DAY_CODES),
    }


@pytest.mark.parametrize(
    ("part", "interview"),
    [
        ({"company": "meta"}, GoalInterview("meta")),
        ({"rounds": "coding"}, GoalInterview(rounds=("coding",))),
        ({"interview_date": "2026-03-02"}, GoalInterview(on=TODAY)),
    ],
)
def test_any_part_of_an_interview_makes_one(part: dict[str, str], interview: GoalInterview) -> None:
    assert goal_for(SENT, **part).interviews == (interview,)


@pytest.mark.parametrize(("sent", "planned"), [("15", 15), ("19", 15), ("720", 720), (" 94 ", 90), ("95.0", 95)])
def test_minutes_are_rounded_down_to_five(sent: str, planned: int) -> None:
    assert goal_for(SENT, minutes=sent).minutes == planned


@pytest.mark.parametrize(
    ("own", "planned"),
    [
        ({}, None),
        ({"minutes_mon": "", "minutes_sun": " "}, None),
        ({"minutes_sat": "240"}, (90, 90, 90, 90, 90, 240, 90)),
        ({"minutes_mon": "19", "minutes_sun": "720"}, (15, 90, 90, 90, 90, 90, 720)),
        ({"minutes_tue": "94"}, None),
    ],
)
def test_a_weekday_may_have_minutes_of_its_own(own: dict[str, str], planned: tuple[int, ...] | None) -> None:
    assert goal_for(SENT, **own).weekday_minutes == planned


def test_weekdays_win_over_their_minutes() -> None:
    goal = goal_for(SENT + "&weekdays=mon&weekdays=", minutes_sun="240")
    assert goal.weekdays == (0,)
    assert goal.weekday_minutes == (90, 90, 90, 90, 90, 90, 240)


def test_the_minutes_of_weekdays_are_folded_away_until_there_are_some() -> None:
    def is_open(form: GoalForm) -> bool:
        return '<details class="fold" open>' in str(form)

    assert not is_open(make_goal_form(TODAY))
    assert not is_open(form_for(SENT))
    assert is_open(form_for(SENT, minutes_sat="240"))
    assert is_open(form_for(SENT, minutes_sat="a lot"))
    page = str(form_for(SENT, minutes_sat="a lot"))
    assert 'name="minutes_sat" value="a lot" min="15" max="720" step="5"' in page
    assert '<label for="id_minutes_sat">Saturday</label>' in page


@pytest.mark.parametrize(
    ("sent", "days"),
    [
        ("", ()),
        (" , ,", ()),
        ("2026-12-25", (date(2026, 12, 25),)),
        ("2026-12-26, 2026-12-25 ,2026-12-26", (date(2026, 12, 25), date(2026, 12, 26))),
        ("2026-12-25\n2026-12-26\r\n", (date(2026, 12, 25), date(2026, 12, 26))),
        ("2020-01-01", (date(2020, 1, 1),)),
        ("2026-12-25/2026-12-26,2026-12-26", (date(2026, 12, 25), date(2026, 12, 26))),
    ],
)
def test_days_off_are_dates_with_commas(sent: str, days: tuple[date, ...]) -> None:
    assert goal_for(SENT, days_off=sent).days_off == days


def test_days_off_come_one_by_one_too() -> None:
    days = (date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31))
    assert goal_for(SENT + "&days_off=2026-12-31&days_off=&days_off=2026-12-24/2026-12-25").days_off == days


@pytest.mark.parametrize(
    ("last", "days"),
    [
        ("", (date(2026, 12, 24), date(2026, 12, 31))),
        ("2026-12-24", (date(2026, 12, 24), date(2026, 12, 31))),
        ("2026-12-25", (date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31))),
    ],
)
def test_the_chosen_dates_join_the_days_off_and_leave_room_for_others(last: str, days: tuple[date, ...]) -> None:
    form = form_for(SENT, days_off="2026-12-31", days_off_first="2026-12-24", days_off_last=last)
    assert form.is_valid(), form.errors
    assert form.goal.days_off == days
    assert (form["days_off_first"].value(), form["days_off_last"].value()) == ("", "")
    assert form["days_off"].value()[-1] == "2026-12-31"
    again = form_for(SENT)
    again.data = form.data
    assert again.is_valid()
    assert again.goal.days_off == days


def test_dates_that_make_no_stretch_are_kept_to_be_mended() -> None:
    form = form_for(SENT, days_off="2026-12-31", days_off_first="2026-12-25", days_off_last="2026-12-24")
    assert form.errors == {"days_off_last": ["The last day cannot be before the first. Swap them, or change one."]}
    assert (form["days_off_first"].value(), form["days_off_last"].value()) == ("2026-12-25", "2026-12-24")
    half = form_for(SENT, days_off_last="2026-12-24")
    assert half.errors == {"days_off_first": ["Choose the first day too, or clear the last one."]}
    long = form_for(SENT, days_off_first="2026-12-25", days_off_last="2036-12-25")
    assert long.errors == {"days_off_last": [f"Name {MOST_DAYS_OFF} days off at most."]}
    other = form_for(SENT, minutes="5", days_off_first="2026-12-25")
    assert list(other.errors) == ["minutes"]
    assert other["days_off"].value() == ["2026-12-25"]
    unreadable = form_for(SENT, days_off="x", days_off_first="2026-12-25")
    assert list(unreadable.errors) == ["days_off"]
    assert unreadable["days_off_first"].value() == "2026-12-25"


def test_days_off_are_boxes_to_untick_and_those_that_are_over_are_kept_out_of_sight() -> None:
    days = (date(2026, 1, 1), date(2026, 3, 6), *(date(2026, 12, day) for day in (24, 25, 26)))
    page = " ".join(str(make_goal_form(TODAY, initial={"days_off": days})["days_off"]).split())
    assert '<input type="hidden" name="days_off" value="2026-01-01">' in page
    for box in (
        '<input type="checkbox" name="days_off" value="2026-03-06" checked> Fri, Mar 6, 2026',
        '<input type="checkbox" name="days_off" value="2026-12-24/2026-12-26" checked> '
        "Thu, Dec 24 to Sat, Dec 26, 2026",
    ):
        assert box in page
    assert page.count("<input") == 3


def test_ticking_no_weekday_at_all_is_seen_by_the_empty_value_that_pages_send() -> None:
    assert goal_for(SENT).weekdays == EVERY_DAY
    assert error_of(SENT + "&weekdays=", "weekdays") == "Choose at least one study day a week."
    assert goal_for(SENT + "&weekdays=tue&weekdays=").weekdays == (1,)


@pytest.mark.parametrize(
    ("field", "sent", "message"),
    [
        ("role", "", "This field is required."),
        ("role", "astronaut", "Select a valid choice. That choice is not one of the available choices."),
        ("company", "acme", "Select a valid choice. That choice is not one of the available choices."),
        ("rounds", "tea", "Select a valid choice. tea is not one of the available choices."),
        ("interview_date", "10.4.2026", "Write the date like 2027-01-31."),
        ("interview_date", "2026-02-30", "Write the date like 2027-01-31."),
        (
            "interview_date",
            "2026-03-01",
            "The interview cannot be before 2026-03-02. Leave the date empty if there is none yet.",
        ),
        ("interview_date", "9999-12-31", "The interview cannot be after 2029-03-04: no plan holds that long."),
        ("minutes", "", "This field is required."),
        ("minutes", "14", "Plan at least 15 minutes a day."),
        ("minutes", "-5", "Plan at least 15 minutes a day."),
        ("minutes", "721", "A day has room for 720 minutes at most."),
        ("minutes", "90.5", "Minutes are a whole number, such as 90."),
        ("minutes", "an hour", "Minutes are a whole number, such as 90."),
        ("minutes", "9" * 5000, "Minutes are a whole number, such as 90."),
        ("minutes_mon", "14", "Plan at least 15 minutes, or make it no study day."),
        ("minutes_tue", "0", "Plan at least 15 minutes, or make it no study day."),
        ("minutes_sat", "721", "A day has room for 720 minutes at most."),
        ("minutes_sun", "an hour", "Minutes are a whole number, such as 90."),
        ("weekdays", "funday", "“funday” is not a weekday. Use mon, tue, wed, thu, fri, sat or sun."),
        (
            "days_off",
            "2026-12-25, 2026-12-32",
            "“2026-12-32” is not a date. Write days off like 2026-12-25, separated by commas.",
        ),
        ("days_off", "2026-12-25 2026-12-26", "“2026-12-25 2026-12-26” is not a date."),
        ("days_off", "Christmas", "“Christmas” is not a date."),
        ("days_off", "2026-12-26/2026-12-25", "“2026-12-26/2026-12-25” is not a date."),
        ("days_off", "0001-01-01/9999-12-31", f"Name {MOST_DAYS_OFF} days off at most."),
        ("days_off", "2026-12-25," * (MOST_DAYS_OFF + 1), f"Name {MOST_DAYS_OFF} days off at most."),
        ("days_off_first", "Dec 25", "Write the date like 2027-01-31."),
    ],
)
def test_each_mistake_is_said_at_its_field(field: str, sent: str, message: str) -> None:
    assert error_of(SENT, field, **{field: sent}).startswith(message)


def test_the_last_date_that_can_be_planned_for() -> None:
    assert goal_for(SENT, interview_date=(TODAY + FURTHEST).isoformat()).interviews


def test_days_off_have_an_end() -> None:
    days = [(TODAY + timedelta(days=number)).isoformat() for number in range(MOST_DAYS_OFF + 1)]
    assert len(goal_for(SENT, days_off=",".join(days[1:])).days_off) == MOST_DAYS_OFF
    assert error_of(SENT, "days_off", days_off=",".join(days)) == f"Name {MOST_DAYS_OFF} days off at most."


@pytest.mark.parametrize(
    ("model", "field", "slug"), [(Role, "role", "mle"), (Company, "company", "google"), (Round, "rounds", "coding")]
)
def test_what_the_content_retired_cannot_be_chosen(model: Any, field: str, slug: str) -> None:
    model.objects.filter(slug=slug).update(is_retired=True)
    ContentVersion.objects.update(digest=f"without {slug}")
    assert form_for("role=ai-engineer&minutes=90", **{field: slug}).has_error(field)
    assert f'value="{slug}"' not in str(make_goal_form(TODAY))


def test_a_form_that_failed_shows_what_was_sent() -> None:
    form = form_for(SENT + "&weekdays=tue", minutes="5", days_off="2026-12-25, x", interview_date="soon")
    assert not form.is_valid()
    page = str(form)
    for shown in (
        'value="5"',
        'value="2026-12-25"',
        'value="x"',
        'value="soon"',
        'value="tue" id="id_weekdays_1" checked',
    ):
        assert shown in page, shown


def test_the_bounds_are_in_the_page_for_browsers_to_use() -> None:
    page = str(make_goal_form(TODAY)["minutes"])
    assert 'min="15"' in page
    assert 'max="720"' in page
    assert 'step="5"' in page
