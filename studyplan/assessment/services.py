from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Subquery

from studyplan.accounts.models import User
from studyplan.assessment.models import Assessment, Rating
from studyplan.catalog.models import Topic
from studyplan.catalog.pages import topics
from studyplan.ui.queries import Parameter, PreparedQuery

NEWEST_ASSESSMENT = Assessment.objects.filter(user=Parameter("user")).order_by("-taken_at", "-pk").values("pk")[:1]
NEWEST_LEVELS = PreparedQuery(
    lambda: (
        Rating.objects.filter(assessment=Subquery(NEWEST_ASSESSMENT), topic__is_retired=False)
        .order_by("topic__position")
        .values_list("topic__slug", "level")
    )
)


def levels_of(user: User) -> dict[str, int]:
    """The levels (slug → 1–5) of the user's newest assessment; empty before the first.

    Topics that the content has dropped since are left out; those that it has gained since have no level yet.
    """
    return dict(NEWEST_LEVELS.fetch(user=user.pk))


def unrated(levels: Mapping[str, int]) -> list[Topic]:
    """The topics that ``levels`` (slug → 1–5) lack, in order: all before a first assessment, else those new since."""
    return [topic for slug, topic in topics().items() if slug not in levels]
