"""Write `themes/static/themes/site.css` from the ordered parts in `themes/styles`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from themes.domain import stylesheet

THEMES: Final = Path(__file__).resolve().parents[2]
BUILT: Final = THEMES / "static" / "themes" / "site.css"


def parts() -> list[Path]:
    """The parts in the order of the cascade: their names carry a number."""
    return sorted((THEMES / "styles").glob("*.css"))


class Command(BaseCommand):
    help = "Build the one style sheet from its parts"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say whether it is current")

    def handle(self, *args: Any, **options: Any) -> None:
        css = stylesheet.build(parts())
        if options["check"]:
            if not BUILT.exists() or BUILT.read_text(encoding="utf-8") != css:
                raise CommandError("site.css is not current; run build_styles")
            return
        BUILT.parent.mkdir(parents=True, exist_ok=True)
        BUILT.write_text(css, encoding="utf-8")
        self.stdout.write(f"site.css: {len(css)} characters")
