import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content_plans", "0026_voided_by_another_version")]

    operations = [
        migrations.AddField(
            model_name="plantask",
            name="corrected",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.AddField(
            model_name="plantask",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="followed_by",
                to="content_plans.plantask",
            ),
        ),
    ]
