"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from portal.foundation.audit.words import register
from quizzes.certificates.enums import RevocationReason

register(
    actions={
        "quizzes.certificate.issued": _("发证"),
        "quizzes.certificate.revoked": _("撤销证书"),
        "quizzes.certificate.pdf_lacks_characters": _("证书缺字"),
        "quizzes.certificate.register_exported": _("导出证书名册"),
        "quizzes.scheme.created": _("建证书方案"),
        "quizzes.scheme.changed": _("改证书方案"),
    },
    keys={"scheme": _("证书方案"), "position": _("第几个字")},
    values={"reason": dict(RevocationReason.choices)},
)
