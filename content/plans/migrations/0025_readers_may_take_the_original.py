from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content_plans", "0024_rereading_says_why_not")]

    operations = [
        migrations.AddField(
            model_name="plandocument",
            name="original_for_readers",
            field=models.BooleanField(default=False, verbose_name="读者可以下载原件"),
        ),
    ]
