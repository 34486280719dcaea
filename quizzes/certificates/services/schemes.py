"""Making and changing schemes. Certificates keep the facts of the day they were issued on."""

from dataclasses import dataclass, fields
from typing import Any

from django.db import IntegrityError, transaction

from portal.foundation.audit.services import record
from portal.foundation.pagecache.services import purge
from portal.people.models import Unit, User
from quizzes.certificates.domain.numbers import one_letter_apart
from quizzes.certificates.enums import SchemeKind
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


class VolunteersAreAdults(SchemeRefused):
    """The certificate says that its holder is an emergency volunteer, whom the county may call."""


class PrefixTooClose(SchemeRefused):
    """One wrong letter of a number would find somebody else's: no check digit covers letters."""


class SchemeInUse(SchemeRefused):
    """Kind, issuer and paper of a scheme that has issued are what its certificates are counted,
    kept and renewed by."""


FIXED_ONCE_ISSUED = ("kind", "issuer", "assessment")


@transaction.atomic
def create_scheme(*, slug: str, terms: SchemeTerms, actor: User) -> Scheme:
    """The same form sent twice gives the scheme that is already there."""
    _refuse_minors(terms)
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
def change_scheme(*, scheme: Scheme, terms: SchemeTerms, actor: User) -> list[str]:
    """Returns the fields that changed."""
    _refuse_minors(terms)
    _refuse_second(terms, scheme.slug)
    stored = Scheme.objects.get(pk=scheme.pk)
    changed = _changed(stored, terms)
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


def _refuse_minors(terms: SchemeTerms) -> None:
    if terms.kind == SchemeKind.VOLUNTEER and not terms.adult_only:
        raise VolunteersAreAdults("adult_only")


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
    if any(one_letter_apart(prefix, other) for other in used):
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
