import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pypdf
import pytest

from portal.foundation import pdf

PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
    "AAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)


def read(document: pdf.Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(document.content))


def fonts(reader: pypdf.PdfReader) -> set[str]:
    return {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }


def test_a_document_is_archival_tagged_titled_and_has_bookmarks() -> None:
    document = pdf.render(
        "<h1>安澜县总体预案</h1><h2>总则</h2><p>古丽·买买提 <b>䶮</b></p>",
        title="总体预案",
        attachments=[pdf.Attachment("credential.json", b'{"a": 1}', "凭证")],
    )
    reader = read(document)
    root = reader.trailer["/Root"]
    assert document.pages == 1 == len(reader.pages)
    assert reader.metadata.title == "总体预案"
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    metadata = root["/Metadata"].get_data().decode()
    assert 'pdfaid:part="3"' in metadata
    assert 'pdfaid:conformance="A"' in metadata
    assert reader.attachments["credential.json"] == [b'{"a": 1}']
    assert reader.outline[0]["/Title"] == "安澜县总体预案"
    assert reader.outline[1][0]["/Title"] == "总则"
    assert "古丽·买买提" in reader.pages[0].extract_text()


def test_only_our_fonts_are_used_and_the_file_stays_small() -> None:
    document = pdf.render("<p>正文 <b>重点</b> Anlan 2026</p>", title="字体")
    assert fonts(read(document)) == {"Anlan-Sans", "Anlan-Sans-Bold"}
    assert len(document.content) < 30_000


def test_missing_characters_stop_the_document_and_are_named() -> None:
    with pytest.raises(pdf.MissingCharacters) as missing:
        pdf.render("<p>安😀澜&#x1F601;</p>", title="表情")
    assert missing.value.characters == ["😀", "😁"]
    assert missing.value.message == (
        "字体里没有这些字：😀（U+1F600）、😁（U+1F601）。换字或装上字体后再生成。"
    )


@pytest.mark.parametrize(
    "html",
    [
        '<img src="http://localhost:1/x.png">',
        '<img src="https://localhost:1/x.png">',
        '<img src="file:///etc/hostname">',
        '<img src="/etc/hostname">',
        '<img src="https://static.invalid/../../etc/hostname">',
        '<img src="//localhost/x.png">',
        '<link rel="stylesheet" href="ftp://localhost/x.css">',
        "<style>@import url(file:///etc/passwd)</style>",
        "<style>p{background:url(http://localhost:1/)}</style><p>a</p>",
        "<style>@font-face{font-family:x;src:url(file:///etc/passwd)}</style>",
        '<a rel="attachment" href="file:///etc/passwd">a</a>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://localhost:1/x.png"/></svg>',
        '<object data="file:///etc/hostname"></object>',
    ],
)
def test_nothing_but_our_own_files_is_ever_fetched(html) -> None:
    with pytest.raises(pdf.ResourceRefused):
        pdf.render(f"<p>a</p>{html}", title="x")


def test_data_addresses_and_static_files_are_fetched() -> None:
    assert pdf.render(f'<img src="{PIXEL}" alt="点">', title="x").pages == 1
    assert pdf.render('<img src="/static/themes/mark.svg" alt="标志">', title="x").pages == 1


def test_a_refused_document_does_not_spoil_the_next() -> None:
    with pytest.raises(pdf.ResourceRefused):
        pdf.render('<img src="http://localhost:1/x.png">', title="x")
    assert "好" in read(pdf.render("<p>好</p>", title="x")).pages[0].extract_text()


def test_threads_can_render_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        documents = list(pool.map(lambda n: pdf.render(f"<p>第{n}份</p>", title=str(n)), range(8)))
    for number, document in enumerate(documents):
        assert f"第{number}份" in read(document).pages[0].extract_text()


@pytest.mark.slow
def test_a_machine_without_any_font_prints_the_same(tmp_path, settings) -> None:
    """Without a font of the system WeasyPrint's process used to die; ours are enough."""
    config = tmp_path / "fonts.conf"
    config.write_text('<?xml version="1.0"?><fontconfig></fontconfig>')
    code = (
        "import django; django.setup()\n"
        "from portal.foundation import pdf\n"
        "import sys; sys.stdout.buffer.write(pdf.render('<p>安澜</p>', title='x').content)"
    )
    environment = {
        **os.environ,
        "FONTCONFIG_FILE": str(config),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()[-500:]
    assert "安澜" in pypdf.PdfReader(BytesIO(done.stdout)).pages[0].extract_text()
