"""The type stands at the end of a title, whose document it is at the beginning."""

import pytest

from content.plans.domain.metadata import metadata_of
from content.plans.domain.titled import family_and_kind, period_of, regime_of, unspaced


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("安澜县突发事件总体应急预案", "general"),
        ("青河镇突发事件应急预案", "general"),
        ("安澜县石门乡人民政府突发事件综合应急预案", "general"),
        ("城关街道办事处突发事件应急预案", "general"),
        ("青河镇防汛抗旱应急预案", "special"),
        ("安澜县地震应急预案", "special"),
        ("安澜县人民政府办公室关于印发安澜县地震应急预案的通知", "special"),
        ("安澜县防汛抗旱应急预案（试行）", "special"),
        ("安澜县农村饮水安全事故应急预案", "special"),
        ("安澜县乡村道路突发事件应急预案", "special"),
        ("安澜县村镇建设工程事故应急预案", "special"),
        ("安澜县城镇燃气事故应急预案", "special"),
        ("安澜县煤矿事故应急预案", "special"),
        ("安澜县学校突发事件应急预案", "special"),
        ("安澜县局地强对流天气应急预案", "special"),
        ("安澜县安全生产委员会生产安全事故应急预案", "special"),
        ("安澜县森林草原防灭火指挥部森林火灾应急预案", "special"),
        ("安澜县住房和城乡建设局燃气事故应急预案", "departmental"),
        ("安澜县自然资源和规划局地质灾害应急预案", "departmental"),
        ("安澜县卫健委突发事件应急预案", "departmental"),
        ("安澜县卫生健康委员会突发公共卫生事件应急预案", "departmental"),
        ("安澜县第一小学突发事件应急预案", "unit"),
        ("安澜县人民医院火灾应急预案", "unit"),
        ("青河煤矿生产安全事故应急预案", "unit"),
        ("安澜县顺达加油站火灾爆炸应急预案", "unit"),
        ("安澜县夕阳红敬老院消防应急预案", "unit"),
        ("安澜县青河大酒店消防应急预案", "unit"),
        ("安澜化工有限公司综合应急预案", "unit"),
        ("石桥村防汛应急预案", "grassroots"),
        ("青河镇柳树村村民委员会突发事件应急预案", "grassroots"),
        ("朝阳社区突发事件应急预案", "grassroots"),
        ("安澜县与邻水县跨界洪水联合应急预案", "joint"),
        ("安澜县抢险救援应急处置方案", "special"),
        ("安澜縣地震應急預案", "special"),
        ("安澜县防汛应急工作手册", "manual"),
        ("安澜县应急操作手册", "manual"),
        ("村级转移责任人应急处置卡", "role_card"),
    ],
)
def test_a_response_plan_is_known_by_its_end_and_its_kind_by_its_beginning(title, kind):
    assert family_and_kind(title) == ("response", kind)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("安澜县应急预案管理办法", "other"),
        ("安澜县突发事件应急预案编制指南", "other"),
        ("安澜县应急体系建设规划", "programme"),
        ("安澜县“十五五”应急管理规划", "five_year"),
        ("安澜县国民经济和社会发展第十五个五年规划和二〇三五年远景目标纲要", "five_year"),
        ("安澜县应急预案编制修订工作计划", "work_plan"),
        ("安澜县安全生产三年行动方案（2024—2026年）", "scheme"),
        ("安澜县森林防火专项整治行动方案", "scheme"),
        ("安澜县2026年应急管理工作要点", "key_points"),
    ],
)
def test_what_is_about_plans_is_none(title, kind):
    assert family_and_kind(title) == ("planning", kind)


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("安澜县国民经济和社会发展第十五个五年规划纲要", (2026, 2030)),
        ("安澜县“十四五”应急体系规划", (2021, 2025)),
        ("安澜县第九个五年计划", (1996, 2000)),
        ("安澜县应急演练计划（2026—2028年）", (2026, 2028)),
        ("安澜县2026年工作要点", (2026, 2026)),
        ("安澜县工作要点", (None, None)),
    ],
)
def test_the_nth_five_years_are_counted_from_the_sixth(title, years):
    assert period_of(title, "", "") == years


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("安 澜 县 危 险 化 学 品 事 故 应 急 预 案", "安澜县危险化学品事故应急预案"),
        ("安　澜　县　防　汛　应急预案（试 行）", "安澜县防汛应急预案（试行）"),
        ("安澜县 2026 年 工作 要点", "安澜县 2026 年 工作 要点"),
        ("GB 1 标 准 和 A B", "GB 1 标 准 和 A B"),
    ],
)
def test_the_characters_of_a_cover_are_one_title(written, read):
    assert unspaced(written) == read
    assert metadata_of(written, "", [], "", "", "", "").title == read


@pytest.mark.parametrize(
    ("title", "kind", "regime"),
    [
        ("宏达化工液氨泄漏现场处置方案", "unit", "on_site"),
        ("青河化工厂灼烫事故现场处置方案", "unit", "on_site"),
        ("青河化工有限公司生产安全事故综合应急预案", "unit", "work_safety"),
        ("安澜县水务公司停水现场处置方案", "unit", ""),
        ("安澜县第一小学燃气泄漏现场处置方案", "unit", ""),
        ("青河县燃气泄漏事故现场处置方案", "special", ""),
        ("城关镇燃气泄漏现场处置方案", "special", ""),
        ("青河县危险化学品生产安全事故应急预案", "special", ""),
        ("大型群众性活动踩踏事件现场处置方案", "special", ""),
    ],
)
def test_a_firms_title_says_what_it_is_of_production_safety(title, kind, regime):
    assert family_and_kind(title) == ("response", kind)
    assert regime_of(title, kind) == regime
