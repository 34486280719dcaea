from typing import Any

from django.db import migrations, models


def volunteers_become_adults(apps: Any, editor: Any) -> None:
    """From here on only; what was issued keeps its facts."""
    using = editor.connection.alias
    schemes = models.QuerySet(apps.get_model("quizzes_certificates", "Scheme"), using=using)
    schemes.filter(kind="volunteer", adult_only=False).update(adult_only=True)


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes_certificates", "0005_scheme_renews_within_its_term"),
    ]

    operations = [
        migrations.RunPython(volunteers_become_adults, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("kind", "volunteer"), _negated=True), ("adult_only", True), _connector="OR"),
                name="scheme_volunteers_are_adults",
                violation_error_message="应急志愿者的证书只发给年满 18 周岁的人，这一项要勾上。",
            ),
        ),
    ]
