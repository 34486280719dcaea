"""What the parts of an Office file fetch, run or carry, however it is written."""

import pytest

from portal.foundation.files.domain import FileRefused
from portal.foundation.files.domain.keepable import check
from tests.samples.office import packed


@pytest.fixture
def refusal(tmp_path):
    """The sentence with which a file is refused; empty where it is kept."""

    def look(name, data):
        path = tmp_path / "upload"
        path.write_bytes(data)
        try:
            check(path, name=name, accepts=("docx", "xlsx"))
        except FileRefused as refused:
            return refused.message
        return ""

    return look


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        *(("a.docx", packed("word/document.xml", **{name: text}), said) for name, text, said in (
            ("doc/document.xml", '<w:fldSimple xmlns:w="w" w:instr="DDE excel"/>', "DDE 域"),
            ("word/document.dat", '<w:fldSimple xmlns:w="w" w:instr="DDE excel"/>', "DDE 域"),
            ("doc/a.xml", '<p><fldChar/><instrText a=">">D</instrText><instrText>'
                          '<![CDATA[DE]]> excel</instrText></p>', "DDE 域"),
            ("doc/a.xml", '<p><fldChar/><instrText>D<!-- -->DE excel</instrText></p>', "DDE 域"),
            *(("doc/a.xml", f'<p><r><fldChar fldCharType="begin"/>{code}</r><fldChar '
               'fldCharType="separate"/><t>x</t><fldChar fldCharType="end"/></p>', said)
              for code, said in (
                ("<t>DDEAUTO c:\\x</t>", "DDE 域"),
                ("<delInstrText>DDE x</delInstrText>", "DDE 域"),
                ("<instrText>DDE</instrText><noBreakHyphen/><t>AUTO</t>", "DDE 域"),
                ("<instrText>\u200bDDE x</instrText>", "DDE 域"),
                ("<instrText>INCLUDEPICTURE “http://x”</instrText>", "从网上"),
                ("<instrText>RD '\\\\x\\a.doc'</instrText>", "从网上"),
            )),
            ("doc/a.xml", "<p><fldChar/><instrText>DDE", "读不出来"),
            ("word/header1.xml", "\x4c\x6f", "读不出来"),
        )),
        *(("a.xlsx", packed("xl/workbook.xml", **{name: text}), said) for name, text, said in (
            ("xl2/externalLinks/externalLink1.xml", "<x/>", "断开链接"),
            ("xl2/links/a.xml", "<externalLink><ddeLink ddeService='cmd'/></externalLink>",
             "断开链接"),
            ("xl2/links/a.xml", '<x:connections xmlns:x="x"/>', "断开链接"),
            *(("xl/worksheets/sheet1.xml", f"<sheetData><c><{f}</c></sheetData>", "WEBSERVICE") for
              f in ('f>_xlfn.WEBSERVICE("http://x")</f>', 'f t="a>b">WEB&#83;ERVICE (A1)</f>',
                    'f>WEB<!-- -->SERVICE(A1)</f>', 'f>A1&amp;_xlfn.image("http://x")</f>',
                    "f>cmd|'/c calc'!A0</f>", "f>'cmd'|'/c calc'!A0</f>", 'f>RTD("a",,"b")</f>',
                    'formula1>WEBSERVICE(A1)</formula1>')),
            ("xl/book.xml", "<x><definedName>WEBSERVICE(A1)</definedName></x>", "WEBSERVICE"),
        )),
        *(("a.docx", packed("word/document.xml", **{"doc/_rels/a.rels":
            f'<r><Relationship Type="http://x/{kind}" Target="a.dat"/></r>'}), "嵌入")
          for kind in ("oleObject", "aFChunk", "package", "control")),
    ],
)  # fmt: skip
def test_it_is_found_in_any_folder_and_in_any_spelling(refusal, name, data, said):
    assert said in refusal(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", packed("word/document.xml", **{"word/_rels/document.xml.rels":
            '<Relationships xmlns="r"><Relationship Id="a" Type="http://x/hyperlink"'
            ' Target="https://anlan.example/?a=1&amp;b=2" TargetMode="External"/></Relationships>',
            "word/b.xml": '<p><fldChar fldCharType="begin"/><instrText>HYPERLINK "http://x/DDE"'
            '</instrText><fldChar fldCharType="separate"/><t>DDE http://x</t><fldChar '
            'fldCharType="end"/><t>DDEAUTO http://x</t></p>',
            "word/media/a.svg": "<!DOCTYPE svg><svg/>", "customXml/item1.xml": "",
            "word/a.xml": '<m:f xmlns:m="m"><m:num><m:t>|x|! IMAGE(a)</m:t></m:num></m:f>'})),
        ("a.xlsx", packed("xl/workbook.xml", **{
            "xl/drawings/vmlDrawing1.vml": "<xml><br></xml>",
            "xl/worksheets/sheet1.xml": "<x><f>HYPERLINK(&quot;http://x&quot;,&quot;IMAGE()&quot;)"
            "</f><f>'a|b'!A1+表[[#This Row],[a|b]]!A1</f><f>_xlfn.DISPIMG(&quot;ID_1&quot;,1)</f>"
            "<f/><f>SUM(A1:B2)</f><t>=WEBSERVICE(A1)</t></x>"})),
    ],
)  # fmt: skip
def test_what_office_itself_writes_is_kept(refusal, name, data):
    assert refusal(name, data) == ""
