"""The search for programs: `GET /api/v1/search`, what it is, and how a browser learns of it."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.people import access
from search import openapi, query, registry
from search.asking import RETRY_AFTER_SECONDS, answer_to, grants_of, kept_by_nobody, person_of
from search.display import answers
from search.query import Chosen, Typed
from search.selectors import WINDOW, Answer

USUAL_SIZE: Final = 20
LARGEST_SIZE: Final = 100
LONGEST_NUMBER: Final = 6
LONGEST_ECHO: Final = 20
"""Digits of a page or size that are looked at."""


class Refused(Exception):
    """A question that cannot be answered; `words` say how to ask it."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, slots=True)
class Asked:
    typed: Typed
    chosen: Chosen
    page: int
    size: int


@access.public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """One page of the hits, flat, in their order."""
    try:
        asked = _asked(request)
    except Refused as refused:
        return _json({"error": refused.words}, status=400)
    grants = grants_of(request)
    answer = answer_to(asked.typed, asked.chosen, grants)
    if answer is None:
        response = _json({"error": _("搜索正在重新准备，两分钟后再查。")}, status=503)
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response
    start = (asked.page - 1) * asked.size
    found = answer.hits[start : start + asked.size]
    # Signs without a word would otherwise find everything there is.
    asks = not answer.plan.asks_nothing
    repaired, suggestions = _understood(answer)
    data = {
        "query": asked.typed.used,
        "repaired": repaired,
        "total": answer.total if asks else 0,
        "hits": answers.hits(
            found if asks else (),
            answer,
            grants,
            person_of(request),
            request.build_absolute_uri,
        ),
        "facets": answers.facets(answer) if asks else {},
        "suggestions": suggestions,
    }
    return kept_by_nobody(_json(data), grants)


@access.public
@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """What the address takes and answers, for people."""
    context = {
        "path": openapi.PATH,
        "example": f"q={_('应急演练')}&kind=clause&page=1&size=20",
        "parameters": openapi.parameters(),
        "fields": openapi.fields(),
    }
    return render(request, "search/api.html", context)


@access.public
@require_safe
def description_json(request: HttpRequest) -> HttpResponse:
    """The same for programs (OpenAPI 3.1)."""
    return _json(openapi.document())


@access.public
@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """For browsers that offer to search here (OpenSearch 1.1)."""
    return render(
        request,
        "search/opensearch.xml",
        {"site": request.build_absolute_uri("/").rstrip("/")},
        content_type="application/opensearchdescription+xml",
    )


def _understood(answer: Answer) -> tuple[str | None, list[str]]:
    """What was searched instead of what was typed, if anything, and what may have been meant."""
    if answer.repair is None:
        return None, []
    meant = answer.repair.repaired
    return (meant, []) if answer.repair.is_applied else (None, [meant])


def _asked(request: HttpRequest) -> Asked:
    typed = query.read(request.GET.get("q", ""))
    if not typed.used:
        raise Refused(_("q 是空的：写上要查的字，如 q=应急演练。"))
    chosen = query.chosen(request.GET.getlist)
    known = [kind.name for kind in registry.kinds()]
    for name in chosen.values["kind"]:
        if name not in known:
            raise Refused(
                _("没有这种 kind：%(name)s。可以写 %(known)s。")
                % {"name": name, "known": "、".join(known)}
            )
    for years in request.GET.getlist("year"):
        if years.strip() and years.strip() not in chosen.values["year"]:
            raise Refused(
                _("读不出 year：%(years)s。写成 2021-2025、-2015 或 2026-。")
                % {"years": years.strip()[:LONGEST_ECHO]}
            )
    size = _number(request, "size", USUAL_SIZE)
    if size > LARGEST_SIZE:
        raise Refused(_("size 最大是 %(size)s。") % {"size": LARGEST_SIZE})
    page = _number(request, "page", 1)
    if (page - 1) * size >= WINDOW:
        raise Refused(
            _("只排前 %(window)s 条：把 page 写小一些，或者多写一个词。") % {"window": WINDOW}
        )
    return Asked(typed, chosen, page, size)


def _number(request: HttpRequest, name: str, usual: int) -> int:
    text = request.GET.get(name, "")
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER and int(text)):
        raise Refused(_("%(name)s 要写从 1 开始的整数。") % {"name": name})
    return int(text)


def _json(data: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
