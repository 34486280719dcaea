"""The rules whose source was read or is reported alike, and the holidays of three years.

Every row can be changed by the county. What is unconfirmed is no row.
"""

from datetime import date, timedelta

from django.db import migrations

MEASURES = "突发事件应急预案管理办法（国办发〔2024〕5号）"
DISCLOSURE = "中华人民共和国政府信息公开条例"
SAFETY = "生产安全事故应急条例"
SAFETY_PLANS = "生产安全事故应急预案管理办法（2016年第88号令，2019年第2号令修改）"
ISSUED = date(2024, 1, 31)
FILED = ("general", "special", "departmental", "grassroots")
GOVERNMENT = ("general", "special", "departmental", "joint")
RULES = (
    # what, amount, span, kinds, lowest level, regime, source, article, confidence, valid from
    ("filing", 20, "working_day", FILED, "", "", MEASURES, "", "M", ISSUED),
    ("receipt", 5, "working_day", FILED, "", "", MEASURES, "", "M", ISSUED),
    ("filing", 20, "working_day", ("unit",), "", "dangerous_trade", SAFETY_PLANS, "", "M",
     date(2019, 9, 1)),
    ("receipt", 5, "working_day", ("unit",), "", "dangerous_trade", SAFETY_PLANS, "", "M",
     date(2019, 9, 1)),
    ("disclosure", 20, "working_day", GOVERNMENT, "", "", DISCLOSURE,
     "第二十条第十二项、第二十六条", "H", date(2019, 5, 15)),
    ("evaluation", 3, "year", ("general", "special", "departmental"), "county", "", MEASURES, "",
     "M", ISSUED),
    ("drill", 3, "year", ("special", "departmental"), "", "", MEASURES, "", "M", ISSUED),
    ("drill", 2, "year", (*GOVERNMENT, "grassroots"), "town", "work_safety", SAFETY, "第八条", "H",
     date(2019, 4, 1)),
    ("drill", 6, "month", ("unit",), "", "dangerous_trade", SAFETY, "第八条", "H",
     date(2019, 4, 1)),
)  # fmt: skip

NOTICE = "国务院办公厅关于{year}年部分节假日安排的通知（预置，请对照原文）"
OFF = {
    2024: (
        ("元旦", "01-01", "01-01"), ("春节", "02-10", "02-17"), ("清明节", "04-04", "04-06"),
        ("劳动节", "05-01", "05-05"), ("端午节", "06-10", "06-10"), ("中秋节", "09-15", "09-17"),
        ("国庆节", "10-01", "10-07"),
    ),
    2025: (
        ("元旦", "01-01", "01-01"), ("春节", "01-28", "02-04"), ("清明节", "04-04", "04-06"),
        ("劳动节", "05-01", "05-05"), ("端午节", "05-31", "06-02"),
        ("国庆节、中秋节", "10-01", "10-08"),
    ),
    2026: (
        ("元旦", "01-01", "01-03"), ("春节", "02-15", "02-23"), ("清明节", "04-04", "04-06"),
        ("劳动节", "05-01", "05-05"), ("端午节", "06-19", "06-21"), ("中秋节", "09-25", "09-27"),
        ("国庆节", "10-01", "10-07"),
    ),
}  # fmt: skip
WORKED = {
    2024: ("02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"),
    2025: ("01-26", "02-08", "04-27", "09-28", "10-11"),
    2026: ("01-04", "02-14", "02-28", "05-09", "09-20", "10-10"),
}


def fill(apps, schema_editor):
    rules = apps.get_model("content_plans", "DueRule")
    kinds = apps.get_model("content_plans", "DueRuleKind")
    for what, amount, span, held, lowest, regime, source, article, confidence, since in RULES:
        rule = rules.objects.create(
            what=what, amount=amount, span=span, lowest_level=lowest, regime=regime,
            source=source, article=article, confidence=confidence, valid_from=since,
        )  # fmt: skip
        kinds.objects.bulk_create(kinds(rule=rule, kind=kind) for kind in held)
    years = apps.get_model("content_plans", "CalendarYear")
    days = apps.get_model("content_plans", "CalendarDay")
    for year, holidays in OFF.items():
        calendar = years.objects.create(year=year, source=NOTICE.format(year=year))
        rows = []
        for name, first, last in holidays:
            day = date.fromisoformat(f"{year}-{first}")
            while day <= date.fromisoformat(f"{year}-{last}"):
                rows.append(days(calendar=calendar, day=day, worked=False, name=name))
                day += timedelta(days=1)
        rows += [
            days(calendar=calendar, day=date.fromisoformat(f"{year}-{day}"), worked=True, name="调休")
            for day in WORKED[year]
        ]
        days.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("content_plans", "0012_dues_of_response_plans")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
