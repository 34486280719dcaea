"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from portal.foundation.audit.words import register

register(
    actions={
        "content.mark.followed": _("自己的标记改到现行文字"),
        "content.mark.made": _("标记条款（只记次数，不记哪一条）"),
        "content.mark.noted": _("改自己的附注"),
        "content.mark.removed": _("去掉自己的标记"),
    },
)
