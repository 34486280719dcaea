"""A Word 97–2003 file from its bytes to a draft: through the form, and from a folder."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from content.plans.models import Intake, PlanDocument, PlanVersion
from tests.samples.word97 import Level, P, Word97, listed, row

LISTS = {1: [Level("\x00、", 37), Level("（\x01）", 37), *[Level("", 255)] * 7]}


def old_word(title="安澜县防汛工作方案", **more):
    return Word97(
        [
            P(title), P("总则", mods=listed(1)), P("目的", mods=listed(1, 1)), P("为了安全。"),
            P("分级", mods=listed(1)), *row("级别", "条件"), *row("Ⅰ级", "三十人"),
        ],
        **{"lists": LISTS, "uses": [(1, {})], **more},
    ).bytes()  # fmt: skip


def test_a_doc_becomes_a_draft_with_its_numbers_and_cells_and_comes_back_as_it_was(
    send, client, world
):
    assert send(old_word(), name="方案.doc").status_code == 302
    version = PlanVersion.objects.get()
    assert [(c.number, c.heading) for c in version.clauses.exclude(number="")] == [
        ("一、", "总则"), ("（一）", "目的"), ("二、", "分级"),
    ]  # fmt: skip
    assert version.title == "安澜县防汛工作方案"
    page = client.get(reverse("plans_desk:review", args=[version.pk])).content.decode()
    assert "三十人" in page
    original = client.get(reverse("plans_desk:original", args=[version.pk]))
    assert b"".join(original) == old_word()


def test_a_doc_whose_numbers_cannot_be_told_is_refused_whole(send, world):
    data = old_word(lists={1: [Level("\x00.", 54)]})
    page = send(data, name="方案.doc").content.decode().replace("<wbr>", "")
    assert "认不准的自动编号" in page
    assert not Intake.objects.exists() and not PlanDocument.objects.exists()


def test_a_folder_gives_its_old_files_too(world, tmp_path):
    (tmp_path / "1.doc").write_bytes(old_word("安澜县防汛工作方案"))
    (tmp_path / "2.WPS").write_bytes(old_word("安澜县抗旱工作方案"))
    (tmp_path / "3.doc").write_bytes(old_word(flags=0x0300))
    with pytest.raises(CommandError, match=r"退回 1 个文件，原因见上。其余 2 个已经收下。"):
        call_command("import_plan", str(tmp_path), unit=world.county.code)
    assert {d.title for d in PlanDocument.objects.all()} == {
        "安澜县防汛工作方案", "安澜县抗旱工作方案",
    }  # fmt: skip


def test_a_doc_of_two_hundred_megabytes_is_refused_before_it_is_read(world, tmp_path, monkeypatch):
    file = tmp_path / "huge.doc"
    with file.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    monkeypatch.setattr(type(file), "read_bytes", lambda path: pytest.fail("was read"))
    with pytest.raises(CommandError, match="退回 1 个文件"):
        call_command("import_plan", str(file), unit=world.county.code)
