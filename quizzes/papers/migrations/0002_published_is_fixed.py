from django.db import migrations

from portal.foundation.triggers import install
from quizzes.papers.guards import PUBLISHED_IS_FIXED


class Migration(migrations.Migration):
    dependencies = [("quizzes_papers", "0001_initial")]

    operations = [install(PUBLISHED_IS_FIXED)]
