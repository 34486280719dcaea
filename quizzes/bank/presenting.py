"""A question as a candidate sees it: no key, no explanation, no source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from content.pages.rendering import plain_text, render_markdown
from quizzes.bank.domain.marking import Response
from quizzes.bank.domain.questions import BLANK
from quizzes.bank.enums import QuestionKind, QuestionLanguage
from quizzes.bank.models import QuestionVersion

LETTERS: Final = "ABCDEFGHIJKLMNOP"
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨"


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    letter: str
    text: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """`name` is the form field; `width` the size of the box in characters."""

    id: str
    name: str
    label: str
    width: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class QuestionView:
    kind: str
    kind_label: str
    lead: SafeString
    body: SafeString
    choices: tuple[Choice, ...]
    blanks: tuple[Blank, ...]
    language: str = ""
    """Of stem and options; empty for the page's own."""

    @property
    def multiple(self) -> bool:
        return self.kind == QuestionKind.MULTIPLE


def view_of(
    version: QuestionVersion,
    *,
    order: Sequence[str] = (),
    response: Response | None = None,
) -> QuestionView:
    """`order` are option ids as this attempt shows them; `response` fills the form."""
    response = response or Response()
    lead, body = stem_parts(version.stem)
    return QuestionView(
        kind=version.kind,
        kind_label=version.get_kind_display(),
        lead=lead,
        body=body,
        choices=_choices(version, order, response),
        blanks=_blanks(version, response),
        language="" if version.language == QuestionLanguage.CHINESE else version.language,
    )


def _choices(
    version: QuestionVersion, order: Sequence[str], response: Response
) -> tuple[Choice, ...]:
    if version.kind == QuestionKind.FILL_IN:
        return ()
    texts = {option["id"]: option["text"] for option in version.options}
    return tuple(
        Choice(id=key, letter=letter, text=texts[key], chosen=key in response.chosen)
        for letter, key in zip(LETTERS, order or texts, strict=False)
    )


def _blanks(version: QuestionVersion, response: Response) -> tuple[Blank, ...]:
    if version.kind != QuestionKind.FILL_IN:
        return ()
    typed = dict(response.typed)
    several = len(version.options) > 1
    return tuple(
        Blank(
            id=option["id"],
            name=f"blank-{option['id']}",
            label=_("第 %(number)s 空") % {"number": place} if several else _("答案"),
            width=option["width"],
            value=typed.get(option["id"], ""),
        )
        for place, option in enumerate(version.options, start=1)
    )


def response_from(data: Mapping[str, Any], version: QuestionVersion) -> Response:
    """The answer in a posted form (a QueryDict). A choice form without a choice is empty."""
    if version.kind == QuestionKind.FILL_IN:
        return Response(
            typed=tuple(
                (option["id"], data.get(f"blank-{option['id']}", "")) for option in version.options
            )
        )
    chosen = data.getlist("choice") if hasattr(data, "getlist") else data.get("choice", [])
    return Response(chosen=frozenset(chosen))


def stem_parts(stem: str) -> tuple[SafeString, SafeString]:
    """The first paragraph, to stand in a heading, and the rest below it."""
    # Browsers send \r\n, and what was saved so stays as it was saved.
    stem = "\n".join(stem.splitlines())
    first, _separator, rest = _with_blanks(stem).partition("\n\n")
    lead = str(render_markdown(first)).strip()
    if lead.startswith("<p>") and lead.endswith("</p>") and lead.count("<p>") == 1:
        # Cleaned by render_markdown; only its paragraph is taken off.
        return mark_safe(lead[3:-4]), render_markdown(rest)  # noqa: S308
    return mark_safe(plain_heading(first)), render_markdown(_with_blanks(stem))  # noqa: S308


def plain_heading(text: str) -> str:
    """One line of escaped text for a stem that begins with a list or a table."""
    return escape(plain_text(text).partition("\n")[0])


def stem_line(stem: str, limit: int = 60) -> str:
    """A stem in one line of plain text, for lists."""
    line = " ".join(plain_text(_with_blanks(stem)).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _with_blanks(stem: str) -> str:
    """Blanks as full-width lines, numbered if several: Markdown reads runs of _ as rules."""
    count = len(BLANK.findall(stem))
    if count == 0:
        return stem
    numbers = iter(_CIRCLED)
    return BLANK.sub(lambda _match: "＿＿＿" if count == 1 else f"＿{next(numbers, '')}＿", stem)
