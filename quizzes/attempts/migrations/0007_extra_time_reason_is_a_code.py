from typing import Any

from django.db import migrations, models

CODES = ["requested", "language", "device", "other"]


def free_text_goes(apps: Any, editor: Any) -> None:
    """What was typed may tell of somebody's health, which is not to be kept: a code stays."""
    allowances = models.QuerySet(apps.get_model("quizzes_attempts", "Accommodation"))
    allowances.using(editor.connection.alias).exclude(reason__in=CODES).update(reason="other")


class Migration(migrations.Migration):
    dependencies = [("quizzes_attempts", "0006_answers_name_their_page")]

    operations = [
        migrations.RunPython(free_text_goes, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="accommodation",
            name="reason",
            field=models.CharField(
                choices=[
                    ("requested", "本人申请，已经同意"),
                    ("language", "不熟悉试卷的文字"),
                    ("device", "设备或网络慢"),
                    ("other", "其他"),
                ],
                max_length=200,
                verbose_name="理由",
            ),
        ),
        migrations.AddConstraint(
            model_name="accommodation",
            constraint=models.CheckConstraint(
                condition=models.Q(reason__in=CODES), name="accommodation_reason_known"
            ),
        ),
    ]
