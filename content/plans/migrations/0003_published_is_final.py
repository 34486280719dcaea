from django.db import migrations

from content.plans.guards import GUARDS
from portal.foundation.triggers import install


class Migration(migrations.Migration):
    dependencies = [("content_plans", "0002_originals_intakes_and_publications")]

    operations = [install(GUARDS)]
