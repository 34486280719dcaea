from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    CHANGE = "change", _("建议修改")
    FACT = "fact", _("事实有误")
    QUESTION = "question", _("疑问")
    AGREE = "agree", _("赞同")
    """Asks for nothing: nobody waits for an answer to it."""


class State(models.TextChoices):
    OPEN = "open", _("待答复")
    ANSWERED = "answered", _("已答复")
    WITHDRAWN = "withdrawn", _("本人已撤回")


class Verdict(models.TextChoices):
    ADOPTED = "adopted", _("采纳")
    PARTLY = "partly", _("部分采纳")
    DECLINED = "declined", _("不采纳")
