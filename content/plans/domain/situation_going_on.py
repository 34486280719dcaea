"""Which sentence behind a situation only forbids more of the same: 不奔向楼梯，不跳楼.

不具备就地安置条件的，由县民政局安置 begins with 不, too, and is of other people in another case: a
sentence goes on only where it begins with a word that forbids, or with 不 before what a person
does. Whoever is sure to read it so loses nothing: what is left out here stands in its clause.
"""

from __future__ import annotations

import re
from typing import Final

_DOING: Final = (
    " 奔 乘 跳 返回 回 进 入 触 移动 搬 开(?!展) 关(?![键系注]) 打(?!算) 点 涉 淌 围观 停留"
    " 逗留 滞留 靠 接近 接触 接听 使用 用(?![于来]) 饮 喝 吃 食 拥挤 推 慌 惊慌 喊 坐 走 跑"
    " 逆 顺 撤 擅自 私自 随意 随便 盲目 强行 贸然 冒险 传播 转发 信谣 造谣 拍 向 往 从 迎 贪"
    " 抢 穿 带 拿 动(?!员) 碰 拉 泼 浇 站 躲 下(?!雨) 上(?!报) 去 取 捡 采(?!取) 聚集 外出"
    " 出门 露 脱 驾 骑 攀 翻 扑救 参加 扶 通过 绕 横 单独 独自 徒手 戴 露天"
    " 在(?!岗|场|现场|位|家|校|编|职|册|线|此|其|上述) 把 将 让 等(?!于) 与 给 登 爬 游 闯 挤"
    " 争"
)
"""What somebody does or lets be; 不具备, 不能, 不愿 and 不熟悉 say how somebody or something is."""
_FORBIDS: Final = re.compile(
    r"(?:也|更|并|同时|且|但)?(?:严禁|禁止|切勿|切忌|勿|避免|不得|不要|不准|不许|不允许|不应(?!急)"
    rf"|不可(?![抗避逆预控])|不(?:{'|'.join(_DOING.split())}))"
    r"(?!组织|动员|安排|指派|派)"
)
_ORDER: Final = (
    r"(?:应(?!急)|必须|须|由|要(?![求点素道害])|可|不得|一律|统一|立即|马上|及时|就近|先(?!后))"
)
_OF_ANOTHER: Final = re.compile(
    r"[^，。；：]*(?:(?<![自理事缘经])由|应当|必须)|[^，。；：]*的(?:$|[，,：:]"
    rf"|[^，。；：的]{{1,8}}(?:[，,]\s*)?{_ORDER}"
    r"|(?:人员?|群众|居民|村民|学生|教师|师生|家长|队伍|队员|住户|农户|单位|企业|部门|车辆|乡镇|村)(?![的^，。；]))"
)
"""禁止通行的路段，由公安机关设置标志 and 不参加扑救的群众撤离 tell what those are for, not what is
forbidden."""


def goes_on(sentence: str) -> bool:
    """Whether the folded sentence names nobody and goes on with what the one before it orders; who
    sends or gathers others may be somebody else."""
    return _FORBIDS.match(sentence) is not None and _OF_ANOTHER.match(sentence) is None
