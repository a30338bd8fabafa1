from django.db import migrations, models
from django.db.models import Exists, OuterRef


def compact(apps, schema_editor):
    """As ``services.adopt`` leaves them: the plan in force and the one that undo brings back have documents."""
    plans = apps.get_model("planner", "Plan").objects.using(schema_editor.connection.alias)
    brings_back = plans.filter(is_current=True, previous=OuterRef("pk"))
    plans.filter(~Exists(brings_back), is_current=False).update(document=None, outline=None)
    plans.filter(is_current=False, previous__isnull=False).update(previous=None)


class Migration(migrations.Migration):

    dependencies = [
        ("planner", "0002_plan_outline"),
    ]

    operations = [
        migrations.AlterField(
            model_name="plan",
            name="document",
            field=models.JSONField(null=True, verbose_name="document"),
        ),
        migrations.RunPython(compact),
    ]
