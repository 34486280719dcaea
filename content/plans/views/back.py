"""From where a person came to an entry of the register, and goes back when it is saved."""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest
from django.urls import reverse

NEXT = "next"


def leading_back(url: str, request: HttpRequest) -> str:
    """The address of an entry, from which saving leads back to the list at hand."""
    return f"{url}?{urlencode({NEXT: request.get_full_path()})}"


def back_to(request: HttpRequest) -> str:
    """The list that led here, with its filters and its page; no other address is followed."""
    lists = [reverse(name) for name in ("plans_desk:list", "plans_desk:dues")]
    try:
        wanted = urlsplit(request.GET.get(NEXT, ""))
    except ValueError:
        return lists[0]
    if wanted.scheme or wanted.netloc or wanted.path not in lists:
        return lists[0]
    return f"{wanted.path}?{wanted.query}" if wanted.query else wanted.path
