"""Schemes for what is to be done on the spot are drilled every half year; the firms' plans whose
title says that they are one become one. What the county has changed meanwhile stays as it is.
"""

from datetime import date

from django.db import migrations, models

SAFETY_PLANS = "生产安全事故应急预案管理办法（2016年第88号令，2019年第2号令修改）"


def tell(apps, schema_editor):
    rules = apps.get_model("content_plans", "DueRule")
    if not rules.objects.filter(what="drill", regime="on_site").exists():
        half_yearly = rules.objects.create(
            what="drill", amount=6, span="month", lowest_level="", regime="on_site",
            source=SAFETY_PLANS, article="第三十三条", confidence="M", valid_from=date(2019, 9, 1),
        )  # fmt: skip
        apps.get_model("content_plans", "DueRuleKind").objects.create(rule=half_yearly, kind="unit")
    apps.get_model("content_plans", "PlanDocument").objects.filter(
        kind="unit", regime="work_safety", title__contains="现场处置"
    ).update(regime="on_site")


class Migration(migrations.Migration):

    dependencies = [
        ('content_plans', '0035_baselines_of_drafts'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='duerule',
            name='duerule_regime_known',
        ),
        migrations.RemoveConstraint(
            model_name='plandocument',
            name='plan_regime_known',
        ),
        migrations.AlterField(
            model_name='duerule',
            name='regime',
            field=models.CharField(blank=True, choices=[('', '不是生产安全事故预案'), ('work_safety', '生产安全事故预案'), ('dangerous_trade', '危险行业和人员密集场所的生产安全事故预案'), ('on_site', '生产安全事故现场处置方案')], default='', max_length=16, verbose_name='生产安全'),
        ),
        migrations.AlterField(
            model_name='plandocument',
            name='regime',
            field=models.CharField(blank=True, choices=[('', '不是生产安全事故预案'), ('work_safety', '生产安全事故预案'), ('dangerous_trade', '危险行业和人员密集场所的生产安全事故预案'), ('on_site', '生产安全事故现场处置方案')], default='', max_length=16, verbose_name='生产安全'),
        ),
        migrations.AddConstraint(
            model_name='duerule',
            constraint=models.CheckConstraint(condition=models.Q(('regime__in', ['', 'work_safety', 'dangerous_trade', 'on_site'])), name='duerule_regime_known'),
        ),
        migrations.AddConstraint(
            model_name='plandocument',
            constraint=models.CheckConstraint(condition=models.Q(('regime__in', ['', 'work_safety', 'dangerous_trade', 'on_site'])), name='plan_regime_known'),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
