"""Instructions in two lines for each kind of task, and where to follow them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from studyplan.catalog.models import Topic, topic_url
from studyplan.planner.documents import StoredTask

# By kind of task: its title, what to do, and when it is done. Translated where they are shown.
TEXTS = {
    "read": (
        gettext_noop("Read %(topic)s"),
        gettext_noop("Read with paper at hand. Try each derivation and guess each example’s output before you look."),
        gettext_noop("Done when you can sum up each section in one sentence."),
    ),
    "derive": (
        gettext_noop("Derivations: %(topic)s"),
        gettext_noop("Derive on paper and say what each step assumes. Show the next step only when you are stuck."),
        gettext_noop("Done when you can do each one without help."),
    ),
    "practice": (
        gettext_noop("Practice %(topic)s"),
        gettext_noop(
            "Solve on paper. Take one hint at a time before you see the solution. Then answer the follow-ups."
        ),
        gettext_noop("Done when your answer has every key point."),
    ),
    "implement": (
        gettext_noop("Write code: %(topic)s"),
        gettext_noop("Write it in your own editor with only NumPy, then run its checks."),
        gettext_noop("Done when all checks pass and you can say how much time and memory it needs."),
    ),
    "rapid-fire": (
        gettext_noop("Rapid fire: %(topic)s"),
        gettext_noop("Answer each question aloud in 60 seconds, then compare with its key points."),
        gettext_noop("Done when you have compared every answer. The weak ones come back as cards."),
    ),
    "cheat-sheet": (
        gettext_noop("Memorize the cheat sheet: %(topic)s"),
        gettext_noop("Cover the cheat sheet and write down the one-liner, the formula, and the red flag."),
        gettext_noop("Done when you can write all three from memory."),
    ),
    "self-assessment": (
        gettext_noop("Rate yourself again: %(topic)s"),
        gettext_noop("Take the level’s check. Then choose the highest of the five levels that you could show today."),
        gettext_noop("Done when the new level is saved. The history shows what changed."),
    ),
    "mock": (
        gettext_noop("Mock answer: %(topic)s"),
        gettext_noop(
            "Answer rapid-fire questions about it aloud, against the clock. State, explain, give an example, compare."
        ),
        gettext_noop("Done when you have compared the last answer with its key points. It is then ticked for you."),
    ),
    "recall": (
        gettext_noop("Recall %(topic)s"),
        gettext_noop("Without notes, write the formula and the one-liner, and explain the topic aloud in 60 seconds."),
        gettext_noop("Done when you have checked it against the cheat sheet."),
    ),
    "review": (
        gettext_noop("Review %(topic)s"),
        gettext_noop("Rate yourself again, read the cheat sheet, and give the 60-second answer aloud."),
        gettext_noop("Done when nothing in it surprised you."),
    ),
    "timed-set": (
        gettext_noop("Timed problem: %(topic)s"),
        gettext_noop("Answer one problem against the clock, as you would at a whiteboard: the outline first."),
        gettext_noop("Done when you have compared it with its key points. It is then ticked for you."),
    ),
    "pass": (
        gettext_noop("Look through %(topic)s"),
        gettext_noop("Start with the lines that are new to you. Then say the one-liner and the red flag aloud."),
        gettext_noop("Done when you would recognize the topic in a question."),
    ),
}

# The same for the mock of a topic that names a format of its own.
WHOLE_MOCK = (
    gettext_noop("Mock interview: %(topic)s"),
    gettext_noop("Take it in one go, aloud and against the clock. Compare only when a question is over."),
    gettext_noop("Done when you have compared the last answer with its key points. It is then ticked for you."),
)

# The same for tasks about several topics, or about all.
TEXTS_FOR_MANY = {
    "rehearsal": (
        gettext_noop("Rehearsal"),
        gettext_noop("Take the whole mock interview aloud, without notes or breaks. Compare afterward."),
        gettext_noop("Done when you have compared the last answer. Note what you stumbled on."),
    ),
    "timed-set": (
        gettext_noop("Timed practice set"),
        gettext_noop("Answer problems across your topics against the clock for %(minutes)d minutes."),
        gettext_noop("Done when you have compared the last problem with its key points. It is then ticked for you."),
    ),
    "mock": (
        gettext_noop("Mock interview across topics"),
        gettext_noop("Answer rapid-fire questions across your topics aloud, one minute each. Compare after every one."),
        gettext_noop("Done when you have compared the last answer with its key points. It is then ticked for you."),
    ),
}


# Where on the page of a topic's practice the work of a kind begins.
PRACTICE_ANCHORS = {"practice": "", "derive": "#derivations", "implement": "#code"}

LONG = 60
"""Minutes above which a sitting needs a break, unless it is against the clock."""
AGAINST_CLOCK = frozenset({"timed-set", "mock", "rehearsal"})


@dataclass(frozen=True, slots=True)
class Instruction:
    """A task's heading, what to do, what counts as done, and the page to do it on; ``topic`` if it is about one."""

    task: StoredTask
    topic: Topic | None

    @property
    def title(self) -> str:
        title, _do, _done_when = self.texts
        if self.topic:
            return _(title) % {"topic": self.topic.short_name}
        if self.task.kind == "rehearsal" and self.task.items:
            return _("Rehearsal: %(format)s") % {"format": self.task.items[0].title}
        return _(title)

    @property
    def do(self) -> str:
        _title, do, _done_when = self.texts
        text = _(do) if self.topic else _(do) % {"minutes": self.task.minutes}
        if self.sitting > 1:
            text = _("Continue where you stopped. %(do)s") % {"do": text}
        if self.task.minutes > LONG and self.task.kind not in AGAINST_CLOCK:
            text = _("%(do)s Take a five-minute break halfway.") % {"do": text}
        return text

    @property
    def done_when(self) -> str:
        _title, _do, done_when = self.texts
        if self.sitting < self.sittings:
            return _("Done when the time is up. The next sitting continues from here.")
        return _(done_when)

    @property
    def url(self) -> str:
        """The screen on which this sitting is done."""
        return study_url(self.task.key, self.task.sitting)

    @property
    def place(self) -> str:
        """The page that has all material for such a task; a topic that is retired has none."""
        if self.topic and self.topic.is_retired:
            return reverse("catalog:topic_list")
        return find_place(self.task.kind, self.task.key, self.topic.slug if self.topic else None)

    @property
    def texts(self) -> tuple[str, str, str]:
        kind = "recall" if self.task.kind.startswith("recall") else self.task.kind
        if self.topic and kind in TEXTS:
            return WHOLE_MOCK if kind == "mock" and self.task.items else TEXTS[kind]
        return TEXTS_FOR_MANY[kind if kind in TEXTS_FOR_MANY else "mock"]

    @property
    def sitting(self) -> int:
        return int(self.task.part.split("/")[0]) if self.task.part else 1

    @property
    def sittings(self) -> int:
        return int(self.task.part.split("/")[1]) if self.task.part else 1


