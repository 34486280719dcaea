"""Characters and lists that only look right in the program a text was pasted from."""

import re
from collections.abc import Sequence
from typing import Final

BULLETS: Final = {
    "\uf0b7": "•", "\uf09f": "•", "\uf06c": "•", "\uf0a7": "▪", "\uf06e": "■", "\uf071": "□",
    "\uf0a8": "□", "\uf0a3": "□", "\uf0fe": "☑", "\uf0fc": "✓", "\uf0fb": "✗", "\uf076": "❖",
    "\uf075": "◆", "\uf0d8": "➢", "\uf0e8": "➔", "\uf0e0": "→", "\uf0b2": "◇", "\uf02d": "–",
}  # fmt: skip
"""List marks of Symbol and Wingdings as Word pastes them, by the sign of everyday fonts."""

LETTERS: Final = {
    "l": "•", "n": "■", "u": "◆", "o": "○", "§": "▪", "Ø": "➢", "ü": "✓",
}  # fmt: skip
"""The same marks where the font was lost on the way and the letter under it is left."""

PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
"""Drawn by one font and by no other: a box everywhere else."""

# The joiners U+200C and U+200D are letters' business in some scripts and stay.
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff]")


_LINE_BREAKS: Final = {"\x0b": "\n", "\u2028": "\n", "\u2029": "\n"}
"""What Word and other programs leave where a line ends within a paragraph."""


def tidy(text: str) -> str:
    """Bullets of Word as signs everybody has, its line breaks as lines, without characters
    nobody sees."""
    return _UNSEEN.sub("", text.translate(_TABLE))


def unreadable(text: str) -> list[str]:
    """Private characters left, each with the words before it, so that it can be found."""
    return [text[max(0, found.start() - 6) : found.start()] for found in PRIVATE.finditer(text)]


_TABLE: Final = str.maketrans(BULLETS | _LINE_BREAKS)


_BULLET: Final = re.compile(r"\s*(?:[•●▪■◆❖➢][ \t\u3000]*|·[ \t\u3000]+)(?=\S)")
_LETTER: Final = re.compile(rf"\s*([{''.join(LETTERS)}])\t\s*(?=\S)")
_NUMBER: Final = re.compile(
    r"\s*(?:(?P<plain>\d{1,2})[.．、]|[(（]?(?P<closed>\d{1,2})[)）])\t\s*(?=\S)"
)
_TYPED_ITEM: Final = re.compile(r"\s*(?:[-*+]|\d{1,2}\.)\s")
_FENCE: Final = re.compile(r"^\s*(?:```|~~~)", re.MULTILINE)


def lettered(lines: Sequence[str]) -> list[int]:
    """Which lines begin with a letter that was a mark: such lines follow one another, free lines
    between or not, and a letter comes back. One alone, or a, b, c, may be a word or a quantity."""
    found = [_LETTER.match(line) for line in lines]
    marks: list[int] = []
    for run in _runs(lines, found):
        letters = [match[1] for at in run if (match := found[at])]
        if len(set(letters)) < len(letters):
            marks += run
    return marks


def listed(text: str) -> str:
    """Markdown with the lists of Word as lists: lines that begin with a bullet, and those that
    begin with a number and a tab and count on. What may mean something else stays as it
    was typed."""
    if _FENCE.search(text):
        return text
    lines = text.splitlines()
    items = _items(lines)
    if not any(items):
        return text
    out: list[str] = []
    for at, (line, item) in enumerate(zip(lines, items, strict=True)):
        before = lines[at - 1] if at else ""
        above = items[at - 1]
        starts = item and not (_go_on(above, item) if above else _TYPED_ITEM.match(before))
        ends = not item and items[at - 1] and not _TYPED_ITEM.match(line)
        # Markdown reads on in the paragraph or the item before unless a line is left free.
        if before.strip() and line.strip() and (starts or ends):
            out.append("")
        out.append(item or line)
    return "\n".join(out)


def _go_on(before: str, item: str) -> bool:
    """Whether both are items of one list: numbers right under bullets begin another."""
    return before.startswith("- ") == item.startswith("- ")


def _items(lines: list[str]) -> list[str]:
    """Each line as an item of Markdown, "" where it is none."""
    items = [f"- {line[found.end() :]}" if (found := _BULLET.match(line)) else "" for line in lines]
    for at in lettered(lines):
        if found := _LETTER.match(lines[at]):
            items[at] = f"- {lines[at][found.end() :]}"
    numbered = [_NUMBER.match(line) for line in lines]
    for run in _runs(lines, numbered):
        matches = [match for at in run if (match := numbered[at])]
        numbers = [int(match["plain"] or match["closed"]) for match in matches]
        counts_on = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        # A number in brackets alone is as often a reference as an item.
        if counts_on and (len(run) > 1 or matches[0]["plain"]):
            for at, number, match in zip(run, numbers, matches, strict=True):
                items[at] = f"{number}. {lines[at][match.end() :]}"
    return items


def _runs(lines: Sequence[str], found: Sequence[re.Match[str] | None]) -> list[list[int]]:
    """Places of matched lines that follow one another, free lines between or not."""
    runs: list[list[int]] = []
    follows = False
    for at, match in enumerate(found):
        if match:
            if not follows:
                runs.append([])
            runs[-1].append(at)
        follows = match is not None or (follows and not lines[at].strip())
    return runs
