"""Rules that no text at hand bears out say so: that joint plans are filed, and the article of
Order 88 on drills. The number of the article on filing was never read and goes. What the county
has changed meanwhile stays as it is.
"""

from django.db import migrations

MEASURES = "突发事件应急预案管理办法（国办发〔2024〕5号）"
SAFETY_PLANS = "生产安全事故应急预案管理办法（2016年第88号令，2019年第2号令修改）"
FILED = {"general", "special", "departmental", "grassroots", "joint"}


def tell(apps, schema_editor):
    rules = apps.get_model("content_plans", "DueRule")
    kinds = apps.get_model("content_plans", "DueRuleKind")
    for what, amount, article in (("filing", 20, "第二十六条"), ("receipt", 5, "")):
        for rule in rules.objects.filter(
            what=what, amount=amount, span="working_day", source=MEASURES, article=article,
            regime="", lowest_level="", division=None, confidence="M",
        ):  # fmt: skip
            held = kinds.objects.filter(rule=rule)
            if set(held.values_list("kind", flat=True)) != FILED:
                continue
            held.filter(kind="joint").delete()
            rules.objects.filter(pk=rule.pk).update(article="")
            joint = rules.objects.create(
                what=what, amount=amount, span="working_day", lowest_level="", regime="",
                source=MEASURES, article="", confidence="L", valid_from=rule.valid_from,
                valid_to=rule.valid_to,
            )  # fmt: skip
            kinds.objects.create(rule=joint, kind="joint")
    rules.objects.filter(
        what="drill", source=SAFETY_PLANS, article="第三十三条", confidence="M"
    ).update(confidence="L")


class Migration(migrations.Migration):
    dependencies = [("content_plans", "0043_rules_that_name_their_plans")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
