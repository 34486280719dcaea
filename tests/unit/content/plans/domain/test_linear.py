"""Twice the text is twice the work: counted in characters that patterns are given to look at."""

import re

import pytest

from content.plans.domain import definitions, quantities
from content.plans.domain.definitions import definitions_of


class Watched:
    """A pattern that notes how it is asked, and how much of a text it is given."""

    def __init__(self, pattern, work):
        self.pattern, self.work = pattern, work

    def __getattr__(self, name):
        ask = getattr(self.pattern, name)

        def asked(*args, **named):
            # Where a place is said it looks there and no further than a sentence.
            size = len(args[-1]) if isinstance(args[-1], str) else 1
            self.work.append((self.pattern.pattern, name, size))
            return ask(*args, **named)

        return asked


@pytest.fixture
def work(monkeypatch):
    """What all patterns of the two modules were asked, in characters."""
    done = []
    for module in (definitions, quantities):
        for name, value in vars(module).copy().items():
            if isinstance(value, re.Pattern):
                monkeypatch.setattr(module, name, Watched(value, done))
    directions = tuple((name, Watched(one, done)) for name, one in quantities.DIRECTIONS)
    monkeypatch.setattr(quantities, "DIRECTIONS", directions)
    return done


@pytest.mark.parametrize("piece", ["50%", "达到50%、", "从1%到", "第3次", "每年2次 ", "率5%多"])
def test_numbers_one_after_the_other_are_read_in_proportion(work, piece):
    sizes, heads = [], []
    for count in (1000, 2000):
        work.clear()
        found = quantities.quantities(piece * count)
        sizes.append(sum(size for _pattern, _how, size in work))
        heads.append(sum(len(one.head) + len(one.after) for one in found))
    assert sizes[1] <= 2.2 * sizes[0]
    assert heads[1] <= 2.2 * heads[0] + 1000


@pytest.mark.parametrize(
    "piece", ["\n", " \n", "。", "\n 本预案 ", "；县局", "。本预案所称甲乙，是指"]
)
def test_definitions_are_looked_for_where_sentences_begin_and_only_once(work, piece):
    text = piece * 20_000
    patterns = {definitions._SAID.pattern.pattern, definitions._MEANS.pattern.pattern}
    definitions_of([("1", "术语", text)])
    asked = [how for pattern, how, _size in work if pattern in patterns]
    assert {*asked} <= {"match"}
    assert len(asked) <= 2 * sum(1 for one in re.split("[。；\n]", text) if one.strip())


def test_white_space_is_no_beginning_of_a_sentence():
    begins = [one.end() for one in definitions._BEGINS.finditer("\n" * 9 + "  甲。 \n 乙； 丙")]
    assert begins == [11, 16, 19]
