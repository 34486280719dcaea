"""What a title says of its document: family, kind, period.

The type of an official document stands at the end of its title, whose document it is at the
beginning (GB/T 9704-2012, 7.3.2: issuer, subject, type); what is said between is the subject and
decides nothing. An editor can say otherwise.
"""

from __future__ import annotations

import re
from typing import Final

from .front import title_inside_notice
from .numerals import parse_han
from .script import folded

_NTH_FIVE_YEAR: Final = re.compile(r"第([一二三四五六七八九十]{1,3})个五年")
_FIVE_YEAR: Final = re.compile(r"[“\"「]?([一二三四五六七八九十]{1,3})五[”\"」]?(?:时期)?")
_YEARS: Final = re.compile(r"((?:19|20)\d{2})\s*年?\s*[-—–～~至到]+\s*((?:19|20)\d{2})\s*年?")
_YEAR: Final = re.compile(r"((?:19|20)\d{2})\s*年(?:度)?")

_APART: Final = re.compile(r"(?:[\u4e00-\u9fff]\s+){4,}[\u4e00-\u9fff]")
_TAIL: Final = re.compile(r"[（(【\[][^（）()【】\[\]]*[）)】\]]$|[》」”\"]$")
_RULES: Final = re.compile(r"(?:办法|规定|细则|条例|制度|规范|导则|指南|通知|意见|决定|报告)$")
_PLAN: Final = re.compile(r"预案|(?:应急|抢险|救援)(?:处置|救援|响应)?(?:行动)?方案$|处置方案$")
_MANUAL: Final = re.compile(r"(?:应急|操作|工作|处置)手册$")
_CARD: Final = re.compile(r"(?:处置卡|岗位卡|应急卡|行动卡)$")
_CAMPAIGN: Final = re.compile(r"[一二三四五六七八九十]年行动|攻坚|整治|提升行动")

_PLACE: Final = (
    r"^(?:[\u4e00-\u9fff]{1,12}?"
    r"(?:省|自治区|自治州|州|盟|(?<!超)市|自治县|县|旗|(?<![景社园校小])区))*+"
)
_EVERY: Final = r"(?!全|各|所有|辖区|农村|农业|城乡|城市|城镇)"
"""Behind a place these speak of all of a kind, not of one by its name."""
_TOWN: Final = re.compile(
    _PLACE
    + _EVERY
    + r"[\u4e00-\u9fff]{1,6}?(?:(?<![村乡城集])镇(?!村|长)|(?<!城)乡(?![村镇土])|街道)"
)
_VILLAGE: Final = re.compile(
    r"[\u4e00-\u9fff](?<![农乡山])(?:村|社区)(?![镇庄级道饮]|居?民(?!委))(?=.{0,24}预案)"
)
_HOUSE: Final = re.compile(
    _PLACE
    + _EVERY
    + r"[\u4e00-\u9fff]{2,24}?(?:大学|学院|学校|[小中]学|幼儿园|医院|卫生院|公司|集团|工厂|煤矿|"
    r"矿山|加油站|加气站|酒店|宾馆|饭店|商场|超市|敬老院|养老院|福利院|景区|车站|水库管理[处所])"
)
_OFFICE: Final = re.compile(
    _PLACE
    + r"[\u4e00-\u9fff]{0,20}?(?:局(?!部(?!门)|地[强性短暴])|卫健委|卫计委|发改委|教委|住建委|农委|"
    r"(?<!安全生产)(?<![应急灾减])(?<![村居]民)委员会|厅|部门)"
)
_PUBLIC_BODY: Final = re.compile(
    r"[\u4e00-\u9fff]{1,12}?(?:省|自治区|自治州|州|盟|市|县|旗|(?<![景社园校小厂矿库])区|镇|乡|街道|村|社区)"
)
_NO_FIRM: Final = re.compile(r"大学|学院|学校|[小中]学|幼儿园|医院|卫生院|敬老院|养老院|福利院")
_PRODUCTION: Final = re.compile(r"生产安全|安全生产")
_ACCIDENT: Final = re.compile(
    r"泄[漏露]|爆炸|(?<!食物)中毒|窒息|灼[烫伤]|触电|机械伤害|物体打击|[高坠]处?坠落|坍塌|透水|冒顶|瓦斯|"
    r"起重伤害|车辆伤害|液氨|危化品|危险化学品|[有受]限空间|粉尘"
)
"""Accidents at work, most of them kinds of GB 6441-86."""
_WHOLE_TOWN: Final = re.compile(
    r"^(?:人民政府|办事处)?(?:突发(?:公共)?事件)?(?:总体|综合)?应急预案$"
)


