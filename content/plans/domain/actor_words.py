"""What actors are called, and what follows them where they have something to do."""

from __future__ import annotations

import re
from typing import Final

_ENDINGS: Final = (
    "局 委 委员会 办公室 办 指挥部 指挥机构 机构 人民政府 政府 部门 成员单位 单位 管理所"
    " 派出所 供电所 院"
    " 中心 支队 大队 中队 队伍 抢险队 救援队 小分队 工作组 [^小]组 公司 企业 学校 幼儿园"
    " 中学 小学 台站 气象台"
    " 宣传部 武装部 统战部 组织部 水利站 卫生站 负责人 责任人 管理员 信息员 网格员 护林员"
    " 安全员 观察员 巡查员"
    " 人员 主任 副主任 总指挥 指挥长 校长 镇长 乡长 县长 班主任 教师 教职工 保安 志愿者"
    " 组织 个人 公众 村（社区）"
    " 村、社区 社区 (?<![农乡全山])村 乡镇 街道 医疗卫生机构 经营者 物业服务人 用户 媒体"
)
SUFFIX: Final = re.compile(rf"(?:{'|'.join(_ENDINGS.split())})$")

_ORDERS: Final = (
    r"应当 应(?![急对]) 必须 须 不得 可以 负责(?![人同任]) 承担 牵头 会同 立即 及时 统一"
    r" 协助(?!组) 配合"
    r" 组织(?![部机，、的]) 派(?!出所) 要(?!求|点) 每(?=[年月日季周半天\d])"
    r" 在[^，。；]{1,14}?[内前后时] 在(?=[^，。；]{1,8}设)"
)
_DUTIES: Final = (
    r" 接报后 收到 接到 获悉 发现 启动 按照 根据 依法 依托 建立 制定 编制 开展 完成 做好"
    r" 落实 确定 配备"
    r" 组建 指导(?!组) 监督 督促 掌握 提供 发布 公布 通知 审定 决定 核实 核定 检查(?!组) 按 将"
    r" 对(?=[^，。；]{2,}) 汛期 接受 宣布 逐[户人] 具体 主要(?!负责|领导) 定期 随时 全面 先 至少"
    r" \d+(?:分钟|小时|日|个工作日)内"
)
ORDER: Final = re.compile("|".join(_ORDERS.split()))
"""What only an order begins with: looked for behind a comma, where much else may stand."""
DUTY: Final = re.compile("|".join((_ORDERS + _DUTIES).split()))

_NAME: Final = r"[\u4e00-\u9fff（）()、]"
BY: Final = re.compile(
    rf"由({_NAME}{{2,30}}?)(?=(?:具体|统一|按照职责|按规定|分别|直接|会同[^，。；]{{2,20}})?"
    r"(?:负责(?!人)|牵头|承担|组织|发布|决定|派|救治|保管|掌握|审定|核实|公布|提出|实施|逐户))"
)
LABEL: Final = re.compile(rf"^({_NAME}{{2,40}}?)[：:](?=.)")
ALIAS: Final = re.compile(
    rf"({_NAME}{{3,30}}?)（以下(?:统)?简称[“‘\"]?([\u4e00-\u9fff]{{2,14}})[”’\"]?）"
)
ALIAS_NOTE: Final = re.compile(r"（以下(?:统)?简称[^）]*）")
ALIAS_BEGINS: Final = re.compile(r"[，。；：]|设立|成立|设|由")
OTHER_NAME: Final = re.compile(r"（([\u4e00-\u9fff]{3,14}[局委办])）$")
LEAD: Final = re.compile(r"^(?:[一二三四五六七八九十]是|或者|并|同时|其中|必要时|未经授权)")
QUALIFIER: Final = re.compile(
    r"^(?:各级|各有关|每个|其他|各|有关|相关|事发地|所在地|受影响的?|属地|本|全体|所有)(?=.{2})"
)
JOINTS: Final = re.compile(r"、|以及|或者|及(?!时)|和(?!城乡|改革|草原|旅游|计划|信息|社会|广播)")
NO_NAME: Final = re.compile(
    r"[的了在由对将把被是为从向]|负责(?!人)|应当|[，。；：]"
    r"|^(?:等|其(?!他)|上述|任何|或者|并|明确|鼓励|指定|最后|支持|引导|动员|加强|推动|组织)"
    r"|组织(?=[\u4e00-\u9fff])(?!部|机构)|担任|设立|设在|下设|派出(?!所)|牵头|会同"
)
RESPONSIBLE: Final = re.compile(r"(?:责任|牵头|配合|参与|实施)(?:单位|部门)[：:]")
HEADED: Final = re.compile(r"(?:负责|承担|组织(?!机构))")
DUTIES_OF: Final = re.compile(r"(?:的?主要)?职责$")
NOBODY: Final = frozenset(
    {
        "部门", "单位", "组织", "机构", "人员", "队伍", "办公室", "负责人", "责任人", "企业",
        "公司", "主任", "人民政府",
    }
)  # fmt: skip
SAME: Final = (
    (
        "村（居）民委员会",
        "村（居）民委员会 村民委员会 居民委员会 村（居）委会 村委会 居委会 村、居民委员会",
    ),
    ("村（社区）", "村（社区） 村、社区 村（居） 村和社区"),
    ("乡镇人民政府", "乡镇 乡（镇） 乡（镇）人民政府 乡镇人民政府 乡镇政府"),
)
"""What every plan calls by several names: the name in law, and the others."""
LONGEST: Final = 24
