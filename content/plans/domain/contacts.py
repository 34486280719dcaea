"""Telephone numbers of persons in a plan: what may be nobody's business but the makers'.

A mobile number is taken for a person's where a name stands by it, or where it stands in a list of
contacts. A duty line (119, 12345, 0546-8301234, 值班电话) belongs to an office and everybody needs
it: it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from .script import folded

# A mobile number, written in one or in threes and fours; no longer number around it.
_MOBILE: Final = re.compile(
    r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d(?:[- \u3000]?)\d{4}(?:[- \u3000]?)\d{4}(?!\d)"
)
_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
    "叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺"
    "赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢岳齐沿梅莫庄辛管祝左涂谷祁时舒"
    "耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车"
    "冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计"
    "喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑"
)
_HAN: Final = "[\u4e00-\u9fff]"
_OFFICE: Final = "局室部办队站所院会厂处科组线台话机区县镇乡村府心司校社团庄馆店"
"""What ends the name of an office and not that of a person."""
_PERSON: Final = (
    rf"(?:(?:欧阳|司马|诸葛|上官|尉迟)|[{_SURNAMES}])\s{{0,2}}(?:{_HAN}\s?)?(?![{_OFFICE}]){_HAN}"
)
_NAME: Final = re.compile(rf"(?<!{_HAN}){_PERSON}(?!{_HAN})|{_HAN}{{1,12}}·{_HAN}{{1,12}}")
# 防汛办张三（手机13900000000）: what stands right before a number.
_NAME_BEFORE: Final = re.compile(
    rf"{_PERSON}[\s（(:：，,]*(?:(?:手机|电话|联系电话|移动电话|Tel|TEL)[号码]*)?[\s（(:：]*$"
)
_BY_TITLE: Final = re.compile(
    rf"(?:联系人|负责人|责任人|值班员|姓名|主任|局长|书记|组长|队长|指挥长|镇长|乡长|村长|县长|站长|所长|科长)"
    rf"[：:（(\s]*[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}"
)
_LIST: Final = re.compile(
    r"通讯录|通信录|联[系络](?:表|方式|名单|电话|人)|电话[表簿本]|联络员|责任人名单"
)
_PERSONAL: Final = re.compile(r"姓名|联系人|联络员|负责人|责任人|手机|移动电话|职务")
_AROUND: Final = 24
"""Characters on either side of a number in which a name is looked for."""


def has_contacts(heading: str, text: str, rows: Iterable[Sequence[str]] = ()) -> bool:
    """Whether a clause tells the telephone number of a person. `rows` are the cells of a table;
    `heading` is that of the clause, or of the one above for a table without its own."""
    heading, text = folded(heading), folded(text)
    grid = [[folded(cell) for cell in row] for row in rows]
    is_list = bool(_LIST.search(heading))
    if any(_is_persons(text, found, is_list) for found in _MOBILE.finditer(text)):
        return True
    heads = " ".join(grid[0]) if grid else ""
    listed = is_list or bool(_PERSONAL.search(heads))
    return any(
        _MOBILE.search(cell) is not None
        and (listed or _names_somebody(row) or has_contacts("", cell))
        for row in grid
        for cell in row
    )


def _is_persons(text: str, number: re.Match[str], is_list: bool) -> bool:
    if is_list:
        return True
    start, end = number.span()
    before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
    around = f"{before} {after}"
    return any(
        pattern.search(words) is not None
        for pattern, words in ((_NAME, around), (_BY_TITLE, around), (_NAME_BEFORE, before))
    )


def _names_somebody(row: Sequence[str]) -> bool:
    return any(_NAME.fullmatch(cell.strip()) is not None for cell in row)
