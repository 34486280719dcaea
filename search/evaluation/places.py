"""Which documents of the search a file of judgments means."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from search.documents.models import SearchDocument
from search.evaluation.judged import BadFile, Judged, Judgment, Place


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the grades of the keys that answer it."""

    text: str
    kind: str
    is_held_out: bool
    grades: dict[str, int]


@dataclass(frozen=True, slots=True)
class Questions:
    """`rows`: everything of the judged documents, which alone is ranked: what nobody read cannot
    be said to be wrong. `absent`: words for documents that are not here. `skipped`: the queries
    that lost judgments with them."""

    asked: tuple[Asked, ...]
    rows: tuple[SearchDocument, ...]
    absent: tuple[str, ...]
    skipped: tuple[str, ...]


def questions(judged: Sequence[Judged], rows: Iterable[SearchDocument]) -> Questions:
    """Of a judged document that is not here, every judgment is left out, and with it the query
    where nothing is left. Raises BadFile if a document or clause is named that cannot be told."""
    held = list(rows)
    titles = {row.group_key: plain(row.document_title) for row in held}
    named = {one.place.document: one.line for query in judged for one in query.judgments}
    groups: dict[str, str] = {}
    for words, line in named.items():
        fits = [key for key, title in titles.items() if plain(words) in title]
        exact = [key for key in fits if titles[key] == plain(words)]
        fits = exact or fits
        if len(fits) > 1:
            raise BadFile(
                _("有 %(count)s 份文件的标题含有“%(words)s”，写长一些。")
                % {"count": len(fits), "words": words},
                line,
            )
        if fits:
            groups[words] = fits[0]
    by_group: dict[str, list[SearchDocument]] = {}
    for row in held:
        by_group.setdefault(row.group_key, []).append(row)
    asked, skipped = [], []
    for query in judged:
        grades: dict[str, int] = {}
        for judgment in query.judgments:
            if group := groups.get(judgment.place.document):
                key = _key(judgment, by_group[group])
                if key in grades:
                    raise BadFile(_("同一条文判断了两次。"), judgment.line)
                grades[key] = judgment.grade
        if len(grades) < len(query.judgments):
            skipped.append(query.text)
        if grades:
            asked.append(Asked(query.text, query.kind, query.is_held_out, grades))
    wanted = set(groups.values())
    return Questions(
        asked=tuple(asked),
        rows=tuple(row for row in held if row.group_key in wanted),
        absent=tuple(words for words in named if words not in groups),
        skipped=tuple(skipped),
    )


def plain(text: str) -> str:
    """As two people would both write it: ㈠ is (一), and blanks do not count."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_at(place: Place, row: SearchDocument) -> bool:
    """Whether the row is the clause, its document being the right one."""
    if not plain(row.text).startswith(plain(place.words)):
        return False
    if not row.title and place.path and not place.words:
        return False
    labels = [plain(label) for label in [*row.path[1:], row.title] if label]
    if not place.path:
        return not row.title
    wanted = [plain(part) for part in place.path]
    if not labels or not _opens(labels[-1], wanted[-1]):
        return False
    above = iter(labels[:-1])
    return all(any(_opens(label, part) for label in above) for part in wanted[:-1])


def _key(judgment: Judgment, rows: Iterable[SearchDocument]) -> str:
    fits = [row.key for row in rows if is_at(judgment.place, row)]
    if len(fits) == 1:
        return fits[0]
    words = (
        _("“%(place)s”有 %(count)s 条，用 words 写出开头几个字。")
        if fits
        else _("找不到“%(place)s”，对照原文改正编号或开头几个字。")
    )
    raise BadFile(words % {"place": judgment.place, "count": len(fits)}, judgment.line)


def _opens(label: str, part: str) -> bool:
    """4.2 opens 4.2先期处置 and not 4.2.1 or 4.20."""
    if not label.startswith(part):
        return False
    following = label[len(part) : len(part) + 1]
    if part[-1:].isdigit():
        return not (following.isdigit() or following == ".")
    return not (part[-1:] == "." and following.isdigit())
