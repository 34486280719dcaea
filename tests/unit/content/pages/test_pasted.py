import pytest
from django.core.exceptions import ValidationError

from content.courses.blocks import MarkdownBlock
from content.guides.blocks import LimitedText, StepBlock
from content.pages.domain.pasted import BULLETS, PRIVATE, listed, tidy, unreadable
from content.pages.legible import legible
from content.pages.rendering import render_markdown


def test_bullets_of_word_and_unseen_characters_are_put_right() -> None:
    assert tidy("\uf0b7关\u00ad水\u200b，\uf0a7关电\ufeff") == "•关水，▪关电"


def test_a_line_break_of_word_is_a_line() -> None:
    assert tidy("关水\x0b关电\u2028关气") == "关水\n关电\n关气"


def test_no_replacement_is_itself_private() -> None:
    assert not PRIVATE.search("".join(BULLETS.values()))


def test_joiners_of_other_scripts_stay() -> None:
    assert tidy("ئۇ\u200cيغۇر") == "ئۇ\u200cيغۇر"


def test_a_private_character_is_found_by_the_words_before_it() -> None:
    assert unreadable("先关总阀\ue123再走") == ["先关总阀"]


def test_a_line_with_an_unreadable_character_is_refused_with_its_place() -> None:
    assert LimitedText(limit=24).clean("\uf0b7 关水") == "• 关水"
    with pytest.raises(ValidationError, match="先关总阀”后面"):
        LimitedText(limit=24).clean("先关总阀\ue123")
    with pytest.raises(ValidationError):
        legible("\uf8ff")


def test_the_longer_words_of_a_step_are_put_right_too() -> None:
    block = StepBlock()
    typed = block.to_python({"title": "关水", "detail": "", "more": "\uf0b7 总阀\u200b"})
    assert block.clean(typed)["more"] == "- 总阀"
    typed["more"] = "总阀\ue001"
    with pytest.raises(ValidationError) as refused:
        block.clean(typed)
    assert "more" in refused.value.block_errors


@pytest.mark.parametrize(
    ("pasted", "markdown"),
    [
        ("•\t关水\n•\t关电", "- 关水\n- 关电"),
        ("●关水\r\n■ 关电", "- 关水\n- 关电"),
        ("·\t关水\n\n·\t关电", "- 关水\n\n- 关电"),
        ("出门前：\n•\t关水\n•\t关电\n再走。", "出门前：\n\n- 关水\n- 关电\n\n再走。"),
        ("1.\t关水\n2.\t关电", "1. 关水\n2. 关电"),
        ("1、\t关水\n2、\t关电", "1. 关水\n2. 关电"),
        ("3.\t关水\n\n4.\t关电", "3. 关水\n\n4. 关电"),
        ("l\t关水\nl\t关电", "- 关水\n- 关电"),
        ("出门前：\n§\t关水\n\n  §\t关电", "出门前：\n\n- 关水\n\n- 关电"),
        ("Ø\t关水\nü\t关气\nØ\t关电", "- 关水\n- 关气\n- 关电"),
        ("(1)\t关水\n(2)\t关电", "1. 关水\n2. 关电"),
        ("（1）\t关水\n（2）\t关电", "1. 关水\n2. 关电"),
        ("1)\t关水\n2)\t关电", "1. 关水\n2. 关电"),
        ("•\t关水\n1.\t关电\n2.\t关气", "- 关水\n\n1. 关电\n2. 关气"),
        ("1.\t关电\n•\t关水", "1. 关电\n\n- 关水"),
        ("- 关气\n•\t关水\n- 关电", "- 关气\n- 关水\n- 关电"),
    ],
)
def test_a_list_pasted_from_word_becomes_a_list(pasted: str, markdown: str) -> None:
    assert listed(pasted) == markdown
    assert listed(markdown) == markdown
    assert render_markdown(markdown).count("<li>") in (2, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "买买提·吐尔逊\n·吐尔逊",
        "1.5 米以上\n2、先躲后跑",
        "（1）关水\n（2）关电",
        "1.\t关水\n3.\t关电",
        "2026年\t3月",
        "l\t关水",
        "l\t关水\n再走\nl\t关电",
        "n\t样本\nu\t均值",
        "l 关水\nl 关电",
        "(1)\t关水",
        "(1)\t关水\n(3)\t关电",
        "1.\t出门前\n(1)\t关水\n(2)\t关电\n2.\t出门",
        "•",
        "- 关水\n再走。",
        "```\n•\t关水\n```",
        "✓ 关水\n✗ 关电",
        "关水 • 关电\n",
    ],
)
def test_what_may_mean_something_else_stays_as_it_was_typed(typed: str) -> None:
    assert listed(typed) == typed


def test_a_lesson_shows_what_was_pasted_from_word_as_a_list() -> None:
    shown = render_markdown(MarkdownBlock().clean("出门前：\n\uf0b7\t关水\n\uf0b7\t关电"))
    assert shown.count("<li>") == 2 and "•" not in shown
