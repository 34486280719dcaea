"""How a sentence names a situation, and which sentences that look so name none."""

from __future__ import annotations

import re
from typing import Final

_TIME: Final = r"\d+(?:分钟|小时|日|天|个工作日)"
_AT_ONCE: Final = r"立即|马上|当场|即刻"
_OUGHT: Final = r"(?:应当|(?<![响反供相对适效呼回叫接照感顺])应(?![当急对用变答邀]))"
"""应急, 响应 and 供应 order nothing."""

MARKED: Final = re.compile(
    r"(?:(?<![目特似])的"
    r"|(?<![小同及随临平届按实有准定学课此当暂限])(?<!必要)(?<!演练)时"
    r"|(?<![善先前今此往]|[年月日天])后|情况下|期间"
    rf"|后{_TIME}(?:之|以)?内)$|(?:晃动|震动|摇晃|雨|风)停了$|未[^，。；：的]{{1,8}}前$|^(?:收到|接到)[^，。；：]{{2,40}}(?:预警|通知|指令|信号|报告|警报)$"
)
"""What a piece between commas ends with where it is a situation: 发现泄漏的, 收到预警后."""
MEETS: Final = re.compile(
    r"(?:发现|发生|出现|接到|收到|获悉|怀疑|遇到?|听到|感到|有人(?![身员类]))(?=[^，。；：的]{2})"
)
"""What such a piece holds where it ends in nothing of the kind: 发现火灾，立即报警."""
OF_WHOM: Final = re.compile(
    r"^对[^，。；：]{2,30}的(?:人员?|学生|儿童|老人|病人|患者|群众|居民|村民|游客)$"
    r"|^(?:不能(?!作为|列入|替代)|无法|不具备|不满足|不符合(?=.{2,}条件的)|不便|不愿)[^，。；：的]{2,16}的"
    r"(?:人员?|学生|幼儿|儿童|老人|病人|患者|伤员|群众|居民|村民|游客|单位|企业|学校|房屋|校舍|车辆)$"
)
"""对有自伤想法的人员，不让其独处; 不能停课的单位，应当错峰上下班: who is in need, or what is not
as it should be, is the situation."""
ORDERED: Final = re.compile(
    rf"(?:就?{_OUGHT}|必须|不得|严禁|禁止|{_AT_ONCE}|先|及时|迅速|尽快|停车|拨打|不(?![足少明])|要|由|可以|{_TIME}内"
    rf"|[^，。；：]{{1,10}}(?:立即|{_OUGHT}|及时))"
)
"""What the next piece then begins with."""
INNER: Final = re.compile(
    r"(?P<when>[^，。；：]{1,40}?"
    r"(?:(?<![小同及随临平届按实有准定学课此当])(?<!必要)(?<!演练)时"
    r"|(?<![善先前今此往年月日天])后|期间|(?<=[\u4e00-\u9fff]{3})的))"
    rf"(?={_AT_ONCE}|{_OUGHT}|必须|不得|严禁|禁止|在?{_TIME}(?:之|以)?内|每[天\d]|先(?!后)|由|就近|优先|方可|才[能可]|不(?![足少得]))"
    r"|(?P<after>[^，。；：]{0,20}(?:收到|接到|到达|停止|发生|启动|结束|解除)[^，。；：的后]{0,10}后)"
    r"(?=[^，。；：的\d]{3})"
)
"""A situation that no comma ends: 组长接报后立即决定, 转移时先转移老年人."""
ARRIVES: Final = re.compile(r"到达")
HAPPENED: Final = re.compile(r"^震后|启动|发生|结束|到达|停止")
FAILS: Final = re.compile(r"^[^，。；：]{2,8}(?:不[响通亮灵畅]|中断|失[灵效联]|故障|停[电水])$")
"""What a piece ends with where something that is needed fails: 广播不响，老师带着走."""
UNTIL: Final = re.compile(r"(?<![日月年提])前$|^未|未经[^，。；：的]{2,14}$")
FORBIDS: Final = re.compile(r"[^，。；：]{0,12}(?:不得|严禁|禁止)")
"""What is forbidden until something is so: 转移指令解除前，不得返回; 未经同意，…不得进入."""
INNER_MEETS: Final = re.compile(
    rf"(?P<when>[^，。；：]{{0,14}}(?:发现|听到|接到|收到|遇到)[^，。；：]{{2,16}}?)(?=(?:{_AT_ONCE}|{_OUGHT}|必须|要(?![求点素道害])))"
)
NO_SITUATION: Final = re.compile(
    # What is prevented does not happen; what is ordered, done in turn or defined is none either.
    rf"防止|避免|预防|减少|杜绝|防范|{_OUGHT}|必须|不得|严禁|负责(?!人|同志)|立即|规定的$"
    r"|^(?!.*(?:具备|不满足|不符合).{2,}条件的$).*条件(?:之一)?的$|标准(?:之一)?的$"
    r"|符合(?<!不符合)|符合(?!.{2,}条件的)|是(?!否)|^经|^由(?!于)|^报(?!告|警)|^(?:为|为了|根据|依据|依照|按照|包括|特别是|尤其是|其他情|鼓励|坚持)"
    r"|有关规定|^制定|原则上|演练"
)
LEANS: Final = re.compile(
    r"^(?:其(?!他)|该|此|上述|前款|前述|这|两人|二者|仍|还|也|又|否则|同时|属于|严重的|除此)"
)
"""What begins so says nothing without the words before it."""
_OF_A_QUANTITY: Final = r"(?:浓度|水位|液位|流量|压力|温度|含量|厚度|深度|读数|数值)"
_MEASURES: Final = (
    r"(?:未?超过|超出|低于|高于|大于|小于|不足|不满|少于|多于|未达到?|不到|达到?|接近"
    r"|(?:升|降|涨|增|减|增加|减少|上升|下降|回落)[至到])"
    r"(?=[\d一二三四五六七八九十百千万两半]|零[下上]|警戒|保证水位|汛限|设计|校核|死水位|历史)"
)
_LED: Final = "(?:如果?|若|当|但|而|再|继续|一旦|仍|已)*"
MEASURED: Final = re.compile(_LED + _MEASURES)
"""What begins so measures what the words before it name: 达到20毫米的, 超过50ppm时."""
ONLY_MEASURED: Final = re.compile(rf"{_LED}{_MEASURES}[^，。；：的]{{1,10}}(?:时|的|后)[，,]")
"""A sentence that says nothing else of its situation."""
QUANTITY: Final = re.compile(rf"(?P<what>{_OF_A_QUANTITY}){_MEASURES}")
"""Such a quantity is that of what stands before it where it was first named: 氨浓度, 河道水位."""
BARE_NEED: Final = re.compile(
    r"^确(?:需|须|有必要)(?:使用|进入|通行|通过|保留|延长|调整|启用|留守|返回|拆除|征用|实施|进行|开展"
    r"|停留|外出|修改|变更)的$"
)
"""What has to be used or passed stands before it: 不得使用大型机械；确需使用的."""
POINTS: Final = re.compile(r"下列|以下|如下|上述|其中")
NO_ACTION: Final = re.compile(
    r"^(?:为(?!了)|属于?(?!地)|是指?|称|视为|即为|列为|定为|从其|适用|追究|方可认定)"
    r"|^按照?[^，]{0,24}执行|^依法(?:依规)?(?:追究|给予|处理|处罚)|^按照国家有关规定给予"
)
ORDERS: Final = re.compile(
    rf"{_OUGHT}|必须|不得|负责|禁止|严禁|{_AT_ONCE}|可以|由(?!于)|是(?!否)|每[日月周年天半季学\d]"
)
"""A piece that holds this is not the beginning of a situation."""
LEFT_ALONE: Final = re.compile(
    r"^(?:及时|迅速|尽快|组织|报告|通知|派|核实|调集|开展|采取|加强|做好|拨打|切断|疏散|转移|撤离|封|停)"
)
"""A piece that tells what is done: what follows it is met anew."""
LEFT_OUT: Final = re.compile(
    r"总则|附则|预案管理|管理与更新|编制|培训|(?<!作)演练|备案|修订|奖励|责任追究|奖惩|现状|形势"
)
"""Chapters and headings of which nothing is done in an emergency."""
LABEL: Final = re.compile(r"^[^，。；：]{1,20}[：:]")
SEPARATOR: Final = re.compile(r"[，,：:；;]")
ENDS: Final = re.compile(r"[；;]")
COLON: Final = re.compile(r"[：:]")
SINCE: Final = re.compile(r".*在(?=[^在]{1,14}(?:后|时)$)")
"""县指挥部在震后: the situation is 震后."""
ALTERNATIVE: Final = re.compile(r"^(?:或者?|以及|且|并且)")
PLACE: Final = re.compile(r"^(?:在|因|由于|对)")
SOMEBODY: Final = re.compile(
    r"^(?!.*(?:成立|组建|设立|建立|配备)).*(?:等|单位|机构|部门|人员|组织|个人|学校|医院)$"
)
BRIEF: Final = 8
"""A piece before a situation that is no longer belongs to it: 别家起火，楼梯没有烟的."""
BEFORE: Final = re.compile(r"前款")
"""A card that says so is told with the paragraph above it."""
