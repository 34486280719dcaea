"""Where in a plan something stands that is no text: a flow chart, an organisation chart."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final

from .parse import Note, Parse

_CODES: Final = {"words": "drawn", "chunk": "chunk", "box": "box", "page": "page"}
"""By kind; of every other it is "unseen"."""

_SAID: Final = {
    "picture": "这里有 {count} 张图，没有读进正文。请对照原件看看；里面有要紧的字，打成文字再传。",
    "diagram": "这里有 {count} 张 SmartArt 图，里面的字没有读进正文。请对照原件，打成文字再传。",
    "words": "这里有 {count} 张图（SmartArt 图或者图表），里面的字照存着的次序读进了正文，"
    "谁连着谁、数是多少没有读。请对照原件看看。",
    "drawing": "这里有 {count} 个浮动的图或者图形，没有读进正文。请对照原件看看；"
    "里面有要紧的字，打成文字再传。",
    "box": "这里有 {count} 个文本框，原件没说挂在哪一段，里面的字排在了全文最后。"
    "请对照原件，看它该在哪里。",
    "page": "这里缺 {count} 页：原件里是图片，里面的字没有读出来。请对照原件补上。",
    "chunk": "这里插着别的文件，没有读进正文。在 Word 里打开，另存为 .docx 再传。",
}


def unseen_in(parsed: Parse, unseen: Sequence[tuple[int, str]]) -> list[Note]:
    """A note for each place, in the order of the text. `unseen`: see `Extracted`."""
    starts = sorted((node.start, at) for at, node in enumerate(parsed.nodes) if node.end)
    places = Counter(
        (starts[max(bisect_right(starts, (offset, len(parsed.nodes))) - 1, 0)][1], kind)
        for offset, kind in sorted(unseen)
        if starts
    )
    return [
        Note(_CODES.get(kind, "unseen"), _SAID[kind].format(count=count), node)
        for (node, kind), count in places.items()
    ]
