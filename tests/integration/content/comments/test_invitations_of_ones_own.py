"""What an invited person finds of their invitations in the copy of their data and on their page."""

import json

from content.comments import services
from content.comments.selectors import invitations
from portal.people.personal_data import export_all


def test_the_copy_of_ones_data_reads_no_text_of_an_invitation_that_ended(
    world, ask, outsider, monkeypatch
):
    services.uninvite(invitation=ask(), by=world.editor)
    read = []
    monkeypatch.setattr(invitations, "is_classified", lambda text: bool(read.append(text)))
    kept = [export_all(person) for person in (outsider, world.editor)]
    assert read == []
    for one in kept:
        said = json.dumps(one, ensure_ascii=False)
        assert '"也能看限制的条文": false' in said and "收回时间" in said


def test_ones_own_page_reads_no_more_texts_than_it_shows(
    world, bring_in, ask, outsider, monkeypatch
):
    for times in "345":
        ask(version=bring_in(("每年至少组织2次", f"每年至少组织{times}次")))
    read = []
    monkeypatch.setattr(invitations, "is_classified", lambda text: bool(read.append(text)))
    assert len(invitations.all_standing_of(outsider, 2)) == 2
    assert len(read) == 2
