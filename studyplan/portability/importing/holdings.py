"""What an account holds of all that an import replaces: counted, told from a later state, and deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from studyplan.accounts.models import User
from studyplan.goals.models import Interview
from studyplan.portability.owned import paths_to_user
from studyplan.portability.sections import SECTIONS
from studyplan.practice.models import AnswerSummary, ReviewSummary

SECTION_LABELS: Mapping[str, str | Promise] = {
    "assessments": _("Assessments"),
    "goal": _("Goal and interviews"),
    "completions": _("Ticks"),
    "sections_read": _("Sections marked as read"),
    "task_choices": _("Tasks put off or skipped"),
    "notes": _("Notes and stars"),
    "practice_settings": _("Practice settings"),
    "own_cards": _("Cards of your own"),
    "cards": _("Cards with a schedule"),
    "card_reviews": _("Reviews of cards"),
    "drills": _("Mock interviews and timed sets"),
    "attempts": _("Answers to questions"),
    "repairs": _("Extra practice taken"),
    "plans": _("Plans"),
}
"""What an import replaces, in the order of the file."""

REPLACED_SECTIONS = tuple(section for section in SECTIONS if section.name in SECTION_LABELS)
FOLLOWS_LATER = frozenset({"outline"})
"""Columns that a page may fill in, which changes nothing of the user's."""


MAIN_MODELS = {section.name: section.tables[0].model for section in REPLACED_SECTIONS}
"""Those whose rows name the user themselves."""


def count_holdings(user: User) -> dict[str, int]:
    """Section → the number of its rows; a goal counts with its interviews."""
    counts = {name: model._default_manager.filter(user=user).count() for name, model in MAIN_MODELS.items()}
    return counts | {"goal": counts["goal"] + Interview.objects.filter(goal__user=user).count()}


def fingerprint(user: User) -> str:
    """Tells the state of what an import replaces from any other state."""
    digest = hashlib.sha256()
    for model, path in replaced_models():
        columns = [field.attname for field in model._meta.concrete_fields if field.name not in FOLLOWS_LATER]
        rows = model._default_manager.filter(**{path: user.pk}).order_by("pk").values_list(*columns)
        for row in rows.iterator():
            digest.update(repr(row).encode())
    return digest.hexdigest()


def replaced_models() -> Iterator[tuple[type[Model], str]]:
    """The tables of those sections, those of their many-to-many fields too, each with its path to the user."""
    replaced = {table.model for section in REPLACED_SECTIONS for table in section.tables}
    links = {field.remote_field.through for model in replaced for field in model._meta.local_many_to_many}
    return ((model, path) for model, path in paths_to_user().items() if model in replaced | links)


def delete_holdings(user: User) -> None:
    """Not the log-in, its addresses and sessions, and not the calendar's address. What names other rows goes first."""
    models: tuple[type[Model], ...] = (AnswerSummary, ReviewSummary, *reversed(MAIN_MODELS.values()))
    for model in models:
        model._default_manager.filter(user=user).only("pk").delete()
