"""An upload that seems to be a known document: its person is asked, and answers once."""

import re
import uuid
from datetime import date, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from content.plans import services
from content.plans.forms.uploads import UploadForm
from content.plans.models import Intake, Original, PlanDocument, PlanVersion
from content.plans.services import intakes
from portal.foundation.locks import only_one
from portal.people.enums import Role
from portal.people.models import Membership, User


def words(response):
    return response.content.decode().replace("<wbr>", "")


def buttons(page):
    return [button.get_text(strip=True) for button in BeautifulSoup(page, "html.parser")("button")]


@pytest.fixture
def changed(small_text):
    """The small plan with one word changed."""
    return small_text.replace("先桌面", "首先桌面")


@pytest.fixture
def bare(small_text):
    """The small plan without a number or a date of its own."""
    return small_text[small_text.index("安澜县应急演练") : small_text.index("安澜县人民政府\n2026")]


@pytest.fixture
def doubtful(send, import_small, changed):
    """The address of an upload that seems to be a known document."""
    import_small()
    address = send(changed.encode())["Location"]
    assert PlanVersion.objects.count() == 1
    return address


@pytest.fixture
def moved_on(world):
    """The editor edits another town from now on, and this one no more."""

    def run():
        Membership.objects.filter(user=world.editor).update(
            valid_to=timezone.localdate() - timedelta(days=1)
        )
        Membership.objects.create(
            user=world.editor, unit=world.other_town, role=Role.EDITOR,
            valid_from=date(2025, 1, 1),
        )  # fmt: skip

    return run


def test_what_seems_to_be_there_already_is_one_press_from_its_next_version(client, doubtful):
    known = PlanVersion.objects.get().document
    page = words(client.get(doubtful))
    assert "像是已经有了" in page
    told = "安政发〔2026〕100号，2026-03-01，现行"
    assert f"作为《{known}》（{told}）的新版本" in buttons(page)
    answer = client.post(doubtful, {"document": known.slug})
    latest = PlanVersion.objects.get(number=2)
    assert answer["Location"] == reverse("plans_desk:review", args=[latest.pk])
    assert latest.document == known


def test_what_is_said_to_be_another_document_becomes_one(client, doubtful):
    known = PlanVersion.objects.get().document
    assert client.post(doubtful, {"apart": "1"}).status_code == 302
    assert PlanVersion.objects.exclude(document=known).count() == 1


def test_an_upload_that_waits_for_an_answer_stands_in_the_list(client, doubtful):
    page = words(client.get(reverse("plans_desk:list")))
    minute = timezone.localtime(Intake.objects.get().received_at).strftime("%Y-%m-%d %H:%M")
    line = f"《安澜县应急演练工作计划（2026—2028年）》（计划.txt），{minute} 上传：等你选。"
    assert line in page, "told from another by its title and its minute"
    assert client.post(doubtful)["Location"] == doubtful
    assert client.post(doubtful, {"document": "no-such"})["Location"] == doubtful
    assert Intake.objects.get().state == "undecided"


def test_the_page_says_of_each_document_what_is_shared_and_how_it_is_told_apart(
    client, send, world, import_small, small_text, changed
):
    published = import_small()
    numbered = small_text.replace("安政发〔2026〕100号", "安政发〔2026〕101号")
    draft = import_small(
        numbered.replace("AL001-2026-00100", "待编"), publish=False, apart=True
    ).version
    page = words(client.get(send(changed.encode())["Location"]))
    assert len(set(buttons(page))) == len(buttons(page))
    assert "和它一样的：标题、索引号、文号。" in page
    assert "和它一样的：标题。" in page
    minute = timezone.localtime(draft.imported_at).strftime("%Y-%m-%d %H:%M")
    told = {
        f"{published.document}（安政发〔2026〕100号，2026-03-01，现行）",
        f"{draft.document}（安政发〔2026〕101号，2026-03-01，草稿，{minute} 导入）",
    }
    for version in (published.version, draft):
        assert f'href="{reverse("plans_desk:review", args=[version.pk])}"' in page
    choices = [option.data for option in UploadForm(user=world.editor)["document"]]
    assert {option["label"] for option in choices if option["value"]} == told


