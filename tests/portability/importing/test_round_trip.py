"""What is exported goes into another account, and is exported from there the same."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studyplan.accounts.models import User
from studyplan.catalog.version import one_version
from studyplan.planner.models import CalendarFeed
from studyplan.planner.services import ensure_plan, propose_for, read_current_plan, restore_previous
from studyplan.portability.demo import make_learner
from studyplan.portability.importing.document import ExportDocument
from studyplan.portability.importing.holdings import delete_holdings
from studyplan.portability.importing.services import import_document, preview_import, read_document
from studyplan.portability.owned import paths_to_user
from studyplan.portability.services import export_account
from studyplan.practice.models import ReviewSummary
from studyplan.reminders.models import Reminder
from tests.factories import NOW, make_user
from tests.portability.importing.lives import lives

pytestmark = pytest.mark.django_db
NO_STATE = ("mails", "account_events")
OF_THE_LOG_IN = ("email", "email_addresses", "date_joined", "last_login")
GROWING_UP = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)


def as_file(document: Any) -> bytes:
    return json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False).encode()


def without_log_in(document: dict[str, Any]) -> dict[str, Any]:
    """What must be the same afterwards."""
    read: dict[str, Any] = json.loads(as_file(document))
    read.pop("exported_at")
    for section in NO_STATE:
        read.pop(section, None)
    for name in OF_THE_LOG_IN:
        read["account"].pop(name, None)
    return read


def import_file(user: User, data: bytes, now: datetime = NOW) -> None:
    """In place of what is there."""
    document = read_document(data, now)
    preview = preview_import(user, document)
    import_document(user, document, seen=preview.seen)


@given(life=lives())
@settings(GROWING_UP, max_examples=25)
def test_any_life_comes_back_as_it_was(life: dict[str, Any], ada: User) -> None:
    """Into the account of the life before: a replacing import leaves nothing of it behind."""
    CalendarFeed.objects.revoke(ada)
    Reminder.objects.all().delete()
    import_file(User.objects.get(pk=ada.pk), as_file(life))
    assert without_log_in(export_account(User.objects.get(pk=ada.pk), NOW)) == without_log_in(life)


@given(seed=st.integers(0, 1000), days=st.sampled_from([0, 2, 5]))
@settings(GROWING_UP, max_examples=3)
def test_a_learners_days_come_back_with_their_plans(seed: int, days: int) -> None:
    """Lived through the app's own services."""
    now = datetime(2026, 3, 23, 21, tzinfo=UTC)
    learner, other = User.objects.filter(email="learner@example.org"), make_user(f"other-{seed}-{days}@example.org")
    learner.delete()
    user = make_learner("learner@example.org", "three weeks in", now, seed=str(seed), days=days)
    exported = export_account(user, now)
    import_file(other, as_file(exported), now)
    assert without_log_in(export_account(User.objects.get(pk=other.pk), now)) == without_log_in(exported)
    other.delete()


@pytest.fixture
def learner() -> User:
    """Three days in, with a plan before the one in force."""
    return make_learner("grace@example.org", "three weeks in", NOW, days=3)


def test_the_plan_in_force_goes_on(learner: User, ada: User) -> None:
    """It is shown, nothing makes a new one of the same facts, and it can be undone."""
    proposal = propose_for(learner, NOW.date())
    assert proposal
    import_file(ada, as_file(export_account(learner, NOW)))
    current, theirs = read_current_plan(ada), read_current_plan(learner)
    assert current
    assert theirs
    assert current[1] == theirs[1]
    assert ensure_plan(ada, NOW, NOW.date()) == current[0]
    again = propose_for(ada, NOW.date())
    assert again
    assert again.document == proposal.document
    if current[0].previous_id:
        assert restore_previous(ada, current[0].pk, NOW)


