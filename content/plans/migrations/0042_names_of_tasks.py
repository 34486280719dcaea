"""Tasks that were stored by the heading above them alone (组织专项演练：) are called by what they
say as well."""

import re

from django.db import migrations

LONGEST = 120


def name(apps, schema_editor):
    tasks = apps.get_model("content_plans", "PlanTask")
    for task in tasks.objects.filter(name__endswith="："):
        if "name" in task.corrected:
            continue
        said = re.match(r"[^。；;\n]*", task.wording)[0].strip(" 　，,")
        if said:
            tasks.objects.filter(pk=task.pk).update(name=(task.name + said)[:LONGEST])


class Migration(migrations.Migration):
    dependencies = [("content_plans", "0041_offices_as_editors_say")]

    operations = [migrations.RunPython(name, migrations.RunPython.noop)]
