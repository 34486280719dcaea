"""Words of the site around a document: where one is, print, share, the next article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_SIZE: Final = r"(?:特?超?[大中小]|默认|[AＡ][+\-＋－]?)"
_WORDS: Final = re.compile(
    r"(?<![^\s|｜】\]>：:])(?:"
    r"[【\[［]?\s*(?:打印(?:本页|此页|文章|页面)?|(?:关闭|收藏)(?:窗口|本页|页面)?|分享(?:到|至)?"
    r"|返回(?:顶部|首页|列表|上页)|我要纠错|纠错|微信|微博|QQ空间|复制链接)\s*[】\]］]?\s*[:：]?"
    rf"|[【\[［]?\s*(?:字(?:体|号)(?:大小)?\s*[:：]?|视力保护色\s*[:：]?)"
    rf"(?:\s*[【\[［(（]?\s*{_SIZE}(?:[\s|/｜、]*{_SIZE})*\s*[】\]］)）]?)?\s*[】\]］]?"
    r"|(?:本?网站)?(?:已?支持)?\s*IPv6|无障碍(?:阅读|浏览|模式)?|适老化?(?:模式|版)?|长者(?:模式|版)|关怀(?:模式|版)"
    r"|(?:浏览(?:次数|量)|点击(?:次数|数|量|率)|阅读(?:次数|量|数)|访问(?:次数|量))\s*[:：]?\s*\d*\s*次?"
    r")(?![^\s|｜【\[<])",
    re.IGNORECASE,
)
_LINKS: Final = r"(?:相关(?:链接|文章|文件|解读|阅读)|政策解读|解读材料|友情链接)\s*[:：]?"
_LINE: Final = re.compile(
    r"(?:当前位置|您(?:现在)?的位置|您当前的位置|所在位置)\s*[:：]?.*"
    r"|.{0,12}首\s*页\s*(?:[>›»＞/]|&gt;|-+).*"
    r"|(?:上一?[篇条页]|下一?[篇条页])\s*[:：]?.*|扫一扫.{0,40}|(?:责任|网站)?编辑\s*[:：].{0,20}"
    rf"|{_LINKS}"
)
_FOOT: Final = re.compile(
    r"版权所有|ICP备|公网安备|网站标识码|技术支持|网站地图|联系我们|Copyright|©"
    r"|^(?:主办|承办|主办单位|承办单位)\s*[:：]", re.IGNORECASE,
)  # fmt: skip
_IDLE: Final = re.compile(r"[\s|｜:：【】\[\]<>·]*")


def is_furniture(text: str, *, below: bool) -> bool:
    """Whether the whole line belongs to the site. `below`: it stands under the document."""
    return bool(
        _LINE.fullmatch(text)
        or (below and _FOOT.search(text))
        or (_WORDS.search(text) and _IDLE.fullmatch(_WORDS.sub("", text)))
    )


def heads_links(text: str) -> bool:
    """Whether the line heads links to other pages of the site."""
    return re.fullmatch(_LINKS, text) is not None


def furniture_in(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of such words in a line that says something else too."""
    for match in _WORDS.finditer(text):
        yield match.span()