def test_the_days_cards_are_counted_as_before(learner: User, ada: User) -> None:
    """But a grade is only offered for undo where it was its card's first: else nobody knows what to put back."""
    import_file(ada, as_file(export_account(learner, NOW)))
    theirs, counted = (ReviewSummary.objects.filter(user=user).values().get() for user in (learner, ada))
    newest = ada.card_reviews.last()
    assert newest
    assert counted["newest_id"] == (newest.pk if newest.before is None else None)
    ids = {"id", "user_id", "newest_id"}
    assert {name: value for name, value in counted.items() if name not in ids} == {
        name: value for name, value in theirs.items() if name not in ids
    }


def test_every_key_of_a_download_is_read(learner: User) -> None:
    """A column that is added to the download is missing after an import until it is read here."""

    def keys(value: Any, place: str = "$") -> set[str]:
        if isinstance(value, dict):
            return {place} | {found for key, inner in value.items() for found in keys(inner, f"{place}.{key}")}
        if isinstance(value, list):
            return {place} | {found for inner in value for found in keys(inner, f"{place}[]")}
        return {place}

    data = as_file(export_account(learner, NOW))
    read = ExportDocument.model_validate_json(data, context={"now": NOW}).model_dump(mode="json")
    written = {key: value for key, value in json.loads(data).items() if key not in NO_STATE}
    missing = keys(written) - keys(read)
    assert {place for place in missing if not place.startswith("$.account.")} == {"$.exported_at"}
    assert {place for place in missing if place.startswith("$.account.")} == {
        "$.account.email",
        "$.account.date_joined",
        "$.account.last_login",
        "$.account.email_addresses",
        "$.account.email_addresses[]",
        "$.account.email_addresses[].email",
        "$.account.email_addresses[].verified",
        "$.account.email_addresses[].primary",
    }


def test_the_log_in_stays(learner: User, ada: User) -> None:
    before = User.objects.filter(pk=ada.pk).values("email", "password", "is_staff", "is_superuser", "date_joined").get()
    exported = export_account(learner, NOW)
    exported["account"] |= {"is_staff": True, "is_superuser": True, "password": "x", "id": learner.pk}
    theirs = export_account(learner, NOW)
    import_file(ada, as_file(exported))
    after = User.objects.filter(pk=ada.pk).values("email", "password", "is_staff", "is_superuser", "date_joined").get()
    assert after == before
    assert as_file(export_account(learner, NOW)) == as_file(theirs), "another account has changed"


def test_a_calendar_that_is_read_keeps_its_address(learner: User, ada: User) -> None:
    feed = CalendarFeed.objects.make(ada, NOW)
    exported = export_account(learner, NOW) | {"calendar_feed": {"created_at": NOW - timedelta(days=1)}}
    import_file(ada, as_file(exported))
    assert CalendarFeed.objects.get(user=ada).token == feed.token


def test_nothing_of_before_is_left(learner: User) -> None:
    """A table of users that is added later is deleted by an import, too, or named here."""
    delete_holdings(learner)
    left = {
        model.__name__
        for model, path in paths_to_user().items()
        if model._base_manager.filter(**{path: learner.pk}).exists()
    }
    assert left <= {"User", "EmailAddress", "AccountEvent", "CalendarFeed", "Reminder", "Mail"}


def test_nobody_is_reminded_twice(ada: User, life: dict[str, Any]) -> None:
    """When reminders come is taken over; when the last one came here is a fact of here."""
    Reminder.objects.create(user=ada, last_on=NOW.date())
    import_file(ada, as_file(life | {"reminders": {"rhythm": "daily", "hour": 20, "weekday": 1, "last_on": None}}))
    reminder = Reminder.objects.get()
    assert (reminder.rhythm, reminder.hour, reminder.last_on) == ("daily", 20, NOW.date())


def test_more_rows_cost_no_more_queries(learner: User, ada: User, django_assert_max_num_queries: Any) -> None:
    document = read_document(as_file(export_account(learner, NOW)), NOW)
    with one_version(), django_assert_max_num_queries(85):
        import_document(ada, document)
