"""What each address of ours names: the objects to try it with, and whose they are.

An address with parameters that is not listed here fails the test of the access matrix. The key is
the name of the address, with its namespace.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import get_converters

from quizzes.certificates import looking_up
from tests.samples.address import Address, by
from tests.samples.county import PURPOSE
from tests.samples.plan_addresses import PLAN_ADDRESSES
from tests.samples.things import Things

VENDOR = ("wagtail.", "allauth.", "django.views.generic", "django.contrib.", "modelcluster.")
"""Views of libraries: guarded by their own permission checks, tried in tests of their own."""

ABSENT_ID: Final = 2_000_000_000
ABSENT: Final = {
    "uuid": UUID(int=1), "int": ABSENT_ID, "slug": "nothing-here", "str": "nothing-here",
    "path": "nothing/here",
}  # fmt: skip
"""By converter: values of the right shape that name nothing."""

question = by("public_id", "question", "public_id")
paper = by("slug", "paper", "slug")
running = by("public_id", "running", "public_id")
closed = by("public_id", "closed", "public_id")
certificate = by("number", "certificate", "number")
holder = by("public_id", "holder", "public_id")
target = by("slug", "target", "slug")


def signed(things: Things) -> dict[str, Any]:
    number = things.certificate.number
    return {"number": number, "signature": looking_up.signature(number)}


def purpose(_things: Things) -> dict[str, Any]:
    return {"purpose": PURPOSE}


QUESTION_KEEPERS: Final = ("question.edit", "question.review")


def _questions(name: str) -> list[Address]:
    return [Address("unit", question, actions=QUESTION_KEEPERS if name == "question" else ())]


ADDRESSES: Final[dict[str, list[Address]]] = {
    **PLAN_ADDRESSES,
    "knowledge_withdraw": [Address("unit", by("page_id", "guide", "pk"))],
    "knowledge_cancel_review": [
        Address("unit", by("page_id", "guide", "pk"), actions=("guide.edit", "guide.publish"))
    ],
    "accounts:end_session": [Address("person", by("pk", "session", "pk"))],
    "accounts:leave": [Address("person", by("pk", "own_role", "pk"))],
    "accounts:withdraw_consent": [Address("everybody", purpose)],
    "experts:account": [Address("unit", by("pk", "contact", "expert_id"))],
    "experts:end": [Address("unit", by("pk", "contact", "expert_id"))],
    **{
        f"experts:{name}": [Address("person", by("pk", "expert_account", "pk"))]
        for name in ("own", "accept", "decline", "leave")
    },
    "people:end": [Address("unit", by("pk", "membership", "pk"))],
    **{
        f"people:{name}": [Address("unit", by("pk", "unit", "pk"))]
        for name in ("unit", "unit_change", "unit_move", "unit_close")
    },
    "people:person": [Address("unit", holder)],
    "people:home_unit": [Address("unit", holder)],
    "people:add_role": [Address("unit", holder)],
    "reset_second_factor": [Address("unit", holder)],
    "targets:desk_new": [
        Address("everybody", lambda _: {}, "公开条文", lambda t: f"?clause={t.clause.key}")
    ],
    "targets:indicator": [Address("county", lambda _: {"slug": "sample"})],
    "targets:indicator_new": [Address("county", lambda _: {})],
    "targets:desk_confirm": [Address("unit", by("slug", "internal_target", "slug"))],
    "targets:desk_uphold": [Address("unit", target)],
    "targets:desk_discard": [Address("unit", by("slug", "internal_target", "slug"))],
    "targets:desk_retire": [Address("unit", target)],
    "targets:desk_note": [Address("unit", target)],
    "targets:detail": [
        Address("everybody", target, "公开目标"),
        Address("nobody", by("slug", "internal_target", "slug"), "草稿"),
    ],
    "targets:csv": [
        Address("everybody", target, "公开目标"),
        Address("nobody", by("slug", "internal_target", "slug"), "草稿"),
    ],
    "targets:xlsx": [
        Address("everybody", target, "公开目标"),
        Address("nobody", by("slug", "internal_target", "slug"), "草稿"),
    ],
    "certificates:scheme": [Address("unit", by("slug", "scheme", "slug"))],
    "certificates:desk_revoke": [Address("unit", certificate)],
    "certificates:detail": [Address("person", certificate)],
    "certificates:download": [Address("person", certificate)],
    "verify_certificate": [Address("everybody", certificate)],
    "verify_signed": [Address("everybody", signed)],
    "bank:passages": [Address("everybody", by("page_id", "guide", "pk"))],
    **{
        f"bank:{name}": _questions(name)
        for name in ("question", "edit", "submit", "publish", "confirm", "send_back", "retire")
    },
    **{
        f"papers:{name}": [Address("unit", paper)]
        for name in (
            "paper", "policies", "fixed", "blueprint", "preview", "open_draft", "publish",
            "withdraw",
        )
    },
    "exams:lobby": [Address("everybody", paper)],
    "attempts:start": [Address("everybody", paper)],
    "attempts:attempt": [Address("person", running)],
    "attempts:question": [Address("person", lambda t: running(t) | {"slot": 1})],
    "attempts:save": [Address("person", lambda t: running(t) | {"slot": 1})],
    "attempts:review": [Address("person", running)],
    "attempts:submit": [Address("person", running)],
    "attempts:result": [Address("person", closed)],
    "attempts:results": [Address("everybody", paper)],
    "attempts:results_csv": [Address("everybody", paper)],
    "attempts:results_xlsx": [Address("everybody", paper)],
    "attempts:extra_time": [Address("everybody", paper)],
    "attempts:late": [Address("unit", lambda t: paper(t) | {"event_id": t.late.pk})],
    "attempts:record": [Address("unit", lambda t: paper(t) | closed(t))],
    "foundation:message": [Address("person", by("public_id", "message", "public_id"))],
    "foundation:privacy": [Address("everybody", purpose)],
    "foundation:privacy_version": [Address("everybody", lambda t: purpose(t) | {"version": 1})],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Own:
    """One address of ours."""

    route: str
    name: str
    entry: URLPattern

    @property
    def access(self) -> str:
        return str(getattr(self.entry.callback, "access", ""))

    @property
    def parameters(self) -> dict[str, str]:
        """Names of the parameters and of their converters."""
        names = {type(converter): name for name, converter in get_converters().items()}
        return {
            parameter: names[type(converter)]
            for parameter, converter in self.entry.pattern.converters.items()
        }


def patterns(
    resolver: URLResolver, prefix: str = "", space: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from patterns(entry, route, inner)
        else:
            yield route, f"{space}{entry.name}", entry


def own_addresses() -> list[Own]:
    return sorted(
        (
            Own("/" + route, name, entry)
            for route, name, entry in patterns(get_resolver())
            # Wagtail's view sets, in part with views of ours, stand behind Wagtail's own door.
            if not name.startswith("wagtailsnippets_")
            and not getattr(entry.callback, "__module__", "").startswith(VENDOR)
            and not getattr(
                getattr(entry.callback, "view_class", None), "__module__", ""
            ).startswith(VENDOR)
        ),
        key=lambda own: own.route,
    )


def tried_with(own: Own) -> list[Address]:
    return ADDRESSES.get(own.name, [Address("everybody", lambda _things: {})])


def path_of(own: Own, address: Address, things: Things) -> str:
    arguments = address.arguments(things)
    assert set(arguments) >= set(own.parameters), own.route
    return reverse(own.name, kwargs=arguments) + address.query(things)
