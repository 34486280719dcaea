"""Telephone numbers of persons in a plan: what may be nobody's business but the makers'.

Every mobile number is taken for a person's, in whatever way it is spelled: a name may be of any
language, stand above it or be missing. Only where a duty word (值班电话, 举报, 热线) stands right
by it and no name does is it an office's. Other duty lines (119, 12345, 0546-8301234) everybody
needs: they are left alone, but for those that stand with a name in a list of contacts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from .script import folded

_BETWEEN: Final = r"[\s\-\u2010-\u2015\u2212.·•・_/~(),、]"
# Eleven digits, no longer number around them; which groups they make is asked below.
_MOBILE: Final = re.compile(
    rf"(?<!\d)(?<!\d\.)(?:(?:\+|00)?86{_BETWEEN}{{0,3}}|0)?"
    rf"(?P<own>1{_BETWEEN}{{0,3}}[3-9](?:{_BETWEEN}{{0,3}}\d){{9}})(?!\d)"
)
_GROUPS: Final = frozenset(
    {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (4, 4, 3), (3, 3, 5), (3, 4, 2, 2),
     (3, 2, 2, 2, 2), (2, 3, 3, 3), (1,) * 11}
)  # fmt: skip
_SPACED: Final = frozenset({(5, 6), (6, 5)})
"""Ways to write one; 15000-200000 is a range, and so these two are one only with a space."""
_LANDLINE: Final = re.compile(r"(?<!\d)(?:0\d{2,3}-?)?[2-9]\d{6,7}(?!\d)")
_BROKEN: Final = re.compile(r"[^\S\n]*\n[^\S\n]*")
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
# 买买提, 热合曼: names of this region have no surname; these are parts of frequent ones.
_GIVEN: Final = (
    "阿不都|阿布都|阿卜杜|买买提|买提|麦麦提|麦提|热合曼|热合|吐尔|吾买尔|吾斯曼|吾甫尔|艾合|艾买|艾尼|艾力|"
    "艾孜|古丽|古力|木拉提|木合|努尔|巴哈|叶尔|赛力克|哈力|哈里|克里木|克力木|卡德尔|卡地尔|肉孜|依明|伊明|"
    "玉素|玉山江|亚森|牙生|萨迪克|沙吾提|托合提|托乎提|热依|热西|库尔班|帕提|帕尔|阿依|阿迪|迪力|迪丽|居马|加帕尔|"
    "斯拉木|斯依提|斯马依|塔依|依布拉|达吾提|吉力力|哈斯木|巴图|加甫|才让|扎西|卓玛|马合"
)
_NAME: Final = re.compile(
    rf"(?:(?<!{_HAN})|(?<=[{_OFFICE}])){_PERSON}(?!{_HAN})|{_HAN}{{1,12}}·{_HAN}{{1,12}}|{_GIVEN}"
)
# 防汛办张三（手机13900000000）: what stands right before a number.
_NAME_BEFORE: Final = re.compile(
    rf"{_PERSON}[\s（(:：，,]*(?:(?:手机|电话|联系电话|移动电话|Tel|TEL)[号码]*)?[\s（(:：]*$"
)
_NAME_ENDS: Final = re.compile(rf"{_PERSON}\s*$")
_BY_TITLE: Final = re.compile(
    rf"(?:联系人|负责人|责任人|值班员|姓名|主任|局长|书记|组长|队长|指挥长|镇长|乡长|村长|县长|站长|所长|科长)"
    rf"[：:（(\s]*[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}"
    rf"|(?:联系人|负责人|责任人|值班员|姓名|队长|组长)[：:（(\s]*{_HAN}{{2}}"
)
_LIST: Final = re.compile(
    r"通讯录|通信录|联[系络](?:表|方式|名单|电话|人)|电话[表簿本]|联络员|责任人名单"
)
_PERSONAL: Final = re.compile(r"姓名|联系人|联络员|负责人|责任人|手机|移动电话|职务|队长|组长")
_CONTACT: Final = re.compile(r"联[系络]人|联络员|经办人|承办人")
_DUTY: Final = (
    r"(?:应急|防汛|抗旱|防火|森林|消防|安全|生产|汛期|全天|昼夜|24小时|二十四小时)*"
    r"(?:值班|值守|报警|报灾|报险|热线|举报|投诉|咨询|求助|抢修|客服|24小时|二十四小时)"
)
_DUTY_BEFORE: Final = re.compile(
    rf"{_DUTY}(?:值班|应急|联系|移动|办公|专用|公开|室|处|部门|电话|手机|号码?|专线|热线|、|和)*"
    r"[\s:(,|为是]*$"
)
_DUTY_AFTER: Final = re.compile(rf"\s*\(\s*{_DUTY}")
_DUTY_HEAD: Final = re.compile(_DUTY)
_AROUND: Final = 24
"""Characters on either side of a number in which a name is looked for."""


class _Plain(dict[int, str]):
    """Digits and signs of every width as ASCII has them, without what nobody sees."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        digit = unicodedata.decimal(char, None)
        if digit is not None:
            plain = str(digit)
        elif unicodedata.category(char) in ("Cf", "Mn", "Me"):
            plain = ""
        else:
            plain = chr(code - 0xFEE0) if 0xFF01 <= code <= 0xFF5E else char
        self[code] = plain
        return plain


