"""What the documents show is there, and nothing is kept that they do not show."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"


def test_every_picture_of_the_documents_is_there_and_every_one_there_is_shown():
    shown = {
        Path(link).name
        for text in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
        for link in re.findall(r"!\[[^\]]*\]\(([^)]+\.png)\)", text.read_text(encoding="utf-8"))
    }
    assert shown
    assert shown == {picture.name for picture in IMAGES.glob("*.png")}
