"""What is wrong with a table that is imported: a sentence a row, and nothing is written."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

MOST_SHOWN: Final = 50


class BadRow(Exception):
    """`args[0]` says what to do about it."""


@dataclass(unsafe_hash=True)
class ImportRefused(Exception):
    """Nothing was imported; `problems` names each row and what to do about it. Of `rows` that
    were read `refused` are wrong."""

    problems: tuple[str, ...]
    rows: int = 0
    refused: int = 0

    def __str__(self) -> str:
        return "\n".join(self.problems)


def at(number: int, problem: BadRow | str) -> str:
    return _("第 %(n)d 行：%(problem)s") % {"n": number, "problem": problem}


def refuse(problems: list[str], *, rows: int = 0) -> None:
    if not problems:
        return
    more = len(problems) - MOST_SHOWN
    shown = problems[:MOST_SHOWN]
    if more > 0:
        shown.append(_("另有 %(n)d 行有错。") % {"n": more})
    raise ImportRefused(tuple(shown), rows, len(problems))


def refuse_repeated(heads: list[str]) -> None:
    """Of two columns of one name the second would silently count."""
    repeated = sorted({head for head in heads if head and heads.count(head) > 1})
    if repeated:
        raise ImportRefused(
            (_("列名 %(names)s 写了不止一次，只留一列。") % {"names": "、".join(repeated)[:60]},)
        )


def day(text: str) -> date | None:
    if not text:
        return None
    try:
        year, month, day = (int(part) for part in text.replace("/", "-").split("-"))
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise BadRow(
            _("日期要像 2026-11-24 这样，现在是“%(text)s”。") % {"text": text[:20]}
        ) from error
