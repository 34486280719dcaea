from collections.abc import Collection
from datetime import date
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.foundation.append_only import AppendOnly, AppendOnlyModel
from quizzes.certificates.domain import validity
from quizzes.certificates.domain.masking import mask_name
from quizzes.certificates.domain.validity import Status, Term
from quizzes.certificates.enums import RevocationReason
from quizzes.certificates.looking_up import signature


class SerialCounter(models.Model):
    """The highest serial given in a year. It only ever grows, so no number is given twice."""

    prefix = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year"], name="serial_counter_once")
        ]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}: {self.last}"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def valid_on(self, day: date) -> "CertificateQuerySet":
        """Certificates that stood on `day`, also when they were revoked later."""
        revoked = Revocation.objects.filter(certificate=OuterRef("pk"), revoked_on__lte=day)
        return self.filter(~Exists(revoked), Q(valid_from__lte=day), Q(valid_to__gte=day))

    def in_care_of(self, units: Collection[int]) -> "CertificateQuerySet":
        """What these units look after (`Certificate.caring_unit_id`)."""
        return self.filter(Q(unit__in=units) | Q(unit=None, scheme__issuer__in=units))


class Certificate(models.Model):
    """What was certified, with every fact as it was on the day of issue.

    Only the person's erasure changes a row: the name goes, number and facts stay
    (`quizzes.certificates.personal_data`).
    """

    number = models.CharField(_("编号"), max_length=20, unique=True)
    scheme = models.ForeignKey(
        "quizzes_certificates.Scheme", models.PROTECT, related_name="certificates"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="certificates",
        verbose_name=_("持证人"),
    )
    holder_name = models.CharField(_("姓名"), max_length=60)
    unit = models.ForeignKey(
        "portal_people.Unit",
        models.PROTECT,
        null=True,
        related_name="certificates",
        verbose_name=_("发证时所在单位"),
    )
    score_run = models.OneToOneField(
        "quizzes_attempts.ScoreRun", models.PROTECT, related_name="certificate"
    )
    facts = models.JSONField(_("发证依据"))
    issued_at = models.DateTimeField(_("发证时间"), default=timezone.now)
    valid_from = models.DateField(_("有效期自"))
    valid_to = models.DateField(_("有效期至"))
    of_the_day = models.PositiveSmallIntegerField(
        _("当天第几张"), default=1, help_text=_("当天撤销以后又考过的，另发一张")
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("证书")
        verbose_name_plural = _("证书")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="certificate_term_order"
            ),
            models.UniqueConstraint(
                fields=["scheme", "person", "valid_from", "of_the_day"],
                name="certificate_once_a_day",
            ),
        ]
        indexes = [models.Index(fields=["scheme", "valid_to"], name="certificate_register")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The page where anybody verifies it, as the QR code has it."""
        return reverse("verify_signed", args=[self.number, signature(self.number)])

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly(type(self))

    @property
    def masked_name(self) -> str:
        """For the public; a word of its own once the holder's account was deleted."""
        return str(_("已注销")) if self.person_id is None else mask_name(self.holder_name)

    @property
    def entitlement(self) -> str:
        """What it entitles to, without the full stop that the sentence around it sets."""
        return str(self.facts.get("entitles", "")).rstrip("。．｡.，、；; ")

    @property
    def caring_unit_id(self) -> int:
        """The unit that finds, exports and revokes it: the holder's, or, for somebody who
        belongs to none, the one that issues it."""
        return self.unit_id or self.scheme.issuer_id

    @property
    def term(self) -> Term:
        return Term(self.valid_from, self.valid_to)

    @property
    def is_revoked(self) -> bool:
        return hasattr(self, "revocation")

    def status_on(self, day: date) -> Status:
        return validity.status_on(
            day,
            self.term,
            revoked=self.is_revoked and self.revocation.revoked_on <= day,
            renewal_days=self.facts.get("renewal_days", 0),
        )


class Revocation(AppendOnlyModel):
    """A certificate that no longer stands, from which day, and why. There is no way back: who
    lost one by mistake passes again and gets a new number."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="revocation")
    revoked_on = models.DateField(_("撤销日期"))
    reason = models.CharField(_("撤销原因"), max_length=24, choices=RevocationReason)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("撤销")
        verbose_name_plural = _("撤销")
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=RevocationReason.values), name="revocation_reason_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.revoked_on}"


class RevocationNote(models.Model):
    """What the office writes down for itself. Nobody else reads it, and it goes with the
    holder's account."""

    revocation = models.OneToOneField(
        Revocation, models.PROTECT, primary_key=True, related_name="note"
    )
    text = models.CharField(_("备注"), max_length=200)

    class Meta:
        verbose_name = _("撤销备注")
        verbose_name_plural = _("撤销备注")

    def __str__(self) -> str:
        return str(self.revocation)
