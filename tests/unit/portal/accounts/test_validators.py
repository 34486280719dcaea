"""What a password must be, and how it is told."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from portal.accounts import validators
from portal.people.models import User


def refusal(validator, password, user=None) -> str:
    try:
        validator.validate(password, user)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def staff(monkeypatch):
    monkeypatch.setattr(validators.rights, "is_staff", lambda user: True)
    return SimpleNamespace(pk=1)


@pytest.mark.parametrize("password", ["秋天的稻子熟了", "aB3$xyz", "x", ""])
def test_seven_characters_are_too_few_and_counted(password):
    told = refusal(validators.LengthValidator(), password)
    assert f"至少 8 个字符，现在是 {len(password)} 个" in told


@pytest.mark.parametrize(
    "password", ["秋天的稻子熟了吗", "12 45 78", "x" * 64, "x" * 1_024, "😀" * 8]
)
def test_eight_to_very_many_of_any_kind_are_fine(password):
    assert refusal(validators.LengthValidator(), password) == ""


def test_a_megabyte_is_refused_before_it_is_hashed():
    assert "最多 1024" in refusal(validators.LengthValidator(), "x" * 1_000_000)


def test_staff_need_fifteen(monkeypatch):
    user = staff(monkeypatch)
    assert "至少 15" in refusal(validators.LengthValidator(), "x" * 14, user)
    assert refusal(validators.LengthValidator(), "x" * 15, user) == ""


PERSON = User(
    username="xiaoli", full_name="李小明", email="liming@example.cn", phone="+8613800138000"
)


@pytest.mark.parametrize(
    "password",
    [
        "xiaoli2026",
        "XIAOLI!!",
        "我是李小明",
        "13800138000",
        "00138000abc",
        "liming888",
        "LiMing 2026",
    ],
)
def test_ones_own_name_phone_or_mail_is_refused(password):
    assert "别人容易猜" in refusal(validators.PersonalValidator(), password, PERSON)


@pytest.mark.parametrize("password", ["秋天的稻子熟了三遍", "李小明家的稻子熟了三遍又三遍"])
def test_a_long_sentence_may_hold_ones_name(password):
    assert refusal(validators.PersonalValidator(), password, PERSON) == ""


@pytest.mark.parametrize(
    "password", ["anlan123", "Anlan1234", "安澜应急1234", "password1", "admin110"]
)
def test_words_everybody_tries_here_are_refused(password):
    assert "好猜" in refusal(validators.ContextWordValidator(), password)


@pytest.mark.parametrize("password", ["安澜的秋天稻子熟了", "korrekt pferd 1234"])
def test_such_a_word_in_a_sentence_is_fine(password):
    assert refusal(validators.ContextWordValidator(), password) == ""


@pytest.mark.parametrize("password", ["password", "12345678", "QWERTYUIOP", "iloveyou1"])
def test_the_twenty_thousand_commonest_are_refused(password):
    assert "太常见" in refusal(validators.CommonPasswordValidator(), password)


def test_every_validator_speaks_chinese():
    for one in (validators.LengthValidator(), validators.PersonalValidator()):
        assert not any(
            character.isascii() and character.isalpha() for character in one.get_help_text()
        )
