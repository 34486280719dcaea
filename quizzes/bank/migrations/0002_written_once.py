from django.db import migrations

from quizzes.bank.append_only import install
from quizzes.bank.guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [("quizzes_bank", "0001_initial")]

    operations = [install(GUARDS)]
