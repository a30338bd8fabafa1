from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Subquery

from studyplan.accounts.models import User
from studyplan.assessment.models import Rating
from studyplan.catalog.models import Topic
from studyplan.catalog.pages import topics


def levels_of(user: User) -> dict[str, int]:
    """The levels (slug → 1–5) of the user's newest assessment; empty before the first.

    Topics that the content has dropped since are left out; those that it has gained since have no level yet.
    """
    newest = user.assessments.order_by("-taken_at", "-pk").values("pk")[:1]
    ratings = Rating.objects.filter(assessment=Subquery(newest), topic__is_retired=False)
    return dict(ratings.order_by("topic__position").values_list("topic__slug", "level"))


def unrated(levels: Mapping[str, int]) -> list[Topic]:
    """The topics that ``levels`` (slug → 1–5) lack, in order: all before a first assessment, else those new since."""
    return [topic for slug, topic in topics().items() if slug not in levels]
