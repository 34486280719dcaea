import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from portal.foundation.shapes import DIGITS, consists_of


class User(AbstractUser):
    """A person. National id numbers are never collected; a person is told apart by
    unit and staff number, else by verified phone, never by name."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    full_name = models.CharField(_("姓名"), max_length=60, blank=True)
    phone = models.CharField(
        _("手机号"), max_length=16, unique=True, null=True, blank=True, help_text="E.164"
    )
    phone_verified = models.BooleanField(_("手机号已验证"), default=False)
    staff_number = models.CharField(_("工号"), max_length=30, blank=True)
    home_unit = models.ForeignKey(
        "portal_people.Unit",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("所在单位"),
    )
    adult_confirmed_at = models.DateTimeField(_("确认年满 18 周岁的时间"), null=True, blank=True)
    erased_at = models.DateTimeField(_("注销时间"), null=True, blank=True, editable=False)

    REQUIRED_FIELDS = []

    class Meta(AbstractUser.Meta):
        verbose_name = _("人员")  # type: ignore[assignment]
        verbose_name_plural = _("人员")  # type: ignore[assignment]
        constraints = [
            models.CheckConstraint(
                condition=Q(phone__isnull=True)
                | consists_of("phone", DIGITS, range(9, 17), start="+"),
                name="user_phone_e164",
            ),
            models.UniqueConstraint(
                fields=["home_unit", "staff_number"],
                condition=~Q(staff_number=""),
                name="user_unit_staff_number",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        if self.erased_at is not None:
            return _g("已注销的人员")
        return self.full_name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()
