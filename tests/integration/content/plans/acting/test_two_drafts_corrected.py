"""What is said on one draft is read into the other drafts of its document, whichever of them is
published first."""

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.models import Rereading, ReviewRound
from content.plans.review_states import RoundState
from content.plans.selectors.corrections import corrections_of
from content.plans.services import corrections
from tests.samples.reviewed_plans import approved, asked, published
from tests.samples.who_acts import ACTING


@pytest.fixture
def drafts(draft, import_small, world):
    """Two of one document, below a version in force."""
    published(draft, world.editor, world.reviewer)
    slug = draft.document.slug
    return [
        import_small(
            ACTING.replace("负责预报", words), publish=False, slug=slug, kind="special"
        ).version
        for words in ("负责预警", "负责预报和预警")
    ]


@pytest.mark.parametrize("corrected", [0, 1])
def test_the_other_draft_is_read_with_it_and_published_so(drafts, corrected, say, duties, world):
    on, other = drafts[corrected], drafts[1 - corrected]
    row = say(Says.ACTOR, "转移路线", "带队干部", version=on)
    assert duties(on)["带队干部"] == duties(other)["带队干部"] == ["转移路线由带队的人定。"]
    published(other, world.editor, world.reviewer)
    assert "带队干部" in duties(other)
    other.refresh_from_db()
    assert corrections_of(other) == ([row], [])
    services.undo_correction(version=on, actor=world.editor, correction=row)
    assert "带队干部" not in duties(on) and "带队干部" in duties(other)


def test_what_is_taken_back_on_one_is_gone_from_the_other(drafts, say, duties, world):
    row = say(Says.ACTOR, "转移路线", "带队干部", version=drafts[0])
    services.undo_correction(version=drafts[1], actor=world.editor, correction=row)
    assert not any("带队干部" in duties(one) for one in drafts)


@pytest.mark.parametrize("is_approved", [False, True])
def test_a_review_of_the_other_draft_ends_and_says_why(drafts, say, world, is_approved):
    (approved(drafts[1], world.editor, world.reviewer) if is_approved
     else asked(drafts[1], world.editor))  # fmt: skip
    say(Says.ACTOR, "转移路线", "带队干部", version=drafts[0])
    ended = ReviewRound.objects.get(version=drafts[1])
    assert ended.state == RoundState.VOID and "改正了读法" in ended.get_void_for_display()
    with pytest.raises(services.PlanRefused, match="送审"):
        services.publish_version(version=drafts[1], actor=world.reviewer)


def test_what_does_not_fit_into_the_request_waits_for_the_worker(
    drafts, say, duties, world, monkeypatch, client
):
    asked_for = []
    monkeypatch.setattr(corrections, "ask_worker", asked_for.append)
    monkeypatch.setattr(corrections, "READ_AT_ONCE", len(drafts[0].original) + 1)
    say(Says.ACTOR, "转移路线", "带队干部", version=drafts[0])
    assert "带队干部" in duties(drafts[0]) and "带队干部" not in duties(drafts[1])
    with pytest.raises(services.PlanRefused, match="改正还没读完"):
        services.publish_version(version=drafts[1], actor=None)
    (waiting,) = asked_for
    assert services.read_again(waiting=waiting)
    assert "带队干部" in duties(drafts[1])


def test_a_draft_that_cannot_be_read_anew_keeps_nobody_from_correcting_another(
    drafts, say, duties, monkeypatch, world, client
):
    reads = corrections.text_of

    def lost(version, said):
        if version.pk == drafts[1].pk:
            raise services.PlanRefused("从原件读出的文字和这一版不同了。")
        return reads(version, said)

    monkeypatch.setattr(corrections, "ask_worker", lambda waiting: None)
    monkeypatch.setattr(corrections, "text_of", lost)
    say(Says.ACTOR, "转移路线", "带队干部", version=drafts[0])
    assert "带队干部" in duties(drafts[0])
    client.force_login(world.editor)
    page = client.get(reverse("plans_desk:review", args=[drafts[1].pk])).content.decode()
    assert "正在按改正重新读" in page
    monkeypatch.setattr(corrections, "text_of", reads)
    say(Says.ACTOR, "县公安局负责", "巡警队", version=drafts[0])
    assert {"带队干部", "巡警队"} <= duties(drafts[1]).keys()
    assert not Rereading.objects.exists()
