from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("单选")
    MULTIPLE = "multiple", _("多选")
    TRUE_FALSE = "true_false", _("判断")
    FILL_IN = "fill_in", _("填空")


class QuestionLanguage(models.TextChoices):
    """What a question is written in (BCP 47)."""

    CHINESE = "zh-Hans", _("汉语")
    KAZAKH = "kk-Arab", _("哈萨克语")
    KOREAN = "ko", _("朝鲜语")
    MONGOLIAN = "mn-Mong", _("蒙古语")
    TIBETAN = "bo", _("藏语")
    UYGHUR = "ug", _("维吾尔语")
    YI = "ii", _("彝语")
    ZHUANG = "za", _("壮语")


class QuestionState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    REVIEW = "review", _("待审")
    PUBLISHED = "published", _("已发布")
    RETIRED = "retired", _("已停用")


class Pool(models.TextChoices):
    """What a question is kept for: one shown in practice, with its key, certifies nobody."""

    PRACTICE = "practice", _("练习")
    CERTIFICATION = "certification", _("认证")


class FeedbackPolicy(models.TextChoices):
    """When a candidate may see keys and explanations."""

    NONE = "none", _("不公布")
    AFTER_SUBMIT = "after_submit", _("交卷后公布")
    AFTER_CLOSE = "after_close", _("考试结束后公布")
