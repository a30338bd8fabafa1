"""What a minute of each kind of task does: to key points, and to the four skills of planning §4."""

from dataclasses import dataclass
from enum import Enum

from studyplan.core.codes import TaskKind
from studyplan.core.material import Emphasis
from studyplan.core.model import Goal, Syllabus

Skills = tuple[float, float, float, float]  # derive, practice, implement, speak
NO_SKILL: Skills = (0, 0, 0, 0)


class Way(Enum):
    """What a session does with key points."""

    READ = "read"  # the page from its beginning, then again
    MEET = "meet"  # what is new first, then what was met longest ago, re-reading it
    SKIM = "skim"  # re-reading what was met longest ago
    RECALL = "recall"  # trying to recall what was met longest ago
    CARDS = "cards"  # trying to recall what is due


@dataclass(frozen=True, slots=True)
class Activity:
    """share: the part of its minutes that goes over key points. skills: what a minute adds to each.

    transfers: the skills are what a minute adds times the learner's `transfer`. rehearses: so much more to each skill
    times its part of the interview's emphasis.
    """

    way: Way
    share: float = 1.0
    skills: Skills = NO_SKILL
    transfers: bool = False
    rehearses: float = 0.0


READ = Activity(Way.READ, skills=(1, 1, 0.5, 0.5), transfers=True)
MEET = Activity(Way.MEET, skills=READ.skills, transfers=True)
SKIM = Activity(Way.SKIM)
CARDS = Activity(Way.CARDS, skills=(0, 0, 0, 0.1))
RECALL = Activity(Way.RECALL, skills=(0, 0.2, 0, 0.3))
SOLVE = Activity(Way.RECALL, 1 / 3, (0.3, 1, 0.2, 0.3))
MOCK = Activity(Way.RECALL, 2 / 3, (0.1, 0.3, 0, 1))
PASS_ON_NEW = Activity(Way.MEET)

KINDS: dict[str, Activity] = {
    TaskKind.READ: READ,
    TaskKind.CHEAT_SHEET: SKIM,
    TaskKind.SKIM: SKIM,
    TaskKind.DERIVE: Activity(Way.RECALL, 1 / 3, (1, 0.3, 0.2, 0.2)),
    TaskKind.PRACTICE: SOLVE,
    TaskKind.IMPLEMENT: Activity(Way.RECALL, 1 / 4, (0.2, 0.3, 1, 0)),
    TaskKind.RAPID_FIRE: Activity(Way.RECALL, skills=(0, 0.2, 0, 1)),
    TaskKind.MOCK: MOCK,
    TaskKind.REHEARSAL: Activity(Way.RECALL, 1 / 2, (0, 0, 0, 0.5), rehearses=1.0),
    TaskKind.TIMED_SET: Activity(Way.RECALL, 1 / 2, SOLVE.skills),
    TaskKind.SELF_ASSESSMENT: Activity(Way.RECALL, skills=(0, 0.2, 0, 0)),
}


def activity_of(kind: str) -> Activity:
    """Recalls have kinds of their own."""
    return KINDS.get(kind, RECALL)


def asked_skills(syllabus: Syllabus, goal: Goal, *, derives: bool) -> Skills:
    """What part each skill has in the interviews: the emphasis of planning §4, which steers our plan, too."""
    material = syllabus.material
    rounds = {name for interview in goal.interviews for name in interview.rounds}
    companies = {interview.company for interview in goal.interviews if interview.company}
    emphasis = sum((material.rounds[name] for name in sorted(rounds)), Emphasis()) if rounds else material.neutral
    emphasis = sum((material.companies[name] for name in sorted(companies)), emphasis)
    derive = emphasis.derive if derives else 0
    whole = derive + emphasis.practice + emphasis.implement + emphasis.rapid_fire
    return derive / whole, emphasis.practice / whole, emphasis.implement / whole, emphasis.rapid_fire / whole
