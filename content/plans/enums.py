from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Family(models.TextChoices):
    """Two families share one clause tree and never one rule book."""

    RESPONSE = "response", _("预案")
    PLANNING = "planning", _("规划与计划")


class Kind(models.TextChoices):
    GENERAL = "general", _("总体预案")
    SPECIAL = "special", _("专项预案")
    DEPARTMENTAL = "departmental", _("部门预案")
    UNIT = "unit", _("单位预案")
    GRASSROOTS = "grassroots", _("基层预案")
    JOINT = "joint", _("联合预案")
    MANUAL = "manual", _("工作手册")
    ROLE_CARD = "role_card", _("岗位卡")
    FIVE_YEAR = "five_year", _("五年规划")
    PROGRAMME = "programme", _("规划纲要")
    WORK_PLAN = "work_plan", _("工作计划")
    KEY_POINTS = "key_points", _("工作要点")
    SCHEME = "scheme", _("工作方案")
    OTHER = "other", _("其他文件")


DUE_KINDS: Final = (
    Kind.GENERAL, Kind.SPECIAL, Kind.DEPARTMENTAL, Kind.UNIT, Kind.GRASSROOTS, Kind.JOINT,
)  # fmt: skip
"""Plans in the sense of the law: a manual or a card below one is neither filed nor evaluated."""

CHILD_KINDS: Final = (Kind.MANUAL, Kind.ROLE_CARD)
RESPONSE_KINDS: Final = (*DUE_KINDS, *CHILD_KINDS)
PLANNING_KINDS: Final = (
    Kind.FIVE_YEAR, Kind.PROGRAMME, Kind.WORK_PLAN, Kind.KEY_POINTS, Kind.SCHEME, Kind.OTHER,
)  # fmt: skip
KINDS_OF: Final = {Family.RESPONSE: RESPONSE_KINDS, Family.PLANNING: PLANNING_KINDS}


def family_of(kind: str) -> Family:
    """The family that a kind belongs to."""
    return next(family for family, kinds in KINDS_OF.items() if kind in kinds)


class Level(models.TextChoices):
    """From the highest down."""

    NATIONAL = "national", _("国家级")
    PROVINCE = "province", _("省级")
    PREFECTURE = "prefecture", _("市级")
    COUNTY = "county", _("县级")
    TOWN = "town", _("乡镇级")
    GRASSROOTS = "grassroots", _("村、社区和单位")


class Status(models.TextChoices):
    IN_FORCE = "in_force", _("现行")
    HISTORIC = "historic", _("历史")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("公开")
    INTERNAL = "internal", _("内部")
    RESTRICTED = "restricted", _("限制")


class HiddenFor(models.TextChoices):
    """Why a clause is not shown to everybody before an editor has judged it."""

    CONTACTS = "contacts", _("像联系人：写着人名和手机号")
    CARRIED = "carried", _("上一次读到时这里的文字不公开")


class VersionState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("已发布")


class Script(models.TextChoices):
    HANS = "hans", _("简体")
    HANT = "hant", _("繁体")


class ClauseKind(models.TextChoices):
    NOTICE = "notice", _("印发通知")
    PREAMBLE = "preamble", _("引言")
    CLAUSE = "clause", _("条文")
    PARAGRAPH = "paragraph", _("段落")
    TABLE = "table", _("表")
    ANNEX = "annex", _("附件")
    CLOSING = "closing", _("落款")


class RepairKind(models.TextChoices):
    PINYIN = "pinyin", _("字后的拼音")
    LIGATURE = "ligature", _("连字和兼容字")
    ODD_SPACE = "odd_space", _("特殊空格")
    INVISIBLE = "invisible", _("看不见的字符")
    QUOTE = "quote", _("直引号")
    MARKUP = "markup", _("排版标记")
    NAVIGATION = "navigation", _("网站导航")
    DUPLICATE_TITLE = "duplicate_title", _("重复的标题")
    CONTENTS = "contents", _("目录页")
    PAGE_NUMBER = "page_number", _("页码")
    TABLE_BAR = "table_bar", _("表格竖线")
    LINE_BREAK = "line_break", _("断开的行")
    RUNNING_HEAD = "running_head", _("页眉和页脚")


class DraftComparator(models.TextChoices):
    AT_LEAST = "ge", _("不低于")
    MORE = "gt", _("高于")
    AT_MOST = "le", _("不高于")
    LESS = "lt", _("低于")
    EXACTLY = "eq", _("等于")
    DECREASE = "decrease", _("下降")
    INCREASE = "increase", _("增加")
    UNSAID = "", _("没写方向")


class DraftState(models.TextChoices):
    OPEN = "open", _("待确认")
    CONFIRMED = "confirmed", _("已设为目标")
    DISMISSED = "dismissed", _("不是目标")


class IntakeState(models.TextChoices):
    WAITING = "waiting", _("排队")
    READING = "reading", _("正在读取")
    UNDECIDED = "undecided", _("等你选")
    DONE = "done", _("已读完")
    REFUSED = "refused", _("没有收下")


OPEN_INTAKES = (IntakeState.WAITING, IntakeState.READING)


class Regime(models.TextChoices):
    """Plans for production-safety accidents follow rules of their own (生产安全事故应急条例)."""

    NONE = "", _("不是生产安全事故预案")
    WORK_SAFETY = "work_safety", _("生产安全事故预案")
    DANGEROUS_TRADE = "dangerous_trade", _("危险行业和人员密集场所的生产安全事故预案")
    ON_SITE = "on_site", _("生产安全事故现场处置方案")


