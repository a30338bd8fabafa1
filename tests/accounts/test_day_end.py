"""The hour at which a day ends: whoever studies past midnight is still on the evening before, everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from studyplan.accounts.middleware import COOKIE as TIME_ZONE_COOKIE
from studyplan.accounts.models import User
from studyplan.catalog.models import Card
from studyplan.goals.services import goal_of
from studyplan.practice.cards.memories import memory_version
from studyplan.practice.models import Review
from studyplan.practice.warm_up.services import attempts_in
from tests.factories import make_goal, make_plan, make_user
from tests.practice.factories import a_card, make_memory

pytestmark = pytest.mark.django_db
Freeze = Callable[[datetime], None]
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
EVENING = datetime(2026, 3, 2, 22, 58, tzinfo=UTC)  # 23:58 in Berlin
FOUR_ON_TUESDAY = datetime(2026, 3, 3, 3, tzinfo=UTC)  # in Berlin
MINUTE = timedelta(minutes=1)
PAGES = (
    *("/", "/plan/", "/plan/goal/", "/plan/pause/", "/plan/renew/", "/plan/interviews/", "/progress/", "/result/"),
    *(
        "/map/",
        "/topics/bias-variance/",
        "/practice/",
        "/practice/cards/",
        "/practice/readiness/",
        "/practice/history/",
    ),
)


@pytest.fixture
def ada(db: None, freeze: Freeze) -> User:
    """Somebody in Berlin whose plan began on Monday, with a card that is due on Tuesday."""
    ada = make_user(time_zone="Europe/Berlin")
    freeze(EVENING)
    make_goal(ada, on=date(2026, 3, 20), company="google")
    make_plan(ada, EVENING)
    make_memory(ada, due_on=TUESDAY, due_at=datetime(2026, 3, 3, 11, tzinfo=UTC))
    return ada


def read(client: Client, path: str) -> str:
    """The page without what is new in every answer."""
    page = client.get(path).content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": ?"\w+"|name="shown" value="[\d.]+"', "", page)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_the_evenings_until_the_day_ends(owner: Client, freeze: Freeze, path: str) -> None:
    evening = read(owner, path)
    for later in (EVENING + 3 * MINUTE, datetime(2026, 3, 3, 2, 59, tzinfo=UTC)):
        freeze(later)
        assert read(owner, path) == evening


@pytest.mark.parametrize(
    ("ends_at", "moment", "day"),
    [
        (4, datetime(2026, 3, 3, 0, 0, tzinfo=UTC), "Monday, March 2"),
        (4, datetime(2026, 3, 3, 2, 59, tzinfo=UTC), "Monday, March 2"),
        (4, datetime(2026, 3, 3, 3, 0, tzinfo=UTC), "Tuesday, March 3"),
        (0, datetime(2026, 3, 2, 22, 59, tzinfo=UTC), "Monday, March 2"),
        (0, datetime(2026, 3, 2, 23, 0, tzinfo=UTC), "Tuesday, March 3"),
        (1, datetime(2026, 3, 3, 0, 0, tzinfo=UTC), "Tuesday, March 3"),
        (12, datetime(2026, 3, 3, 10, 59, tzinfo=UTC), "Monday, March 2"),
    ],
)
def test_today_ends_at_the_hour_of_ones_choice(
    owner: Client, ada: User, freeze: Freeze, ends_at: int, moment: datetime, day: str
) -> None:
    User.objects.filter(pk=ada.pk).update(day_ends_at=ends_at)
    freeze(moment)
    assert day in owner.get("/").content.decode()


def test_a_tick_after_midnight_counts_for_the_evening(owner: Client, ada: User, freeze: Freeze) -> None:
    task = next(task["key"] for day in ada.plans.get().document["weeks"][0]["days"] for task in day["tasks"])
    freeze(datetime(2026, 3, 2, 23, 30, tzinfo=UTC))
    owner.post("/progress/", {"task": task, "done": "1"})
    assert set(ada.completions.values_list("done_on", flat=True)) == {MONDAY}


def key_of(card: Card) -> str:
    return f"{card.topic.slug}/{card.slug}"


def grade(client: Client, user: User, moment: datetime) -> Review:
    sent = {"card": key_of(a_card()), "grade": "3", "seen": memory_version(user, a_card())}
    client.post("/practice/cards/", sent)
    return user.card_reviews.get(reviewed_at=moment)


def is_asked(client: Client, card: Card) -> bool:
    return f'value="{key_of(card)}"' in client.get("/practice/cards/").content.decode()


def test_a_grade_before_midnight_can_be_undone_after_it(owner: Client, ada: User, freeze: Freeze) -> None:
    before = ada.card_memories.values().get()
    review = grade(owner, ada, EVENING)
    assert review.reviewed_on == MONDAY
    freeze(EVENING + 3 * MINUTE)
    assert f'name="review" value="{review.pk}"' in owner.get("/practice/cards/").content.decode()
    owner.post("/practice/cards/undo/", {"review": review.pk})
    assert not ada.card_reviews.exists()
    assert ada.card_memories.values().get() == before


def test_cards_come_when_the_day_begins_and_the_undo_ends_with_it(owner: Client, ada: User, freeze: Freeze) -> None:
    freeze(FOUR_ON_TUESDAY - MINUTE)
    assert not is_asked(owner, a_card())
    freeze(FOUR_ON_TUESDAY)
    assert is_asked(owner, a_card())
    freeze(FOUR_ON_TUESDAY - MINUTE)
    review = grade(owner, ada, FOUR_ON_TUESDAY - MINUTE)
    assert review.reviewed_on == MONDAY
    freeze(FOUR_ON_TUESDAY)
    owner.post("/practice/cards/undo/", {"review": review.pk})
    assert ada.card_reviews.get() == review
    due_on = ada.card_memories.get().due_on
    morning = FOUR_ON_TUESDAY + (due_on - TUESDAY)
    freeze(morning - MINUTE)
    assert not is_asked(owner, a_card())
    freeze(morning)
    assert is_asked(owner, a_card())


def test_days_off_and_interviews_are_bounded_by_the_same_day(owner: Client, ada: User, freeze: Freeze) -> None:
    freeze(datetime(2026, 3, 3, 2, 59, tzinfo=UTC))
    page = owner.get("/plan/goal/").content.decode()
    assert 'min="2026-03-02"' in page
    owner.post("/plan/goal/", {"role": "mle", "minutes": "60", "interview_date": "2026-03-02", "confirm": "1"})
    assert goal_of(ada).interview_on == MONDAY


def test_a_visitors_day_ends_at_four(client: Client, freeze: Freeze) -> None:
    client.cookies[TIME_ZONE_COOKIE] = "Europe/Berlin"
    for moment, day in (
        (datetime(2026, 3, 3, 2, 59, tzinfo=UTC), MONDAY),
        (datetime(2026, 3, 3, 3, 0, tzinfo=UTC), TUESDAY),
    ):
        freeze(moment)
        client.post("/practice/warm-up/", {"optimization-none": "1"})
        assert attempts_in(client.session)[0].attempted_on == day
