"""A correction that was made before its draft was kept with it counted as work on every later
text, so that its maker could approve none. The audit says on which draft each was made."""

from datetime import timedelta

from django.db import migrations

MADE, UNDONE = "content.plan.corrected", "content.plan.correction_undone"
AT_ONCE = timedelta(seconds=10)
"""One that is said anew is withdrawn in the same moment."""


def tell(apps, _schema_editor):
    corrections = apps.get_model("content_plans", "PlanCorrection").objects
    made = _told(apps, MADE)
    for row in corrections.filter(made_on=None):
        _say(apps, row, "made_on", made.get(row.pk))
    undone = _told(apps, UNDONE)
    for row in corrections.filter(withdrawn_on=None, withdrawn_at__isnull=False):
        _say(apps, row, "withdrawn_on", undone.get(row.pk) or made.get(_said_anew(corrections, row)))


def _told(apps, action):
    """By the id of a correction: the number of the draft, and when."""
    events = apps.get_model("portal_foundation", "AuditEvent").objects.filter(action=action)
    return {
        data["correction"]: (data["version"], at)
        for data, at in events.values_list("data", "at").iterator()
        if "correction" in data and "version" in data
    }


def _say(apps, row, name, told):
    if told is None:
        return
    number, at = told
    # A draft that was thrown away leaves its number to the next: that one came later.
    draft = apps.get_model("content_plans", "PlanVersion").objects.filter(
        document=row.document_id, number=number, imported_at__lte=at
    )
    found = draft.first()
    if found is not None:
        setattr(row, name, found)
        row.save(update_fields=[name])


def _said_anew(corrections, row):
    place = ("document", "slot", "text", "before", "after", "nth")
    later = corrections.filter(
        pk__gt=row.pk,
        made_at__lte=row.withdrawn_at + AT_ONCE,
        made_at__gte=row.withdrawn_at - AT_ONCE,
        **{name: getattr(row, name) for name in place},
    )
    return later.order_by("pk").values_list("pk", flat=True).first()


class Migration(migrations.Migration):
    dependencies = [
        ("content_plans", "0032_approval_dates"),
        ("portal_foundation", "0004_message_link"),
    ]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
