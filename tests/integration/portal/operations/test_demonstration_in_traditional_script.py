"""The county as a reader of Traditional characters meets it, page by page."""

import html
import re

import pytest

from portal.operations import setup
from themes.domain.display import COOKIE_NAME
from themes.names import known
from themes.traditional import to_traditional

pytestmark = pytest.mark.django_db

WRONG = (
    "髮生", "髮布", "髮佈", "髮現", "髮出", "髮放", "髮新", "紮腳", "紮傷", "併發佈", "併發布",
    "併為", "併聯繫", "覆課", "聯系", "干流", "采用", "”里", "》里", "隻能", "隻有", "乾部",
    "回響應急", "鬆樹", "麵積", "瞭解除", "裏",
)  # fmt: skip
_LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#?]*)')
_AWAY = re.compile(
    r"^/(?:accounts|static|media|me|admin|c/|clause|display|errata|api/v1/search)|/original/$|/files/\d+/$|\.(?:csv|json|xlsx|pdf|xml)"
)


@pytest.fixture
def county(settings, tmp_path):
    settings.PAGECACHE_ENABLED = False
    settings.DATA_DIR = tmp_path
    for step in setup.demonstration_steps():
        step.run()


def test_no_public_page_holds_a_wrong_character_or_half_a_name(county, client):
    client.cookies[COOKIE_NAME] = "hant"
    # A name shorter than a place or a person stands inside other words.
    written = {name: to_traditional(name) for name in known() if len(name) > 2}
    waiting, read, problems = ["/", "/sitemap/"], set(), []
    while waiting:
        path = waiting.pop()
        if path in read or _AWAY.search(path):
            continue
        read.add(path)
        answer = client.get(path, follow=True)
        assert answer.status_code == 200, path
        page = answer.content.decode()
        assert '<html lang="zh-Hant"' in page, path
        waiting += _LINK.findall(page)
        body = re.sub(r"<(script|style|svg)\b.*?</\1>", "", page, flags=re.DOTALL)
        text = html.unescape(re.sub(r"<[^>]*>", "\n", body.replace("<wbr>", "")))
        problems += [(path, wrong) for wrong in WRONG if wrong in text]
        problems += [
            (path, other) for name, other in written.items() if other != name and other in text
        ]
    assert len(read) > 60
    assert not problems