def test_drafts_of_one_minute_are_told_apart_as_far_as_it_takes(
    client, send, world, import_small, bare, changed
):
    known = [
        import_small(bare.replace("先桌面", word), publish=False, apart=True).version
        for word in ("桌面", "再桌面", "又桌面")
    ]
    longer = import_small(f"{bare}\n（三）演练记录。都要记。\n", publish=False, apart=True).version
    minute = timezone.now().replace(second=1, microsecond=0)
    PlanVersion.objects.update(imported_at=minute)
    PlanVersion.objects.filter(pk=known[1].pk).update(imported_at=minute.replace(second=31))
    PlanVersion.objects.filter(pk=known[2].pk).update(imported_by=world.reviewer)
    page = BeautifulSoup(words(client.get(send(changed.encode())["Location"])), "html.parser")
    cards = page.select(".stack > article.card")
    assert len({card.get_text() for card in cards}) == len(cards) == 4
    metas = " ".join(card.select_one(".meta").get_text() for card in cards)
    assert f"{longer.clauses.count()}\N{NO-BREAK SPACE}条" in metas
    assert f"{world.reviewer}导入" in metas
    at = timezone.localtime(minute)
    assert f"{at:%Y-%m-%d %H:%M}:31\N{NO-BREAK SPACE}导入" in metas
    answers = [button.get_text() for button in page.select(".card button")]
    assert len(set(answers)) == 4
    assert all(button.select_one(".nb") for button in page.select(".card button"))


def test_documents_published_on_one_day_without_number_are_told_apart(
    client, send, import_small, bare, changed
):
    for word in ("桌面", "再桌面"):
        import_small(bare.replace("先桌面", word), apart=True)
    # Alike in all that is looked at, to the second.
    PlanVersion.objects.update(imported_at=timezone.now())
    page = BeautifulSoup(words(client.get(send(changed.encode())["Location"])), "html.parser")
    answers = [button.get_text() for button in page.select(".card button")]
    assert len(set(answers)) == len(answers) == 2


def test_an_upload_whose_likeness_was_deleted_is_only_imported_or_not(
    client, send, world, import_small, changed
):
    draft = import_small(publish=False).version
    doubtful = send(changed.encode())["Location"]
    assert "作为另一份文件" in words(client.get(doubtful))
    services.discard_draft(version=draft, actor=world.editor)
    page = words(client.get(doubtful))
    assert "那份文件现在删掉了，或者不再归你改" in page
    assert "作为新版本" not in page
    assert "作为另一份" not in page
    assert buttons(page)[-2:] == ["导入", "不要了"]
    client.post(doubtful, {"apart": "1"})
    assert PlanVersion.objects.count() == 1


def test_two_documents_that_have_no_number_yet_are_not_asked_about(send, import_small, small_text):
    unnumbered = small_text.replace("100号", " 号").replace("AL001-2026-00100", "待编")
    import_small(unnumbered)
    other = unnumbered.replace("应急演练工作计划", "防汛检查工作计划")
    answer = send(other.replace("先桌面", "首先桌面").encode())
    assert Intake.objects.get().state == "done", Intake.objects.get().options
    assert answer["Location"] == reverse(
        "plans_desk:review", args=[PlanVersion.objects.latest("pk").pk]
    )


@pytest.mark.parametrize("answer", ["apart", "document"])
def test_who_edits_nothing_there_any_more_registers_nothing(client, doubtful, moved_on, answer):
    moved_on()
    value = PlanDocument.objects.get().slug
    said = words(client.post(doubtful, {answer: value}, follow=True))
    assert "你现在不能编辑青河镇的预案" in said or "不再归你改" in said
    assert PlanVersion.objects.count() == 1
    assert Intake.objects.get().state == "undecided"


