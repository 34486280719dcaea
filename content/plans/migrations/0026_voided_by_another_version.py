from django.db import migrations, models
from django.db.models import Q

REASONS = {
    "corrected": "改正了读法",
    "readers": "改了哪一条谁能看",
    "register": "改了登记里的标题或公开范围",
    "imported": "导入了新的一版，有条文改成先不公开",
    "published": "发布了另一版，标题或公开范围变了",
}


class Migration(migrations.Migration):
    dependencies = [("content_plans", "0025_readers_may_take_the_original")]

    operations = [
        migrations.RemoveConstraint("reviewround", "reviewround_void_for_something"),
        migrations.AlterField(
            "reviewround",
            "void_for",
            models.CharField(
                blank=True,
                choices=list(REASONS.items()),
                max_length=10,
                verbose_name="为什么作废",
            ),
        ),
        migrations.AddConstraint(
            "reviewround",
            models.CheckConstraint(
                condition=Q(state="void", ended_at__isnull=False, void_for__in=list(REASONS))
                | ~Q(state="void") & Q(void_for=""),
                name="reviewround_void_for_something",
            ),
        ),
    ]
