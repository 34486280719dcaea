"""A plan as a county's clerk writes it in Word: chapters numbered by Word itself, and one heading
whose number was forgotten. Its next version has a chapter in front, a clause changed and one
struck out."""

from typing import Final

from tests.samples.word import docx, paragraph

TITLE: Final = "安澜县山洪灾害防御预案"
FORGOTTEN: Final = "保障措施"
"""The heading without a number: the import reads it as text."""
STRUCK_OUT: Final = "汛前走转移路线"
BEFORE: Final = "村级转移责任人应当在20分钟内通知到户。"
AFTER: Final = "村级转移责任人应当在15分钟内通知到户。"

NUMBERING: Final = """
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
"""

Chapter = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]

IN_FRONT: Final[Chapter] = (
    "工作要求",
    (("分工", ("各有关部门按照本预案，各负其责，互相通报。",)),),
)
CHAPTERS: Final[tuple[Chapter, ...]] = (
    (
        "总则",
        (
            ("编制目的", ("为了有序防御山洪灾害，减少人员伤亡，制定本预案。",)),
            ("编制依据", ("根据《中华人民共和国突发事件应对法》《中华人民共和国防洪法》制定。",)),
            ("适用范围", ("本预案适用于安澜县行政区域内山洪灾害的预防、预警和转移避险。",)),
        ),
    ),
    (
        "组织指挥",
        (
            ("县防汛抗旱指挥部", ("县防汛抗旱指挥部统一指挥全县山洪灾害防御工作。",)),
            ("乡镇人民政府", ("乡镇人民政府负责本辖区的巡查、预警和人员转移。",)),
            (
                "村民委员会",
                ("村民委员会落实每个山洪灾害危险区的转移责任人，登记危险区住户。",),
            ),
            (STRUCK_OUT, ("每年汛前由村民委员会组织群众把转移路线走一遍。",)),
        ),
    ),
    (
        "监测预警",
        (
            (
                "叫应",
                (
                    "收到暴雨红色预警信号的，县防汛抗旱指挥部办公室应当在10分钟内电话叫应受影响"
                    "乡镇的主要负责人。",
                    BEFORE,
                ),
            ),
            ("巡查", ("村民委员会组织人员巡查山洪沟道和低洼村组，发现险情立即报告乡镇人民政府。",)),
        ),
    ),
    (
        "应急响应",
        (
            (
                "启动条件",
                (
                    "（1）Ⅰ级：需紧急转移1000人以上。由县防汛抗旱指挥部指挥长决定启动。",
                    "（2）Ⅱ级：需紧急转移300人以上、不足1000人。由县防汛抗旱指挥部指挥长决定启动。",
                    "（3）Ⅲ级：需紧急转移100人以上、不足300人。由县防汛抗旱指挥部副指挥长决定启动。",
                    "（4）Ⅳ级：需紧急转移1人以上、不足100人。由县防汛抗旱指挥部办公室主任决定启动。",
                ),
            ),
            (
                "人员转移",
                (
                    "村民委员会接到转移指令，组织危险区群众立即全部转移，先转移老年人、儿童、孕妇、"
                    "残疾人和病人。",
                    "转移人员到达安置点后，村民委员会对照名册逐人核对，缺1人也要查清去向。",
                ),
            ),
            ("响应结束", ("未接到解除通知，转移群众不得返回。",)),
            (FORGOTTEN, ("乡镇人民政府储备救生衣、照明和通信器材，每年汛前检查一次。",)),
        ),
    ),
    ("附则", (("施行", ("本预案自印发之日起施行。",)),)),
)


def _body(chapters: tuple[Chapter, ...]) -> str:
    lines = [paragraph(TITLE)]
    for chapter, sections in chapters:
        lines.append(paragraph(chapter, (0, 1)))
        for section, texts in sections:
            lines.append(paragraph(section, None if section == FORGOTTEN else (1, 1)))
            lines += [paragraph(text) for text in texts]
    return "".join(lines)


def first_version() -> bytes:
    return docx(_body(CHAPTERS), NUMBERING)


def next_version() -> bytes:
    chapters = [
        (chapter, tuple(section for section in sections if section[0] != STRUCK_OUT))
        for chapter, sections in CHAPTERS
    ]
    body = _body((chapters[0], IN_FRONT, *chapters[1:]))
    return docx(body.replace(BEFORE, AFTER), NUMBERING)
