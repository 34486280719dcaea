from django.db import migrations

from portal.foundation.triggers import install
from quizzes.bank.guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [("quizzes_bank", "0001_initial")]

    operations = [install(GUARDS)]
