"""The database refuses to change what is only ever added."""

from django.db import migrations

from portal.foundation.guards import GUARDS
from portal.foundation.triggers import install


class Migration(migrations.Migration):
    dependencies = [("portal_foundation", "0001_initial")]

    operations = [install(GUARDS)]
