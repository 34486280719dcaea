from typing import Any

from django.db import migrations, models


def holders_become_adults(apps: Any, editor: Any) -> None:
    """From here on only; what was issued keeps its facts."""
    using = editor.connection.alias
    schemes = models.QuerySet(apps.get_model("quizzes_certificates", "Scheme"), using=using)
    schemes.filter(adult_only=False).update(adult_only=True)


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes_certificates", "0006_volunteers_are_adults"),
    ]

    operations = [
        migrations.RunPython(holders_become_adults, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="scheme", name="scheme_volunteers_are_adults"),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(("adult_only", True)),
                name="scheme_holders_are_adults",
                violation_error_message="证书只发给年满 18 周岁的人，这一项要勾上。",
            ),
        ),
    ]
