"""How a topic's minutes divide over its tasks, and which items those name, by the text of planning §4.

Readings where the text leaves a choice:
- Reading takes what its sections need, rounded up to five, at most the third (or half) rounded down, 10 at least.
  Where that is short, sections are taken by level, then in reading order, each that still fits.
- A primer page comes before the section that leans on it, and counts as of that section's level.
- Where the level to reach has no derivations, their emphasis is left out of the sum: the others share all of the rest.
- Several interviews: the sum over all rounds chosen, plus each company's.
- A share of 15 or more that is shorter than its first item, where practice cannot spare what is missing beyond its own
  first problem, goes to practice.
- The first item is the first in rank that is not attempted, and the first at all where all are.
- An activity keeps up to 14 minutes beyond its items; where no item fits into 15 or more, they go on, in fives.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from studyplan.core.material import Emphasis, StudyItem, TopicMaterial
from studyplan.core.model import Goal, Syllabus
from tests.core.oracle_case import CHEAT_SHEET, MOCK, SELF_ASSESSMENT, STEP, round_down, round_up

DERIVE_FROM = 4
READ_LEAST = 10
SHARE_LEAST = 15
AGAIN = "again"


@dataclass(frozen=True)
class Share:
    """A task's minutes and the slugs of its items, in the order of rank (sections in reading order)."""

    minutes: int
    items: tuple[str, ...] = ()


def add_up_emphasis(syllabus: Syllabus, goal: Goal) -> Emphasis:
    """The rounds' sum, or the neutral row, plus the companies'."""
    material = syllabus.material
    rounds = dict.fromkeys(round_ for interview in goal.interviews for round_ in interview.rounds)
    companies = dict.fromkeys(interview.company for interview in goal.interviews if interview.company)
    total = Emphasis() if rounds else material.neutral
    for round_ in rounds:
        total += material.rounds.get(round_, Emphasis())
    for company in companies:
        total += material.companies.get(company, Emphasis())
    return total


def list_parts(emphasis: Emphasis, reach: int) -> dict[str, int]:
    """Activity → its parts; without derivations where the level to reach has none."""
    return {
        "derive": emphasis.derive if reach >= DERIVE_FROM else 0,
        "practice": emphasis.practice,
        "implement": emphasis.implement,
        "rapid-fire": emphasis.rapid_fire,
    }


def mock_minutes(syllabus: Syllabus, slug: str, minutes: int) -> int:
    """The topic's own mock where its minutes are enough, else ten."""
    own = next(topic.mock for topic in syllabus.topics if topic.slug == slug)
    return own.minutes if own is not None and minutes >= own.least else MOCK


def rank_items(
    items: Iterable[StudyItem], goal: Goal, rating: int, reach: int, attempted: frozenset[str] = frozenset()
) -> list[StudyItem]:
    """Of the levels to gain first, then for a chosen round, the company's, the easier, the not yet attempted."""
    rounds = {round_ for interview in goal.interviews for round_ in interview.rounds}
    companies = {interview.company for interview in goal.interviews}

    def rank(item: StudyItem) -> tuple[bool, bool, bool, int, bool]:
        gained = rating < item.level <= reach
        suits = bool(rounds & set(item.rounds))
        asked = bool(companies & set(item.companies))
        return not gained, not suits, not asked, item.level, item.slug in attempted

    return sorted(items, key=rank)


