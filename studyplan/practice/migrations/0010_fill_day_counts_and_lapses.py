from statistics import median

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Count, F, Q

USUAL, LEAST, WEIGHT, MOST = (15, 60), (6, 20), 10, 150
REVIEW, AGAIN = 2, 1


def fill(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Count what the reviews say of lapses and of each user's newest day, and estimate anew what cards take."""
    memories, reviews = apps.get_model("practice", "CardMemory"), apps.get_model("practice", "Review")
    lapsed = reviews.objects.filter(grade=AGAIN, before__state=REVIEW).order_by()
    for user, card, times in lapsed.values_list("user", "card").annotate(times=Count("pk")).iterator():
        memories.objects.filter(user=user, card=card).update(lapses=times)
    summaries = apps.get_model("practice", "ReviewSummary")
    of_day = reviews.objects.filter(reviewed_on=F("user__review_summary__reviewed_on")).order_by()
    counts = of_day.values_list("user").annotate(
        all_of_them=Count("pk"),
        recalled=Count("pk", filter=Q(grade__gt=AGAIN)),
        new=Count("pk", filter=Q(before__isnull=True)),
    )
    by_user = {user: numbers for user, *numbers in counts}
    for summary in summaries.objects.iterator():
        summary.reviews, summary.recalled, summary.new_cards = by_user.get(summary.user_id, (0, 0, 0))
        summary.flashcard_seconds, summary.rapid_fire_seconds = (
            estimate([seconds for kind, seconds in summary.measured if kind == number], number) for number in range(2)
        )
        summary.save()


def estimate(measured: list[int], kind: int) -> int | None:
    if not measured:
        return None
    pulled = (WEIGHT * USUAL[kind] + len(measured) * median(measured)) / (WEIGHT + len(measured))
    return min(max(round(pulled), LEAST[kind]), MOST)


def forget_own(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Before it, every memory and every review was of a given card."""
    for name in ("CardMemory", "Review"):
        apps.get_model("practice", name).objects.filter(card=None).delete()


class Migration(migrations.Migration):
    dependencies = [("practice", "0009_own_cards_and_day_counts")]

    operations = [migrations.RunPython(fill, forget_own, elidable=True)]
