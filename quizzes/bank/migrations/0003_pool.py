from django.db import migrations, models

from portal.foundation.triggers import install
from quizzes.bank.guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [("quizzes_bank", "0002_written_once")]

    operations = [
        migrations.AddField(
            model_name="question",
            name="pool",
            field=models.CharField(
                choices=[("practice", "练习"), ("certification", "认证")],
                default="certification",
                help_text="练习题公布答案，不再用于认证考试",
                max_length=14,
                verbose_name="题库分池",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("pool__in", ["practice", "certification"])),
                name="question_pool_known",
            ),
        ),
        # SQLite rebuilt the table for both, and the guard went with the old one.
        install(GUARDS),
    ]
