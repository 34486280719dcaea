import pytest
from django.core.exceptions import ValidationError

from content.guides.blocks import LimitedText, StepBlock
from content.pages.domain.pasted import BULLETS, PRIVATE, tidy, unreadable
from content.pages.legible import legible


def test_bullets_of_word_and_unseen_characters_are_put_right() -> None:
    assert tidy("\uf0b7关\u00ad水\u200b，\uf0a7关电\ufeff") == "•关水，▪关电"


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
    assert block.clean(typed)["more"] == "• 总阀"
    typed["more"] = "总阀\ue001"
    with pytest.raises(ValidationError) as refused:
        block.clean(typed)
    assert "more" in refused.value.block_errors
