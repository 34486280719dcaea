"""Characters and lists that only look right in the program a text was pasted from."""

import re
from typing import Final

BULLETS: Final = {
    "\uf0b7": "•", "\uf09f": "•", "\uf06c": "•", "\uf0a7": "▪", "\uf06e": "■", "\uf071": "□",
    "\uf0a8": "□", "\uf0a3": "□", "\uf0fe": "☑", "\uf0fc": "✓", "\uf0fb": "✗", "\uf076": "❖",
    "\uf075": "◆", "\uf0d8": "➢", "\uf0e8": "➔", "\uf0e0": "→", "\uf0b2": "◇", "\uf02d": "–",
}  # fmt: skip
"""List marks of Symbol and Wingdings as Word pastes them, by the sign of everyday fonts."""

PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
"""Drawn by one font and by no other: a box everywhere else."""

# The joiners U+200C and U+200D are letters' business in some scripts and stay.
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff]")


def tidy(text: str) -> str:
    """Bullets of Word as signs everybody has, without characters nobody sees."""
    return _UNSEEN.sub("", text.translate(_TABLE))


def unreadable(text: str) -> list[str]:
    """Private characters left, each with the words before it, so that it can be found."""
    return [text[max(0, found.start() - 6) : found.start()] for found in PRIVATE.finditer(text)]


_TABLE: Final = str.maketrans(BULLETS)


_BULLET: Final = re.compile(r"\s*(?:[•●▪■◆❖➢][ \t\u3000]*|·[ \t\u3000]+)(?=\S)")
_NUMBER: Final = re.compile(r"\s*(\d{1,2})[.．、]\t\s*(?=\S)")
_TYPED_ITEM: Final = re.compile(r"\s*(?:[-*+]|\d{1,2}\.)\s")
_FENCE: Final = re.compile(r"^\s*(?:```|~~~)", re.MULTILINE)


def listed(text: str) -> str:
    """Markdown with the lists of Word as lists: lines that begin with a bullet, and those that
    begin with a number, a point and a tab and count on. What may mean something else stays as it
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
        starts = item and not (items[at - 1] or _TYPED_ITEM.match(before))
        ends = not item and items[at - 1] and not _TYPED_ITEM.match(line)
        # Markdown reads on in the paragraph or the item before unless a line is left free.
        if before.strip() and line.strip() and (starts or ends):
            out.append("")
        out.append(item or line)
    return "\n".join(out)


def _items(lines: list[str]) -> list[str]:
    """Each line as an item of Markdown, "" where it is none."""
    items = [f"- {line[found.end() :]}" if (found := _BULLET.match(line)) else "" for line in lines]
    for run in _runs(lines):
        numbers = [number for _at, number, _words in run]
        if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            for at, number, words in run:
                items[at] = f"{number}. {words}"
    return items


def _runs(lines: list[str]) -> list[list[tuple[int, int, str]]]:
    """Numbered lines (place, number, words) that follow one another, free lines between or not."""
    runs: list[list[tuple[int, int, str]]] = []
    follows = False
    for at, line in enumerate(lines):
        if found := _NUMBER.match(line):
            if not follows:
                runs.append([])
            runs[-1].append((at, int(found[1]), line[found.end() :]))
        follows = found is not None or (follows and not line.strip())
    return runs
