"""Originals that were offered before they were looked at are looked at once more."""

import io

from django.core.management import call_command

from content.plans import services
from content.plans.models import PlanDocument
from tests.samples.word import docx, paragraph


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
