"""Invented content for the gallery: one sample for every component and state.

Plain text, not interface: nothing here is translated or shown anywhere else.
"""

from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.utils.safestring import mark_safe

from portal.foundation import charts
from portal.foundation.fields import date_field
from themes import drawings


class SampleForm(forms.Form):
    """Every kind of field once."""

    phone = forms.CharField(label="手机号", help_text="用来收验证码，不公开")
    born = date_field(label="出生日期")
    kind = forms.ChoiceField(
        label="预案种类",
        choices=[("general", "总体预案"), ("special", "专项预案"), ("unit", "单位预案")],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label="想学什么",
        choices=[("quake", "地震"), ("flood", "洪水"), ("fire", "火灾")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    town = forms.ChoiceField(label="乡镇", choices=[("1", "青河镇"), ("2", "东山乡")])
    file = forms.FileField(label="附件", help_text="PDF 或 DOCX，不超过 50 MB", required=False)
    words = forms.CharField(label="说明", widget=forms.Textarea, required=False)
    agree = forms.BooleanField(label="我已看过个人信息说明")

    def clean_phone(self) -> str:
        digits = str(self.cleaned_data["phone"])
        if len(digits) != 11:
            raise forms.ValidationError(f"手机号要 11 位，现在是 {len(digits)} 位")
        return digits


def _tabs(*labels: str, current: int) -> list[dict[str, Any]]:
    return [
        {"url": f"#tab-{index}", "label": label, "is_current": index == current}
        for index, label in enumerate(labels)
    ]


def _cells() -> list[dict[str, Any]]:
    unanswered = {9, 12, *range(18, 25)}
    return [
        {
            "number": number,
            "url": f"#question-{number}",
            "state": "unsent"
            if number in {14, 15, 16}
            else "unanswered"
            if number in unanswered
            else "answered",
            "is_flagged": number in {5, 12},
            "is_current": number == 17,
        }
        for number in range(1, 25)
    ]


OPTIONS: Final = [
    ("A", "打开抽油烟机把燃气排出去", "wrong"),
    ("B", "在屋里打电话报修", "plain"),
    ("C", "关阀门、开窗，出门后再打电话", "right"),
]
TABLE_COLUMNS: Final = [
    {"label": "预案"},
    {"label": "种类"},
    {"label": "编制"},
    {"label": "评估"},
    {"label": "演练", "numeric": True},
]


def samples() -> dict[str, Any]:
    """Template context of the gallery."""
    return {
        "icons": drawings.names(),
        "palettes": [("light", "浅色"), ("dark", "深色"), ("hc", "高对比")],
        "fresh_form": SampleForm(prefix="fresh"),
        "bad_form": SampleForm(
            {"bad-phone": "1380000123", "bad-kind": "special", "bad-town": "2"}, prefix="bad"
        ),
        "trail": [{"url": "/", "title": "首页"}, {"url": "#", "title": "预案库"}],
        "steps": [
            {"title": "就近躲避，不要往外跑", "detail": "摇晃时跑，最容易摔伤、被砸。"},
            {"title": "伏低身子，蹲下或跪下", "detail": "降低重心，不会被晃倒。"},
            {
                "title": "等摇晃停了，走楼梯出去",
                "detail": "穿上鞋，看清头顶，不坐电梯。",
                "more": mark_safe("<p>余震随时会来，离开楼体再停下。</p>"),
            },
        ],
        "dos": ["没有桌子，就靠内墙角蹲下护头", "灶火，伸手够得着才关"],
        "donts": ["不跳楼，不去阳台和窗边", "不坐电梯，不在摇晃时跑下楼"],
        "numbers": [
            {"number": "110", "name": "报警"},
            {"number": "119", "name": "火警 救援"},
            {"number": "120", "name": "急救"},
            {"number": "122", "name": "交通事故"},
            {"number": "12356", "name": "心理援助"},
            {"number": "12345", "name": "政务热线"},
        ],
        "hazards": [
            {"url": f"#{name}", "name": word, "pictogram": name}
            for name, word in (
                ("earthquake", "地震"),
                ("flood", "洪水"),
                ("flash-flood", "山洪"),
                ("lightning", "雷电"),
                ("home-fire", "火灾"),
                ("gas", "燃气"),
                ("electricity", "触电"),
                ("food-poisoning", "食物中毒"),
            )
        ],
        "phase_tabs": _tabs("平时准备", "预警时", "摇晃时", "之后", current=2),
        "document_tabs": _tabs("全文", "谁做什么", "目标 19", "依据与引用", current=0),
        "tools": [
            {"icon": "print", "label": "打印一页", "print": True},
            {"icon": "share", "label": "转给家人", "share": "/", "copied": "已复制网址"},
        ],
        "sources": [
            {"title": "地震避险要点", "publisher": "应急管理部", "url": "#source"},
            {"title": "防震减灾科普读本", "publisher": "中国地震局"},
        ],
        "day": date(2026, 5, 12),
        "later": date(2027, 5, 12),
        "moment": datetime(2026, 6, 8, 9, 12),  # noqa: DTZ001 - shown as it stands
        "outline_nodes": [
            {"url": "#o1", "label": "一、现状与形势", "depth": 1},
            {"url": "#o2", "label": "三、主要建设任务", "depth": 1},
            {"url": "#o3", "label": "㈡ 突发事件信息管理体系建设", "depth": 2},
            {"url": "#o4", "label": "㈢ 法规预案体系建设", "depth": 2, "is_current": True},
            {"url": "#o5", "label": "1. 完善应急预案体系", "depth": 3},
            {"url": "#o6", "label": "四、重点建设项目", "depth": 1},
        ],
        "clause_text": mark_safe(
            "<p>县人民政府依托有关部门和企事业单位，加强各类应急演练设施建设，提高实战能力。"
            '<span class="aim">县人民政府每年至少组织开展2次综合应急演练</span>。</p>'
        ),
        "clause_note": {
            "who": "县人民政府；乡镇、企事业单位",
            "how_much": "综合演练，每年 ≥ 2 次",
            "value": 1,
            "maximum": 2,
            "progress": "安澜县今年 1 次，还差 1 次。",
            "ledger_url": "#ledger",
            "has_target": True,
            "questions": 9,
            "questions_url": "#questions",
            "link_url": "#link",
            "report_url": "#report",
        },
        "plain_note": {"who": "各部门", "what": "编制本部门预案", "link_url": "#link"},
        "facet_groups": [
            {
                "title": "类别",
                "choices": [
                    {"url": "#f1", "label": "规划与预案", "count": 31, "is_chosen": True},
                    {"url": "#f2", "label": "避险指南", "count": 6},
                ],
            }
        ],
        "hit_clauses": [
            {
                "url": "#hit",
                "path": "三、主要任务 › 2. 加强应急预案管理",
                "text": mark_safe("加强应急预案<mark>演练</mark>评估，注重<mark>演练</mark>总结。"),
            }
        ],
        "pick_list": forms.Select(choices=[("", "不选"), ("1", "青河镇防汛应急预案")]).render(
            "pick", "1", {"id": "id_pick"}
        ),
        "options": OPTIONS,
        "cells": _cells(),
        "counts": {"answered": 12, "unsent": 3, "unanswered": 9, "flagged": 2},
        "quoted": {
            "whereabouts": "总体预案 › 二、报告 › 2.1 报告时限",
            "text": "村（社区）15分钟内电话报告。",
            "url": "#quoted",
            "public": True,
            "status": "current",
        },
        "feedback_text": mark_safe("<p>抽油烟机一启动就可能打火花，燃气遇火花会爆燃。</p>"),
        "survey_basis": "47.9—59.3%，453 份",
        "survey_chance": "可能性 89%",
        "survey_chart": charts.interval_gauge(
            title="城镇居民知晓率", value=53.6, low=47.9, high=59.3, target=50
        ).svg,
        "register_chart": charts.bar_gauge(
            title="乡镇村卫生机构培训", value=79.1, target=85, unit="%"
        ).svg,
        "count_chart": charts.bar_gauge(title="综合应急演练", value=1, target=2, unit="次").svg,
        "parts": [
            {"label": "现场安全", "value": 19, "maximum": 20, "figure": "19/20"},
            {"label": "心肺复苏", "value": 16, "maximum": 20, "figure": "16/20"},
        ],
        "earned": [
            {"title": "理论 86 分", "meta": "2026-02-20，及格 80 分"},
            {"title": "实操 12 项全过", "meta": "2026-03-08"},
        ],
        "facts": [("证书", "应急志愿者（初级）"), ("姓名", "古丽·买**")],
        "table_columns": TABLE_COLUMNS,
        "table_rows": [
            {
                "title": "安澜县森林草原火灾应急预案",
                "url": "#plan-1",
                "cells": ["专项", "县林草局", "2027-04-18", 2],
                "is_selected": True,
                "select_value": 1,
            },
            {
                "title": "青河镇山洪灾害应急预案",
                "url": "#plan-2",
                "cells": ["基层", "青河镇", "2028-12-11", 1],
                "select_value": 2,
            },
        ],
        "tiles": [
            {"value": 7, "label": "超期", "verdict": "missed", "url": "#t1"},
            {"value": 12, "label": "30 天内到期", "verdict": "running", "url": "#t2"},
            {"value": 4, "label": "修订后还没演练"},
            {"value": 3, "label": "等你审"},
        ],
        "refused": [
            {"row": 14, "reason": "答案写 E，只有 4 个选项", "fix": "改成 A—D"},
            {"row": 38, "reason": "和题库第 2017 题重复", "fix": "删去，或改题干"},
        ],
        "levels": [
            ("blue", "大风蓝色预警", "Ⅳ级"),
            ("yellow", "雷电黄色预警", "Ⅲ级"),
            ("orange", "暴雨橙色预警", "Ⅱ级"),
            ("red", "暴雨红色预警", "Ⅰ级"),
        ],
    }
