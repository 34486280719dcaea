from django.db import migrations

from quizzes.attempts.guards import GUARDS
from portal.foundation.triggers import install


class Migration(migrations.Migration):
    dependencies = [("quizzes_attempts", "0001_initial")]

    operations = [install(GUARDS)]
