from django.db import migrations


def drop_outlines(apps, schema_editor):
    """They are made anew from the documents when they are read: earlier ones hold no free minutes, later ones do."""
    plans = apps.get_model("planner", "Plan").objects.using(schema_editor.connection.alias)
    plans.filter(outline__isnull=False).update(outline=None)


class Migration(migrations.Migration):

    dependencies = [
        ("planner", "0003_superseded_plans"),
    ]

    operations = [
        migrations.RunPython(drop_outlines, drop_outlines),
    ]
