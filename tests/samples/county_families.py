"""Families of documents as counties write them, of a known tree: notices with their plan, articles,
lists of contents, cards in tables, sheets of slogans, questions and answers, worn numbering."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

from tests.samples import county_annexes, county_notices, county_sheets
from tests.samples.written import Sample

FAMILIES: Final[dict[str, Callable[[Random], Sample]]] = {
    one.__name__: one
    for one in (
        county_notices.red_notice,
        county_notices.contents,
        county_notices.articles,
        county_notices.official,
        county_notices.forms,
        county_notices.two_lines,
        county_notices.stopped,
        county_notices.mixed_numerals,
        county_notices.worn,
        county_sheets.village_cards,
        county_sheets.on_site,
        county_sheets.slogans,
        county_sheets.questions,
        county_sheets.indented,
        county_sheets.steps,
        county_sheets.levels,
        county_annexes.annexed,
        county_annexes.behind_colons,
        county_annexes.bare_contents,
        county_annexes.split_names,
    )
}


def sample_of(family: str, seed: int) -> Sample:
    """The document of this family and seed."""
    return FAMILIES[family](Random(seed))
