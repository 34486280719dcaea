from django.db import migrations

from quizzes.bank.append_only import freeze


class Migration(migrations.Migration):
    dependencies = [("quizzes_bank", "0001_initial")]

    operations = [
        freeze("quizzes_bank_questionversion"),
        freeze("quizzes_bank_answerkey"),
        freeze("quizzes_bank_question", operations=["DELETE"], name="kept"),
    ]
