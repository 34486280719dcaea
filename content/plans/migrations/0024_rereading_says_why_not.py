from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content_plans", "0023_review_before_publication")]

    operations = [
        migrations.AddField("rereading", "read_with", models.JSONField(null=True)),
        migrations.AddField("rereading", "tries", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("rereading", "refusal", models.TextField(blank=True)),
    ]
