from typing import Any

from django.db import migrations, models

from portal.foundation.triggers import create, drop, install
from quizzes.attempts.guards import GUARDS

LATE = ["network", "system", "device", "no_ground", "doubt", "other"]
SCORED = ["", "late_answer", "key_corrected", "review"]


def free_text_goes(apps: Any, editor: Any) -> None:
    """Nobody can tell what was typed, and these rows outlive the person: a code stays."""
    drop(editor.connection, GUARDS)
    reviews = models.QuerySet(apps.get_model("quizzes_attempts", "LateReview"))
    runs = models.QuerySet(apps.get_model("quizzes_attempts", "ScoreRun"))
    late = reviews.using(editor.connection.alias).exclude(reason__in=LATE)
    late.update(reason="other")
    scored = runs.using(editor.connection.alias).exclude(reason__in=SCORED)
    scored.update(reason="review")


def guards_come_back(_apps: Any, editor: Any) -> None:
    create(editor.connection, GUARDS)


class Migration(migrations.Migration):
    dependencies = [("quizzes_attempts", "0002_written_once")]

    operations = [
        migrations.RunPython(free_text_goes, guards_come_back),
        migrations.RemoveConstraint(model_name="latereview", name="late_review_has_reason"),
        migrations.AlterField(
            model_name="latereview",
            name="reason",
            field=models.CharField(
                choices=[
                    ("network", "断网或停电"),
                    ("system", "系统故障"),
                    ("device", "设备故障"),
                    ("no_ground", "没有正当理由"),
                    ("doubt", "疑似作弊"),
                    ("other", "其他"),
                ],
                max_length=200,
                verbose_name="理由",
            ),
        ),
        migrations.AlterField(
            model_name="scorerun",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "收卷时评分"),
                    ("late_answer", "计入迟到答案"),
                    ("key_corrected", "更正答案"),
                    ("review", "复核"),
                ],
                default="",
                max_length=200,
                verbose_name="原因",
            ),
        ),
        migrations.AddConstraint(
            model_name="latereview",
            constraint=models.CheckConstraint(
                condition=models.Q(reason__in=LATE), name="late_review_reason_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="scorerun",
            constraint=models.CheckConstraint(
                condition=models.Q(reason__in=SCORED), name="score_run_reason_known"
            ),
        ),
        install(GUARDS),
    ]
