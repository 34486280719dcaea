"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from portal.foundation.audit.words import register

register(
    actions={
        "content.page.reinstated": _("恢复页面"),
        "content.page.withdrawn": _("撤下页面"),
    }
)
