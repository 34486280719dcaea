"""A file of judged queries: what people typed and which clauses answer it.

One judgment a line, columns separated by tabs, UTF-8, the names of the columns in the first line:

query     what is typed
class     free word by which the figures are grouped; may be empty
set       `held_out` for what is kept apart until the last figure; anything else is for daily use
grade     3 answers it, 2 says much of it, 1 touches it
document  words of the title of one document that no other judged document has
clause    number or heading of the clause as printed, with those above it as far as needed, joined
          by ` › `: `4.2.1`, `三、 › （二） › 1.`; empty for what stands under no heading
words     the first words of the text, where the numbers alone do not tell which clause is meant

Lines that begin with `#` are remarks.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

HELD_OUT: Final = "held_out"
GRADES: Final = range(1, 4)
COLUMNS: Final = ("query", "class", "set", "grade", "document", "clause", "words")
NEEDED: Final = ("query", "grade", "document")
LARGEST: Final = 5_000_000
"""Bytes of a file; 10 000 queries are far less."""
STEP: Final = "›"

OWN: Final = Path(__file__).with_name("judged.tsv")
"""The queries over the documents of the demonstration county and three real plans."""


class BadFile(Exception):
    """A file that cannot be read; `words` say what to do, `line` where, 0 for the whole file."""

    def __init__(self, words: str, line: int = 0) -> None:
        super().__init__(_("第 %(line)s 行：%(words)s") % {"line": line, "words": words})
        self.words = words
        self.line = line

    def __str__(self) -> str:
        return super().__str__() if self.line else self.words


@dataclass(frozen=True, slots=True)
class Place:
    """Which clause is meant. `path` from the outermost; the last is the clause's own."""

    document: str
    path: tuple[str, ...] = ()
    words: str = ""

    def __str__(self) -> str:
        path = f" {STEP} ".join(self.path)
        return " ".join(part for part in (self.document, path, self.words) if part)


@dataclass(frozen=True, slots=True)
class Judgment:
    place: Place
    grade: int
    line: int


@dataclass(slots=True)
class Judged:
    """A query with what was judged of it."""

    text: str
    kind: str = ""
    is_held_out: bool = False
    judgments: list[Judgment] = field(default_factory=list)


def read(path: Path) -> list[Judged]:
    """Queries in the order of the file. Raises BadFile."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadFile(_("文件超过 5 MB，拆成几个再算。"))
        data = path.read_bytes()
    except OSError as error:
        raise BadFile(_("打不开这个文件，检查路径和读取权限。")) from error
    try:
        return read_text(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadFile(_("文件不是 UTF-8 编码，另存为 UTF-8 再试。")) from error


def read_text(text: str) -> list[Judged]:
    """Raises BadFile."""
    lines = [
        (number, line)
        for number, line in enumerate(text.replace("\0", "").splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines:
        raise BadFile(_("文件里没有内容。"))
    columns = [name.strip() for name in lines[0][1].split("\t")]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise BadFile(
            _("缺少列 %(names)s。第一个有内容的行写列名，用制表符分隔：%(columns)s。")
            % {"names": "、".join(missing), "columns": " ".join(COLUMNS)},
            lines[0][0],
        )
    found: dict[str, Judged] = {}
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > len(columns):
            raise BadFile(_("比列名多出几格，检查制表符。"), number)
        _take(found, dict(zip(columns, (cell.strip() for cell in cells), strict=False)), number)
    if not found:
        raise BadFile(_("只有列名，没有判断。"))
    return list(found.values())


def _take(found: dict[str, Judged], row: dict[str, str], line: int) -> None:
    for name in NEEDED:
        if not row.get(name):
            raise BadFile(_("%(name)s 是空的。") % {"name": name}, line)
    if row["grade"] not in map(str, GRADES):
        raise BadFile(_("grade 只能写 3、2、1。"), line)
    path = tuple(part.strip() for part in row.get("clause", "").split(STEP))
    place = Place(row["document"], tuple(filter(None, path)), row.get("words", ""))
    if not place.path and not place.words:
        raise BadFile(_("clause 和 words 至少写一个。"), line)
    kind, is_held_out = row.get("class", ""), row.get("set", "") == HELD_OUT
    judged = found.setdefault(row["query"], Judged(row["query"], kind, is_held_out))
    if (judged.kind, judged.is_held_out) != (kind, is_held_out):
        raise BadFile(_("同一个查询的 class 和 set 前后不一样。"), line)
    if any(judgment.place == place for judgment in judged.judgments):
        raise BadFile(_("同一条文判断了两次。"), line)
    judged.judgments.append(Judgment(place, int(row["grade"]), line))
