"""Phone numbers: what people type, what is stored (E.164), what others may see."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult

CHINA: Final = "CN"
MOBILE_DIGITS: Final = 11
LONGEST_INPUT: Final = 40
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９＋－（）　", "0123456789+-() ")


class Fault(StrEnum):
    """What is wrong with a number, for the sentence that tells it."""

    LENGTH = "length"
    LETTERS = "letters"
    NOT_MOBILE = "not_mobile"
    UNKNOWN = "unknown"


@dataclass(unsafe_hash=True)
class BadPhone(ValueError):
    """A phone number that cannot be stored.

    `digits` is how many digits of a mainland mobile number were typed (0 if that is
    not what is wrong).
    """

    fault: Fault
    digits: int = 0


def normalise(text: str, *, region: str = CHINA) -> str:
    """The number as E.164 ("+8613800138000"); a number without a country code belongs
    to `region`. Raises BadPhone.

    Only mobile numbers: a code sent to a landline never arrives.
    """
    typed = text.translate(_FULL_WIDTH).strip()
    if not typed or len(typed) > LONGEST_INPUT:
        raise BadPhone(Fault.UNKNOWN)
    if any(character.isalpha() for character in typed):
        raise BadPhone(Fault.LETTERS)
    try:
        number = phonenumbers.parse(typed, region)
    except NumberParseException as error:
        raise _fault_of(typed, region) from error
    if phonenumbers.is_possible_number_with_reason(number) is not ValidationResult.IS_POSSIBLE:
        raise _fault_of(typed, region)
    if not phonenumbers.is_valid_number(number):
        raise _fault_of(typed, region)
    kind = phonenumbers.number_type(number)
    if kind not in {
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    }:
        raise BadPhone(Fault.NOT_MOBILE)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _fault_of(typed: str, region: str) -> BadPhone:
    digits = "".join(character for character in typed if character.isdigit())
    if region == CHINA:
        if typed.startswith("+86") or (digits.startswith("86") and len(digits) > MOBILE_DIGITS):
            digits = digits.removeprefix("86")
        elif typed.startswith("+"):
            return BadPhone(Fault.UNKNOWN)
        if len(digits) != MOBILE_DIGITS:
            return BadPhone(Fault.LENGTH, digits=len(digits))
    return BadPhone(Fault.UNKNOWN)


def is_phone(text: str, *, region: str = CHINA) -> bool:
    try:
        normalise(text, region=region)
    except BadPhone:
        return False
    return True


def national(e164: str) -> str:
    """As people of the country write it: "138 0013 8000"; unknown forms unchanged."""
    try:
        number = phonenumbers.parse(e164, None)
    except NumberParseException:
        return e164
    if number.country_code == 86:
        return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def masked(e164: str | None) -> str:
    """For eyes that need not know the number: "138****8000"; empty without a number."""
    if not e164:
        return ""
    digits = e164.removeprefix("+86")
    if len(digits) < 8:
        return "*" * len(digits)
    return f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}"