class Sector(models.TextChoices):
    """What a plan is for, beside its hazard."""

    KEY_TARGET = "key_target", _("重要目标")
    HAZARD_SOURCE = "hazard_source", _("重大危险源")
    INFRASTRUCTURE = "infrastructure", _("关键基础设施")
    BIG_EVENT = "big_event", _("重大活动、大型节会赛事")
    LIFELINE = "lifeline", _("生命线工程")
    ENERGY = "energy", _("能源")
    TELECOM = "telecom", _("通信")
    TRANSPORT = "transport", _("交通运输")
    GRAIN = "grain", _("粮食和物资")
    MEDICINE = "medicine", _("医疗和药品")
    COMMUNITY = "community", _("社区")
    VILLAGE = "village", _("村")
    FIRM = "firm", _("企业")
    SCHOOL = "school", _("学校")


class Trigger(models.TextChoices):
    """Why a plan has to be revised. Seven are known of 国办发〔2013〕101号 and 国办发〔2024〕5号;
    the eighth of 2024 is unconfirmed and not listed."""

    LAW = "law", _("依据的法律、标准或上位预案变了")
    COMMAND = "command", _("指挥机构或职责有重大调整")
    RISK = "risk", _("面临的风险有重大变化")
    RESOURCES = "resources", _("重要应急资源有重大变化")
    INFORMATION = "information", _("预案里的其他重要信息变了")
    EXPERIENCE = "experience", _("实际应对或演练发现问题，要作重大调整")
    AUTHOR = "author", _("制定单位认为应当修订")


class RelationKind(models.TextChoices):
    PARENT = "parent", _("上级预案、上位规划")
    BASED_ON = "based_on", _("编制依据")
    IMPLEMENTS = "implements", _("落实的文件")
    REPLACES = "replaces", _("代替的文件")


class RelationState(models.TextChoices):
    CONFIRMED = "confirmed", _("已确认")
    DISMISSED = "dismissed", _("不是这个关系")


class DueWhat(models.TextChoices):
    FILING = "filing", _("备案")
    RECEIPT = "receipt", _("备案回执")
    DISCLOSURE = "disclosure", _("主动公开")
    EVALUATION = "evaluation", _("评估")
    DRILL = "drill", _("演练")


class DueSpan(models.TextChoices):
    WORKING_DAY = "working_day", _("个工作日")
    MONTH = "month", _("个月")
    YEAR = "year", _("年")


class Confidence(models.TextChoices):
    """How far the source of a rule was read."""

    READ = "H", _("读过原文")
    REPORTED = "M", _("据转载，待对原文")
    WEAK = "L", _("来源薄弱，待查")
    UNCONFIRMED = "U", _("没有证实")


class ReferenceKind(models.TextChoices):
    LAW = "law", _("法律、法规和规章")
    PLAN = "plan", _("上级和相关文件")
    STANDARD = "standard", _("标准")
    INTERNAL = "internal", _("本文件内")
    ANNEX = "annex", _("附件")


class CorrectionKind(models.TextChoices):
    """What an editor says of a place of the original; see `domain.corrections.model`."""

    HEADING = "heading", _("标题")
    TEXT = "text", _("正文，不是标题、不是公开信息")
    PARAGRAPH = "paragraph", _("另起一条正文")
    JOIN = "join", _("接着上一条的正文")
    JOIN_HEADING = "join_heading", _("接着上一条的标题")
    FIELD = "field", _("公开信息")
    TITLE = "title", _("文件的标题")
    PREAMBLE = "preamble", _("引言")
    ANNEX = "annex", _("附件的标题")
    CLOSING = "closing", _("落款")
    LEFT_OUT = "left_out", _("网站导航或页码，不显示")
    BOUNDARY = "boundary", _("标题到这里为止")
    TABLE = "table", _("表格")
    NO_TABLE = "no_table", _("不是表格")
    NO_ACTOR = "no_actor", _("谁做什么：去掉一个")
    ACTOR_NAMED = "actor_named", _("谁做什么：改名字")
    ACTOR = "actor", _("谁做什么：加上一个")
    LEVEL = "level", _("响应级别：照字面分")
    LEVEL_WHEN = "level_when", _("响应级别：启动条件")
    LEVEL_BY = "level_by", _("响应级别：谁启动")
    LEVEL_DONE = "level_done", _("响应级别：做什么")
    NO_LEVEL = "no_level", _("响应级别：不是")
    SITUATION = "situation", _("什么情况做什么：是一种情况")
    NO_SITUATION = "no_situation", _("什么情况做什么：不是情况")
    OFFICE = "office", _("谁担任什么职务：加上一个")
    NO_OFFICE = "no_office", _("谁担任什么职务：去掉一个")


class HeaderKey(models.TextChoices):
    """What a header field tells of the document; see `domain.header`."""

    INDEX_NUMBER = "index_number", _("索引号")
    DOCUMENT_NUMBER = "document_number", _("文号")
    ISSUER = "issuer", _("发布机构")
    CATALOGUE = "catalogue", _("公开目录")
    SUBJECT_WORDS = "subject_words", _("主题词")
    TITLE = "title", _("标题")
    SIGNED_ON = "signed_on", _("成文日期")
    PUBLISHED_ON = "published_on", _("公开日期")
    EFFECTIVE_ON = "effective_on", _("施行日期")
    STATUS = "status", _("效力")
    PERIOD = "period", _("规划期")
    NOTE = "note", _("备注")
    OTHER = "other", _("其他")
