import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content_plans", "0004_intake_asked_at")]

    operations = [
        migrations.RenameModel("Publication", "FollowUp"),
        migrations.AlterModelOptions(
            "followup",
            options={"ordering": ["pk"], "verbose_name": "后续", "verbose_name_plural": "后续"},
        ),
        migrations.AlterField(
            "followup",
            "document",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="content_plans.plandocument",
            ),
        ),
        migrations.AddField(
            "followup", "asked_at", models.DateTimeField(default=django.utils.timezone.now)
        ),
    ]
