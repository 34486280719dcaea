"""A rule may hold for the plans alone that its article names."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content_plans", "0042_names_of_tasks")]

    operations = [
        migrations.AddField(
            model_name="duerule",
            name="named",
            field=models.CharField(
                blank=True, default="", max_length=120, verbose_name="只管这些预案"
            ),
        ),
    ]
