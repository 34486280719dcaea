"""A unit that closed owns nothing new; what it owns already can still be worked on."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from content.guides.models import GuidePage
from content.plans.forms.uploads import UploadForm
from content.plans.models import PlanDocument
from content.targets.forms import TargetForm
from portal.people.models import Unit
from portal.people.rights import Action
from portal.people.selectors import open_units
from quizzes.certificates.forms import SchemeForm
from quizzes.certificates.models import Scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(world) -> Unit:
    yesterday = timezone.localdate() - timedelta(days=1)
    Unit.objects.filter(pk=world.village.pk).update(valid_to=yesterday)
    world.village.refresh_from_db()
    return world.village


def test_a_unit_is_open_until_the_day_of_its_end(world):
    Unit.objects.filter(pk=world.village.pk).update(valid_to=timezone.localdate())
    assert world.village not in open_units(world.editor, Action.PLAN_EDIT)
    Unit.objects.filter(pk=world.village.pk).update(
        valid_to=timezone.localdate() + timedelta(days=1)
    )
    assert world.village in open_units(world.editor, Action.PLAN_EDIT)


@pytest.mark.parametrize(
    ("address", "field", "person"),
    [
        ("bank:new", "owner_unit", "editor"),
        ("papers:new", "owner_unit", "examiner"),
        ("plans_desk:upload", "owner_unit", "editor"),
        ("certificates:scheme_new", "issuer", "administrator"),
    ],
)
def test_no_screen_offers_a_closed_unit_for_something_new(
    client, world, closed, address, field, person
):
    client.force_login(getattr(world, person))
    page = client.get(reverse(address)).content.decode()
    (offered,) = re.findall(rf'<select name="{field}".*?</select>', page, re.DOTALL)
    assert f'value="{world.town.pk}"' in offered
    assert f'value="{closed.pk}"' not in offered


def test_a_closed_unit_takes_no_new_target(world, closed):
    offered = TargetForm(user=world.editor).fields["unit"].queryset
    assert closed not in offered and world.town in offered


def test_a_new_page_cannot_belong_to_a_closed_unit_and_an_old_one_stays_there(world, closed):
    form_class = GuidePage.get_edit_handler().get_form_class()
    offered = form_class(instance=GuidePage(), for_user=world.editor).fields["owner_unit"].queryset
    assert closed not in offered and world.town in offered
    old = GuidePage(owner_unit=closed)
    assert closed in form_class(instance=old, for_user=world.editor).fields["owner_unit"].queryset


def test_a_scheme_of_a_closed_unit_keeps_its_issuer(world, closed):
    assert closed not in SchemeForm(user=world.administrator).fields["issuer"].queryset
    kept = SchemeForm(user=world.administrator, instance=Scheme(issuer=closed))
    kept = kept.fields["issuer"].queryset
    assert closed in kept and world.county in kept


def _upload(world, unit: Unit, document: PlanDocument | None = None) -> UploadForm:
    return UploadForm(
        {"owner_unit": unit.pk, "document": document.pk if document else "", "text": ""},
        {"file": SimpleUploadedFile("a.txt", b"text")},
        user=world.editor,
    )


def test_a_plan_of_a_closed_unit_gets_new_versions_and_the_unit_no_new_plan(world, closed):
    document = PlanDocument.objects.create(
        title="柳树村防汛预案", slug="liushu-flood", owner_unit=closed,
        family="response", kind="grassroots", level="grassroots", issuer="柳树村",
    )  # fmt: skip
    assert _upload(world, closed, document).is_valid()
    refused = _upload(world, closed)
    assert refused.errors["owner_unit"] == ["柳树村已撤销，新文件要归到别的单位。"]