def test_the_worker_refuses_what_its_person_may_no_more_bring_in(
    send, client, changed, moved_on, monkeypatch
):
    monkeypatch.setattr(intakes, "READ_AT_ONCE", 10)
    address = send(changed.encode())["Location"]
    moved_on()
    assert services.read_intake(intake=Intake.objects.get())
    assert "你现在不能编辑青河镇的预案" in words(client.get(address))
    assert not PlanDocument.objects.exists()


def test_nothing_is_kept_of_an_upload_to_a_unit_one_does_not_edit(world):
    with pytest.raises(services.PlanRefused, match="不能编辑东山乡"):
        services.receive(
            token=uuid.uuid4(), data=b"x", name="a.txt", pasted=False,
            owner_unit=world.other_town, actor=User.objects.get(pk=world.editor.pk),
        )  # fmt: skip
    assert not Original.objects.exists()


def test_an_original_that_is_gone_when_the_answer_comes_is_asked_for_again(client, doubtful):
    Path(Intake.objects.get().original.file.path).unlink()
    page = words(client.post(doubtful, {"apart": "1"}, follow=True))
    assert "原件已经不在，请重新上传。" in page
    assert "原件保留" not in page
    assert PlanVersion.objects.count() == 1
    assert "安澜县应急演练工作计划" in words(client.get(reverse("plans_desk:list")))


def test_an_answer_given_while_a_folder_cannot_be_written_waits_for_the_worker(
    client, doubtful, monkeypatch
):
    def broken(*_args, **_named):
        raise OSError

    monkeypatch.setattr(intakes, "read_intake", broken)
    assert "排队等候读取" in words(client.post(doubtful, {"apart": "1"}, follow=True))
    assert Intake.objects.get().state == "waiting"


def test_a_name_with_a_nul_in_it_is_no_document(client, doubtful):
    page = words(client.post(doubtful, {"document": "a\x00b"}, follow=True))
    assert "重新选" in page
    assert Intake.objects.get().state == "undecided"


def test_questions_nobody_answers_count_among_the_uploads_of_a_person(
    send, import_small, small_text
):
    import_small()
    for number in range(intakes.MOST_OPEN):
        assert send(small_text.replace("先桌面", f"第{number}桌面").encode()).status_code == 302
    assert set(Intake.objects.values_list("state", flat=True)) == {"undecided"}
    refused = send(small_text.replace("先桌面", "再桌面").encode())
    assert refused.status_code == 422
    assert "或者在等你选" in words(refused)


def test_an_unwanted_upload_is_forgotten_at_once(
    client, doubtful, django_capture_on_commit_callbacks
):
    original = Intake.objects.get().original
    assert "不要了" in buttons(words(client.get(doubtful)))
    with django_capture_on_commit_callbacks(execute=True):
        page = words(client.post(doubtful, {"forget": "1"}, follow=True))
    assert "这份上传已经去掉" in page
    assert not Intake.objects.exists()
    assert not Path(original.file.path).exists()
    assert "已经不在了" in words(client.post(doubtful, {"forget": "1"}, follow=True))
    assert "已经不在了" in words(client.post(doubtful, {"apart": "1"}, follow=True))
    assert client.post(doubtful).status_code == 404
    assert PlanVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("document", "apart", "先前已经选了作为《.+》的新版本"),
        ("apart", "document", "先前已经选了“作为另一份文件”"),
        ("apart", "forget", "先前已经选了“作为另一份文件”"),
        ("apart", "apart", ""),
        ("document", "document", ""),
    ],
)
@pytest.mark.parametrize("still_read", [False, True])
def test_whoever_answers_otherwise_in_another_window_is_told_what_was_chosen(
    client, doubtful, still_read, first, second, told
):
    slug = PlanDocument.objects.get().slug
    if still_read:
        with only_one(f"plan-intake-{Intake.objects.get().pk}"):
            client.post(doubtful, {first: slug})
        assert Intake.objects.get().state == "waiting"
    else:
        client.post(doubtful, {first: slug})
        assert PlanVersion.objects.count() == 2
    page = words(client.post(doubtful, {second: slug}, follow=True))
    assert re.search(told, page) if told else "先前已经选了" not in page
    assert PlanVersion.objects.count() == (1 if still_read else 2)
