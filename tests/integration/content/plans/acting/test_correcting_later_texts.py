"""A line that is corrected again on a later text of the plan."""

from content.plans.domain.corrections.model import CorrectionKind as Says
from tests.samples.reviewed_plans import published
from tests.samples.who_acts import ACTING

CHANGED = "县公安局负责维持秩序。"


def later(import_small, draft, text):
    return import_small(text, publish=False, slug=draft.document.slug, kind="special").version


def lost(version):
    return [one["text"] for one in version.notes if one["code"] == "correction_lost"]


def test_what_was_said_before_stays_when_the_same_sentence_is_corrected_again(
    draft, say, duties, world, import_small
):
    say(Says.ACTOR, "转移路线", "带队干部")
    published(draft, world.editor, world.reviewer)
    for number, words in enumerate(("县公安局维持治安。", "县公安局维持交通。"), start=2):
        version = later(import_small, draft, ACTING.replace(CHANGED, words))
        assert version.number == number and "带队干部" in duties(version)
        published(version, world.editor, world.reviewer)
    again = later(import_small, draft, ACTING.replace(CHANGED, "县公安局维持秩序和交通。"))
    say(Says.ACTOR, "转移路线", "县水务公司", version=again)
    again.refresh_from_db()
    assert not lost(again)
    names = duties(again)
    assert names["带队干部"] == names["县水务公司"] == ["转移路线由带队的人定。"]


def test_one_that_is_taken_back_on_a_later_text_is_gone_there(
    draft, say, duties, world, import_small
):
    say(Says.ACTOR, "转移路线", "带队干部")
    published(draft, world.editor, world.reviewer)
    second = later(import_small, draft, ACTING.replace(CHANGED, "县公安局维持治安。"))
    say(Says.NO_ACTOR, "转移路线", "带队干部", version=second)
    second.refresh_from_db()
    assert "带队干部" not in duties(second) and not lost(second)
