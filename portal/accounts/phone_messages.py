"""The sentence for each thing that can be wrong with a phone number."""

from django.utils.translation import gettext as _

from portal.people.domain.phones import MOBILE_DIGITS, BadPhone, Fault


def sentence(error: BadPhone) -> str:
    if error.fault is Fault.LENGTH:
        return _("手机号要 %(wanted)s 位，现在是 %(given)s 位") % {
            "wanted": MOBILE_DIGITS,
            "given": error.digits,
        }
    if error.fault is Fault.LETTERS:
        return _("手机号里只能有数字")
    if error.fault is Fault.NOT_MOBILE:
        return _("这是固定电话，收不到验证码。换一个手机号")
    return _("没有这样的手机号。看看有没有打错，国外号码前面加 + 和国家代码")
