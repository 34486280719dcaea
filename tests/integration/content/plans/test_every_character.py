"""What a published plan shows is what its original says, character for character."""

import io
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from content.plans.services import import_document
from tests.samples.reviewed_plans import published

TEXT = """安澜县演练工作规定

一、总则
（一）工作目标。每年组织2次演练。

（二）工作原则。

先桌面、后实战。

二、分级
（一）特别重大。
（二）重大。
以上两级由县人民政府认定。
"""


def squeezed(text):
    return "".join(text.split())


@pytest.fixture
def shown(client):
    """The words of the reading page, and those of its outline."""

    def run(document):
        page = BeautifulSoup(
            client.get(reverse("plans:document", args=[document.slug])).content, "html.parser"
        )
        body = squeezed("".join(part.get_text() for part in page.select(".clause .txt")))
        outline = page.select_one("#outline")
        return body, outline.get_text("\n", strip=True) if outline else ""

    return run


def test_the_stops_that_close_headings_are_shown(import_small, shown):
    published = import_small(TEXT)
    body, outline = shown(published.document)
    assert squeezed(TEXT.split("\n", 1)[1]) in body
    assert "（二）工作原则\n" in outline + "\n"
    assert "重大" not in outline


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def listed_before_a_table():
    """A Word file: a list of sentences, and a table below its last item."""

    def paragraph(text):
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    def row(*cells):
        return f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"

    body = (
        paragraph("安澜县分级规定")
        + paragraph("（一）特别重大。")
        + paragraph("（二）重大。")
        + f"<w:tbl>{row('级别', '标准')}{row('一级', '死亡三十人以上')}</w:tbl>"
        + paragraph("（三）较大。")
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
    return buffer.getvalue()


def test_the_last_item_of_a_list_before_a_table_is_no_chapter(world, listed_before_a_table, shown):
    imported = import_document(
        actor=world.editor, owner_unit=world.town, data=listed_before_a_table, name="分级.docx"
    )
    published(imported.version, world.editor, world.reviewer)
    body, outline = shown(imported.document)
    assert "（一）特别重大。（二）重大。" in body
    assert "（三）较大。" in body
    assert "重大" not in outline
    assert "（二）" not in outline
