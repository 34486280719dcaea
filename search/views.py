from dataclasses import dataclass, field, replace

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.people import access
from search import query, registry, selectors
from search.asking import RETRY_AFTER_SECONDS, answer_to, grants_of, kept_by_nobody, person_of
from search.display import page as display
from search.display.repaired import quoted, shown_repair
from search.engines import IndexUnavailable
from search.leads import leads_for
from search.query import NEWEST, Chosen, Typed
from search.registry import Hazard
from search.selectors import Answer, Suggestion

GROUPS_PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class Number:
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class _Helps:
    """What an empty page offers instead of hits."""

    suggestions: list[Suggestion] = field(default_factory=list)
    hazards: list[Hazard] = field(default_factory=list)


@access.public
@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """`/search/?q=…`: hits grouped by document, facets, pages. Works without JavaScript,
    sets no cookie."""
    typed = query.read(request.GET.get("q", ""))
    chosen = query.chosen(request.GET.getlist)
    grants = grants_of(request)
    answer = answer_to(typed, chosen, grants)
    repair = answer.repair if answer else None
    # Each alone: side by side their words may make a cry for help that nobody typed.
    read = [typed.used, *([repair.repaired] if repair else [])]
    context = {
        "typed": typed,
        "chosen": chosen,
        "limit": query.LIMIT,
        "numbers": _numbers(),
        "in_distress": any(map(query.is_in_distress, read)),
        "needs_rescue": any(map(query.needs_rescue, read)),
        "repair": shown_repair(repair, chosen),
    }
    if answer is None:
        context |= {"is_down": True, "hazards": registry.hazards()}
        response = render(request, "search/search.html", context, status=503)
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response

    is_first = chosen.is_empty and request.GET.get("page", "1") == "1"
    if is_first and not context["in_distress"]:
        context["leads"] = leads_for(answer.searched(typed.used), person_of(request))
    context["unwritten"] = display.unwritten_words(answer)
    asks = not (answer.plan.asks_nothing and chosen.is_empty)
    if asks and answer.total:
        context |= _found(request, answer, typed, chosen, grants)
    else:
        helps = _helps(answer, asks=asks, grants=grants)
        context |= {
            "suggestions": helps.suggestions,
            "hazards": helps.hazards,
            "nothing": _nothing_words(typed),
        }
    response = render(request, "search/search.html", context | {"answer": answer, "asks": asks})
    return kept_by_nobody(response, grants)


def _found(
    request: HttpRequest,
    answer: Answer,
    typed: Typed,
    chosen: Chosen,
    grants: frozenset[str],
) -> dict[str, object]:
    groups = selectors.newest_first(answer.groups) if chosen.sort else answer.groups
    page: Page[selectors.Group] = Paginator(groups, GROUPS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    facets = display.facets(answer, chosen, typed.text)
    return {
        "page": page,
        "groups": display.shown_groups(list(page.object_list), answer, chosen, typed.text, grants),
        "best": display.best_hit(answer, grants) if page.number == 1 and not chosen.sort else None,
        "facets": facets,
        "kinds": next((facet for facet in facets if facet.name == "kind"), None),
        "all_url": replace(chosen, values={}, group_key="").query(typed.text),
        "fitting_url": replace(chosen, sort="").query(typed.text),
        "newest_url": replace(chosen, sort=NEWEST).query(typed.text),
    }


def _helps(answer: Answer, *, asks: bool, grants: frozenset[str]) -> _Helps:
    try:
        return _Helps(
            suggestions=selectors.suggestions(answer) if asks else [],
            hazards=_hazards_with_documents(answer.hazards, grants),
        )
    except IndexUnavailable:
        return _Helps(hazards=list(answer.hazards))


def _hazards_with_documents(hazards: tuple[Hazard, ...], grants: frozenset[str]) -> list[Hazard]:
    """Hazards that lead somewhere: to their own page, or to what the library has on them."""
    held = selectors.hazard_counts(grants)
    return [
        hazard
        if hazard.url
        else Hazard(
            hazard.slug,
            hazard.name,
            Chosen(values={"hazard": (hazard.slug,)}).query(""),
            hazard.pictogram,
        )
        for hazard in hazards
        if hazard.url or held.get(hazard.slug)
    ]


def _nothing_words(typed: Typed) -> SafeString:
    """没找到“…”, with the typed text in a span that no script conversion touches."""
    said: str = conditional_escape(_("没找到%(text)s"))
    return format_html(said.replace("%(text)s", "{}"), quoted(typed.used))


def _numbers() -> list[Number]:
    return [Number("119", _("火警 救援")), Number("120", _("急救")), Number("110", _("报警"))]
