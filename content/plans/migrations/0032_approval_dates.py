from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content_plans", "0031_what_was_read_out")]

    operations = [
        migrations.RemoveConstraint(
            model_name="plandocument", name="plan_only_response_falls_due"
        ),
        migrations.AddField(
            model_name="plandocument",
            name="approved_on",
            field=models.DateField(blank=True, null=True, verbose_name="批准日期"),
        ),
        migrations.AddConstraint(
            model_name="plandocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("family", "response"),
                    models.Q(
                        ("approved_on__isnull", True),
                        ("disclosed_on__isnull", True),
                        ("evaluated_on__isnull", True),
                        ("issued_on__isnull", True),
                        ("regime", ""),
                    ),
                    _connector="OR",
                ),
                name="plan_only_response_falls_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="plandocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_on__isnull", True),
                    ("issued_on__isnull", True),
                    ("issued_on__gte", models.F("approved_on")),
                    _connector="OR",
                ),
                name="plan_issued_after_approval",
            ),
        ),
    ]
