"""Names on public pages: enough to compare with a person at hand, not enough to learn one."""

from typing import Final

DOTS: Final = "·•・‧"


def mask_name(name: str) -> str:
    """王志远 → 王**, 李强 → 李*, 古丽·买买提 → 古丽·买**, 阿依·木 → 阿依·*.
    The last character stays hidden, of a single one as of many."""
    trimmed = name.strip()
    for dot in DOTS:
        first, found, rest = trimmed.partition(dot)
        if found and first and rest:
            return f"{first}{dot}{rest[0]}**" if len(rest) > 1 else f"{first}{dot}*"
    if len(trimmed) <= 1:
        return "*"
    return trimmed[0] + "*" * min(len(trimmed) - 1, 2)