_PLAIN: Final = _Plain()


def has_contacts(heading: str, text: str, rows: Iterable[Sequence[str]] = ()) -> bool:
    """Whether a clause tells the telephone number of a person. `rows` are the cells of a table;
    `heading` is that of the clause, or of the one above for a table without its own."""
    text = text.translate(_PLAIN)
    grid = [[cell.translate(_PLAIN) for cell in row] for row in rows]
    is_list = bool(_LIST.search(folded(heading)))
    if any(_is_persons(text, found, is_list) for found in _mobiles(text)):
        return True
    if is_list and any(_names_whose_line(line) for line in text.splitlines()):
        return True
    heads = [folded(cell) for cell in grid[0]] if grid else []
    listed = is_list or bool(_PERSONAL.search(" ".join(heads)))
    return any(
        _row_has(row, heads if at else [], listed) or (is_list and _names_whose_line("|".join(row)))
        for at, row in enumerate(grid)
    )


def names_contact(text: str) -> bool:
    """Whether a line of the header tells whom to call: a person's number, or who the contact is."""
    return has_contacts("", text) or bool(_CONTACT.search(folded(text)))


def _mobiles(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while found := _MOBILE.search(text, at):
        own = _BROKEN.sub("", found["own"])
        signs = re.sub(r"[\d\s]", "", own)
        groups = tuple(len(part) for part in re.split(f"{_BETWEEN}+", own))
        # 1391234.5678 is a quantity; two breaks are a column of numbers.
        spelled = groups in _GROUPS or (groups in _SPACED and not signs)
        if spelled and signs != "." and found["own"].count("\n") <= 1:
            yield found
            at = found.end()
        else:
            at = found.start("own") + 1


def _row_has(row: Sequence[str], heads: Sequence[str], listed: bool) -> bool:
    """One mark between two cells that stands in no number."""
    text = "|".join(row)
    numbers: list[tuple[int, int]] = []
    begins = 0
    for column, cell in enumerate(row):
        numbers += [(column, begins + found.start()) for found in _mobiles(cell)]
        begins += len(cell) + 1
    if not numbers:
        return False
    # Once for the row: one cell may hold thousands of numbers.
    if listed or _names_somebody(folded(text)):
        return True
    for column, at in numbers:
        if column < len(heads) and _DUTY_HEAD.search(heads[column]):
            continue
        whole = _MOBILE.match(text, at)
        if whole is None or _is_persons(text, whole, False):
            return True
    return False


def _is_persons(text: str, number: re.Match[str], is_list: bool) -> bool:
    if is_list:
        return True
    start, end = number.span()
    before = folded(text[max(start - _AROUND, 0) : start])
    after = folded(text[end : end + _AROUND])
    duty = _DUTY_BEFORE.search(before)
    if duty is None and _DUTY_AFTER.match(after) is None:
        return True
    ends = _NAME_ENDS if duty else _NAME_BEFORE
    before = before[: duty.start()] if duty else before
    return _names_somebody(f"{before}|{after}") or ends.search(before) is not None


def _names_whose_line(words: str) -> bool:
    return _LANDLINE.search(words) is not None and _names_somebody(folded(words))


def _names_somebody(words: str) -> bool:
    return _NAME.search(words) is not None or _BY_TITLE.search(words) is not None
