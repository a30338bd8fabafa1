import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0004_what_the_plan_names'),
        ('goals', '0003_minutes_by_weekday'),
    ]

    operations = [
        migrations.AddField(
            model_name='debrief',
            name='notes',
            field=models.TextField(blank=True, verbose_name='notes'),
        ),
        migrations.AddField(
            model_name='debrief',
            name='outcome',
            field=models.CharField(blank=True, choices=[('waiting', 'Waiting to hear'), ('passed', 'Passed'), ('failed', 'Did not pass'), ('withdrew', 'I withdrew')], max_length=8, verbose_name='outcome'),
        ),
        migrations.AlterField(
            model_name='debrief',
            name='asked',
            field=models.TextField(blank=True, verbose_name='questions asked'),
        ),
        migrations.AlterField(
            model_name='debrief',
            name='topics',
            field=models.ManyToManyField(blank=True, related_name='+', to='catalog.topic', verbose_name='topics you stumbled on'),
        ),
        migrations.AddConstraint(
            model_name='debrief',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('notes'), 10000), name='debrief_notes_fits'),
        ),
        migrations.AddConstraint(
            model_name='debrief',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ('', 'waiting', 'passed', 'failed', 'withdrew'))), name='debrief_outcome_known'),
        ),
    ]
