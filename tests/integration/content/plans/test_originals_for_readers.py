"""The file a plan was read from, for its readers: where the editor offers it and hides nothing."""

import io
import re
from urllib.parse import unquote

import pytest
from django.urls import reverse
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from content.plans import services
from content.plans.enums import Visibility
from content.plans.models import PlanDocument
from content.plans.views.publishing import after_publishing
from portal.foundation.audit.models import AuditEvent
from tests.samples.reviewed_plans import approved, published
from tests.samples.word import docx, paragraph

TEXT = """安澜县防汛应急预案

1 总则

1.1 目的

为了防汛。

1.2 联系人

县水利局值班。
"""


@pytest.fixture
def plan(import_small):
    found = import_small(text=None, data=TEXT.encode(), name="防汛预案.txt").document
    services.change_document(document=found, actor=None, original_for_readers=True)
    return found


def words(response):
    return re.sub(r"<[^>]+>", "", response.content.decode())


def file_of(client, plan):
    return client.get(reverse("plans:original", args=[plan.slug]))


def about(client, plan):
    return client.get(reverse("plans:about", args=[plan.slug])).content.decode()


def offers(client, plan):
    """Whether the page leads to it, and whether the address answers: always alike."""
    address = reverse("plans:original", args=[plan.slug])
    linked, answered = address in about(client, plan), file_of(client, plan).status_code == 200
    assert linked is answered
    return linked


def test_the_file_comes_whole_under_its_name_and_no_cache_keeps_it(client, plan):
    answer = file_of(client, plan)
    body = b"".join(answer.streaming_content)
    assert body.decode() == TEXT
    assert int(answer["Content-Length"]) == len(body)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Cache-Control"] == "no-store"
    disposition = answer["Content-Disposition"]
    assert disposition.startswith("attachment") and "防汛预案.txt" in unquote(disposition)
    assert client.head(reverse("plans:original", args=[plan.slug])).status_code == 200


def test_the_link_says_format_and_size(client, plan):
    assert "原件 .txt，" in about(client, plan) and "字节" in about(client, plan)


def test_nobody_gets_it_before_the_editor_offers_it(client, world, import_small):
    plan = import_small(TEXT).document
    assert not plan.original_for_readers
    assert not offers(client, plan)
    client.force_login(world.editor)
    assert not offers(client, plan)


@pytest.mark.parametrize("grade", [Visibility.INTERNAL, Visibility.RESTRICTED])
def test_a_hidden_clause_takes_link_and_address_away_at_once(
    client, world, plan, grade, django_capture_on_commit_callbacks
):
    assert offers(client, plan)
    clause = plan.current_version.clauses.get(text__contains="值班")
    with django_capture_on_commit_callbacks(execute=True):
        services.set_visibility(clause=clause, visibility=grade, actor=world.editor)
    assert not offers(client, plan)
    client.force_login(world.editor)
    assert not offers(client, plan)


def test_a_plan_that_is_not_public_gives_its_file_to_its_readers_alone(client, world, plan):
    PlanDocument.objects.filter(pk=plan.pk).update(visibility=Visibility.RESTRICTED)
    assert file_of(client, plan).status_code == 404
    client.force_login(world.other_editor)
    assert file_of(client, plan).status_code == 404
    client.force_login(world.editor)
    assert offers(client, plan)


def test_a_file_that_is_lost_is_said_to_be_away(client, plan):
    plan.current_version.upload.file.storage.delete(plan.current_version.upload.file.name)
    answer = file_of(client, plan)
    assert answer.status_code == 503 and "原件现在取不出来" in words(answer)


def ticked(response):
    """What a browser sends back when the box alone is ticked."""
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    values["hazards"] = [getattr(one, "pk", one) for one in values["hazards"] or ()]
    values = {name: "" if value is None else value for name, value in values.items()}
    return values | {"original_for_readers": "on"}


def test_the_editor_is_warned_and_the_box_is_kept_and_recorded(
    client, town_administrator, import_small
):
    plan = import_small(TEXT).document
    client.force_login(town_administrator)
    address = reverse("plans_desk:change", args=[plan.slug])
    page = client.get(address)
    assert "读者可以下载原件" in words(page) and "修订痕迹" in words(page)
    assert client.post(address, ticked(page)).status_code == 302
    plan.refresh_from_db()
    assert plan.original_for_readers
    event = AuditEvent.objects.filter(action="content.plan.changed").latest("pk")
    assert event.data == {"fields": ["original_for_readers"]}


