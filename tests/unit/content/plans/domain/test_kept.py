"""What was read out of a text comes back as it was."""

import json
import zlib

import pytest

from content.plans.domain import kept
from content.plans.domain.actor_mentions import with_mentions
from content.plans.domain.actors import actors_of
from content.plans.domain.response_parts import Part
from content.plans.domain.responses import ladders_of
from content.plans.domain.situations import situations_of
from tests.samples.actors import DOCUMENTS, said, said_in

NAMES = ("flood-drought-plan.txt", "school-plan.txt", "general-plan.md")


@pytest.mark.parametrize("name", NAMES)
def test_actors_and_situations_of_a_plan_come_back_equal(name):
    clauses = said_in((DOCUMENTS / name).read_bytes(), name)
    actors = with_mentions(actors_of(clauses), clauses)
    assert any(actor.mentions for actor in actors)
    for values in (actors, situations_of(clauses)):
        assert values and kept.load(kept.dump(values)) == values


def test_levels_come_back_equal():
    parts = [
        Part("1", None, "1", "响应启动条件", ""),
        Part("2", "1", "（1）", "", "Ⅰ级：水位超过保证水位，由县长决定启动。"),
        Part("3", "1", "（2）", "", "Ⅱ级：水位超过警戒水位。"),
    ]
    values = ladders_of(parts)
    assert values and kept.load(kept.dump(values)) == values


def test_nothing_comes_back_as_nothing_and_odd_characters_as_they_are():
    assert kept.load(kept.dump([])) == []
    odd = actors_of([said("县水利局负责\U0002b820“<b>”巡查\u3000。")])
    assert odd and kept.load(kept.dump(odd)) == odd


def test_a_clause_that_many_duties_stand_in_is_written_once():
    long = said("。".join(f"县水利局负责第{n}件事" for n in range(60)) + "。")
    (actor,) = actors_of([long])
    assert len(actor.duties) == 60
    (written, _packed) = json.loads(zlib.decompress(kept.dump([actor])))
    assert len(written) == 1


def test_what_has_no_known_shape_is_refused():
    with pytest.raises(KeyError):
        kept.dump([object()])
