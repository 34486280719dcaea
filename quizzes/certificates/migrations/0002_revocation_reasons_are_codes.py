from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from portal.foundation.triggers import install
from quizzes.certificates.guards import GUARDS

REASONS = [
    ("cheated", "考试作弊或替考"),
    ("issued_wrongly", "不符合发证条件，误发"),
    ("wrong_facts", "证书上的信息有误"),
    ("holder_asked", "持证人申请撤销"),
    ("duty_breached", "违反志愿服务规定"),
    ("other", "其他原因"),
]


def words_become_notes(apps: Any, editor: Any) -> None:
    """What was typed stays readable for the office, where the holder's erasure reaches it."""
    using = editor.connection.alias
    revocations = models.QuerySet(apps.get_model("quizzes_certificates", "Revocation"), using=using)
    notes = models.QuerySet(apps.get_model("quizzes_certificates", "RevocationNote"), using=using)
    typed = revocations.exclude(reason__in=[code for code, _words in REASONS])
    for revocation in typed.exclude(certificate__person=None):
        notes.create(revocation=revocation, text=revocation.reason)
    typed.update(reason="other")


def notes_become_words(apps: Any, editor: Any) -> None:
    using = editor.connection.alias
    revocations = models.QuerySet(apps.get_model("quizzes_certificates", "Revocation"), using=using)
    for revocation in revocations.filter(reason="other").select_related("note"):
        if hasattr(revocation, "note"):
            revocations.filter(pk=revocation.pk).update(reason=revocation.note.text)


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes_attempts", "0003_reasons_are_codes"),
        ("quizzes_certificates", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="RevocationNote",
            fields=[
                (
                    "revocation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="note",
                        serialize=False,
                        to="quizzes_certificates.revocation",
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="备注")),
            ],
            options={"verbose_name": "撤销备注", "verbose_name_plural": "撤销备注"},
        ),
        migrations.RunPython(words_become_notes, notes_become_words),
        migrations.RemoveConstraint(model_name="revocation", name="revocation_has_reason"),
        migrations.AlterField(
            model_name="revocation",
            name="reason",
            field=models.CharField(choices=REASONS, max_length=24, verbose_name="撤销原因"),
        ),
        migrations.AddConstraint(
            model_name="revocation",
            constraint=models.CheckConstraint(
                condition=models.Q(reason__in=[code for code, _words in REASONS]),
                name="revocation_reason_known",
            ),
        ),
        install(GUARDS),
    ]
