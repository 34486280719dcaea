"""What the audit says of what this app records."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from portal.accounts.services.factors import ResetReason
from portal.foundation.audit.words import register
from portal.people.enums import Role

KINDS: Final = {
    "totp": _("手机验证器"), "recovery_codes": _("备用码"), "webauthn": _("通行密钥"),
}  # fmt: skip

register(
    actions={
        "accounts.demonstration.created": _("建演示账号"),
        "accounts.email_address.changed": _("改邮箱"),
        "accounts.erased": _("注销账号"),
        "accounts.exported": _("导出个人资料"),
        "accounts.factor.added": _("加第二步验证"),
        "accounts.factor.removed": _("去掉第二步验证"),
        "accounts.factor.reset": _("换第二步验证"),
        "accounts.factor.reset_by_administrator": _("管理员重设第二步验证"),
        "accounts.first_administrator.invited": _("邀请第一个管理员"),
        "accounts.password.changed": _("改密码"),
        "accounts.password.reset": _("重设密码"),
        "accounts.phone_number.changed": _("改手机号"),
        "accounts.profile.changed": _("改姓名、年龄"),
        "accounts.session.ended": _("让设备退出登录"),
        "accounts.sign_up.expired": _("没完成的注册过期"),
        "accounts.signed_in": _("登录"),
        "accounts.signed_up": _("注册"),
    },
)
register(
    "accounts.factor",
    keys={"kind": _("验证方式"), "kinds": _("验证方式"), "sessions": _("登录数")},
    values={"kind": KINDS, "kinds": KINDS, "reason": dict(ResetReason.choices)},
)
register(
    "accounts.demonstration",
    keys={"role": _("角色")},
    values={"role": dict(Role.choices)},
)
register(
    "accounts.profile",
    values={
        "fields": {"full_name": _("姓名"), "adult_confirmed_at": _("确认年满 18 周岁")},
    },
)
