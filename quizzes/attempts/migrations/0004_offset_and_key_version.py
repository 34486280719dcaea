from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def every_mark_names_its_key(apps: Any, editor: Any) -> None:
    """Marks were always given by the key of the version that was asked."""
    items = apps.get_model("quizzes_attempts", "AttemptItem").objects.filter(pk=OuterRef("item"))
    scores = models.QuerySet(apps.get_model("quizzes_attempts", "ItemScore"))
    scores.using(editor.connection.alias).update(
        key_version=Subquery(items.values("question_version")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes_attempts", "0003_reasons_are_codes"),
        ("quizzes_bank", "0004_question_version_language"),
    ]

    operations = [
        migrations.AddField(
            model_name="answerevent",
            name="client_offset",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="没有脚本的浏览器为空",
                null=True,
                verbose_name="打开页面后（毫秒）",
            ),
        ),
        migrations.AddField(
            model_name="itemscore",
            name="key_version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="quizzes_bank.questionversion",
                verbose_name="按哪一版的答案评",
            ),
        ),
        migrations.RunPython(every_mark_names_its_key, migrations.RunPython.noop),
    ]
