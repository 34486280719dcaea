"""A page of the register opened before somebody else's change does not undo it."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from content.plans.enums import Visibility
from content.plans.models import PlanDocument


@pytest.fixture
def desk(client, world, import_small):
    """The address of the form of a published plan, with its editor signed in."""
    plan = import_small().document
    client.force_login(world.editor)
    return reverse("plans_desk:change", args=[plan.slug])


def as_drawn(response):
    """What a browser sends back when nothing is touched."""
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    values["hazards"] = [getattr(one, "pk", one) for one in values["hazards"] or ()]
    return {name: "" if value is None else value for name, value in values.items()}


def test_an_older_page_does_not_make_public_what_was_restricted_meanwhile(client, desk):
    older = as_drawn(client.get(desk))
    newer = as_drawn(client.get(desk))
    assert client.post(desk, newer | {"visibility": "restricted"}).status_code == 302
    refused = client.post(desk, older | {"issuer": "青河镇人民政府办公室"})
    assert refused.status_code == 422
    assert "别人改过：公开范围。" in refused.content.decode()
    plan = PlanDocument.objects.get()
    assert (plan.visibility, plan.issuer) != (Visibility.PUBLIC, "青河镇人民政府办公室")
    drawn = as_drawn(refused)
    assert (drawn["visibility"], drawn["issuer"]) == ("restricted", "青河镇人民政府办公室")
    assert client.post(desk, drawn).status_code == 302
    plan.refresh_from_db()
    assert (plan.visibility, plan.issuer) == (Visibility.RESTRICTED, "青河镇人民政府办公室")


def test_a_form_that_is_refused_stands_under_the_title_that_is_stored(client, world, import_small):
    plan = import_small(publish=False).document
    client.force_login(world.editor)
    desk = reverse("plans_desk:change", args=[plan.slug])
    typed = as_drawn(client.get(desk)) | {"title": "还没有存的标题", "period_end": ""}
    refused = client.post(desk, typed)
    assert refused.status_code == 422 and refused.context["plan"].title == plan.title
    assert refused.context["form"]["title"].value() == "还没有存的标题"


@pytest.mark.parametrize("sent", ["", "[1]", "{", "[" * 100_000, '{"visibility": []}'])
def test_a_page_that_does_not_say_what_it_was_drawn_from_changes_nothing(client, desk, sent):
    typed = as_drawn(client.get(desk)) | {"visibility": "internal", "seen": sent}
    assert client.post(desk, typed).status_code == 422
    assert PlanDocument.objects.get().visibility == Visibility.PUBLIC


def test_the_same_form_sent_twice_is_saved_once_and_not_refused(client, desk):
    typed = as_drawn(client.get(desk)) | {"visibility": "internal"}
    assert [client.post(desk, typed).status_code for _ in range(2)] == [302, 302]


def test_a_register_entry_thrown_away_meanwhile_is_said_in_words(
    client, world, import_small, monkeypatch
):
    plan = import_small(publish=False)
    client.force_login(world.editor)
    desk = reverse("plans_desk:change", args=[plan.document.slug])
    typed = as_drawn(client.get(desk)) | {"visibility": "internal"}
    from content.plans.views import workbench

    change = workbench.services.change_or_propose

    def gone_first(**named):
        workbench.services.discard_draft(version=plan.version, actor=None)
        return change(**named)

    monkeypatch.setattr(workbench.services, "change_or_propose", gone_first)
    answer = client.post(desk, typed)
    assert answer.status_code == 422
    assert escape("登记刚被删掉了") in answer.content.decode()
