"""What staff may write about a person in their own words: no phone, id or card number, no mail."""

from dataclasses import dataclass

from portal.foundation import personal


@dataclass(unsafe_hash=True)
class NumberInRemark(ValueError):
    """`digits` is the number that was found, as digits, or the mail address."""

    digits: str


def check(text: str) -> str:
    """The text trimmed. Raises NumberInRemark for what `personal.found_in` finds in it."""
    if found := personal.found_in(text):
        raise NumberInRemark(found)
    return text.strip()
