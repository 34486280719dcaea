"""Small drawn signs that carry meaning by shape: verdicts, hazard classes, warning waves."""

from typing import Final

_SHAPES: Final = {
    "circle": '<circle cx="8" cy="8" r="7"/>',
    "half": (
        '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/>'
        '<path d="M8 1.8a6.2 6.2 0 0 0 0 12.4z"/>'
    ),
    "diamond": '<path d="M8 0l8 8-8 8-8-8z"/>',
    "triangle": '<path d="M8 1.5 15.5 14.500H.5z"/>',
    "cross": '<path d="M5.500 1h5v4.500H15v5h-4.500V15h-5v-4.500H1v-5h4.500z"/>',
}
CLASS_SHAPES: Final = {
    "natural": "circle",
    "accident": "triangle",
    "health": "cross",
    "security": "diamond",
}


def shape_svg(name: str) -> str:
    """One of the shapes, 16 px, in the colour of its text. Raises KeyError."""
    return (
        '<svg class="i" width="16" height="16" viewBox="0 0 16 16" fill="currentColor" '
        f'aria-hidden="true" focusable="false">{_SHAPES[name]}</svg>'
    )


def waves_svg(count: int, size: int) -> str:
    """`count` waves, 1 to 4; 0 draws still water: three level lines, the lowest full."""
    if count <= 0:
        lines = "".join(
            f'<path d="M3 {y}h26" opacity="{opacity}"/>'
            for y, opacity in ((9, ".4"), (16, ".4"), (23, "1"))
        )
    else:
        count = min(count, 4)
        first = 16 - (count - 1) * 3.2
        lines = "".join(
            f'<path d="M4 {first + index * 6.4:.1f}c2.6-5 5.4-5 8 0s5.4 5 8 0 5.4-5 8 0"/>'
            for index in range(count)
        )
    return (
        f'<svg class="i" width="{size}" height="{size}" viewBox="0 0 32 32" fill="none" '
        'stroke="currentColor" stroke-width="2.4" stroke-linecap="round" aria-hidden="true" '
        f'focusable="false">{lines}</svg>'
    )
