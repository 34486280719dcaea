from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.plans.domain.actor_words import LONGEST

KEY_LENGTH: Final = 72


class Extract(models.Model):
    """What was read out of a version in force for those who read the same clauses of it: who has
    to do what, what in which situation, the response levels. It holds nothing that the text does
    not say, and may be thrown away at any time: it is made again.

    `omits` names the clauses that its readers do not see (`ReadableText.omits`), `code` the code
    that read them; either differs, and the text is read anew. The parts are those of
    `domain.kept`, the last of the actors what was left out; `beside` is JSON:
    `{"roles": [[key, name]], "clauses": {anchor: [index]}}`.
    """

    version = models.ForeignKey("content_plans.PlanVersion", models.CASCADE, related_name="+")
    omits = models.CharField(max_length=64, blank=True)
    code = models.CharField(max_length=64)
    actors = models.BinaryField()
    situations = models.BinaryField()
    levels = models.BinaryField()
    beside = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("摘录")
        verbose_name_plural = _("摘录")
        ordering = ["version", "omits"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["version", "omits"], name="planextract_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.omits[:8]}"


class ExtractedRole(models.Model):
    """One way in which a text writes an actor that has something to do: `written` is that name,
    `name` the one its page bears, `key` the part of that page's address."""

    extract = models.ForeignKey(Extract, models.CASCADE, related_name="roles")
    written = models.CharField(_("写作"), max_length=LONGEST * 2)
    name = models.CharField(_("名称"), max_length=LONGEST * 2)
    key = models.SlugField(max_length=KEY_LENGTH)
    duties = models.PositiveIntegerField(_("句数"))

    class Meta:
        verbose_name = _("摘录的角色")
        verbose_name_plural = _("摘录的角色")
        ordering = ["extract", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["written"], name="planrole_written")]

    def __str__(self) -> str:
        return self.written
