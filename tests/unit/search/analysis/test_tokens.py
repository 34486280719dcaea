import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import BOUNDARY, coarse_words, fingerprint, normalise, units, words
from search.analysis.tokens import LONGEST

GOLDEN = json.loads(
    (Path(__file__).resolve().parents[3] / "data" / "search" / "tokens.json").read_text("utf-8")
)


@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: row["text"][:16].strip("\0"))
def test_a_nasty_string_gives_the_recorded_tokens(row: dict) -> None:
    """A difference here means every index must be rebuilt: raise RULES_VERSION."""
    normal = normalise(row["text"]).text
    assert normal == row["normalised"]
    assert [token.text for token in words(normal)] == row["words"]
    assert [token.text for token in units(normal)] == row["units"]


@given(text=st.text(max_size=80))
def test_tokens_stand_where_they_say_and_hold_no_space(text: str) -> None:
    normal = normalise(text).text
    for token in [*words(normal), *units(normal), *coarse_words(normal)]:
        assert normal[token.start : token.end][:LONGEST] == token.text
        assert token.text and len(token.text.split()) == 1
        assert BOUNDARY not in token.text


@given(text=st.text(alphabet="应急管理中华人民共和国地震灾害预案第一条a1.% ", max_size=40))
def test_coarse_words_do_not_overlap_and_cover_the_search_words(text: str) -> None:
    coarse = coarse_words(text)
    assert all(left.end <= right.start for left, right in pairwise(coarse))
    inside = [(token.start, token.end) for token in coarse]
    assert all(
        any(start <= token.start and token.end <= end for start, end in inside)
        for token in words(text)
    )


def test_text_without_letters_has_no_tokens() -> None:
    for text in ("", "   ", "？！。，、——", "\0\0", "“”（）"):
        normal = normalise(text).text
        assert words(normal) == units(normal) == coarse_words(normal) == []


def test_a_huge_word_is_cut_to_what_an_engine_can_hold() -> None:
    assert words("a" * 100_000)[0].text == "a" * LONGEST


def test_the_fingerprint_names_the_rules_and_stays_the_same_within_a_process() -> None:
    assert fingerprint() == fingerprint()
    assert len(fingerprint()) == 12