def family_and_kind(title: str) -> tuple[str, str]:
    """Family and kind from the title."""
    name = _bare(title)
    if _CARD.search(name):
        return "response", "role_card"
    if _MANUAL.search(name):
        return "response", "manual"
    if not _RULES.search(name) and not _CAMPAIGN.search(name) and _is_plan(name):
        return "response", _kind_of_plan(name)
    if re.search(r"规划|纲要", name):
        numbered = _NTH_FIVE_YEAR.search(name) or _FIVE_YEAR.search(name) or _YEARS.search(title)
        return "planning", "five_year" if numbered else "programme"
    if re.search(r"要点", name):
        return "planning", "key_points"
    if re.search(r"计划|工作安排", name):
        return "planning", "work_plan"
    if re.search(r"方案", name):
        return "planning", "scheme"
    return "planning", "other"


def regime_of(title: str, kind: str) -> str:
    """What the title of a firm's plan says of production safety: a scheme for an accident on the
    spot, a plan for accidents of production; "" where it says neither, or is of another house."""
    name = _bare(title)
    if kind != "unit" or _NO_FIRM.search(name):
        return ""
    if _is_on_the_spot(name):
        return "on_site"
    return "work_safety" if _PRODUCTION.search(name) else ""


def _is_on_the_spot(name: str) -> bool:
    return "现场处置" in name and (_PRODUCTION.search(name) or _ACCIDENT.search(name)) is not None


def period_of(title: str, value: str, opening: str) -> tuple[int | None, int | None]:
    """First and last year a planning document covers, from its title or its first lines."""
    for text in (value, title):
        if match := _YEARS.search(text):
            return int(match[1]), int(match[2])
    for text in (title, *(() if _YEAR.search(title) else (opening[:600],))):
        match = _NTH_FIVE_YEAR.search(text) or _FIVE_YEAR.search(text)
        number = parse_han(match[1]) if match else None
        # The first five-year plan began in 1953, the sixth in 1981 and then every five years.
        if number is not None and 6 <= number <= 30:
            start = 1981 + (number - 6) * 5
            return start, start + 4
    if match := _YEAR.search(title):
        return int(match[1]), int(match[1])
    return None, None


def unspaced(title: str) -> str:
    """A title whose characters stand apart, as they are set on a cover, in one piece."""
    if _APART.search(title) is None:
        return title
    return re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", title)


def _bare(title: str) -> str:
    """Without script, quotes and what stands in brackets at the end: （试行）, （2024年修订）."""
    name = re.sub(r"\s", "", folded(title_inside_notice(title)))
    while tail := _TAIL.search(name):
        name = name[: tail.start()]
    return name


def _is_plan(name: str) -> bool:
    """A title that ends in 规划 or 计划 is about plans, not one."""
    found = [match.end() for match in _PLAN.finditer(name)]
    about = [match.end() for match in re.finditer(r"规划|计划|要点|工作安排|工作方案|任务书", name)]
    return bool(found) and (not about or found[-1] > about[-1])


def _kind_of_plan(name: str) -> str:
    if "总体" in name:
        return "general"
    if "联合" in name:
        return "joint"
    if _HOUSE.match(name) or (_is_on_the_spot(name) and not _PUBLIC_BODY.match(name)):
        return "unit"
    if _VILLAGE.search(name):
        return "grassroots"
    if town := _TOWN.match(name):
        # A town is a government: its plan for everything is a general one.
        return "general" if _WHOLE_TOWN.match(name[town.end() :]) else "special"
    return "departmental" if _OFFICE.match(name) else "special"
