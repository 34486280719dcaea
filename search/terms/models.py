from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST: Final = 24
LONGEST_SYLLABLE: Final = 6


class SearchTerm(models.Model):
    """A word, two words that stand side by side, or a name, of documents that everybody may read.

    `head` and `tail`: its halves. A term with one character wrong is found by the other half.
    `weight`: documents that hold it.
    """

    text = models.CharField(_("词"), max_length=LONGEST, unique=True)
    pinyin = models.CharField(_("拼音"), max_length=LONGEST * LONGEST_SYLLABLE, db_index=True)
    initials = models.CharField(_("首字母"), max_length=LONGEST, db_index=True)
    head = models.CharField(_("前半"), max_length=LONGEST)
    tail = models.CharField(_("后半"), max_length=LONGEST)
    length = models.PositiveSmallIntegerField(_("字数"))
    weight = models.PositiveIntegerField(_("份量"))

    class Meta:
        verbose_name = _("搜索词")
        verbose_name_plural = _("搜索词")
        ordering = ["-weight", "text"]
        indexes = [
            models.Index(fields=["head", "length"], name="searchterm_by_head"),
            models.Index(fields=["tail", "length"], name="searchterm_by_tail"),
        ]

    def __str__(self) -> str:
        return self.text


class SearchTermsBuilt(models.Model):
    """Which documents the terms were last counted in: one row, or none."""

    stamp = models.CharField(_("依据"), max_length=200)

    class Meta:
        verbose_name = _("搜索词的依据")
        verbose_name_plural = _("搜索词的依据")

    def __str__(self) -> str:
        return self.stamp
