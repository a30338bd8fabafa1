"""The level that counts is the same on every page, with the claimed one beside it where they differ (rules §9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

import pytest
from django.test import Client

from studyplan.accounts.models import User
from studyplan.catalog.models import Problem
from studyplan.planner.services import propose_for
from studyplan.practice.evidence import effective_of
from tests.factories import NOW, make_assessment, make_goal, ratings
from tests.practice.factories import make_attempt, make_check, make_probe_attempt

pytestmark = pytest.mark.django_db

LOWERED, RAISED, TRIED, UNTESTED = "loss-functions", "optimization", "regularization", "bias-variance"
PAGES = (
    "/practice/readiness/",
    "/practice/probes/",
    "/practice/problems/",
    "/practice/history/",
    "/progress/",
    "/topics/",
    "/map/",
    "/result/",
)
"""Pages with a row for each topic: a link to it, then its level."""


class ShownLevel(NamedTuple):
    level: int
    claimed: int | None


EXPECTED = {
    LOWERED: ShownLevel(3, 5),
    RAISED: ShownLevel(4, 2),
    TRIED: ShownLevel(3, None),
    UNTESTED: ShownLevel(3, None),
}


@pytest.fixture
def learner(ada: User, freeze: Callable[[datetime], None]) -> User:
    """Rated two topics wrongly, tried a question of a third, and rated all others 3."""
    freeze(NOW)
    make_assessment(ada, ratings(3, loss_functions=5, optimization=2))
    make_goal(ada, "research-engineer")
    make_check(ada, LOWERED, 4, "00")
    problems = Problem.objects.filter(topic__slug=RAISED, level=4)
    for problem in problems[:5]:
        make_attempt(ada, RAISED, "problem", problem.slug, hits=4)
    make_probe_attempt(ada, RAISED, 4, "a-probe", passed=True)
    make_attempt(ada, TRIED, "warm-up", TRIED, hits=0)
    return ada


def levels_in(html: str) -> list[ShownLevel]:
    """Every level that is printed, with the claimed one that follows it."""
    levels = []
    for part in html.split('aria-label="Level ')[1:]:
        claimed = re.search(r'<span class="claimed[^"]*">claimed (\d)</span>', part)
        levels.append(ShownLevel(int(part[0]), int(claimed[1]) if claimed else None))
    return levels


def row_of(page: str, topic: str) -> str:
    """From a link to ``topic`` to the end of its row, of the row that shows a level."""
    lists = page.split("<main")[1].split('id="as-list"')[-1]  # the map's list, not its drawing
    begins = (
        rf'<a [^>]*href="/(?:topics|practice/readiness)/{topic}/',
        rf'<a [^>]*href="/practice/problems/\?topic={topic}"',
        rf'<li class="ready" id="{topic}"',
    )
    parts = re.split("|".join(begins), lists)
    rows = (re.split(r"</li>|</tr>", part)[0] for part in parts[1:])
    return next(row for row in rows if 'aria-label="Level ' in row)


def test_core_counts_these(learner: User) -> None:
    levels = effective_of(learner)
    assert {slug: ShownLevel(levels[slug].level, levels[slug].claimed) for slug in EXPECTED} == EXPECTED


@pytest.mark.parametrize("path", PAGES)
def test_every_page_shows_the_level_that_counts(path: str, learner: User, owner: Client) -> None:
    page = owner.get(path).content.decode()
    assert {slug: levels_in(row_of(page, slug))[0] for slug in EXPECTED} == EXPECTED


def test_readiness_shows_claimed_shown_and_how_sure(learner: User, owner: Client) -> None:
    page = owner.get("/practice/readiness/").content.decode()

    def words(html: str) -> str:
        return " ".join(re.sub(r"<[^>]*>", " ", html).split())

    def facts(topic: str) -> list[str]:
        row = row_of(page, topic)
        sure = re.search(r'<span class="sure">(.*?)</span>\s*<span class="small', row, re.DOTALL)
        assert sure
        terms = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", row, re.DOTALL)
        return [words(sure[1]), *(words(value) for name, value in terms if name in {"Your rating", "Shown"})]

    assert facts(LOWERED) == ["●●●○ shown", "5", "3 at most"]
    assert facts(RAISED) == ["●●●○ shown", "2", "4"]
    assert facts(TRIED) == ["●○○○ one answer", "3", "2 at most"]
    assert facts(UNTESTED) == ["○○○○ rated only", "3"]


@pytest.mark.parametrize("topic", EXPECTED)
@pytest.mark.parametrize("path", ["/topics/{}/", "/practice/readiness/{}/"])
def test_the_pages_of_a_topic_show_it(path: str, topic: str, learner: User, owner: Client) -> None:
    page = owner.get(path.format(topic)).content.decode()
    assert levels_in(page.split("<main")[1])[0] == EXPECTED[topic]


@pytest.mark.parametrize("topic", EXPECTED)
def test_the_reference_marks_it(topic: str, learner: User, owner: Client) -> None:
    page = owner.get(f"/topics/{topic}/reference/").content.decode()
    assert re.findall(r'class="anchor level-(\d) is-yours"', page) == [str(EXPECTED[topic].level)]
    ties = {UNTESTED: RAISED, RAISED: LOWERED, LOWERED: RAISED, TRIED: LOWERED}
    section = page.split('id="ties"')[1].split("</section>")[0]
    if f"/topics/{ties[topic]}/" in section:
        tie = section.split(f'href="/topics/{ties[topic]}/"')[1].split("</li>")[0]
        assert levels_in(tie) == [EXPECTED[ties[topic]]]


def test_the_map_says_it_in_words(learner: User, owner: Client) -> None:
    page = owner.get("/map/").content.decode()
    assert 'aria-label="Loss Functions; level 3; claimed 5; target 5' in page
    assert 'aria-label="Bias-Variance Tradeoff; level 3; target 5' in page


def test_the_result_says_what_the_ratings_came_to(learner: User, owner: Client) -> None:
    make_assessment(learner, ratings(3, loss_functions=5, optimization=3), NOW + timedelta(minutes=1))
    page = " ".join(owner.get("/result/").content.decode().split())
    assert "Your total of 37 lies between" in page, "Two levels less on one topic, one more on another."
    assert "Your ratings come to 38; the total counts what you have shown in checks and questions." in page


def test_without_a_difference_it_says_nothing_of_it(owner: Client, ada: User) -> None:
    make_assessment(ada)
    assert "Your ratings come to" not in owner.get("/result/").content.decode()


def test_the_plan_is_built_from_it(learner: User) -> None:
    proposal = propose_for(learner, NOW.date())
    assert proposal is not None
    built = {topic.slug: topic.rating for topic in proposal.document.topics}
    assert {slug: built[slug] for slug in EXPECTED} == {slug: shown.level for slug, shown in EXPECTED.items()}


def test_one_question_more_changes_no_plan(learner: User) -> None:
    before = propose_for(learner, NOW.date())
    make_attempt(learner, UNTESTED, "problem", "one-more", hits=4)
    after = propose_for(learner, NOW.date())
    assert before is not None
    assert after is not None
    assert before.inputs.ratings == after.inputs.ratings
    assert effective_of(learner)[UNTESTED].sureness == "once"
