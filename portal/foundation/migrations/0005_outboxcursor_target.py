from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal_foundation", "0004_message_link")]

    operations = [
        migrations.AddField(
            model_name="outboxcursor",
            name="target",
            field=models.CharField(
                blank=True, default="", max_length=200, verbose_name="送往"
            ),
        ),
    ]
