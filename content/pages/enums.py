from django.db import models
from django.utils.translation import gettext_lazy as _


class PageStatus(models.TextChoices):
    CURRENT = "current", _("现行")
    WITHDRAWN = "withdrawn", _("已撤下")


class Confidence(models.TextChoices):
    """How far a source can be trusted, by what was seen of it."""

    ORIGINAL = "high", _("看过主管部门原页或法规条文")
    REPRINT = "medium", _("看过媒体或其他部门的转载")
    LOCAL = "local", _("本县安排，只说明本地怎么做")
    WEAK = "low", _("来源较弱")
    UNSEEN = "unverified", _("没有核实")


class ParagraphKind(models.TextChoices):
    """What a paragraph is to its reader."""

    STEP = "step", _("步骤")
    DO = "do", _("要做")
    DONT = "dont", _("不要做")
    ITEM = "item", _("要点")
    NOTE = "note", _("提醒")
    TEXT = "text", _("正文")
