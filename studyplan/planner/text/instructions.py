"""Instructions in two lines for each kind of task, and where to follow them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from studyplan.catalog.models import Topic
from studyplan.planner.documents import StoredTask


@dataclass(frozen=True, slots=True)
class Instruction:
    """A task's heading, what to do, what counts as done, and the page to do it on."""

    title: str
    do: str
    done_when: str
    url: str


def make_instruction(task: StoredTask, topics: dict[str, Topic]) -> Instruction:
    """The instruction for ``task``; ``topics`` by slug. Checkpoints' exercises come from the content instead."""
    topic = topics[task.topics[0]] if len(task.topics) == 1 else None
    title, do, done_when = choose_texts(task, topic)
    sitting, sittings = map(int, task.part.split("/")) if task.part else (1, 1)
    if sitting > 1:
        do = _("Go on where you stopped. %(do)s") % {"do": do}
    if sitting < sittings:
        done_when = _("Done when the time is up; the next sitting goes on from here.")
    return Instruction(title, do, done_when, find_place(task, topic))


def choose_texts(task: StoredTask, topic: Topic | None) -> tuple[str, str, str]:
    """Title, what to do, and when it is done."""
    if topic is None:
        return choose_texts_for_many(task)
    name = {"topic": topic.short_name}
    kind = "recall" if task.kind.startswith("recall") else task.kind
    return {
        "read": (
            _("Read %(topic)s") % name,
            _("Read the lesson with paper beside you: try each derivation, and guess what an example prints, first."),
            _("Done when you can say each point under “What you will learn” in a sentence of your own."),
        ),
        "derive": (
            _("Derive %(topic)s") % name,
            _("Close the page and derive the key formula on paper, saying what each step assumes."),
            _("Done when two derivations in a row needed no look at the page."),
        ),
        "practice": (
            _("Practise %(topic)s") % name,
            _("Solve its problems on paper, a hint at a time; then your company's question, before you look."),
            _("Done when every key point is in your own answer."),
        ),
        "cheat-sheet": (
            _("Memorise the cheat sheet: %(topic)s") % name,
            _("Cover the card and write down the one-liner, the formula and the red flag."),
            _("Done when all three come without a look."),
        ),
        "self-assessment": (
            _("Rate yourself again: %(topic)s") % name,
            _("Read the five anchors and choose the highest that you could prove today."),
            _("Done when the new level is saved; what changed shows in the history."),
        ),
        "mock": (
            _("Mock answer: %(topic)s") % name,
            _("Answer rapid-fire questions about it aloud against the clock: state, explain, example, trade-off."),
            _("Done when the last answer is compared with its key points; it is ticked for you then."),
        ),
        "recall": (
            _("Recall %(topic)s") % name,
            _("Without notes: the formula, the one-liner, and the topic explained aloud in 60 seconds."),
            _("Done when you have checked it against the cheat sheet."),
        ),
        "review": (
            _("Review %(topic)s") % name,
            _("Rate yourself again, go over the cheat sheet, and give the 60-second answer aloud."),
            _("Done when nothing in it surprised you."),
        ),
        "timed-set": (
            _("Timed problem: %(topic)s") % name,
            _("Answer one problem against the clock, as you would at a whiteboard: the outline first."),
            _("Done when you have compared it with its key points; it is ticked for you then."),
        ),
        "pass": (
            _("Look through %(topic)s") % name,
            _("Read the cheat sheet once, and say the one-liner and the red flag aloud."),
            _("Done when you could recognise the topic in a question."),
        ),
    }[kind]


def choose_texts_for_many(task: StoredTask) -> tuple[str, str, str]:
    """The same for a task about several topics, or about all."""
    if task.kind == "timed-set":
        return (
            _("Timed practice set"),
            _("Answer problems across your topics against the clock for %(minutes)d minutes.")
            % {"minutes": task.minutes},
            _("Done when the last problem is compared with its key points; it is ticked for you then."),
        )
    return (
        _("Mock interview across topics"),
        _("Answer rapid-fire questions across your topics aloud, a minute each, and compare after every one."),
        _("Done when the last answer is compared with its key points; it is ticked for you then."),
    )


def find_place(task: StoredTask, topic: Topic | None) -> str:
    kind = task.kind
    if topic is None or kind in ("mock", "timed-set"):
        return reverse("practice:task_start", args=[task.key])
    if kind in ("cheat-sheet", "pass"):
        return f"{reverse('catalog:cheat_sheet')}#{topic.slug}"
    if kind == "self-assessment":
        return reverse("assessment:topic_assess", args=[topic.slug])
    anchors = {
        "read": "#lesson",
        "derive": "#formula",
        "practice": "#problems",
    }
    return topic.get_absolute_url() + anchors.get(kind, "")