def make_instruction(task: StoredTask, topics: Mapping[str, Topic]) -> Instruction:
    """The instruction for ``task``; ``topics`` by slug. Checkpoints' exercises come from the content instead."""
    return Instruction(task, topics[task.topics[0]] if len(task.topics) == 1 else None)


def label_sitting(title: str, task: StoredTask) -> str:
    """The title of ``task``, and which sitting of it this is."""
    return _("%(title)s, sitting %(part)s") % {"title": title, "part": task.part} if task.part else title


def title_of_key(key: str, topics: Mapping[str, Topic]) -> str:
    """The title of a task that no plan holds any more."""
    kind, subject, *_suffix = key.split(":")
    about = (subject,) if subject in topics else ()
    task = StoredTask(key=key, kind=kind, topics=about, minutes=0, part=None, sitting=0, reasons=())
    return make_instruction(task, topics).title


@lru_cache(maxsize=4096)
def study_url(key: str, sitting: int = 0, item: str = "") -> str:
    """The screen on which a task is done, at one of its sittings (0: the unsplit task) and items."""
    address = reverse("study:task_study", args=[key])
    asked = {name: value for name, value in (("sitting", sitting), ("item", item)) if value}
    return f"{address}?{urlencode(asked)}" if asked else address


@lru_cache(maxsize=4096)
def find_place(kind: str, key: str, slug: str | None) -> str:
    """The page to do a task on: one of this ``kind`` and ``key``, about the topic ``slug`` (``None``: several)."""
    if slug is None or kind in ("mock", "timed-set"):
        return reverse("practice:task_start", args=[key])
    if kind in ("cheat-sheet", "pass"):
        return f"{reverse('catalog:cheat_sheet')}#{slug}"
    if kind == "self-assessment":
        return reverse("assessment:topic_assess", args=[slug])
    if kind in PRACTICE_ANCHORS:
        return f"{topic_url(slug, 'practice')}{PRACTICE_ANCHORS[kind]}"
    if kind == "rapid-fire":
        return f"{topic_url(slug, 'cards')}#rapid-fire"
    return topic_url(slug, "lesson" if kind == "read" else "detail")
