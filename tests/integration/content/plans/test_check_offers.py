"""Originals that were offered before they were looked at are looked at once more."""

import io

import pytest
from django.core.management import call_command

from content.plans import services
from content.plans.models import PlanDocument
from content.plans.services import widening
from portal.foundation.files.domain import OutOfMemory, ParserBroke, TimedOut
from portal.foundation.files.services import run_isolated
from tests.samples.word import docx, paragraph

PAGE = "<html><body><h1>青河镇防汛方案</h1><p>第一条 巡查。</p><p>第二条 报告。</p></body></html>"


def run():
    said = io.StringIO()
    call_command("check_offers", stdout=said)
    return said.getvalue()


def test_an_offer_of_a_file_that_carries_another_ends_and_the_others_stay(import_small):
    body = "".join(map(paragraph, ("青河镇防汛方案", "第一条 巡查。", "第二条 报告。")))
    data = docx(body, extra={"word/embeddings/oleObject1.bin": b"x"})
    carrying = import_small(text=None, data=data, name="防汛.docx", kind="scheme").document
    plain = import_small().document
    services.change_document(document=plain, actor=None, original_for_readers=True)
    PlanDocument.objects.filter(pk=carrying.pk).update(original_for_readers=True)
    said = run()
    assert "青河镇防汛方案" in said and "看了 2 份，去掉勾的 1 份" in said
    offered = PlanDocument.objects.filter(original_for_readers=True)
    assert list(offered) == [plain]
    assert "看了 1 份，去掉勾的 0 份" in run()


def offered(import_small, **said):
    document = import_small(**said).document
    PlanDocument.objects.filter(pk=document.pk).update(original_for_readers=True)
    return PlanDocument.objects.get(pk=document.pk)


@pytest.mark.parametrize(
    "trouble",
    [TimedOut(seconds=60), OutOfMemory(limit_mb=1024), ParserBroke(kind="exit 1"), OSError("full")],
    ids=lambda one: type(one).__name__,
)
def test_an_offer_that_could_not_be_judged_today_stays_and_is_named(
    import_small, monkeypatch, trouble
):
    def judge(**_said):
        raise trouble

    document = offered(import_small)
    monkeypatch.setattr(widening, "refuse_offer", judge)
    said = run()
    assert f"没看成 {document}" in said and "去掉勾的 0 份" in said and "没看成的 1 份" in said
    document.refresh_from_db()
    assert document.original_for_readers


@pytest.mark.parametrize("gone", [FileNotFoundError(), PermissionError()])
def test_an_offer_whose_file_is_away_stays(import_small, monkeypatch, gone):
    def away(_storage, _name, _mode="rb"):
        raise gone

    document = offered(import_small)
    storage = type(document.current_version.upload.file.storage)
    monkeypatch.setattr(storage, "_open", away)
    assert "没看成的 1 份" in run()
    document.refresh_from_db()
    assert document.original_for_readers


def test_a_child_that_breaks_says_nothing_about_the_file(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"x")
    with pytest.raises(ParserBroke):
        run_isolated("portal.foundation.files.domain:inspect", path=path, arguments={"no": 1})


def test_an_offered_web_page_is_taken_back(import_small):
    document = offered(import_small, text=None, data=PAGE.encode(), name="防汛.html")
    assert "原件是网页" in run()
    document.refresh_from_db()
    assert not document.original_for_readers
