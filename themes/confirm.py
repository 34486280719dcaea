"""One more page before what cannot be taken back: it says what will happen and asks again."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def is_confirmed(request: HttpRequest) -> bool:
    """Whether the form comes from the page that `ask` draws."""
    return request.POST.get("confirmed") == "yes"


def ask(
    request: HttpRequest,
    *,
    question: str,
    subject: str,
    consequences: Sequence[str],
    label: str,
    back: str,
    danger: bool = False,
) -> HttpResponse:
    """The question about `subject`, its consequences, a button named after the deed and the way
    back. The button sends the same address again, and `is_confirmed` is true."""
    return render(
        request,
        "frames/confirm.html",
        {
            "question": question,
            "subject": subject,
            "consequences": consequences,
            "label": label,
            "back": back,
            "kind": "danger" if danger else "",
        },
    )
