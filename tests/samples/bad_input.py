"""What comes in by the forms on a bad day, one sending after the other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.samples.controls import CHOSEN, TYPED, Control, FilledForm, Sent, Value

HUGE: Final = "灾" * 100_000
TEXTS: Final[dict[str, Value]] = {
    "NUL": "护\0头",
    "a lone surrogate": b"\xed\xa0\x80",
    "bytes that are no text": b"\xff\xfe\xb0",
    "control characters": "\x01\x08\x1b[2J\x7f\x85",
    "overrides of direction": "\u202e\u2066\u200f正\u2029",
    "a script": "\"><script>alert('安澜')</script>{{ 7*7 }}%s",
    "only blanks": " \u3000\t\r\n",
}  # fmt: skip
NUMBERS: Final = (
    "9" * 40, "9223372036854775808", "-1", "0", "NaN", "1e9999", "１２", "一", "1.123456789", "1\0",
)  # fmt: skip
DATES: Final = (
    "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "2027-02-30", "昨天", "1\0",
)  # fmt: skip
UNKNOWN: Final = ("没有这一项", "2000000000", "9" * 30, "1\0")
IDS: Final = ("", "1\0", "9" * 30, "not-a-uuid")


@dataclass(frozen=True, slots=True)
class Bad:
    what: str
    field: str
    """The one that is bad; empty when it is more than one, or none."""
    sent: Sent


def files() -> dict[str, SimpleUploadedFile]:
    return {
        "an empty file": SimpleUploadedFile("空.txt", b""),
        "a file of 11 MB": SimpleUploadedFile("大.txt", b"\xe7\x81\xbe" * (11 << 20 >> 1)),
        "a file with NUL in its name": SimpleUploadedFile("a\0b.txt", "一、总则".encode()),
        "a file with a path for a name": SimpleUploadedFile("../../x.txt", b"\0\1\2" * 50),
        "a file that is not what it says": SimpleUploadedFile("x.docx", b"PK\x03\x04broken"),
    }


def bad_sendings(form: FilledForm, good: Sent) -> Iterator[Bad]:
    fields = [one for one in form.controls.values() if one.name != "csrfmiddlewaretoken"]
    yield Bad("nothing", "", {"csrfmiddlewaretoken": ["kept"]})
    yield Bad("every field twice", "", {name: values * 2 for name, values in good.items()})
    yield Bad(
        "lists where one value is asked for", "",
        {name: [*values, "另一个", "1\0"] for name, values in good.items()},
    )  # fmt: skip
    for what, text in TEXTS.items():
        typed = {one.name: [text] for one in fields if one.kind in TYPED}
        if typed:
            yield Bad(f"{what} in every text", "", {**good, **typed})
    for one in _one_of_a_kind(fields):
        for what, value in _bad_values(one.kind):
            yield Bad(what, one.name, {**good, one.name: [value]})
        if one.kind in CHOSEN | {"file"}:
            left = {name: values for name, values in good.items() if name != one.name}
            yield Bad("left out", one.name, left)


def _one_of_a_kind(fields: list[Control]) -> Iterator[Control]:
    """Rows that repeat under numbered names are spoiled once, in the first."""
    seen = set()
    for one in fields:
        if (kind := re.sub(r"\d+", "#", one.name)) not in seen:
            seen.add(kind)
            yield one


def _bad_values(kind: str) -> Iterator[tuple[str, Value]]:
    if kind in TYPED | {"password"}:
        yield "empty", ""
        yield "huge", HUGE
        yield "NUL", "护\0头"
    elif kind == "number":
        yield "empty", ""
        yield from (("a number", each) for each in NUMBERS)
    elif kind in {"date", "datetime-local", "month", "time"}:
        yield "empty", ""
        for each in DATES:
            yield "a date", each + ("T00:00" if kind == "datetime-local" else "")
    elif kind == "hidden":
        yield from (("an id", each) for each in IDS)
    elif kind == "file":
        yield from files().items()
    else:
        yield from (("a choice", each) for each in UNKNOWN)
