from django.db import migrations

from portal.foundation.triggers import install
from quizzes.papers.guards import POOLS_STAY_APART


class Migration(migrations.Migration):
    dependencies = [("quizzes_papers", "0003_practised_is_practice")]

    operations = [install(POOLS_STAY_APART)]
