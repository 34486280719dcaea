"""Joint plans are filed as special and departmental ones are; a firm's plans are drilled yearly.

What the county has changed meanwhile stays as it is.
"""

from datetime import date

from django.db import migrations, models

MEASURES = "突发事件应急预案管理办法（国办发〔2024〕5号）"
SAFETY_PLANS = "生产安全事故应急预案管理办法（2016年第88号令，2019年第2号令修改）"
FILED = {"general", "special", "departmental", "grassroots"}


def tell(apps, schema_editor):
    rules = apps.get_model("content_plans", "DueRule")
    kinds = apps.get_model("content_plans", "DueRuleKind")
    for what, amount in (("filing", 20), ("receipt", 5)):
        for rule in rules.objects.filter(
            what=what, amount=amount, span="working_day", source=MEASURES, regime="", article=""
        ):
            held = set(kinds.objects.filter(rule=rule).values_list("kind", flat=True))
            if held != FILED:
                continue
            kinds.objects.create(rule=rule, kind="joint")
            if what == "filing":
                rules.objects.filter(pk=rule.pk).update(article="第二十六条")
    if not rules.objects.filter(what="drill", regime="work_safety", source=SAFETY_PLANS).exists():
        yearly = rules.objects.create(
            what="drill", amount=1, span="year", lowest_level="", regime="work_safety",
            source=SAFETY_PLANS, article="第三十三条", confidence="M", valid_from=date(2019, 9, 1),
        )  # fmt: skip
        kinds.objects.create(rule=yearly, kind="unit")


class Migration(migrations.Migration):
    dependencies = [("content_plans", "0019_goals_without_a_number")]

    operations = [
        migrations.AlterField(
            model_name='revisiontrigger',
            name='what',
            field=models.CharField(choices=[('law', '依据的法律、标准或上位预案变了'), ('command', '指挥机构或职责有重大调整'), ('risk', '面临的风险有重大变化'), ('resources', '重要应急资源有重大变化'), ('information', '预案里的其他重要信息变了'), ('experience', '实际应对或演练发现问题，要作重大调整'), ('author', '制定单位认为应当修订')], max_length=12, verbose_name='情形'),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
