"""How many slips a query is rid of, and how many clean queries it leaves alone; printed.

Slips are made of the terms of the county's documents; clean text is cut from the same documents and
from the terms themselves.
"""

import random
from time import perf_counter

import pytest

from search import engines
from search.documents import services as documents
from search.repairing import repair
from search.terms.models import SearchTerm
from search.terms.readings import reading
from search.terms.services import rebuild_terms
from tests.samples import judged_documents
from tests.samples.indexed import build

pytestmark = pytest.mark.django_db

PUBLIC = frozenset({"public"})
TRIED = 300


@pytest.fixture
def terms(tmp_path, settings) -> list[str]:
    settings.DATA_DIR = tmp_path
    held = judged_documents.documents(shared=False)
    documents.put(held)
    build(engines.embedded(), held)
    rebuild_terms()
    return [
        text
        for text in SearchTerm.objects.order_by("text").values_list("text", flat=True)
        if 3 <= len(text) <= 8 and text.isalpha() and not text.isascii()
    ]


def test_slips_and_clean_text(terms) -> None:
    chance = random.Random(5)
    engine = engines.embedded()
    # GB 2312, level 1: the characters that people type.
    common = [
        bytes((row, cell)).decode("gb2312")
        for row in range(0xB0, 0xD7)
        for cell in range(0xA1, 0xFA)
    ]
    alike: dict[str, list[str]] = {}
    for character in common:
        alike.setdefault(reading(character)[0], []).append(character)
    print()
    for name, others in (
        ("同音", lambda character: alike.get(reading(character)[0], [])),
        ("别的错字", lambda character: common),
    ):
        _tell(name, [_slip(text, others, chance) for text in _some(terms, chance)], engine)
    texts = [row.text for row in judged_documents.documents(shared=False) if len(row.text) > 20]
    clean = [
        text[(at := chance.randrange(len(text) - 12)) : at + 10] for text in _some(texts, chance)
    ]
    changed = [text for text in clean if repair(engine, text, PUBLIC) is not None]
    print(f"原文片段：{len(clean)} 段，误改 {len(changed)} 段 {changed[:5]}")
    assert clean and len(terms) > 100


def _tell(name: str, made: list[tuple[str, str]], engine) -> None:
    start = perf_counter()
    found = [(right, repair(engine, wrong, PUBLIC)) for right, wrong in made]
    took = (perf_counter() - start) / len(made) * 1000
    mended = sum(bool(one and one.repaired == right) for right, one in found)
    wrongly = sum(bool(one and one.repaired != right) for right, one in found)
    share = mended / len(made)
    print(f"{name}：{len(made)} 个，改对 {share:.1%}，改成别的 {wrongly}，每个 {took:.1f} 毫秒")


def _some(texts: list[str], chance: random.Random) -> list[str]:
    return chance.sample(texts, min(TRIED, len(texts)))


def _slip(text: str, others, chance: random.Random) -> tuple[str, str]:
    """The term and the same with one character replaced, if any other is at hand."""
    places = list(range(len(text)))
    chance.shuffle(places)
    for place in places:
        instead = [one for one in others(text[place]) if one != text[place]]
        if instead:
            return text, f"{text[:place]}{chance.choice(instead)}{text[place + 1 :]}"
    return text, text
