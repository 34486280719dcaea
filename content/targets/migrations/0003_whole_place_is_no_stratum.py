from typing import Any

from django.db import migrations, models

RUNS_A_PORTAL = ("prefecture", "county")


def whole_place_is_no_stratum(apps: Any, editor: Any) -> None:
    """全县, 安澜县, 不分 and nothing are one stratum, and it is stored as nothing.

    Of two standing targets that thereby say the same clause twice one has the place: what stood
    there without a stratum, then what is confirmed, then the older. The other keeps its words,
    and is read as the same stratum all the same: it may be confirmed and public, so a person
    retires or discards it, and no migration.
    """
    using = editor.connection.alias
    units = models.QuerySet(apps.get_model("portal_people", "Unit"), using=using)
    targets = models.QuerySet(apps.get_model("content_targets", "Target"), using=using)
    leading = units.filter(parent_links__isnull=True, kind__in=RUNS_A_PORTAL)
    words = {"", "不分"}
    for name in leading.values_list("name", flat=True):
        words |= {name, "全地区" if name.endswith("地区") else f"全{name[-1:]}"}
    # By the alphabet what is confirmed comes before drafts.
    for target in targets.exclude(stratum="").order_by("state", "pk"):
        if target.stratum.strip().removesuffix("内").removesuffix("范围") not in words:
            continue
        place = targets.exclude(state="retired").filter(
            clause_key=target.clause_key,
            indicator=target.indicator_id,
            due=target.due,
            stratum="",
        )
        if target.state == "retired" or not place.exists():
            targets.filter(pk=target.pk).update(stratum="")


class Migration(migrations.Migration):
    dependencies = [
        ("content_targets", "0002_retired_targets"),
        ("portal_people", "0004_prefecture_units"),
    ]

    operations = [
        migrations.RunPython(whole_place_is_no_stratum, migrations.RunPython.noop),
    ]
