"""Any number of clauses made from those of the demonstration county: its sentences put together
anew, other places in them and other numbers, as long as real ones."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace

from search.documents import Document
from tests.samples import findable

SENTENCE = re.compile(r"[^。；]+[。；]?")
NUMBER = re.compile(r"(?<![年第号])\d+(?=[人户小时天个公里米吨次])")
PLACE = re.compile("安澜|青河")
FIRST, SECOND = "安平青石白黑南北东西新上下高长大清明永福兴太金", "河山泉桥塘岭坪溪湖坝湾川塬沟滩"
PER_PLAN = 400


def many_clauses(number: int, *, seed: int = 2026) -> Iterator[Document]:
    """Plan by plan, with `number` different keys; the same ones for the same seed."""
    chance = random.Random(seed)
    place = ""
    real = [clause for clause in findable.clauses() if len(clause.text) > 10]
    sentences = [one for clause in real for one in SENTENCE.findall(clause.text) if len(one) > 6]
    for each in range(number):
        like = real[each % len(real)]
        if each % PER_PLAN == 0:
            place = chance.choice(FIRST) + chance.choice(SECOND)
        text = like.text
        while len(text) < chance.randint(40, 180):
            text += chance.choice(sentences)
        text = NUMBER.sub(lambda _: str(chance.randint(1, 3000)), PLACE.sub(place, text))
        plan = each // PER_PLAN
        yield replace(
            like,
            key=f"clause:{each:09d}",
            group_key=f"plan:{plan}",
            path=tuple(PLACE.sub(place, heading) for heading in like.path),
            title=PLACE.sub(place, like.title),
            text=text,
            url=f"/plans/{plan}/#clause-{each}",
        )
