"""Which parts a plan should have, and in which of its clauses they are found by their headings.

A hint for the editor: a heading says what stands below it, not whether it is any good. Parts of
government plans: 突发事件应对法 Art. 28 and county samples; of firms: GB/T 29639-2020, 6 to 9,
which is recommended; of villages, schools and others: 国办发〔2013〕101号.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .script import folded


@dataclass(frozen=True, slots=True)
class Part:
    """`words` are regular expressions of what its heading says, any of them. `optional`: the
    source recommends it."""

    name: str
    words: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Skeleton:
    name: str
    source: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """`at` are the indexes of the headings that say the part, in reading order."""

    part: Part
    at: tuple[int, ...]

    @property
    def is_missing(self) -> bool:
        return not self.at and not self.part.optional


_ANNEX: Final = Part("附件", r"附件|附录|附表|附图", optional=True)
_DUTIES: Final = (
    r"组织(?:指挥)?(?:机构|体系)|指挥(?:机构|体系)|组织领导|机构(?:和|与|及)(?:其)?职责"
)
_SUPPORT: Final = r"保障(?:措施)?$|应急保障|综合保障|支撑保障"

GOVERNMENT: Final = Skeleton(
    "政府及其部门预案",
    "突发事件应对法第二十八条和县、乡样本",
    (
        Part("总则", r"总则|编制目的|编制依据|工作原则"),
        Part("事件分级", r"(?:分类|分级|等级)(?!.{0,3}响应)"),
        Part("组织指挥", _DUTIES),
        Part("预防与预警", r"预防|预警|监测|风险防控|隐患排查"),
        Part("信息报告", r"信息(?:的)?(?:报告|报送)|报告(?:制度|程序|时限)|速报|[险灾]情.*报告"),
        Part("应急响应", r"响应|应急处置|处置措施|应急措施"),
        Part("信息发布", r"信息发布|新闻(?:发布|报道)|舆论|发布(?:与|和)"),
        Part("响应终止", r"(?:响应|应急).{0,6}(?:终止|结束)|(?:终止|结束).{0,4}响应"),
        Part("恢复重建", r"后期处置|恢复|重建|善后|调查(?:与|和)?评估|灾后"),
        Part("应急保障", _SUPPORT),
        Part("预案管理", r"预案(?:的)?(?:管理|修订|评估|演练|编制)|演练|宣传.{0,3}培训"),
        _ANNEX,
    ),
)  # fmt: skip
COMPREHENSIVE: Final = Skeleton(
    "生产经营单位综合应急预案",
    "GB/T 29639-2020 第 6 章（推荐性标准）",
    (
        Part("总则", r"总则|适用范围|响应分级"),
        Part("应急组织机构及职责", _DUTIES + r"|职责"),
        Part("应急响应", r"响应|信息报告|预警|应急处置"),
        Part("后期处置", r"后期处置|恢复|善后"),
        Part("应急保障", _SUPPORT),
        _ANNEX,
    ),
)
SPECIAL: Final = Skeleton(
    "生产经营单位专项应急预案",
    "GB/T 29639-2020 第 7 章（推荐性标准）",
    (
        Part("适用范围", r"适用范围|总则"),
        Part("应急组织机构及职责", _DUTIES + r"|职责"),
        Part("响应启动", r"响应启动|启动|响应"),
        Part("处置措施", r"处置"),
        Part("应急保障", _SUPPORT, optional=True),
        _ANNEX,
    ),
)
ON_SITE: Final = Skeleton(
    "现场处置方案",
    "GB/T 29639-2020 第 8 章（推荐性标准）",
    (
        Part("事故风险描述", r"风险|事故类型|事故特征"),
        Part("应急工作职责", r"职责|分工"),
        Part("应急处置", r"处置"),
        Part("注意事项", r"注意事项|注意"),
        _ANNEX,
    ),
)
LOCAL: Final = Skeleton(
    "单位和基层组织预案",
    "国办发〔2013〕101号对单位和基层组织预案列的内容（已由国办发〔2024〕5号代替，新的全文待对）",
    (
        Part("应急响应责任人", r"责任人|组织|职责|分工|领导|指挥"),
        Part("风险隐患监测", r"风险|隐患|监测|巡查|预防"),
        Part("信息报告", r"报告|报送|报警"),
        Part("预警和响应", r"预警|响应"),
        Part("应急处置", r"处置|措施|救援|自救"),
        Part("人员疏散撤离", r"疏散|撤离|转移|避险|避难"),
        Part("应急资源", r"资源|物资|装备|保障"),
        _ANNEX,
    ),
)
_BY_KIND: Final = {
    "general": GOVERNMENT, "special": GOVERNMENT, "departmental": GOVERNMENT, "joint": GOVERNMENT,
    "grassroots": LOCAL,
}  # fmt: skip
_NO_TRADE: Final = re.compile(
    r"大学|学院|学校|[小中]学|幼儿园|医院|卫生院|卫生室|敬老院|养老|福利院|机关|"
    r"(?:图书|博物|文化|体育|科技|美术|档案|纪念)馆|文化宫|少年宫|(?:政务|便民|社区)服务中心"
)
"""GB/T 29639-2020 is for those who produce or trade."""
_TRADE: Final = re.compile(r"公司|集团|厂|矿|变电站|加油站")
"""Whatever else the name of one says: 大学城变电站, 机关供热公司."""


def skeleton_for(kind: str, title: str, regime: str = "") -> Skeleton | None:
    """By the kind in the register and, for units, by whether the register counts it with
    production safety, else by the title; None for what is no plan."""
    if kind != "unit":
        return _BY_KIND.get(kind)
    name = folded(title)
    if not regime and _NO_TRADE.search(name) and not _TRADE.search(name):
        return LOCAL
    if regime == "on_site" or "现场处置" in name:
        return ON_SITE
    return SPECIAL if "专项" in name else COMPREHENSIVE


def check(skeleton: Skeleton, headings: Sequence[str]) -> list[Found]:
    """Every part of the skeleton, with the headings that say it; a heading may say several."""
    plain = [re.sub(r"\s", "", folded(heading)) for heading in headings]
    return [
        Found(
            part,
            tuple(at for at, heading in enumerate(plain) if re.search(part.words, heading)),
        )
        for part in skeleton.parts
    ]
