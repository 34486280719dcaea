"""All China to county level, current and historic (sources: `portal/people/data/README.md`)."""

import csv
import json
from pathlib import Path

from django.db import migrations

TABLE = Path(__file__).resolve().parents[1] / "data" / "divisions.csv"
RANK = {"province": 0, "prefecture": 1, "county": 2}


def load(apps, schema_editor):
    Division = apps.get_model("portal_people", "Division")
    with TABLE.open(encoding="utf-8", newline="") as stream:
        rows = sorted(csv.DictReader(stream), key=lambda row: (RANK[row["level"]], row["code"]))
    ids = {}
    for level in RANK:
        batch = [
            Division(
                code=row["code"],
                name=row["name"],
                level=level,
                parent_id=ids.get(row["parent"]),
                valid_from=row["valid_from"] or None,
                valid_to=row["valid_to"] or None,
                former_names=json.loads(row["former_names"] or "[]"),
            )
            for row in rows
            if row["level"] == level
        ]
        ids |= {division.code: division.pk for division in Division.objects.bulk_create(batch)}
    changed = [row for row in rows if row["replaced_by"]]
    successors = []
    for row in changed:
        division = Division(pk=ids[row["code"]])
        division.replaced_by_id = ids[row["replaced_by"]]
        successors.append(division)
    Division.objects.bulk_update(successors, ["replaced_by"], batch_size=500)


def unload(apps, schema_editor):
    Division = apps.get_model("portal_people", "Division")
    Division.objects.update(parent=None, replaced_by=None)
    Division.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("portal_people", "0001_initial")]
    operations = [migrations.RunPython(load, unload)]
