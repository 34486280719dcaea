"""What a number in a clause is a number of, and of whom: 综合应急演练, 县人民政府.

A reading that gives no name a reader could use gives none: the draft is not made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from content.targets.domain.duties import DUTY_UNITS, PERIODIC

RATE: Final = re.compile(r"率|比例|比重|覆盖面|占比|满意度")
COUNT_UNITS: Final = DUTY_UNITS | frozenset(
    {"个", "名", "人", "处", "支", "套", "座", "所", "家", "户", "件", "部", "种"}
)
VERB: Final = re.compile(r"^(?:组织开展|组织召开|组织|开展|举办|召开|进行|参加)(?:应急)?(?=.{2})")
_TAIL: Final = re.compile(
    r"(?:分别|不得|不能|不应|不宜|不可|不低于|不少于|不超过?|不高于|低于|少于|小于|高于|多于|大于|超过?|不足|不到|突破|逾"
    r"|至少|达到?|≥|≤|>|<|提高到|提升到|提高|增加到?|增长到?|上升到?|目前|控制在|控制|下降|降低|减少|缩短|降"
    r"|组织开展|组织召开|(?<!基层)(?<!社会)(?<!党)组织|开展|召开|举办|选择|配备|建成|组建|覆盖|参加|更新|年均|实行|原则上|要|应当|应|到|至|为|有|各|比\d{4}年|(?<!比)较|(?:到|至|在)?(?:19|20)\d{2}年(?:底|末)?)+\s*$"
)
_HEAD: Final = re.compile(
    r"^(?:[一二三四五六七八九]是|其中|即|前|并(?=组织|开展|建成|配备)|力争|确保|实现|使|提高(?=.*率)|[、：:“”\"\s])+"
)
_TIME: Final = re.compile(
    r"^(?:力争)?(?:[、和及与]\s*(?=\S{0,2}(?:19|20)\d{2}))?(?:到|至|从|自|在)?\s*[“\"]?(?:(?:19|20)\d{2}年(?:底|末|开始|起|前)?|[一二三四五六七八九十]{1,3}五)[”\"]?(?:末|期末|期间|时期)?[,，、]?"
    r"|^年内"
)
GROUP: Final = re.compile(
    r"(?:居民|人员|医务人员|学校|学生|医院|乡镇|街道|社区|村|企业|单位|机构|干部|群众|家庭|县市|州|市|农村|城市|城镇|志愿者|信息员|部门|队伍|民众)"
)
_COVERED: Final = re.compile(r".{2,}?覆盖(?!率|面|范围|比例|程度)(?=.)")
_RATE_END: Final = re.compile(r"^(?P<what>.*(?:率|占比|比例|比重|满意度))(?P<who>[^率]{2,20})$")

_MADE: Final = re.compile(r"^(?:完成|建成|组建|建设|建立|新增|新建|设立|配备)(?=.{2})")
_LEAST: Final = re.compile(r"(?:^|(?<=前))至少各?")
_SEASON: Final = re.compile(r"^(?:主?汛|防火期|开学)前")
"""年内 counts the drill whenever in the year it is."""
_DAY: Final = re.compile(r"^\s*\d{1,2}月(?:\d{1,2}日|底)?(?:之?前|内)?")
_TAKES_UP: Final = re.compile(r".{2}(?<!比)(?<!挤)占$")
_EACH: Final = re.compile(r"^(?:平均)?每(?:个|名|类|层|户|支|所|处).{0,12}$")
NUMBER_OF: Final = re.compile(r"(?:人数|起数|次数|总数|数量)$")
_NOBODY: Final = re.compile(
    r"^(?:此?之?后|此?之?前|期间|同时|随后|以后)$|^.*?(?=由)由(?=[\u4e00-\u9fff]{2})"
)
"""After is no group; of 避难场所由管理单位 the unit is it."""
_EDGE: Final = "，,、：: （(•·●○▪■□◆◇❖➢➔✓☑"
"""Marks and bullets that are no part of a name."""
AND: Final = r"(?:以及|(?<![涉普])及(?![格时])|(?<!参)与(?!会)|(?<![共饱])和(?![谐睦]))"
"""Between two names; no part of 普及, 参与, 涉及, 及时 or 饱和."""
_JOINED: Final = re.compile(rf"(?:{AND}|或者?|、)$")
_RISES: Final = re.compile(
    r"(?:明显|显著|稳步|大幅|持续|进一步)?(?:提升|提高|上升|下降|降低|减少)?[由从自]?$"
)
_SERVES_AS: Final = re.compile(r"^.*?作为(?=.{2})")
_THING: Final = re.compile(r"\s*([^。；，,、（()）\d][^。；，,（()）\d]{1,39})")
_LONGEST_ABOVE: Final = 20
_NO_THING: Final = re.compile(
    r"目标|指标|任务|要求|思路|措施|原则|方案|计划|规划|工作$|建设$|[，,。；;：:、]"
    r"|^(?:推动|推进|加快|加强|完善|提升|强化|着力|开展|组织|做好|抓好|健全)"
)
"""Words that name a chapter or a task, and nothing that can be counted."""
_NO_NAME: Final = re.compile(
    r"^(?:不|结果|其中|指|按|即|时)|\d+\s*(?:次|场|期|%)|(?:的|时|在|各|第.周)$"
    r"|^(?:城镇|农村|城市|城乡|每类|每层|每个|占比|比例|率)$"
)


def clip(text: str) -> str:
    """Without dates, verbs of reaching and list words at either end."""
    previous = None
    while text != previous:
        previous = text
        text = _HEAD.sub("", _TIME.sub("", text.strip()))
        text = _TAIL.sub("", text).strip()
        text = re.sub(rf"(?:{PERIODIC.pattern})$", "", text)
        text = text.strip(_EDGE)
    return text


def subject_of(text: str) -> str:
    """A piece that names a measured thing for the pieces after it: …知晓率，城市居民达50%。"""
    bare = _RISES.sub("", clip(re.split(r"\d", _TIME.sub("", text.strip()))[0]))
    return bare if re.search(r"(?:率|比例|满意度|宣传|培训|覆盖.{0,8})$", bare) else ""


def name_above(words: Iterable[str], *, is_count: bool) -> str:
    """What is measured where 由2020年的35%提高到60% begins a sentence and does not say it: the
    nearest of `words` (the part of the text before it, its headings) that names such a thing, or
    "" where none does."""
    for said in words:
        if RATE.search(name := subject_of(said)) or name.endswith("覆盖"):
            return name
        name = clip(said)
        is_thing = len(name) <= _LONGEST_ABOVE and is_name(name) and not _NO_THING.search(name)
        if is_count and is_thing:
            return name
    return ""


def is_name(text: str) -> bool:
    """False for what is left of a sentence but names nothing."""
    return len(text) > 1 and not _NO_NAME.search(text)


def counted(head: str, after: str, last: tuple[str, str]) -> tuple[str, str]:
    """Subject and stratum of a count; `last` those of the count before it in the sentence.

    总务处每月检查1次教室吊扇: the part before the period does, the part after it is done. What
    only says 每季度至少开展1次 counts what the count before it did.
    """
    found = PERIODIC.search(head)
    who, done = (head[: found.start()], head[found.end() :]) if found else ("", head)
    who, done = clip(who).removesuffix("在").rstrip("，,"), clip(_DAY.sub("", done))
    who = _NOBODY.sub("", who)
    match = _THING.match(after)
    thing = match[1].partition("，")[0].strip() if match else ""
    # 选择1个基础设施较好的单位作为科普基地: what there shall be is the 基地.
    thing = _JOINED.sub("", _SERVES_AS.sub("", thing)).removeprefix("的")
    if not found:
        who, done = (done, "") if thing else ("", done)
    elif not done and not thing and NUMBER_OF.search(who):
        # 因灾死亡人数年均不超过3人: what is measured stands before the period.
        who, done = "", who
    if _JOINED.search(head.strip()) and thing:
        return thing, last[1]
    if _EACH.match(done or who) and not thing:
        return last[0], done or who
    what = _MADE.sub("", VERB.sub("", _LEAST.sub("", done) + thing))
    before = last[0].removeprefix("首批")
    return (what or (_SEASON.sub("", before) if head.startswith("年内") else before), who)


def measured(head: str, subject: str, after: str) -> tuple[str, str]:
    """Subject and stratum of a rate or a size from the text around it."""
    head = re.sub(rf"^(?:{PERIODIC.pattern})", "", clip(head))
    if _TAKES_UP.search(head):
        # 持证人员占30%: what is measured is the share that they take up.
        return f"{head}比", ""
    match = _RATE_END.match(head)
    if match and (match["who"].startswith("、") or GROUP.search(match["who"])):
        return match["what"], match["who"].lstrip("、")
    if head and subject and GROUP.search(head) and not RATE.search(head):
        return subject, head
    if not head:
        group = re.match(r"\s*的?([^。；，,（()）]{2,30})", after)
        if group and (covered := _COVERED.match(subject)):
            # 宣传覆盖中小学校,覆盖60%以上的社区: whom the first part names is not whom this does.
            subject = covered[0]
        return subject, group[1] if group and subject else ""
    return head, ""
