"""The forms of a page as a browser sees them: their controls and what they would send."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bs4 import BeautifulSoup, Tag
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

Value = str | bytes | SimpleUploadedFile
Sent = Mapping[str, list[Value]]

TYPED: Final = {"text", "textarea", "search", "tel", "url", "email"}
CHOSEN: Final = {"select", "select-multiple", "radio", "checkbox"}
URLENCODED: Final = "application/x-www-form-urlencoded"
ANY: Final = "<any>"
"""Typed into a field of choices: the first that says something; of boxes, all."""

USUAL: Final = {
    "text": "照着写的一句话", "textarea": "照着写的一段话。", "search": "地震", "number": "1",
    "date": "2027-05-12", "datetime-local": "2027-05-12T09:00", "email": "new@example.cn",
    "tel": "13900139000", "url": "https://example.cn/", "password": "秋天的稻子熟了三遍",
}  # fmt: skip
"""What a person types where nothing special is asked for."""


@dataclass(frozen=True, slots=True)
class Control:
    name: str
    kind: str
    values: tuple[str, ...]
    """What it sends as it stands."""
    choices: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class FilledForm:
    controls: dict[str, Control]
    multipart: bool
    button: tuple[str, str] | None

    def sent(self, typed: Mapping[str, str]) -> dict[str, list[Value]]:
        """All that a person sends who fills in every field; `typed` where the usual words are
        no answer."""
        sent: dict[str, list[Value]] = {}
        for control in self.controls.values():
            values: list[Value] = list(control.values)
            if control.name in typed:
                values = [typed[control.name]]
                if values == [ANY]:
                    some = [choice for choice in control.choices if choice]
                    values = [*some] if control.kind == "checkbox" else [*some[:1]]
            elif control.kind in TYPED | {"password"} and not any(values):
                values = [USUAL[control.kind]]
            elif control.required and not any(values):
                values = [USUAL.get(control.kind, (*filter(None, control.choices), "")[0])]
            if values:
                sent[control.name] = values
        if self.button:
            sent[self.button[0]] = [self.button[1]]
        return sent


def forms_of(page: BeautifulSoup) -> Iterator[tuple[str, str, FilledForm]]:
    """Every form sent by POST with its address (empty: that of the page), once more for each
    button that sends it elsewhere, and the words of that button."""
    for form in page.find_all("form"):
        if str(form.get("method", "")).lower() != "post":
            continue
        controls = _controls(form)
        multipart = form.get("enctype") == "multipart/form-data"
        buttons = form.find_all("button", type=lambda kind: kind in {None, "submit"})
        for button in buttons or [None]:
            named = (
                (button["name"], button.get("value", "")) if button and button.get("name") else None
            )
            action = (button and button.get("formaction")) or form.get("action", "")
            words = button.get_text(strip=True) if button else ""
            yield str(action), words, FilledForm(controls, multipart, named)


def _controls(form: Tag) -> dict[str, Control]:
    found: dict[str, Control] = {}
    for element in form.find_all(["input", "textarea", "select"]):
        name, kind = element.get("name"), element.name
        if not name or element.has_attr("disabled"):
            continue
        values: tuple[str, ...]
        choices: tuple[str, ...] = ()
        if kind == "select":
            options = [(o.get("value", o.get_text()), o.has_attr("selected"))
                       for o in element.find_all("option")]  # fmt: skip
            choices = tuple(value for value, _ in options)
            values = tuple(value for value, selected in options if selected)
            if element.has_attr("multiple"):
                kind = "select-multiple"
            elif not values:
                values = choices[:1]
        elif kind == "textarea":
            text = element.get_text()
            values = (text.removeprefix("\r\n").removeprefix("\n"),)
        else:
            kind = str(element.get("type", "text")).lower()
            if kind in {"submit", "button", "reset", "image"}:
                continue
            values = (element.get("value", "on" if kind in CHOSEN else ""),)
            if kind in {"radio", "checkbox"}:
                choices = values
                values = values if element.has_attr("checked") else ()
                if name in found:
                    choices = found[name].choices + choices
                    values = found[name].values + values
            elif kind == "file":
                values = ()
            elif name in found:
                values = found[name].values + values
        found[name] = Control(name, kind, values, choices, element.has_attr("required"))
    return found


def encoded(sent: Sent, *, multipart: bool) -> tuple[bytes, str]:
    """Body and content type; bytes go out as they are, valid UTF-8 or not."""
    if multipart:
        return encode_multipart(BOUNDARY, dict(sent)), MULTIPART_CONTENT
    query = QueryDict(mutable=True, encoding="latin-1")
    for name, values in sent.items():
        raw = [value if isinstance(value, bytes) else str(value).encode() for value in values]
        query.setlist(name, [each.decode("latin-1") for each in raw])
    return query.urlencode().encode(), URLENCODED
