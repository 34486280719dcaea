import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Apart from the filling: PostgreSQL alters no table whose rows changed just now."""

    dependencies = [("quizzes_attempts", "0004_offset_and_key_version")]

    operations = [
        migrations.AlterField(
            model_name="itemscore",
            name="key_version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="quizzes_bank.questionversion",
                verbose_name="按哪一版的答案评",
            ),
        ),
    ]
