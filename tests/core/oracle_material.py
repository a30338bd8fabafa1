"""Study material of a realistic size for any topics, written by rule: every item has a slug of its own.

A lesson of four to eight sections (43–75 minutes in all), four derivations, nine problems, two coding problems (the
last of the twelve topics has none), fifteen rapid-fire questions and six probes a topic; six primer pages; the
rehearsals' formats and the emphasis of planning §4.
"""

from collections.abc import Iterable

from studyplan.core.material import Emphasis, RehearsalFormat, StudyItem, StudyMaterial, TopicMaterial

ROUNDS = ("phone-screen", "ml-depth", "system-design", "coding", "behavioral")
COMPANIES = ("google", "meta", "amazon", "research-lab", "startup")
PRIMER = ("probability", "linear-algebra", "calculus", "statistics", "information", "numpy")

SECTIONS = ((9, 2), (14, 3), (12, 4), (8, 5), (11, 3), (5, 4), (10, 2), (6, 5))
DERIVATIONS = ((15, 4), (20, 4), (25, 5), (10, 4))
PROBLEMS = ((10, 2), (15, 2), (15, 3), (20, 3), (20, 4), (25, 4), (25, 5), (30, 5), (10, 3))
WITHOUT_CODING = 12
CODING = ((25, 3), (40, 4))

FORMATS = (
    RehearsalFormat("rapid-fire", "Ten rapid-fire questions", 15, ("phone-screen",)),
    RehearsalFormat("twenty-in-thirty", "Twenty questions in 30 minutes", 30, ("phone-screen",)),
    RehearsalFormat("phone-screen", "A phone screen of 45 minutes", 45, ("phone-screen",)),
    RehearsalFormat("depth", "An hour of depth", 60, ("ml-depth",)),
    RehearsalFormat("chain", "A chain of questions", 25, pattern=True),
    RehearsalFormat("first-principles", "From first principles", 25, ("ml-depth",), pattern=True),
    RehearsalFormat("trade-off", "A design trade-off", 25, ("system-design",), pattern=True),
    RehearsalFormat("design-walk", "A design walk", 45, ("system-design",)),
    RehearsalFormat("coding-screen", "A coding screen", 45, ("coding",)),
    RehearsalFormat("explaining", "Explaining to a manager", 20, ("behavioral",)),
)

NEUTRAL = Emphasis(3, 4, 2, 1)
ROUND_EMPHASIS = {
    "phone-screen": Emphasis(2, 3, 0, 5),
    "ml-depth": Emphasis(6, 3, 0, 1),
    "system-design": Emphasis(1, 8, 0, 1),
    "coding": Emphasis(1, 2, 7, 0),
    "behavioral": Emphasis(0, 4, 0, 6),
}
COMPANY_EMPHASIS = {
    "google": Emphasis(derive=2),
    "research-lab": Emphasis(derive=3),
    "meta": Emphasis(practice=2),
    "amazon": Emphasis(practice=2),
    "startup": Emphasis(practice=1, implement=1),
}


def make_topic(slug: str, number: int) -> TopicMaterial:
    """One topic's material; lessons differ in length by the topic's number, as do the primer pages they lean on."""
    length = 4 + number % 5
    pages = PRIMER[number % len(PRIMER)], PRIMER[(number + 2) % len(PRIMER)]

    def items(kind: str, rows: Iterable[tuple[int, int]]) -> tuple[StudyItem, ...]:
        return tuple(
            StudyItem(
                slug=f"{slug}-{kind}-{place}",
                title=f"{kind} {place} of {slug}",
                minutes=minutes,
                level=level,
                rounds=(ROUNDS[(place + number) % 5], ROUNDS[(2 * place + number) % 5]),
                companies=(COMPANIES[place % 5],) if place % 2 else (),
                primer=(pages[place // 3],) if kind == "section" and place in (1, 3) else (),
            )
            for place, (minutes, level) in enumerate(rows, start=1)
        )

    return TopicMaterial(
        sections=items("section", SECTIONS[:length]),
        derivations=items("derivation", DERIVATIONS),
        problems=items("problem", PROBLEMS),
        coding=items("coding", CODING if number != WITHOUT_CODING else ()),
        rapid_fire=items("question", [(2, 2 + place % 4) for place in range(15)]),
        probes=items("probe", [(5, 2 + place % 4) for place in range(6)]),
    )


def make_material(slugs: Iterable[str]) -> StudyMaterial:
    """All material for these topics."""
    return StudyMaterial(
        topics={slug: make_topic(slug, number) for number, slug in enumerate(slugs, start=1)},
        primer={page: StudyItem(f"primer-{page}", f"Primer: {page}", 10) for page in PRIMER},
        formats=FORMATS,
        neutral=NEUTRAL,
        rounds=ROUND_EMPHASIS,
        companies=COMPANY_EMPHASIS,
    )
