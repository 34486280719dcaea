"""The database refuses to change what is only ever added."""

from django.db import migrations

from portal.foundation import triggers


class Migration(migrations.Migration):
    dependencies = [("portal_foundation", "0001_initial")]

    operations = [
        triggers.operation(
            "portal_foundation_auditevent",
            "portal_foundation_auditbatch",
            "portal_foundation_consentnotice",
        ),
    ]
