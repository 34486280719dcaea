"""What a text may hold of who acts in it, and what is said to be left out."""

from itertools import islice, product

from content.plans.domain import kept
from content.plans.domain.actor_limits import MOST, LeftOut, Limits
from content.plans.domain.actor_mentions import with_mentions
from content.plans.domain.actor_named import with_named
from content.plans.domain.actors import actors_of
from tests.samples.actors import said

SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"


def units(number):
    return [f"县{a}{b}{c}局" for a, b, c in islice(product(SIGNS, repeat=3), number)]


def read(*clauses):
    limits = Limits()
    actors = with_named(actors_of(clauses, limits=limits), clauses, limits)
    return with_mentions(actors, clauses), limits.left


def test_a_clause_of_thousands_of_names_is_not_written_for_each_and_it_is_said():
    clause = said("责任单位：" + "、".join(units(3000)) + "。")
    actors, left = read(clause)
    assert len(actors) == MOST
    assert left == LeftOut(actors=2700, sentences=1)
    repeated = sum(len(duty.sentence) for actor in actors for duty in actor.duties)
    assert 0 < repeated < 200_000
    # Who has no card of the sentence is led to its clause.
    assert all(actor.duties or actor.mentions for actor in actors)
    assert len(kept.dump([*actors, left])) < 200_000


def test_all_clauses_together_repeat_no_more_than_a_text_may():
    list_of_all = "责任单位：" + "、".join(units(300)) + "。"
    clauses = [said(list_of_all, anchor=f"c{n}") for n in range(60)]
    actors, left = read(*clauses)
    repeated = sum(len(duty.sentence) for actor in actors for duty in actor.duties)
    assert repeated < 3_000_000 + sum(len(one.text) for one in clauses)
    assert (left.actors, left.sentences) == (0, 60)


def test_a_task_of_all_units_of_a_county_stands_on_the_card_of_each():
    actors, left = read(said("责任单位：" + "、".join(units(100)) + "。"))
    assert [len(actor.duties) for actor in actors] == [1] * 100
    assert left == LeftOut()


def test_who_would_be_more_than_a_text_may_have_is_counted_once():
    text = "".join(f"{name}负责巡查。" for name in [*units(310), *units(310)])
    actors, left = read(said(text))
    assert (len(actors), left) == (MOST, LeftOut(actors=10))


def test_what_was_left_out_comes_back_with_the_actors():
    assert kept.load(kept.dump([LeftOut(3, 1)])) == [LeftOut(3, 1)]
