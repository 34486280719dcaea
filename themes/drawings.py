"""The drawings under `themes/pictograms`, ready to stand inside a page."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

import segno

FOLDER: Final = Path(__file__).parent / "pictograms"
BRAND: Final = Path(__file__).parent / "brand"
THIN_FROM: Final = 36  # px; larger drawings get the thinner stroke
MIRRORED: Final = frozenset({"next", "listen", "external"})


class UnknownPictogram(LookupError):
    """No drawing of that name. Carries `name`."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no pictogram named {name!r}")
        self.name = name


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Every drawing there is, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.svg")))


@lru_cache(maxsize=512)
def inline_svg(name: str, size: int = 24) -> str:
    """Inline SVG, `size` px square, hidden from assistive technology (it stands beside a word).

    Raises UnknownPictogram.
    """
    if name not in names():
        raise UnknownPictogram(name)
    svg = (FOLDER / f"{name}.svg").read_text(encoding="utf-8").strip()
    svg = svg.replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)
    if size >= THIN_FROM:
        svg = svg.replace('stroke-width="1.75"', 'stroke-width="1.5"', 1)
    classes = "i mirror" if name in MIRRORED else "i"
    return svg.replace(
        "<svg",
        f'<svg class="{classes}" width="{size}" height="{size}" aria-hidden="true" '
        'focusable="false"',
        1,
    )


@lru_cache(maxsize=2)
def brand_svg(name: str, class_name: str) -> str:
    """`mark` (hidden beside the word) or `wordmark` (labelled), as inline SVG."""
    svg = (BRAND / f"anlan-{name}.svg").read_text(encoding="utf-8").strip()
    svg = re.sub(r' xmlns="[^"]*"', "", svg, count=1)
    hidden = ' aria-hidden="true"' if name == "mark" else ""
    # A size of its own: where the style sheet does not arrive it would fill the screen.
    size = 'width="{0[2]}" height="{0[3]}"'.format(svg.split('viewBox="')[1].split('"')[0].split())
    return svg.replace("<svg", f'<svg class="{class_name}" {size}{hidden}', 1)


def qr_svg(address: str) -> str:
    """Inline SVG of an address as a QR code, with a quiet zone, in the colour of the text."""
    code = segno.make(address, error="m", micro=False)
    return code.svg_inline(scale=3, border=2, omitsize=True, svgclass=None, lineclass=None)
