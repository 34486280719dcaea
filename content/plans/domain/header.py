"""The disclosure header of government sites and the front matter of Markdown, as metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .labels import DATE, LABELS, FieldKey, is_date, label_key
from .lines import Line, part
from .pairs import Pair, fits, is_disclosure, pairs_in
from .script import folded
from .signing import SIGNATORIES, is_day_or_month, is_signatory


@dataclass(frozen=True, slots=True)
class Field:
    """`raw` is all its text, `label` and `value` what was understood of it."""

    key: FieldKey
    label: str
    value: str
    raw: str
    start: int
    end: int

    def holds(self, line: Line | None) -> bool:
        """Whether the line begins in this field: it is the field, or the value below a label."""
        return line is not None and self.start <= line.start < self.end


_WEAK: Final = {
    "时间": FieldKey.PUBLISHED_ON, "日期": FieldKey.PUBLISHED_ON, "更新时间": FieldKey.OTHER,
    "作者": FieldKey.OTHER, "信息来源": FieldKey.OTHER, "文章来源": FieldKey.OTHER,
    "编辑": FieldKey.OTHER, "责任编辑": FieldKey.OTHER,
}  # fmt: skip
"""Labels of the line that sites write below a title, and that head any table as well."""

_LABEL: Final = re.compile(
    r"[【\[]?(?<![\u4e00-\u9fff])("
    + "|".join(
        r"[ \t\u3000]*".join(label)
        for label in sorted(
            (k for k in (*LABELS, *_WEAK) if not k.isascii()), key=len, reverse=True
        )
    )
    + r")[】\]]?[ \t\u3000]*[:：]"
)
_SPACE: Final = re.compile(r"\s")
_STRONG: Final = frozenset({FieldKey.INDEX_NUMBER, FieldKey.DOCUMENT_NUMBER, FieldKey.CATALOGUE})
_REACH: Final = 40
_DOCUMENT_NUMBER: Final = re.compile(
    r"[\u4e00-\u9fff]{2,15}[〔\[［【(（]\s*(?:19|20)\d{2}\s*[〕\]］】)）]\s*(?:第\s*)?\d{1,4}\s*号"
)
_SIGNED_NUMBER: Final = re.compile(
    rf"(?P<number>{_DOCUMENT_NUMBER.pattern})\s*(?P<label>签\s*发\s*人)\s*[:：](?P<who>.{{1,40}})"
)
_MOMENT: Final = re.compile(rf"{DATE.pattern}(?:\s*\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)?")
_SOURCES: Final = ("来源", "信息来源", "文章来源")
_SOURCE: Final = re.compile(r"[^。；;，,]{2,30}")
_ADOPTED: Final = re.compile(
    r"[（(].{0,40}\d{4}年\d{1,2}月\d{1,2}日.{0,60}(?:通过|批准|印发|发布|公布|修订|修正|施行|审议).{0,20}[)）]"
)


def front_matter(lines: Sequence[Line]) -> tuple[list[Field], set[int]]:
    """Fields of lines the format marked as metadata, and the indexes of those lines."""
    fields, used = [], set()
    for index, line in enumerate(lines):
        if line.key is None:
            continue
        used.add(index)
        label, _, value = line.text.replace("：", ":", 1).partition(":")
        key = LABELS.get(line.key.lower().replace(" ", "_")) or LABELS.get(
            re.sub(r"\s", "", folded(line.key)), FieldKey.OTHER
        )
        value = value.strip().strip("\"'“”")
        fields.append(Field(key, label.strip(), value, line.text, line.start, line.end))
    return fields, used


def disclosure(text: str, lines: Sequence[Line]) -> tuple[list[Field], set[int]]:
    """Labelled fields at the top of the document, and the indexes of the lines they fill."""
    found: list[tuple[list[int], list[Field]]] = []
    for index, line in enumerate(lines[:_REACH]):
        marks = list(_LABEL.finditer(line.plain))
        if not marks or line.key is not None or marks[0].start() > 0:
            continue
        fields = []
        for mark, following in zip(marks, [*marks[1:], None], strict=True):
            stop = following.start() if following else len(line.text)
            piece = part(text, line.start + mark.start(), line.start + stop)
            if piece is None:
                continue
            name = re.sub(r"\s", "", mark[1])
            key = LABELS.get(name) or _WEAK[name]
            label = re.sub(r"\s", "", line.text[slice(*mark.span(1))])
            value = line.text[mark.end() : stop].strip()
            fields.append(Field(key, label, value, piece.text, piece.start, piece.end))
        if any(_SPACE.sub("", m[1]) in LABELS for m in marks) or _is_day(fields):
            below = lines[index + 1] if index + 1 < len(lines) else None
            if below is not None and _is_value(text, line, fields, below):
                raw = text[line.start : below.end]
                whole = Field(
                    fields[0].key, fields[0].label, below.text, raw, line.start, below.end
                )
                found.append(([index, index + 1], [whole]))
            else:
                found.append(([index], fields))
    every = [field for _, fields in found for field in fields]
    if len(every) < 2 and not any(f.key in _STRONG or _stands_alone(f) for f in every):
        return [], set()
    # A line that is none by a correction still vouches for the others.
    found = [(at, fields) for at, fields in found if all(lines[i].role is None for i in at)]
    return [f for _, fields in found for f in fields], {i for at, _ in found for i in at}


def _is_value(text: str, line: Line, fields: Sequence[Field], below: Line) -> bool:
    """Whether the line below a label alone, 索引号：, is its value, as where each has a cell of its
    own."""
    return (
        len(fields) == 1
        and not fields[0].value
        and below.key is None
        and not below.level
        and not text[line.end : below.start].strip()
        and _LABEL.match(below.plain) is None
        and label_key(below.plain) is None
        and fits(fields[0].key, below.plain)
    )


def unjoined(text: str, lines: Sequence[Line]) -> tuple[list[Field], set[int]]:
    """Fields at the top of the document whose labels and values no colon joins, and the indexes of
    the lines they fill: `索引号 113708 成文时间 2023-03-10`, or a value below its label."""
    runs: list[tuple[list[Field], set[int]]] = [([], set())]
    at = 0
    while at < min(len(lines), _REACH):
        line = lines[at]
        pairs = pairs_in(line.plain) if line.key is None and line.role is None else []
        if not pairs:
            runs.append(([], set()))
            at += 1
            continue
        fields, used = runs[-1]
        used.add(at)
        below = lines[at + 1] if at + 1 < len(lines) else None
        last = pairs[-1]
        if (
            below is not None
            and len(pairs) == 1
            and not last.value
            and not text[line.end : below.start].strip()
            and not pairs_in(below.plain)
            and fits(last.key, below.plain)
        ):
            raw = text[line.start : below.end]
            fields.append(Field(last.key, last.label, below.text, raw, line.start, below.end))
            at += 1
            used.add(at)
        else:
            fields.extend(_parted(text, line, pairs))
        at += 1
    kept = [run for run in runs if is_disclosure([f.key for f in run[0] if f.value])]
    return [f for fields, _ in kept for f in fields], {i for _, used in kept for i in used}


def _parted(text: str, line: Line, pairs: Sequence[Pair]) -> list[Field]:
    """Bars before a label or behind the last value are of the field before them."""
    ends = [line.start + pair.start for pair in pairs[1:]] + [line.end]
    starts = [line.start, *ends[:-1]]
    return [
        Field(pair.key, pair.label, pair.value, text[start:end].rstrip(), start, end)
        for pair, start, end in zip(pairs, starts, ends, strict=True)
    ]


def _is_day(fields: Sequence[Field]) -> bool:
    """日期：2026-03-01 alone; 时间 alone may be that of anything."""
    return [_stands_alone(field) for field in fields] == [True] and fields[0].label != "时间"


def _stands_alone(field: Field) -> bool:
    """发布时间：2026-03-01 10:20 and 来源：县应急局 are no text, also where they stand alone."""
    if field.key is FieldKey.PUBLISHED_ON:
        return _MOMENT.fullmatch(folded(field.value)) is not None
    return folded(field.label) in _SOURCES and _SOURCE.fullmatch(folded(field.value)) is not None


def field_said(line: Line, key: str) -> Field:
    """The header field that a line is by a correction, with its label where it has one."""
    label, colon, value = line.text.replace("：", ":", 1).partition(":")
    if not colon:
        label, value = "", line.text
    return Field(FieldKey(key), label.strip(), value.strip(), line.text, line.start, line.end)


def standing_alone(line: Line) -> tuple[Field, ...]:
    """A document number, a date or a note of adoption on a line of its own. Who lets it go out may
    stand behind the number (签发人, GB/T 9704-2012, 7.2.5)."""
    if line.role is not None:
        return ()
    if signed := _SIGNED_NUMBER.fullmatch(line.plain):
        number, signer = (
            line.text[slice(*signed.span(name))].strip() for name in ("number", "who")
        )
        border = line.start + signed.end("number")
        at = line.start + signed.start("label")
        label = line.text[slice(*signed.span("label"))]
        return (
            Field(FieldKey.DOCUMENT_NUMBER, "", number, number, line.start, border),
            Field(FieldKey.OTHER, label, signer, line.text[at - line.start :], at, line.end),
        )
    if _DOCUMENT_NUMBER.fullmatch(line.plain):
        key = FieldKey.DOCUMENT_NUMBER
    elif is_date(line.text):
        key = FieldKey.SIGNED_ON
    elif _ADOPTED.fullmatch(line.plain):
        key = FieldKey.NOTE
    else:
        return ()
    return (_whole(key, line),)


def signed_cover(lines: Sequence[Line]) -> list[Field]:
    """Whose the plan is and from when, as its cover says below the title: names of bodies with a
    day or a month right below them. `lines`: what stands below the title."""
    names: list[Line] = []
    for line in lines:
        if line.role is not None:
            break
        if is_signatory(line.text):
            names.append(line)
        elif names and is_day_or_month(line.text):
            signed = [_whole(FieldKey.ISSUER, name) for name in names[-SIGNATORIES:]]
            return [*signed, _whole(FieldKey.SIGNED_ON, line)]
        else:
            names = []
    return []


def _whole(key: FieldKey, line: Line) -> Field:
    return Field(key, "", line.text, line.text, line.start, line.end)
