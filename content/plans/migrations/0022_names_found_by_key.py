from collections.abc import Iterator
from typing import Any, Final

from django.db import migrations, models

from content.plans.domain.names import number_key, title_key

_SLICE: Final = 500


def _key(length: int = 200) -> models.CharField:
    return models.CharField(max_length=length, blank=True, editable=False)


def fill(apps: Any, editor: Any) -> None:
    """The keys of what is there, a slice at a time: a version's text is never loaded."""
    using = editor.connection.alias
    for name, keys in (
        ("PlanDocument", {"title": ("title_key", title_key)}),
        (
            "PlanVersion",
            {
                "title": ("title_key", title_key),
                "index_number": ("index_key", number_key),
                "document_number": ("number_key", number_key),
            },
        ),
    ):
        model = apps.get_model("content_plans", name)
        for rows in _slices(models.QuerySet(model, using=using).only(*keys).order_by("pk")):
            for row in rows:
                for said, (column, made) in keys.items():
                    setattr(row, column, made(getattr(row, said)))
            models.QuerySet(model, using=using).bulk_update(
                rows, [column for column, _made in keys.values()]
            )


def _slices(rows: models.QuerySet[Any]) -> Iterator[list[Any]]:
    last = 0
    while found := list(rows.filter(pk__gt=last)[:_SLICE]):
        yield found
        last = found[-1].pk


class Migration(migrations.Migration):
    dependencies = [("content_plans", "0021_tasks_of_planning_documents")]

    operations = [
        migrations.AddField("plandocument", "title_key", _key()),
        migrations.AddField("planversion", "title_key", _key()),
        migrations.AddField("planversion", "index_key", _key()),
        migrations.AddField("planversion", "number_key", _key()),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            "plandocument", models.Index(fields=["title_key"], name="plan_title_key")
        ),
        migrations.AddIndex(
            "planversion", models.Index(fields=["title_key"], name="planversion_title_key")
        ),
        migrations.AddIndex(
            "planversion", models.Index(fields=["index_key"], name="planversion_index_key")
        ),
        migrations.AddIndex(
            "planversion", models.Index(fields=["number_key"], name="planversion_number_key")
        ),
        migrations.RemoveField("clausevisibility", "proposed_at"),
        migrations.RemoveField("followup", "begun_at"),
    ]
