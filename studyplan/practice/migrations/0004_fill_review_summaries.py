from collections.abc import Iterable
from itertools import groupby, islice
from operator import itemgetter
from statistics import median
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COLUMNS = ("user", "pk", "card__kind", "seconds", "reviewed_on")
KINDS = ("flashcard", "rapid-fire")


def fill(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One summary for each user who has reviewed a card, as of their newest review."""
    reviews, summaries = apps.get_model("practice", "Review"), apps.get_model("practice", "ReviewSummary")
    rows = reviews.objects.order_by("user", "reviewed_at", "pk").values_list(*COLUMNS).iterator()
    values = (summarize(of_user) for _user, of_user in groupby(rows, itemgetter(0)))
    while batch := [summaries(**value) for value in islice(values, 1000)]:
        summaries.objects.bulk_create(batch)


def summarize(rows: Iterable[tuple[int, int, str, int | None, Any]]) -> dict[str, Any]:
    rows = list(rows)
    user, newest, _kind, _seconds, reviewed_on = rows[-1]
    day = [(kind, seconds) for _user, _pk, kind, seconds, on in rows if on == reviewed_on]
    measured = [[KINDS.index(kind), seconds] for _user, _pk, kind, seconds, _on in rows if seconds is not None][-200:]
    flashcard, rapid_fire = (
        min(max(round(median(own)), 1), 150) if len(own) >= 5 else None
        for own in ([seconds for kind, seconds in measured if kind == number] for number in range(2))
    )
    return {
        "user_id": user,
        "newest_id": newest,
        "reviewed_on": reviewed_on,
        "seconds": sum(seconds or 0 for _kind, seconds in day),
        "unmeasured_flashcards": day.count((KINDS[0], None)),
        "unmeasured_rapid_fire": day.count((KINDS[1], None)),
        "flashcard_seconds": flashcard,
        "rapid_fire_seconds": rapid_fire,
        "measured": measured,
    }


class Migration(migrations.Migration):
    dependencies = [("practice", "0003_review_summary")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
