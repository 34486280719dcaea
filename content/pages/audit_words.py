"""What the audit says of what this app records."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from content.pages.models import KnowledgePage
from content.pages.models.paragraph import KIND
from portal.foundation.audit.words import register

register(
    actions={
        "content.page.reinstated": _("恢复页面"),
        "content.page.withdrawn": _("撤下页面"),
    },
    kinds={
        KIND: _("段落"),
        **{
            model.key_kind(): model._meta.verbose_name
            for model in apps.get_models()
            if issubclass(model, KnowledgePage)
        },
    },
)
