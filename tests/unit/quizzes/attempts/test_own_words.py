"""What in an answer tells who typed it."""

import pytest

from quizzes.attempts.domain.own_words import GONE, OwnWords

WORDS = OwnWords.of(
    ["热娜帕提·古丽", "renapati", "+8613987654321", "13987654321", "r@example.cn", "工号七四一", ""]
)


def typed(*texts):
    return {"typed": {f"b{place}": text for place, text in enumerate(texts)}}


@pytest.mark.parametrize(
    "text",
    [
        "热娜帕提·古丽",
        "我叫热娜帕提古丽，住在镇上",
        "热娜 帕提 古丽",
        "熱娜帕提古麗",
        "RenaPati",
        "ｒｅｎａｐａｔｉ",
        "13987654321",
        "+86 139-8765-4321",
        "１３９８７６５４３２１",
        "139 8765 4321 打给我",
        "r@example.cn",
        "R＠EXAMPLE．CN",
        "工号 七四一",
        "以前的号码 13712345678",
        "以前的邮箱 old@example.org",
    ],
)
def test_a_text_with_a_word_of_its_person_goes(text):
    assert WORDS.without(typed(text, "5 厘米")) == typed(GONE, "5 厘米")


@pytest.mark.parametrize("text", ["5", "120", "2026-11-24", "古丽", "不知道", "蹲到课桌下"])
def test_any_other_text_stays(text):
    assert WORDS.without(typed(text)) == typed(text)


def test_what_the_key_accepts_is_the_paper_s_word():
    of_five = OwnWords.of(["5"])
    assert of_five.without(typed("5", "古丽"), right={"5"}) == typed("5", "古丽")
    assert of_five.without(typed("5", "15")) == typed(GONE, "15"), "15 tells of nobody called 5"


SHORT = OwnWords.of(["Ali", "ali", "007"])


@pytest.mark.parametrize(
    "text",
    [
        "我叫Ali",
        "我是 ali",
        "工号 007",
        "ＡＬＩ",
        "a l i",
        "I am Ali Baba",
        "工号００７，ali",
        "ali 1",
    ],
)
def test_a_short_name_that_stands_by_itself_goes(text):
    assert SHORT.without(typed(text)) == typed(GONE)


@pytest.mark.parametrize("text", ["reality", "10070", "1007米", "alibi", "北纬 0071"])
def test_a_short_name_within_another_word_is_not_meant(text):
    assert SHORT.without(typed(text)) == typed(text)


def test_choices_and_blanks_stay_as_they_are():
    for payload in (None, {}, {"chosen": ["renapati"]}):
        assert WORDS.without(payload) == payload


def test_taking_out_twice_is_taking_out_once():
    once = WORDS.without(typed("renapati"))
    assert WORDS.without(once) == once
