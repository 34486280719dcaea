"""A paper is published as it was when its publication was agreed to."""

from django.test import Client
from django.urls import reverse

from quizzes.papers import services
from tests.samples.confirming import confirmed


def test_yes_to_the_second_version_does_not_publish_the_third(world, make_paper):
    paper = make_paper()
    desk = Client()
    desk.force_login(world.examiner)
    address = reverse("papers:publish", args=[paper.slug])
    services.open_draft(assessment=paper, by=world.examiner)
    asked = desk.post(address).context["asked"]
    assert confirmed(desk, address).status_code == 302
    services.open_draft(assessment=paper, by=world.examiner)
    again = desk.post(address, {"confirmed": asked})
    assert "第 3 版" in again.content.decode() and "有了变化" in again.content.decode()
    paper.refresh_from_db()
    assert paper.current_version.number == 2


def test_yes_to_a_draft_is_asked_again_after_its_rules_changed(world, make_paper):
    paper = make_paper()
    desk = Client()
    desk.force_login(world.examiner)
    address = reverse("papers:publish", args=[paper.slug])
    draft = services.open_draft(assessment=paper, by=world.examiner)
    asked = desk.post(address).context["asked"]
    draft.pass_percent += 10
    draft.save()
    assert desk.post(address, {"confirmed": asked}).status_code == 200
    draft.refresh_from_db()
    assert draft.is_draft
    assert confirmed(desk, address).status_code == 302
