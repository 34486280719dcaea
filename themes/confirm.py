"""One more page before what cannot be taken back: it says what will happen and asks again."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare

OWN: Final = frozenset({"csrfmiddlewaretoken", "confirmed"})
"""What the page with the question sends of itself."""


@dataclass(frozen=True, slots=True)
class Question:
    """The question about `subject`, its consequences, a button named after the deed and the way
    back. `instead`: words and address of what could be done first or in its place. `about` holds
    what is agreed to beside the words, such as the hash of a text."""

    question: str
    subject: str
    consequences: Sequence[str]
    label: str
    back: str
    about: Sequence[object] = ()
    danger: bool = False
    instead: Sequence[tuple[str, str]] = ()

    @property
    def asked(self) -> str:
        """Differs as soon as anything differs that the answer was given to."""
        said = (self.question, self.subject, *self.consequences, *self.about)
        return sha256("\0".join(map(str, said)).encode()).hexdigest()


def is_confirmed(request: HttpRequest, question: Question) -> bool:
    """Whether the form comes from the page that `ask` draws for this very question: a yes to
    what has changed since is no answer."""
    return constant_time_compare(request.POST.get("confirmed", ""), question.asked)


def ask(request: HttpRequest, question: Question) -> HttpResponse:
    """The page with the question. Its button sends the same address again with what was sent,
    and `is_confirmed` is true; who had confirmed something else is told to look again."""
    return render(
        request,
        "frames/confirm.html",
        {
            "question": question.question,
            "subject": question.subject,
            "consequences": question.consequences,
            "label": question.label,
            "back": question.back,
            "instead": question.instead,
            "kind": "danger" if question.danger else "",
            "asked": question.asked,
            "again": "confirmed" in request.POST,
            "carried": [
                (name, value)
                for name, values in request.POST.lists()
                if name not in OWN
                for value in values
            ],
        },
    )
