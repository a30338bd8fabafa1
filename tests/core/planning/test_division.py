"""How a topic's minutes divide over its tasks, and the items that each names, worked out by hand. Rule: planning §4."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from studyplan.core.material import Emphasis, StudyItem, StudyMaterial, TopicMaterial
from studyplan.core.model import Goal, GoalInterview
from studyplan.core.planning.division import ACTIVITIES, TaskShare, TopicDivider, find_emphasis
from studyplan.core.scoring import TopicScore, score
from tests.core.requests import START
from tests.core.twelve import SLUGS, syllabus

SYLLABUS = syllabus()
BV = SLUGS["BV"]


def goal_of(*interviews: tuple[str | None, tuple[str, ...]]) -> Goal:
    return Goal("mle", 120, interviews=tuple(GoalInterview(company, rounds) for company, rounds in interviews))


PLAIN = goal_of()


def score_of(rating: int, slug: str = BV) -> TopicScore:
    return score(SYLLABUS, dict.fromkeys(SLUGS.values(), rating), PLAIN, START).by_slug[slug]


def items(kind: str, *minutes: int, level: int = 3) -> tuple[StudyItem, ...]:
    return tuple(StudyItem(f"{kind}{place}", "", each, level) for place, each in enumerate(minutes, start=1))


PLENTY = TopicMaterial(
    sections=items("s", 10, 10, 10, 10),
    derivations=items("d", *[5] * 30),
    problems=items("p", *[5] * 60),
    coding=items("c", *[5] * 30),
    rapid_fire=items("q", *[1] * 200),
)


def divide(
    minutes: int,
    material: TopicMaterial | None = None,
    *,
    rating: int = 1,
    reach: int = 4,
    emphasis: Emphasis | None = None,
    goal: Goal = PLAIN,
) -> dict[str, TaskShare]:
    """The division of a topic with some material (None: that of the tests)."""
    made = SYLLABUS.material
    if material is not None:
        made = replace(made, topics={BV: material})
    if emphasis is not None:
        made = replace(made, neutral=emphasis)
    return TopicDivider(replace(SYLLABUS, material=made), goal).divide(score_of(rating), reach, minutes)


def minutes_of(shares: dict[str, TaskShare]) -> list[int]:
    """Of reading, deriving, practice, coding and rapid-fire; 0 where there is none."""
    return [shares[kind].minutes if kind in shares else 0 for kind in ("read", *ACTIVITIES)]


def slugs(items: Sequence[StudyItem]) -> str:
    return " ".join(item.slug for item in items)


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        (PLAIN, (3, 4, 2, 1)),
        (goal_of((None, ("coding",))), (1, 2, 7, 0)),
        (goal_of((None, ("coding", "phone-screen"))), (3, 5, 7, 5)),
        (goal_of(("google", ())), (5, 4, 2, 1)),
        (goal_of(("startup", ("behavioral",))), (0, 5, 1, 6)),
        # Of several interviews each round and each company counts once.
        (goal_of(("meta", ("coding",)), ("meta", ("coding", "ml-depth"))), (7, 7, 7, 1)),
        (goal_of(("alchemists", ("tea",))), (0, 0, 0, 0)),
    ],
)
def test_emphasis(goal: Goal, expected: tuple[int, ...]) -> None:
    assert find_emphasis(SYLLABUS.material, goal) == Emphasis(*expected)


def test_tasks_in_the_order_of_doing() -> None:
    shares = divide(255, PLENTY)
    assert list(shares) == ["read", *ACTIVITIES, "cheat-sheet", "mock", "self-assessment"]
    assert sum(share.minutes for share in shares.values()) == 255


@pytest.mark.parametrize(
    ("minutes", "reach", "expected"),
    [
        # Reading takes the 40 of the lesson, the short tasks 25; of 190 the parts 3, 4, 2, 1, in fives, rounded down.
        (255, 4, [40, 55, 85, 35, 15]),
        # A share under 15 goes to practice: of 100 a tenth is rapid-fire.
        (165, 4, [40, 30, 50, 20, 0]),
        (90, 4, [40, 0, 25, 0, 0]),
        # Nothing is derived below level 4: of 100 the parts 4, 2, 1.
        (165, 3, [40, 0, 75, 25, 0]),
    ],
)
def test_shares(minutes: int, reach: int, expected: list[int]) -> None:
    assert minutes_of(divide(minutes, PLENTY, reach=reach)) == expected


def test_items_fill_their_shares() -> None:
    shares = divide(165, PLENTY)
    assert [slugs(shares[kind].items) for kind in ("read", "derive", "implement")] == [
        "s1 s2 s3 s4",
        "d1 d2 d3 d4 d5 d6",
        "c1 c2 c3 c4",
    ]
    assert len(shares["practice"].items) == 10
    assert shares["cheat-sheet"].items == shares["mock"].items == shares["self-assessment"].items == ()


def test_a_topic_without_material_has_bare_minutes() -> None:
    shares = divide(165, TopicMaterial(), reach=3)
    assert minutes_of(shares) == [80, 0, 45, 15, 0]
    assert not any(share.items for share in shares.values())


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (25, [40, 0, 75, 25, 0]),  # the share holds it
        (20, [40, 0, 80, 20, 0]),  # and gives back what it has too much
        (33, [40, 0, 65, 35, 0]),  # raised from practice's surplus
        (95, [40, 0, 5, 95, 0]),  # which keeps a whole problem
        (96, [40, 0, 100, 0, 0]),  # else there is nothing to code
    ],
)
def test_a_share_shorter_than_its_first_item(first: int, expected: list[int]) -> None:
    material = replace(PLENTY, coding=items("c", first), rapid_fire=())
    assert minutes_of(divide(165, material, reach=3)) == expected


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        # Of 115 minutes emphasis gives 20 each to deriving, practice and rapid-fire, and 55 to coding.
        (20, [25, 20, 20, 55, 20]),
        (25, [25, 20, 25, 55, 15]),
        (30, [25, 20, 40, 55, 0]),  # less than 15 would be left of rapid-fire
        (45, [25, 15, 45, 55, 0]),
        (60, [25, 0, 60, 55, 0]),
        (65, [25, 0, 65, 50, 0]),
        (115, [25, 0, 115, 0, 0]),
        (125, [15, 0, 125, 0, 0]),  # reading comes last …
        (130, [10, 0, 130, 0, 0]),  # … and keeps ten minutes
        (140, [10, 0, 130, 0, 0]),
    ],
)
def test_practice_holds_a_whole_problem(problem: int, expected: list[int]) -> None:
    material = TopicMaterial(
        items("s", 10, 5, 10),
        items("d", *[5] * 9),
        items("p", problem, *[1] * 140),
        items("c", *[5] * 20),
        items("q", *[1] * 90),
    )
    assert minutes_of(divide(165, material, emphasis=Emphasis(4, 3, 11, 4))) == expected


def test_reading_that_gives_way_leaves_out_what_no_longer_fits() -> None:
    material = TopicMaterial(items("s", 10, 5, 10), problems=items("p", 125))
    shares = divide(165, material)
    assert (shares["read"].minutes, slugs(shares["read"].items)) == (15, "s1 s2")


def test_what_an_activity_cannot_fill_goes_to_practice() -> None:
    """There are fifteen minutes of derivations for 55, and no coding problem at all for 35."""
    shares = divide(255, replace(PLENTY, derivations=items("d", 5, 10), coding=()))
    assert minutes_of(shares) == [40, 15, 160, 0, 15]


def test_a_little_that_no_item_fits_stays() -> None:
    """Of 55 minutes 14 are beyond the derivations: less than a share."""
    shares = divide(255, replace(PLENTY, derivations=items("d", 41, 30)))
    assert (shares["derive"].minutes, slugs(shares["derive"].items)) == (55, "d1")


def test_what_practice_cannot_fill_goes_to_derivations_then_to_rapid_fire() -> None:
    """A single problem of 20 in 85 minutes. Two more derivations take 40, and rapid-fire the 25 that are left."""
    material = replace(PLENTY, derivations=items("d", 35, 20, 20, 20), problems=items("p", 20))
    shares = divide(255, material)
    assert minutes_of(shares) == [40, 95, 20, 35, 40]
    assert slugs(shares["derive"].items) == "d1 d2 d3 d4"
    assert len(shares["rapid-fire"].items) == 40


def test_nothing_is_derived_for_practice_where_the_emphasis_is_elsewhere() -> None:
    shares = divide(255, replace(PLENTY, problems=items("p", 20)), emphasis=Emphasis(0, 8, 1, 1))
    assert minutes_of(shares)[1] == 0
    shares = divide(255, replace(PLENTY, problems=items("p", 20)), reach=3)
    assert minutes_of(shares)[1] == 0


def test_questions_are_asked_again_then_comes_what_went_wrong() -> None:
    material = TopicMaterial(items("s", 40), (), items("p", 20), (), items("q", *[2] * 10))
    shares = divide(255, material)
    assert minutes_of(shares) == [40, 0, 150, 0, 40]
    questions = [f"q{place}" for place in range(1, 11)]
    assert slugs(shares["rapid-fire"].items) == " ".join([*questions, *(f"{question}:again" for question in questions)])
    assert [(item.slug, item.minutes) for item in shares["practice"].items] == [("p1", 20), ("again", 130)]


def test_rapid_fire_is_not_opened_for_a_few_minutes() -> None:
    """Sixteen minutes are beyond the problem, and the questions fill no quarter of an hour, even asked twice."""
    material = TopicMaterial(items("s", 40), (), items("p", 9), (), items("q", 2, 3))
    shares = divide(90, material)
    assert minutes_of(shares) == [40, 0, 25, 0, 0]
    assert [(item.slug, item.minutes) for item in shares["practice"].items] == [("p1", 9), ("again", 16)]


def lesson(*levels: int, minutes: int = 20) -> TopicMaterial:
    sections = (StudyItem(f"s{place}", "", minutes, level) for place, level in enumerate(levels, start=1))
    return replace(PLENTY, sections=tuple(sections))


@pytest.mark.parametrize(
    ("rating", "levels", "read"),
    [
        (1, (2, 5, 3), "s1 s2 s3"),  # from the lowest level all of it
        (2, (2, 5, 3, 4), "s3 s4"),  # else what serves the levels to gain
        (3, (2, 3, 2, 3), "s2 s4"),  # or the highest, where nothing does
        (3, (5, 2, 5), "s1 s3"),
    ],
)
def test_reading(rating: int, levels: tuple[int, ...], read: str) -> None:
    shares = divide(255, lesson(*levels), rating=rating)
    assert slugs(shares["read"].items) == read
    assert shares["read"].minutes == 20 * len(read.split())


@pytest.mark.parametrize(
    ("rating", "minutes", "most", "read"),
    [
        (1, 165, 80, "s1 s2 s4 s5"),  # half of the minutes: sections by level first, in the lesson's order
        (2, 165, 55, "s2 s5"),  # a third
        (2, 90, 30, "s2"),
        (2, 40, 10, ""),  # ten at least
    ],
)
def test_a_long_lesson(rating: int, minutes: int, most: int, read: str) -> None:
    share = divide(minutes, lesson(2, 3, 4, 2, 3), rating=rating)["read"]
    assert (share.minutes, slugs(share.items)) == (most, read)


def test_a_lesson_of_a_few_minutes_takes_ten() -> None:
    assert divide(165, lesson(3, minutes=4), rating=2)["read"].minutes == 10
    assert divide(165, replace(PLENTY, sections=()), rating=2)["read"].minutes == 10


def test_pages_of_the_primer_come_before_the_section_that_leans_on_them() -> None:
    sections = (
        StudyItem("s1", "", 10, 2, primer=("numpy",)),
        StudyItem("s2", "", 10, 2),
        StudyItem("s3", "", 10, 3, primer=("numpy", "calculus", "statistics")),
    )
    made = replace(SYLLABUS, material=StudyMaterial({BV: replace(PLENTY, sections=sections)}, neutral=Emphasis(1, 1)))
    pages = {slug: StudyItem(f"page-{slug}", "", 10) for slug in ("calculus", "numpy", "tea")}
    share = TopicDivider(made, PLAIN).divide(score_of(1), 4, 165, pages)["read"]
    assert (share.minutes, slugs(share.items)) == (50, "page-numpy s1 s2 page-calculus s3")
    short = TopicDivider(made, PLAIN).divide(score_of(1), 4, 90, pages)["read"]
    assert slugs(short.items) == "page-numpy s1 s2 page-calculus", "a page counts as of its section's level"


@pytest.mark.parametrize(("minutes", "mock"), [(90, 30), (85, 10)])
def test_a_topic_s_own_mock(minutes: int, mock: int) -> None:
    share = TopicDivider(SYLLABUS, PLAIN).divide(score_of(2, SLUGS["MIQ"]), 3, minutes)["mock"]
    assert (share.minutes, slugs(share.items)) == (mock, "twenty-in-thirty" if mock == 30 else "")


def test_rounds_companies_and_attempts_choose_the_items() -> None:
    problems = (
        StudyItem("easy", "", 10, 2),
        StudyItem("round", "", 10, 3, rounds=("coding",)),
        StudyItem("company", "", 10, 3, companies=("meta",)),
        StudyItem("attempted", "", 10, 2),
        StudyItem("beyond", "", 10, 5),
    )
    made = replace(SYLLABUS, material=StudyMaterial({BV: TopicMaterial(problems=problems)}, neutral=Emphasis(0, 1)))
    divider = TopicDivider(made, goal_of(("meta", ("coding",))), {(BV, "attempted"), ("optimization", "easy")})
    assert slugs(divider.list_pool("practice", score_of(1), 4)) == "round company easy attempted beyond"
    assert divider.list_pool("mock", score_of(1), 4) == ()
