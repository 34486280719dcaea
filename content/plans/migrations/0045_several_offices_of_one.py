"""Who holds two offices may be said to hold one of them no longer."""

from django.db import migrations, models
from django.db.models import Q

CALLED = [
    "actor_named", "level", "level_by", "level_done", "level_when", "office", "situation",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("content_plans", "0044_what_nobody_proved_of_the_rules")]

    operations = [
        migrations.RemoveConstraint("plancorrection", "plancorrection_place_once"),
        migrations.RemoveConstraint("plancorrection", "plancorrection_is_called"),
        migrations.AddConstraint(
            "plancorrection",
            models.UniqueConstraint(
                fields=["document", "slot", "text", "before", "after", "nth", "name"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(slot="office"),
                name="plancorrection_place_once",
            ),
        ),
        migrations.AddConstraint(
            "plancorrection",
            models.UniqueConstraint(
                fields=["document", "text", "before", "after", "nth", "name", "called"],
                condition=Q(withdrawn_at__isnull=True, slot="office"),
                name="plancorrection_office_once",
            ),
        ),
        migrations.AddConstraint(
            "plancorrection",
            models.CheckConstraint(
                condition=(Q(kind__in=CALLED) & ~Q(called=""))
                | (~Q(kind__in=CALLED) & Q(called=""))
                | Q(kind="no_office"),
                name="plancorrection_is_called",
            ),
        ),
    ]