def read_cap(minutes: int, rating: int) -> int:
    """A third of the topic's minutes, a half from level 1; never less than 10."""
    return max(READ_LEAST, round_down(minutes // (2 if rating == 1 else 3)))


def list_reading(
    syllabus: Syllabus, slug: str, rating: int, reach: int, read: frozenset[str] = frozenset()
) -> list[tuple[int, StudyItem]]:
    """(level, item) of all there is to read for the levels to gain, in reading order; `read`: primer pages."""
    material = syllabus.material.topics.get(slug, TopicMaterial())
    pages: dict[str, None] = {}
    reading: list[tuple[int, StudyItem]] = []
    for section in material.sections:
        if rating > 1 and not rating < section.level <= reach:
            continue
        for page in section.primer if rating == 1 else ():
            if page not in read and page not in pages and page in syllabus.material.primer:
                pages[page] = None
                reading.append((section.level, syllabus.material.primer[page]))
        reading.append((section.level, section))
    return reading


def share_reading(reading: list[tuple[int, StudyItem]], cap: int) -> Share:
    """What reading takes of at most `cap` minutes, and what it names."""
    minutes = max(READ_LEAST, min(cap, round_up(sum(item.minutes for _, item in reading))))
    left, chosen = minutes, set()
    for _, item in sorted(reading, key=lambda row: row[0]):
        if item.minutes <= left:
            chosen.add(item.slug)
            left -= item.minutes
    return Share(minutes, tuple(item.slug for _, item in reading if item.slug in chosen))


class _Division:
    """The four activities of one topic while minutes move between them."""

    def __init__(self, ranked: Mapping[str, list[StudyItem]], parts: Mapping[str, int], rest: int, read: int) -> None:
        self.ranked, self.parts, self.read = ranked, parts, read
        whole = sum(parts.values())
        self.minutes = {kind: round_down(rest * parts[kind] // whole) if whole else 0 for kind in parts}
        self.minutes["practice"] = rest - sum(self.minutes[kind] for kind in parts if kind != "practice")

    def give_to_practice(self, kind: str, minutes: int) -> None:
        self.minutes[kind] -= minutes
        self.minutes["practice"] += minutes

    def first(self, kind: str) -> int:
        """Minutes that the first item takes, in fives; 0 where there is none."""
        return round_up(self.ranked[kind][0].minutes) if self.ranked[kind] else 0

    def settle(self) -> None:
        for kind in ("derive", "implement", "rapid-fire"):
            if self.minutes[kind] < SHARE_LEAST or not self.ranked[kind]:
                self.give_to_practice(kind, self.minutes[kind])
        for kind in ("derive", "implement", "rapid-fire"):
            missing = self.first(kind) - self.minutes[kind]
            if self.minutes[kind] and missing > 0:
                enough = self.minutes["practice"] - self.first("practice") >= missing
                self.give_to_practice(kind, -missing if enough else self.minutes[kind])
        for kind in ("rapid-fire", "derive", "implement"):
            missing = self.first("practice") - self.minutes["practice"]
            if missing > 0:
                rest = self.minutes[kind] - missing
                self.give_to_practice(
                    kind, missing if rest >= max(SHARE_LEAST, self.first(kind)) else self.minutes[kind]
                )
        missing = max(0, self.first("practice") - self.minutes["practice"])
        given = min(missing, max(0, self.read - READ_LEAST))
        self.read -= given
        self.minutes["practice"] += given

    def fill(self, kind: str) -> tuple[list[StudyItem], int]:
        """The items that fit, in rank, and the minutes that no other fits into, where they are 15 or more."""
        left, named = self.minutes[kind], []
        for item in self.ranked[kind]:
            if item.minutes <= left:
                named.append(item)
                left -= item.minutes
        return named, round_down(left) if left >= SHARE_LEAST else 0

    def overflow(self) -> None:
        """What an activity cannot fill goes to practice; what practice cannot fill, on to where items are left."""
        for kind in ("derive", "implement", "rapid-fire"):
            self.give_to_practice(kind, self.fill(kind)[1])
        spare = self.fill("practice")[1]
        if spare and self.parts["derive"]:
            self.give_to_practice("derive", -spare)
            self.give_to_practice("derive", self.fill("derive")[1])


def expected_shares(
    syllabus: Syllabus,
    goal: Goal,
    slug: str,
    rating: int,
    reach: int,
    minutes: int,
    read_before: frozenset[str] = frozenset(),
) -> dict[str, Share]:
    """Kind → minutes and items of a topic's tasks from `rating` to `reach`, in `minutes`; nothing attempted yet.

    read_before: primer pages. Exact where the material is generous: no activity runs out of items.
    """
    material = syllabus.material.topics.get(slug, TopicMaterial())
    mock = mock_minutes(syllabus, slug, minutes)
    reading = list_reading(syllabus, slug, rating, reach, read_before)
    read = share_reading(reading, read_cap(minutes, rating))
    kinds = {
        "derive": material.derivations,
        "practice": material.problems,
        "implement": material.coding,
        "rapid-fire": material.rapid_fire,
    }
    ranked = {kind: rank_items(items, goal, rating, reach) for kind, items in kinds.items()}
    rest = minutes - read.minutes - CHEAT_SHEET - mock - SELF_ASSESSMENT
    division = _Division(ranked, list_parts(add_up_emphasis(syllabus, goal), reach), rest, read.minutes)
    division.settle()
    division.overflow()
    if division.read != read.minutes:
        read = share_reading(reading, division.read)
    shares = {"read": read}
    for kind in kinds:
        items = [item.slug for item in division.fill(kind)[0]]
        if kind == "practice" and division.fill(kind)[1] >= STEP:
            items.append(AGAIN)
        shares[kind] = Share(division.minutes[kind], tuple(items))
    own_mock = next(topic.mock for topic in syllabus.topics if topic.slug == slug)
    shares |= {
        "cheat-sheet": Share(CHEAT_SHEET),
        "mock": Share(mock, (own_mock.item.slug,) if own_mock and mock != MOCK else ()),
        "self-assessment": Share(SELF_ASSESSMENT),
    }
    return {kind: share for kind, share in shares.items() if share.minutes}
