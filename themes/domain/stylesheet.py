"""Concatenate and shrink our own style sheets. Knows our CSS, not every CSS."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING: Final = re.compile(r'"[^"\n]*"')
_SPACE: Final = re.compile(r"\s+")
_AROUND: Final = re.compile(r"\s*([{};,>~])\s*")
_AFTER_COLON: Final = re.compile(r"(?<=[\w-]):\s+")
_TOKEN: Final = re.compile(r"--([a-z0-9]+):\s*([^;}]+)")
_BLOCK: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")


def shrink(css: str) -> str:
    """Remove comments and needless white space; strings keep theirs."""
    strings: list[str] = []

    def hold(match: re.Match[str]) -> str:
        strings.append(match.group())
        return f"\x00{len(strings) - 1}\x00"

    css = _STRING.sub(hold, _COMMENT.sub("", css))
    css = _SPACE.sub(" ", css)
    css = _AROUND.sub(r"\1", css)
    css = _AFTER_COLON.sub(":", css)
    css = re.sub(r";+}", "}", css).strip()
    return re.sub("\x00(\\d+)\x00", lambda m: strings[int(m.group(1))], css)


def build(parts: Iterable[Path]) -> str:
    """One sheet from ordered parts; ends with a line feed."""
    return shrink("\n".join(part.read_text(encoding="utf-8") for part in parts)) + "\n"


def tokens(css: str, selector: str) -> dict[str, str]:
    """Custom properties set by the first block whose selector list holds `selector`."""
    for selectors, body in _BLOCK.findall(_COMMENT.sub("", css)):
        if selector in [name.strip() for name in selectors.split(",")]:
            return {name: value.strip() for name, value in _TOKEN.findall(body)}
    raise KeyError(selector)
