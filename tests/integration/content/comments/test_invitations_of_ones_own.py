"""What an invited person finds of their invitations in the copy of their data and on their page."""

import json

from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.comments import services
from content.comments.selectors import invitations
from portal.people.personal_data import export_all


def test_the_copy_of_ones_data_says_all_of_an_invitation_and_reads_no_text(world, ask, outsider):
    services.uninvite(invitation=ask(), by=world.editor)
    with CaptureQueriesContext(connection) as asked:
        kept = [export_all(person) for person in (outsider, world.editor)]
    texts = [one["sql"] for one in asked.captured_queries if '."original"' in one["sql"]]
    assert texts == []
    for one in kept:
        said = json.dumps(one, ensure_ascii=False)
        assert "请看原则。" in said and '"也能看限制的条文": false' in said and "收回时间" in said


def test_ones_own_page_reads_no_more_texts_than_it_shows(
    world, bring_in, ask, outsider, monkeypatch
):
    for times in "345":
        ask(version=bring_in(("每年至少组织2次", f"每年至少组织{times}次")))
    read = []
    monkeypatch.setattr(invitations, "is_classified", lambda text: bool(read.append(text)))
    assert len(invitations.all_standing_of(outsider, 2)) == 2
    assert len(read) == 2
