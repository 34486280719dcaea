"""Plant the hazards and audiences every installation starts with."""

from django.db import migrations

from content.taxonomy.seed import AUDIENCES, HAZARDS


def plant(apps, schema_editor):
    Hazard = apps.get_model("content_taxonomy", "Hazard")
    Audience = apps.get_model("content_taxonomy", "Audience")
    for position, hazard in enumerate(HAZARDS, start=1):
        Hazard.objects.get_or_create(
            slug=hazard.slug,
            defaults={
                "name": hazard.name,
                "plain_name": hazard.plain_name,
                "hazard_class": hazard.hazard_class,
                "pictogram": hazard.slug,
                "position": position * 10,
                "home_position": hazard.home_position,
                "elder_position": hazard.elder_position,
            },
        )
    for position, (slug, name) in enumerate(AUDIENCES, start=1):
        Audience.objects.get_or_create(
            slug=slug, defaults={"name": name, "position": position * 10}
        )


class Migration(migrations.Migration):
    dependencies = [("content_taxonomy", "0001_initial")]

    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
