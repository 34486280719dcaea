"""A browser is told by what it is, not by what it also claims to be."""

import pytest

from portal.accounts.devices import in_words

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/126.0 Safari/537.36 Edg/126.0",
         "Edge，Windows 电脑"),
        (f"Mozilla/5.0 (Linux; Android 14; V) {WEBKIT} Chrome/126.0 Mobile Safari/537.36",
         "Chrome，安卓手机"),
        (f"Mozilla/5.0 (Linux; Android 13; Pad) {WEBKIT} Chrome/120.0 Safari/537.36",
         "Chrome，安卓平板"),
        (f"Mozilla/5.0 (Linux; Android 14; V) {WEBKIT} Version/4.0 Chrome/116.0 Mobile "
         "Safari/537.36 MicroMessenger/8.0.49", "微信，安卓手机"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
         "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "Safari，iPhone"),
        ("Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114.0 ArkWeb/4.1 "
         "Mobile HuaweiBrowser/5.0", "华为浏览器，鸿蒙设备"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
         "Firefox，Linux 电脑"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", "苹果电脑"),
        ("旧手机", "认不出的浏览器"),
        ("", "认不出的浏览器"),
    ],
)  # fmt: skip
def test_a_browser_and_its_machine_are_told_in_words(raw, words):
    assert in_words(raw) == words
