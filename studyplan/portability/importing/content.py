"""The content that this installation has, by the names that a download uses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from studyplan.catalog.models import Card, Company, Problem, Role, Round, Topic
from studyplan.progress import keys

NUMBERED_TASK = re.compile(r"(?:maintenance-)?[0-9]{1,4}")


class KnownContent:
    """The content's rows by slug, retired ones too; cards and problems by ``topic/slug``."""

    def __init__(self) -> None:
        self.topics: Mapping[str, int] = dict(Topic.objects.values_list("slug", "pk"))
        self.roles: Mapping[str, int] = dict(Role.objects.values_list("slug", "pk"))
        self.companies: Mapping[str, int] = dict(Company.objects.values_list("slug", "pk"))
        self.rounds: Mapping[str, int] = dict(Round.objects.values_list("slug", "pk"))

    @cached_property
    def cards(self) -> Mapping[str, int]:
        return {f"{topic}/{slug}": pk for topic, slug, pk in Card.objects.values_list("topic__slug", "slug", "pk")}

    @cached_property
    def problems(self) -> Mapping[str, int]:
        return {f"{topic}/{slug}": pk for topic, slug, pk in Problem.objects.values_list("topic__slug", "slug", "pk")}

    def has_task(self, key: str) -> bool:
        """Whether it could be ticked without a plan."""
        return keys.is_known(key, self.topics)

    def could_plan(self, key: str) -> bool:
        """Whether a plan may hold it: plans number on without end."""
        kind, _colon, rest = key.partition(":")
        subject = rest.partition(":")[0]
        is_about = subject in self.topics or NUMBERED_TASK.fullmatch(subject) is not None
        return len(key) <= keys.MAX_LENGTH and kind in keys.kinds() and is_about
