"""Making and changing schemes. Certificates keep the facts of the day they were issued on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import IntegrityError, transaction

from portal.foundation.audit.services import record
from portal.foundation.locks import hold_as_read
from portal.foundation.pagecache.services import purge
from portal.people.domain.names import has_unseen
from portal.people.models import Unit, User
from portal.people.services.rows import queue_up
from quizzes.certificates.domain.numbers import easily_mistaken
from quizzes.certificates.domain.reserved import reserved_in
from quizzes.certificates.models import Scheme, SerialCounter
from quizzes.papers.models import Assessment


@dataclass(frozen=True, slots=True)
class SchemeTerms:
    """What a scheme says. Field names are those of Scheme."""

    title: str
    heading: str
    kind: str
    prefix: str
    issuer: Unit
    assessment: Assessment
    validity_months: int
    renewal_days: int
    adult_only: bool
    entitles: str
    active: bool

    def as_fields(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


class SchemeRefused(ValueError):
    """Nothing was written. `field` is the one to change, where it is one."""

    def __init__(self, field: str = "") -> None:
        super().__init__(field)
        self.field = field


class SchemeTaken(SchemeRefused):
    """Another scheme has this address, or issues for this paper already."""


class HoldersAreAdults(SchemeRefused):
    """Who holds a certificate may be called to help; who is under 18 gets learning badges only."""


class NameReserved(SchemeRefused):
    """What is printed names (`name`) what the state or others award."""

    def __init__(self, field: str, name: str) -> None:
        super().__init__(field)
        self.name = name


class WordsUnseen(SchemeRefused):
    """Something in what is printed is not seen, breaks a line or turns the reading direction."""


class PrefixTooClose(SchemeRefused):
    """A slip in the letters of a number would find somebody else's: no check digit covers them."""


class SchemeInUse(SchemeRefused):
    """Kind, issuer and paper of a scheme that has issued are what its certificates are counted,
    kept and renewed by."""


FIXED_ONCE_ISSUED = ("kind", "issuer", "assessment")
TYPED = ("title", "heading", "entitles")
PRINTED = (*TYPED, "assessment", "issuer")


@transaction.atomic
def create_scheme(*, slug: str, terms: SchemeTerms, actor: User) -> Scheme:
    """The same form sent twice gives the scheme that is already there."""
    queue_up()
    _refuse_minors(terms)
    _refuse_words(terms, PRINTED)
    _refuse_second(terms, slug)
    existing = Scheme.objects.filter(slug=slug).first()
    if existing is not None:
        if _changed(existing, terms):
            raise SchemeTaken("slug")
        return existing
    _refuse_close_prefix(terms.prefix)
    try:
        with transaction.atomic():
            scheme = Scheme.objects.create(slug=slug, **terms.as_fields())
    except IntegrityError as error:
        raise SchemeTaken from error
    _tell(scheme, actor, "quizzes.scheme.created", sorted(terms.as_fields()))
    return scheme


@transaction.atomic
def change_scheme(
    *, scheme: Scheme, terms: SchemeTerms, actor: User, was: Mapping[str, object] | None = None
) -> list[str]:
    """Returns the fields that changed. Raises ChangedMeanwhile unless it still is what it `was`
    when the page was drawn."""
    queue_up()
    hold_as_read(Scheme.objects.filter(pk=scheme.pk), was, by="active")
    _refuse_minors(terms)
    _refuse_second(terms, scheme.slug)
    stored = Scheme.objects.get(pk=scheme.pk)
    changed = _changed(stored, terms)
    _refuse_words(terms, [name for name in PRINTED if name in changed])
    fixed = [name for name in FIXED_ONCE_ISSUED if name in changed]
    if fixed and stored.certificates.exists():
        raise SchemeInUse(fixed[0])
    if not changed:
        return []
    if "prefix" in changed:
        _refuse_close_prefix(terms.prefix, but=stored)
    wanted = terms.as_fields()
    try:
        with transaction.atomic():
            Scheme.objects.filter(pk=stored.pk).update(**{name: wanted[name] for name in changed})
    except IntegrityError as error:
        raise SchemeTaken from error
    scheme.refresh_from_db()
    _tell(scheme, actor, "quizzes.scheme.changed", changed)
    return changed


def _refuse_words(terms: SchemeTerms, names: Sequence[str]) -> None:
    for name in names:
        if name in TYPED and has_unseen(getattr(terms, name)):
            raise WordsUnseen(name)
        printed = getattr(terms, name)
        words = {"assessment": terms.assessment.title, "issuer": terms.issuer.name}.get(
            name, printed
        )
        if found := reserved_in(words):
            raise NameReserved(name, found)


def _refuse_minors(terms: SchemeTerms) -> None:
    if not terms.adult_only:
        raise HoldersAreAdults("adult_only")


def _refuse_second(terms: SchemeTerms, slug: str) -> None:
    others = Scheme.objects.filter(assessment=terms.assessment, active=True).exclude(slug=slug)
    if terms.active and others.exists():
        raise SchemeTaken("assessment")


def _refuse_close_prefix(prefix: str, *, but: Scheme | None = None) -> None:
    """Prefixes in use are those of schemes and those by which numbers were ever given; a
    prefix that a scheme has already is left to it."""
    schemes = Scheme.objects.exclude(pk=but.pk) if but else Scheme.objects.all()
    used = {*schemes.values_list("prefix", flat=True)} | {
        *SerialCounter.objects.values_list("prefix", flat=True)
    }
    if any(easily_mistaken(prefix, other) for other in used):
        raise PrefixTooClose("prefix")


def _changed(scheme: Scheme, terms: SchemeTerms) -> list[str]:
    return sorted(
        name for name, wanted in terms.as_fields().items() if getattr(scheme, name) != wanted
    )


def _tell(scheme: Scheme, actor: User, action: str, changed: list[str]) -> None:
    record(
        actor=actor,
        action=action,
        target=scheme,
        unit_id=scheme.issuer_id,
        data={"slug": scheme.slug, "active": scheme.active, "fields": changed},
    )
    purge(reason=action)  # the lobby of the paper says whether passing it earns anything
