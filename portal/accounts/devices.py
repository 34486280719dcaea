"""What a browser says of itself, in words that its owner knows it by."""

import re
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Words = str | Promise

BROWSERS: Final[tuple[tuple[str, Words], ...]] = (
    ("MicroMessenger", gettext_lazy("微信")),
    ("DingTalk", gettext_lazy("钉钉")),
    ("AlipayClient", gettext_lazy("支付宝")),
    ("HuaweiBrowser", gettext_lazy("华为浏览器")),
    ("MiuiBrowser", gettext_lazy("小米浏览器")),
    ("VivoBrowser", gettext_lazy("vivo 浏览器")),
    ("HeyTapBrowser", gettext_lazy("OPPO 浏览器")),
    ("MQQBrowser|QQBrowser", gettext_lazy("QQ 浏览器")),
    ("UCBrowser|UCWEB", gettext_lazy("UC 浏览器")),
    ("QHBrowser|360SE|360EE", gettext_lazy("360 浏览器")),
    ("Edg(?:e|A|iOS)?/", "Edge"),
    ("OPR/|Opera", "Opera"),
    ("Firefox/|FxiOS/", "Firefox"),
    ("Chrome/|CriOS/|Chromium/", "Chrome"),
    ("Version/.+Safari/", "Safari"),
    ("MSIE |Trident/", gettext_lazy("IE 浏览器")),
)
"""In this order: nearly every browser also claims to be those further down."""

SYSTEMS: Final[tuple[tuple[str, Words], ...]] = (
    ("OpenHarmony|HarmonyOS", gettext_lazy("鸿蒙设备")),
    ("iPad", "iPad"),
    ("iPhone|iPod", "iPhone"),
    ("Android.+Mobile", gettext_lazy("安卓手机")),
    ("Android", gettext_lazy("安卓平板")),
    ("Windows", gettext_lazy("Windows 电脑")),
    ("Macintosh|Mac OS X", gettext_lazy("苹果电脑")),
    ("Linux|X11", gettext_lazy("Linux 电脑")),
)


def in_words(user_agent: str) -> str:
    """`Chrome，安卓手机`; half of it where only half is known."""
    known = [found for table in (BROWSERS, SYSTEMS) if (found := _first(table, user_agent))]
    return "，".join(known) or _("认不出的浏览器")


def _first(table: tuple[tuple[str, Words], ...], user_agent: str) -> str:
    return next((str(words) for pattern, words in table if re.search(pattern, user_agent)), "")
