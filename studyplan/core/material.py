"""What there is to study: items with their minutes, the formats of rehearsals, and what each round puts weight on.

Minutes are whole minutes; topics, rounds, companies and items are slugs. Rules: planning §4, §6.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StudyItem:
    """A piece of study material and the minutes that it takes, follow-ups included. Rule: planning §4.

    level: the one that it helps to gain. rounds: those that it suits. companies: those whose question it is.
    primer: pages of the primer that it leans on.
    """

    slug: str
    title: str
    minutes: int
    level: int = 2
    rounds: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    primer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicMock:
    """A topic's own mock interview of `minutes`, planned where its learning takes `least` or more. Rule: planning §4.

    `item` is its format.
    """

    minutes: int
    least: int
    item: StudyItem


@dataclass(frozen=True, slots=True)
class TopicMaterial:
    """A topic's material, each kind in its own order. `sections` are the lesson's, in reading order."""

    sections: tuple[StudyItem, ...] = ()
    derivations: tuple[StudyItem, ...] = ()
    problems: tuple[StudyItem, ...] = ()
    coding: tuple[StudyItem, ...] = ()
    rapid_fire: tuple[StudyItem, ...] = ()
    probes: tuple[StudyItem, ...] = ()


@dataclass(frozen=True, slots=True)
class RehearsalFormat:
    """A whole mock interview across topics. `rounds`: those that it rehearses; none: all. Rule: planning §6.

    pattern: it is a chain that follows one pattern.
    """

    slug: str
    title: str
    minutes: int
    rounds: tuple[str, ...] = ()
    pattern: bool = False


@dataclass(frozen=True, slots=True)
class Emphasis:
    """How a topic's minutes divide over four activities, in parts. Rule: planning §4."""

    derive: int = 0
    practice: int = 0
    implement: int = 0
    rapid_fire: int = 0

    def __add__(self, other: "Emphasis") -> "Emphasis":
        return Emphasis(
            self.derive + other.derive,
            self.practice + other.practice,
            self.implement + other.implement,
            self.rapid_fire + other.rapid_fire,
        )


@dataclass(frozen=True, slots=True)
class StudyMaterial:
    """All that there is to study: topic → material, primer page → item, the rehearsals' formats, and the emphasis.

    neutral: the emphasis where no round is chosen.
    """

    topics: Mapping[str, TopicMaterial] = field(default_factory=dict)
    primer: Mapping[str, StudyItem] = field(default_factory=dict)
    formats: tuple[RehearsalFormat, ...] = ()
    neutral: Emphasis = Emphasis()
    rounds: Mapping[str, Emphasis] = field(default_factory=dict)
    companies: Mapping[str, Emphasis] = field(default_factory=dict)


NO_MATERIAL = StudyMaterial()
