"""What came of a reason to revise is written down. A reason that a drill found no longer begins with
its day, which stands beside it.
"""

import django.db.models.deletion
from django.db import migrations, models

FOUND = " 的演练发现："


def shorten(apps, schema_editor):
    found = apps.get_model("content_plans", "RevisionTrigger").objects.filter(
        what="experience", reason__contains=FOUND
    )
    for one in found:
        begins = f"{one.noticed_on}{FOUND}"
        if one.reason.startswith(begins):
            one.reason = f"演练发现：{one.reason.removeprefix(begins)}"
            one.save(update_fields=["reason"])


class Migration(migrations.Migration):

    dependencies = [
        ('content_plans', '0038_who_acts_as_editors_say'),
    ]

    operations = [
        migrations.AddField(
            model_name='revisiontrigger',
            name='because',
            field=models.CharField(blank=True, max_length=200, verbose_name='为什么不用修订'),
        ),
        migrations.AddField(
            model_name='revisiontrigger',
            name='settled_in',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='content_plans.planversion', verbose_name='哪一版里改的'),
        ),
        migrations.AddConstraint(
            model_name='revisiontrigger',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('because', ''), ('settled_in__isnull', True)), models.Q(('because', ''), ('settled_on__isnull', False)), models.Q(('settled_in__isnull', True), ('settled_on__isnull', False)), _connector='OR'), name='plantrigger_one_answer'),
        ),
        migrations.RunPython(shorten, migrations.RunPython.noop),
    ]
