"""What a plan says its words mean, and where they are used."""

from pathlib import Path

from content.plans.domain.definitions import Definition, definitions_of, used_in
from content.plans.domain.pipeline import parse_bytes
from content.plans.rendering import paragraphs

ROOT = Path(__file__).parents[5]
DOCUMENTS = ROOT / "portal" / "operations" / "demonstration" / "documents"
READ_BY_HAND = {
    "earthquake-plan.txt": ["县指挥部"],
    "flood-drought-plan.txt": ["县防指"],
    "forest-fire-plan.txt": ["县森防指"],
    "general-plan.md": ["先期处置", "县应急委", "灾害信息员"],
    "public-health-plan.md": ["县卫生应急指挥部", "密切接触者"],
    "school-plan.docx": [],
    "town-plan.txt": [],
    "five-year-plan.md": [],
    "annual-work-points.txt": [],
}


def test_the_words_that_our_own_documents_define_are_those_read_by_hand():
    for name, terms in READ_BY_HAND.items():
        parsed = parse_bytes((DOCUMENTS / name).read_bytes(), name)
        texts = [(str(at), node.heading, node.text) for at, node in enumerate(parsed.nodes)]
        found = definitions_of(texts)
        assert sorted(one.term for one in found) == sorted(terms), name
        said = {anchor: text for anchor, _heading, text in texts}
        assert all(one.words in said[one.anchor] for one in found)


def test_a_word_defined_without_a_comma_ends_before_what_says_that_it_is():
    (found,) = definitions_of([("1", "总则", "本预案所称应急物资是指用于抢险的物资。")])
    assert found.term == "应急物资"


def test_a_definition_is_the_sentence_that_defines_and_a_short_name_its_full_one():
    found = definitions_of(
        [
            ("1", "总则", "为了安全。本预案所称先期处置，是指响应以前的措施。"),
            ("2", "", "县人民政府设立县防汛抗旱指挥部（以下简称“县防指”），统一指挥。"),
        ]
    )
    assert found == [
        Definition("先期处置", "本预案所称先期处置，是指响应以前的措施。", "1"),
        Definition("县防指", "县防汛抗旱指挥部", "2"),
    ]


def test_a_glossary_defines_line_by_line():
    text = (
        "先期处置：险情发生后，责任单位在救援力量到达以前采取的措施。\n险工险段：容易出险的堤段。"
    )
    assert definitions_of([("3", "1.2 术语", text)]) == [
        Definition("先期处置", text.split("\n")[0], "3"),
        Definition("险工险段", text.split("\n")[1], "3"),
    ]
    assert definitions_of([("3", "成员单位职责", text)]) == []
    assert definitions_of([("3", "名词解释", "按下列规定：\n先期处置：甲。")]) == []


def test_a_word_is_explained_where_it_is_used_and_not_where_it_is_defined():
    terms = [Definition("县防指", "县防汛抗旱指挥部", "2")]
    assert used_in("县防指每日会商。", "5", terms) == terms
    assert used_in("县防指每日会商。", "2", terms) == []
    assert used_in("县防汛抗旱指挥部就是县防指。", "5", terms) == []
    assert used_in("每日会商。", "5", terms) == []


def test_no_clause_explains_more_than_five_words():
    terms = [Definition(f"名词{n}甲", "意思", "0") for n in range(9)]
    assert len(used_in("".join(one.term for one in terms), "1", terms)) == 5


def test_links_and_targets_stand_in_one_text_and_everything_is_escaped():
    text = "按照第三章<b>的要求，每年2次。"
    shown = paragraphs(text, [(2, 16)], [(2, 5, "/x/?a=1&b=2")])
    assert shown == (
        '<p>按照<span class="aim"><a href="/x/?a=1&amp;b=2">第三章</a>'
        "&lt;b&gt;的要求，每年2次</span>。</p>"
    )
