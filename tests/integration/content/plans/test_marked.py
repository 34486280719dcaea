"""A document that is marked as not for everybody goes to nobody else without a word."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from content.plans.models import PlanDocument

pytestmark = pytest.mark.django_db

PLAN = """{mark}

安澜县防汛应急预案

1 总则

1.1 目的

为了防汛，制定本预案。
"""


@pytest.mark.parametrize(
    ("mark", "visibility", "word"),
    [
        ("机密★5年", "restricted", "涉密文件不得上网"),
        ("公开方式：不予公开", "restricted", "不予公开"),
        ("公开方式：依申请公开", "internal", "依申请公开"),
        ("公开方式：主动公开", "public", ""),
    ],
)
def test_a_marked_document_is_narrowed_at_the_import_and_its_pages_say_why(
    import_small, client, world, mark, visibility, word
):
    draft = import_small(PLAN.format(mark=mark), publish=False)
    assert draft.document.visibility == visibility
    client.force_login(world.editor)
    said = client.get(reverse("plans_desk:review", args=[draft.version.pk])).content.decode()
    assert ("按“" in said and word in said) is bool(word)


def test_a_marked_text_of_a_public_document_narrows_it_when_it_is_published(
    import_small, client, world
):
    first = import_small(PLAN.format(mark="安澜县人民政府文件"))
    assert first.document.visibility == "public"
    later = import_small(PLAN.format(mark="机密★5年"), slug=first.document.slug)
    assert later.document.visibility == "restricted"
    assert client.get(reverse("plans:document", args=[first.document.slug])).status_code == 404


def test_the_command_keeps_a_marked_document_as_a_draft_and_says_why(world, tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_text(PLAN.format(mark="密级：机密"), encoding="utf-8")
    call_command("import_plan", str(file), unit=world.town.code, publish=True)
    assert "涉密文件不得上网，请删除" in capsys.readouterr().err
    plan = PlanDocument.objects.get()
    assert plan.current_version is None and plan.visibility == "restricted"
