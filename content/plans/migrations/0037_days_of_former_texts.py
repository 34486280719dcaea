"""Days of the register that were those of a text that another one has replaced since are kept with
that text: what was filed then is not filed for what is in force now.
"""

from datetime import timedelta

import django.db.models.deletion
from django.db import migrations, models

OF_A_TEXT = (
    "approved_on", "issued_on", "filed_on", "filing_receipt", "receipt_on", "disclosed_on",
)  # fmt: skip


def part(apps, schema_editor):
    versions = apps.get_model("content_plans", "PlanVersion").objects.filter(state="published")
    for plan in (
        apps.get_model("content_plans", "PlanDocument")
        .objects.filter(family="response", current_version__signed_on__isnull=False)
        .select_related("current_version")
        .defer(*(f"current_version__{name}" for name in ("original", "spans", "notes", "fields")))
    ):
        signed = plan.current_version.signed_on
        older = list(
            versions.filter(
                document=plan, number__lt=plan.current_version.number, signed_on__lt=signed
            )
            .order_by("-signed_on", "-number")
            .values_list("pk", "signed_on")
        )
        if not older:
            continue
        days = {name: getattr(plan, name) for name in OF_A_TEXT}
        old, gone = left_behind(days, older, signed)
        if not gone:
            continue
        apps.get_model("content_plans", "FormerDays").objects.create(
            version_id=old, filed_with=plan.filed_with, **{name: days[name] for name in gone}
        )
        for name in gone:
            setattr(plan, name, "" if name == "filing_receipt" else None)
        plan.save(update_fields=sorted(gone))


def left_behind(days, older, new):
    """Which of `older`, the texts before the one of the day `new`, latest first, the days of the
    register were those of, and which of the days: the latest text that was signed when they
    began, the earliest where none was yet."""
    dated = {name: days[name] for name in ("issued_on", "filed_on", "disclosed_on")}
    before = {name: day for name, day in dated.items() if day is not None and day < new}
    began = min(before.values(), default=new)
    old, signed = next((one for one in older if one[1] <= began), older[-1])
    gone = {*before}
    new_is_issued = days["issued_on"] is not None and days["issued_on"] >= new
    if "filed_on" in gone or (days["filed_on"] is None and not new_is_issued):
        gone |= {name for name in ("filing_receipt", "receipt_on") if days[name]}
    issued = days["issued_on"] if "issued_on" in gone else signed
    approved = days["approved_on"]
    if approved is not None and approved <= min(new - timedelta(days=1), issued):
        gone.add("approved_on")
    return old, gone


class Migration(migrations.Migration):

    dependencies = [
        ('content_plans', '0036_on_site_schemes_every_half_year'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerDays',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='批准日期')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='印发日期')),
                ('filed_with', models.CharField(blank=True, max_length=120, verbose_name='备案送达单位')),
                ('filed_on', models.DateField(blank=True, null=True, verbose_name='备案日期')),
                ('filing_receipt', models.CharField(blank=True, max_length=80, verbose_name='备案回执')),
                ('receipt_on', models.DateField(blank=True, null=True, verbose_name='回执日期')),
                ('disclosed_on', models.DateField(blank=True, null=True, verbose_name='主动公开日期')),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='former_days', to='content_plans.planversion', verbose_name='版本')),
            ],
            options={
                'verbose_name': '以前版本的日期',
                'verbose_name_plural': '以前版本的日期',
                'ordering': ['-version'],
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('receipt_on__isnull', True), ('filed_on__isnull', True), ('receipt_on__gte', models.F('filed_on')), _connector='OR'), name='formerdays_receipt_after_filing')],
            },
        ),
        migrations.RunPython(part, migrations.RunPython.noop),
    ]
