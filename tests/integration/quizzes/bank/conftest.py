"""A text to ask about."""

import pytest

from content.pages import anchors
from content.pages.anchors import Anchor


@pytest.fixture
def source(monkeypatch):
    """A citable text that the test can change: `source["hash"] = …`."""
    state = {"hash": "a" * 64, "status": "current"}

    def resolve(ids):
        for each in ids:
            yield Anchor(
                key=f"testtext:{each}",
                title="4.2 先期处置",
                path=("安澜县总体预案",),
                text="接报后 30 分钟内口头报告。",
                url="/plans/anlan/",
                content_hash=state["hash"],
                status=state["status"],
            )

    monkeypatch.setitem(anchors._resolvers, "testtext", resolve)
    return state
