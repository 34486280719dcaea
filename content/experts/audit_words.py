"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from portal.foundation.audit.words import register

register(
    actions={
        "content.expert.account_asked": _("请账号做专家"),
        "content.expert.account_accepted": _("答应做专家"),
        "content.expert.account_declined": _("没有答应做专家"),
        "content.expert.account_ended": _("解除专家的账号"),
    },
)
register("content.expert", keys={"expert": _("专家页编号")})
