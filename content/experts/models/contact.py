from django.db import models
from django.utils.translation import gettext_lazy as _

from content.experts.forms import ExpertContactForm
from content.experts.models.expert import ExpertPage


class ExpertContact(models.Model):
    """How to reach an expert. Not part of the page, so that no revision, preview, search row
    or export of the page ever holds it."""

    expert = models.OneToOneField(
        ExpertPage, models.CASCADE, related_name="contact", verbose_name=_("专家")
    )
    phone = models.CharField(_("电话"), max_length=20, blank=True)
    email = models.EmailField(_("邮箱"), blank=True)

    base_form_class = ExpertContactForm

    class Meta:
        verbose_name = _("专家联系方式")
        verbose_name_plural = _("专家联系方式")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(phone="", email=""), name="expertcontact_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return str(self.expert)
