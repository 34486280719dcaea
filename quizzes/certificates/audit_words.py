"""What the audit says of what this app records."""

from dataclasses import fields

from django.utils.translation import gettext_lazy as _

from portal.foundation.audit.words import names_of, register
from quizzes.certificates.enums import RevocationReason
from quizzes.certificates.models import Scheme
from quizzes.certificates.services.schemes import SchemeTerms

register(
    actions={
        "quizzes.certificate.issued": _("发证"),
        "quizzes.certificate.revoked": _("撤销证书"),
        "quizzes.certificate.pdf_lacks_characters": _("证书缺字"),
        "quizzes.certificate.register_exported": _("导出证书名册"),
        "quizzes.scheme.created": _("建证书方案"),
        "quizzes.scheme.changed": _("改证书方案"),
    },
)
register(
    "quizzes.certificate",
    keys={"code_points": _("字库里没有的字"), "scheme": _("证书方案")},
    values={"reason": dict(RevocationReason.choices)},
)
register("quizzes.certificate.register_exported", keys={"searched": _("按编号或姓名查过")})
register(
    "quizzes.scheme",
    keys={"active": _("启用")},
    values={"fields": names_of(Scheme, [one.name for one in fields(SchemeTerms)])},
)