def test_the_box_is_refused_in_words_where_a_clause_is_hidden(
    client, world, town_administrator, import_small
):
    plan = import_small(TEXT)
    clause = plan.version.clauses.get(text__contains="值班")
    services.set_visibility(clause=clause, visibility=Visibility.INTERNAL, actor=world.editor)
    client.force_login(town_administrator)
    address = reverse("plans_desk:change", args=[plan.document.slug])
    answer = client.post(address, ticked(client.get(address)))
    assert answer.status_code == 422 and "有不公开的条文或备注" in words(answer)
    plan.document.refresh_from_db()
    assert not plan.document.original_for_readers


@pytest.mark.parametrize(
    "line",
    [
        "发布机构：安澜县应急管理局 联系人 王建国 13912345678",
        "文号：安政发〔2026〕9号 王建国 13912345678",
        "备注：联系人王建国",
    ],
)
def test_a_contact_in_any_line_of_the_header_keeps_the_file_back(
    client, world, town_administrator, import_small, line
):
    text = f"索引号：AL001-2026-00100\n{line}\n发布日期：2026年3月1日\n\n{TEXT}"
    found = import_small(text=None, data=text.encode(), name="防汛预案.txt")
    assert found.version.is_published and found.version.clauses.count() == 3
    assert "王建国" not in about(client, found.document)
    PlanDocument.objects.filter(pk=found.document.pk).update(original_for_readers=True)
    assert not offers(client, found.document)


def published_anew(world, plan, data, name="防汛预案.txt"):
    draft = services.import_document(
        actor=world.editor, owner_unit=world.town, slug=plan.slug, data=data, name=name
    ).version
    return published(draft, world.editor, world.reviewer)


def test_another_file_is_not_offered_unasked_and_the_question_says_so(
    client, world, plan, django_capture_on_commit_callbacks
):
    draft = services.import_document(
        actor=world.editor, owner_unit=world.town, slug=plan.slug,
        data=TEXT.replace("防汛。", "防汛抗旱。").encode(), name="修订标记.txt",
    ).version  # fmt: skip
    approved(draft, world.editor, world.reviewer)
    client.force_login(world.reviewer)
    asked = client.post(reverse("plans_desk:publish", args=[draft.pk]))
    assert "读者不能再下载原件" in words(asked)
    with django_capture_on_commit_callbacks(execute=True):
        services.publish_version(version=draft, actor=world.reviewer)
    client.logout()
    assert not offers(client, plan)
    plan.refresh_from_db()
    assert not plan.original_for_readers
    event = AuditEvent.objects.filter(action="content.plan.changed").latest("pk")
    assert event.actor_public_id == world.reviewer.public_id
    assert event.data == {"fields": ["original_for_readers"]}


def test_a_correction_of_the_reading_is_of_the_same_file_and_keeps_the_offer(client, world, plan):
    draft = services.draft_of_published(version=plan.current_version, actor=world.editor)
    assert "读者不能再下载原件" not in "".join(after_publishing(draft, world.reviewer))
    published(draft, world.editor, world.reviewer)
    assert offers(client, plan)


def test_an_earlier_version_that_comes_back_does_not_bring_its_file(
    client, world, plan, django_capture_on_commit_callbacks
):
    first = plan.current_version
    published_anew(world, plan, TEXT.replace("防汛。", "防汛抗旱。").encode())
    plan.refresh_from_db()
    services.change_document(document=plan, actor=None, original_for_readers=True)
    assert offers(client, plan)
    with django_capture_on_commit_callbacks(execute=True):
        services.publish_version(version=first, actor=world.reviewer)
    assert not offers(client, plan)


def test_a_word_file_whose_photos_say_where_they_were_taken_is_not_offered(
    client, world, import_small
):
    drawn, said = io.BytesIO(), PngInfo()
    said.add_text("Comment", "某某手机")
    Image.new("RGB", (8, 6), "navy").save(drawn, "PNG", pnginfo=said)
    body = "".join(paragraph(line) for line in TEXT.splitlines() if line)
    data = docx(body, extra={"word/media/image1.png": drawn.getvalue()})
    found = import_small(text=None, data=data, name="防汛预案.docx").document
    with pytest.raises(services.PlanRefused, match="拍摄地点") as refused:
        services.change_document(document=found, actor=None, original_for_readers=True)
    assert refused.value.field == "original_for_readers"
    found.refresh_from_db()
    assert not found.original_for_readers and not offers(client, found)
