"""Nothing on the paper certificate runs into anything else, however long the words are."""

from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from unicodedata import east_asian_width

import pytest
from pypdf import PdfReader

from portal.people.models import Unit, User
from quizzes.certificates import documents
from quizzes.certificates.models import Certificate, Scheme
from quizzes.papers.models import Assessment
from tests.samples.certificates import rewrite

MM = 96 / 25.4
"""The file counts in pixels of CSS, from the top of the page."""
LEFT, RIGHT = 31 * MM, (297 - 31) * MM
CODE, SEAL = (210 - 24 - 28) * MM, (297 - 78) * MM
"""Where the code to scan begins below the text, and where the seal ends beside the issuer."""


def longest(model, name: str) -> int:
    return model._meta.get_field(name).max_length


MOST = {
    "heading": longest(Scheme, "heading"),
    "title": longest(Scheme, "title"),
    "entitles": longest(Scheme, "entitles"),
    "paper": longest(Assessment, "title"),
    "issuer": longest(Unit, "name"),
}
WORDS = {"heading": "抬", "title": "题", "entitles": "能", "paper": "卷", "issuer": "局"}
NAME = "丽"


@dataclass(frozen=True)
class Line:
    text: str
    left: float
    base: float
    size: float

    @property
    def right(self) -> float:
        """An ideograph is one em wide; the heading has spaces between its letters."""
        letters = self.text.replace(" ", "")
        em = sum(1 if east_asian_width(one) in "WF" else 0.5 for one in letters)
        spaced = 10 / 44 * self.text.count(" ") if self.is_of("heading") else 0
        return self.left + (em + spaced) * self.size

    @property
    def top(self) -> float:
        return self.base - self.size

    @property
    def bottom(self) -> float:
        return self.base + self.size * 0.2

    def is_of(self, part: str) -> bool:
        return WORDS[part] in self.text


def lines_of(certificate: Certificate) -> list[Line]:
    found: list[Line] = []

    def note(text: str, _current: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.append(Line(text.strip(), matrix[4], matrix[5], size * abs(matrix[3] or 1)))

    (page,) = PdfReader(BytesIO(documents.content(certificate))).pages
    page.extract_text(visitor_text=note)
    return found


def lengths(name: int, **others: int) -> dict[str, int]:
    return {"name": name, **MOST, **others}


@pytest.mark.parametrize(
    "length",
    [
        lengths(longest(User, "full_name")),
        lengths(3),
        lengths(3, paper=12, entitles=120),
        lengths(3, paper=12, entitles=120, issuer=18, heading=8, title=10),
        lengths(3, paper=77, entitles=120, issuer=44, heading=13, title=42),
        lengths(4, paper=77, entitles=120, issuer=19, heading=14, title=43),
    ],
    ids=["longest", "longest-words", "long", "usual-head", "last-of-second", "first-of-third"],
)
def test_no_line_leaves_its_place(certificate, length):
    certificate.holder_name = NAME * length["name"]
    certificate.facts |= {part: word * length[part] for part, word in WORDS.items()}
    lines = lines_of(certificate)
    (heading,) = [line for line in lines if line.is_of("heading")]
    (title,) = [line for line in lines if line.is_of("title")]
    first = next(line for line in lines if NAME in line.text)
    last = next(line for line in lines if line.text.startswith("有效期"))
    issuer = [line for line in lines if line.is_of("issuer")]
    body = lines[lines.index(first) : lines.index(last) + 1]
    assert heading.bottom < title.top and title.bottom < first.top
    for above, below in pairwise(body):
        assert below.base == above.base or above.bottom < below.top
    assert last.bottom < CODE and last.bottom < issuer[0].top
    assert all(line.left > SEAL for line in issuer)
    slack = 0.5 * MM
    ours = [heading, title, *(line for line in body if line is not last), *issuer]
    assert [
        line for line in ours if not LEFT - slack < line.left < line.right < RIGHT + slack
    ] == []


def test_a_certificate_of_usual_words_keeps_its_usual_sizes(certificate):
    sizes = {line.text: round(line.size * 0.75) for line in lines_of(certificate)}
    assert sizes["应急志愿者（初级）"] == 16
    (heading,) = [
        size for text, size in sizes.items() if text.replace(" ", "") == "理论考试合格证书"
    ]
    assert heading == 44
    assert {size for text, size in sizes.items() if text.startswith("有效期")} == {17}


@pytest.mark.parametrize("typed", ["能参加巡查", "能参加巡查。", "能参加巡查。。", "能参加巡查. "])
def test_the_sentence_of_the_certificate_ends_with_one_full_stop(client, certificate, typed):
    certificate.facts["entitles"] = typed
    rewrite(Certificate.objects.filter(pk=certificate.pk), facts=certificate.facts)
    printed = "".join(line.text for line in lines_of(certificate))
    assert "，能参加巡查。" in printed and "。。" not in printed and ".。" not in printed
    page = client.get(certificate.get_absolute_url()).content.decode().replace("<wbr>", "")
    assert "能参加巡查。" in page and "。。" not in page and ".。" not in page
