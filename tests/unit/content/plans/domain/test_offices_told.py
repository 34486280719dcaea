"""Who holds an office by the words of a text, and by what the editors say on top of them."""

from dataclasses import replace

from content.plans.domain.actor_offices import offices_of
from content.plans.domain.actor_told import Told
from content.plans.domain.actors import actors_of
from content.plans.domain.corrections.model import CorrectionKind
from tests.samples.actors import said

HOLDS, NOT = CorrectionKind.OFFICE, CorrectionKind.NO_OFFICE
TEXT = "组长由校长担任。组长负责指挥。副组长：教导主任。副组长负责清点人数。"


def clause(*told, text=TEXT):
    return replace(said(text), told=tuple(Told(*one) for one in told))


def offices(*told, text=TEXT):
    return [(one.title, one.holder, one.sentence) for one in offices_of([clause(*told, text=text)])]


READ = ("组长", "校长", "组长由校长担任。")
ADDED = (HOLDS, "教导主任", "副组长", TEXT.index("副组长："))


def test_what_is_read_by_itself():
    assert offices() == [READ]


def test_one_who_holds_none_is_taken_out():
    assert offices((NOT, "校长")) == []
    assert offices((NOT, "县长")) == [READ]


def test_one_who_was_missed_holds_it_by_the_sentence_that_was_pointed_at():
    assert offices(ADDED) == [READ, ("副组长", "教导主任", "副组长：教导主任。")]
    assert offices((HOLDS, "校长", "组长")) == [READ]
    assert offices((NOT, "校长"), (HOLDS, "副校长", "组长")) == [
        ("组长", "副校长", "组长由校长担任。"),
    ]  # fmt: skip


def test_what_the_office_has_to_do_is_done_by_its_holder():
    duties = {
        actor.name: [(duty.sentence, duty.office) for duty in actor.duties]
        for actor in actors_of([clause(ADDED)])
    }
    assert ("副组长负责清点人数。", "副组长") in duties["教导主任"]
    assert "教导主任" not in {actor.name for actor in actors_of([clause()])}


def test_no_sentence_holds_no_office():
    assert offices((HOLDS, "校长", "组长"), text=" ") == []
    assert offices((HOLDS, "校长", "组长", 99), text="完") == [("组长", "校长", "完")]
