"""What reads like a name and is a verb with its object: 转移沿河群众, 通报有关单位.

Only a verb that also makes names (巡查人员, 救助管理站) may begin one, and only where what follows
it is what such a name ends with.
"""

from __future__ import annotations

import re
from typing import Final

_NEVER: Final = (
    "劝离 劝返 劝阻 劝导 劝说 营救 解救 清点 撤离 撤出 通报 通告 通知 告知 转告"
    " 告诉 提醒 提示 报告 上报 报请 报经 汇报 提请 商请 请求 邀请 聘请 委托 授权"
    " 责成 责令 命令 封锁 封存 增派 加派 抽调 调派 调集 选派 选调 派遣 派驻 增设"
    " 加设 设置 配备 配置 配足 配齐 招募 召集 集结 集合 动用 出动 安抚 安慰 慰问"
    " 看望 看护(?!人) 照顾 照料 照看 走访 探访 陪同 陪护(?!人) 接应 接收"
    " 接走 输送 运送 驱散 遣散 阻止 制止 禁止 严禁 询问 核查 核对 核实 查找 寻找"
    " 摸排 统计(?!局|部门|机构|人员) 约谈 查处 追究 表彰 奖励 关闭 赶赴 奔赴"
    " 前往 投入 维护 维持 保证 避免 防止 减少 恢复 影响 威胁 涉及 包括 覆盖 面向"
    " 依靠 发动 带领 率领 帮助 关心 关爱 逐户 逐一 逐人 隔开 分流 安顿 叫醒 唤醒"
    " 搀扶 背离 组建 替换 轮换 保留 抽查 排除 清除 送医 转送 抢运 复核 辨认 先"
    " 不 只 停止 暂停 请(?!假) 申请(?!人|者|单位|企业) 恳请 函请 指令 吩咐"
)
_ALSO: Final = (
    "抢救 抢修 抢通 转移 转运 救治 救助 救护 救援 收治 封控 管控 巡查 巡护 值守"
    " 搜救 搜寻 扑救 排查 清理 增援 支援 警戒 消毒 疏散 护送 引导 保护 隔离 看守"
    " 看管 监测 检查 检测 安置 登记 帮扶 照护 培训 宣传 教育 服务 诊治 治疗 筛查"
    " 接送 加固 拦截"
)
_OF_A_BODY: Final = (
    r"[\u4e00-\u9fff]{0,6}(?:(?<!民小)组|(?<!抢险)(?<!救援)队|站|所|中心|专班|办公室|指挥部|局|委|部|责任人|负责人)"
    r"|(?:抢险|抢修|救援|救护|安置|引导|搜救|管控|整治|保障|防护|服务|管理|责任|工作|看护|监测|培训)?"
    r"(?:员|人员|队员|队伍|队|责任人|负责人|机构|单位|部门|企业|公司|医院|学校|人)"
)
_MOVED: Final = "疏散 转移 安置 收治 抢救 隔离 救助 搜寻 护送 引导 清理"
"""With people behind these it is they who are moved."""
_OBJECT: Final = re.compile(
    rf"(?:{'|'.join(_NEVER.split())})(?=[\u4e00-\u9fff])"
    rf"|(?:{'|'.join(_MOVED.split())})人员$"
    rf"|(?:{'|'.join(_ALSO.split())})(?!(?:{_OF_A_BODY})$)"
)

_TWO: Final = re.compile(
    r"[局委办厅部会府室队心司院站所组镇村区道防指](?:并|及时|可以?|再)?"
    rf"(?:{'|'.join(_NEVER.split())}|协调|督促|指导|组织|带领|会商)(?=[县市州省区旗乡镇村各]|社区|街道"
    r"|上级|有关|相关|当地|属地|事发地|所在地|武警|消防|公安|驻军)"
)
"""县防指责成县水利局 is two, and what one has the other do."""

MOVED: Final = re.compile(
    r"((?:转移|疏散|撤离|安置|隔离)(?:人员|群众|居民|村民|学生|师生))"
    r"(?=不得(?:擅自|自行|提前|随意|私自)?(?:返回|进入|离开|外出|返家|回家))"
)
"""Who was moved, where only they can be told something."""


def is_object(written: str) -> bool:
    """Whether `written` begins with a verb that has the rest of it for its object, or is who does
    something with such an object."""
    return _OBJECT.match(written) is not None or _TWO.search(written) is not None
