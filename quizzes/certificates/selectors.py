"""Reading certificates: by number, by person, by unit, and the counts that indicators show."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.targets.registry import Measurement
from portal.people import rights
from portal.people.enums import Post, UnitKind
from portal.people.models import Membership, Unit, User
from portal.people.rights import Action, Person
from portal.people.selectors import units_of_county_rank
from quizzes.certificates.domain import numbers
from quizzes.certificates.domain.validity import Status
from quizzes.certificates.enums import SchemeKind
from quizzes.certificates.models import Certificate, Scheme
from quizzes.certificates.models.certificate import CertificateQuerySet

STATUS_WORDS = {
    Status.VALID: _("有效"),
    Status.RENEWABLE: _("有效，可续证"),
    Status.EXPIRED: _("已过期"),
    Status.REVOKED: _("已撤销"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A status with its words, for templates."""

    value: str
    words: str

    @property
    def verdict(self) -> str:
        """Name of the shape that shows it."""
        return "valid" if self.value == Status.RENEWABLE else self.value

    @property
    def is_revoked(self) -> bool:
        return self.value == Status.REVOKED

    @property
    def tag_kind(self) -> str:
        """How its words are framed in a list (`components/tag.html`)."""
        return {Status.REVOKED.value: "zhu", Status.EXPIRED.value: "amber"}.get(self.value, "")


def standing(certificate: Certificate, on: date) -> Standing:
    status = certificate.status_on(on)
    return Standing(status.value, str(STATUS_WORDS[status]))


@dataclass(frozen=True, slots=True)
class Verification:
    """What anybody may know of a number. `certificate` is None where it was never issued.

    renewed: it ran out, and its holder has a standing one of the same scheme; of that one
    nothing more is told, its number is the holder's to show."""

    typed: str
    certificate: Certificate | None
    status: Status | None
    renewed: bool = False


def verify(typed: str, *, on: date) -> Verification:
    """Look a number up as somebody typed it. A wrong check digit is never looked up."""
    number = numbers.normalise(typed)
    certificate = (
        Certificate.objects.filter(number=number).select_related("revocation").first()
        if number
        else None
    )
    if certificate is None:
        return Verification(typed, None, None)
    status = certificate.status_on(on)
    renewed = status is Status.EXPIRED and _stands_again(certificate, on)
    return Verification(typed, certificate, status, renewed)


def _stands_again(past: Certificate, on: date) -> bool:
    """False where the account was deleted: nobody is there to have another one."""
    others = Certificate.objects.filter(scheme=past.scheme_id, person=past.person_id)
    return past.person_id is not None and others.exclude(pk=past.pk).valid_on(on).exists()


def next_one(certificate: Certificate, on: date) -> str:
    """When passing again earns its holder another one; nothing where another one stands, or
    where its scheme issues no more."""
    if not certificate.scheme.active or _stands_again(certificate, on):
        return ""
    status, days = certificate.status_on(on), certificate.facts["renewal_days"]
    if status is Status.REVOKED:
        return gettext("重新通过理论考试，发新证、用新编号。")
    if status is Status.EXPIRED:
        return gettext("这张已经过期。重新通过理论考试，就发新证。")
    if not days:
        return gettext("过期以后重新通过理论考试，就发新证。")
    return gettext("到期前 %(days)d 天内重新通过理论考试，就换发新证。") % {"days": days}


def public_facts(certificate: Certificate) -> list[tuple[str, str]]:
    """What the verification page shows: never the whole name, never a score."""
    return [
        (gettext("证书"), certificate.facts["title"]),
        (gettext("种类"), certificate.facts["heading"]),
        (gettext("姓名"), certificate.masked_name),
        (gettext("编号"), certificate.number),
        (gettext("发证"), certificate.facts["issuer"]),
        (gettext("有效期"), f"{certificate.valid_from} — {certificate.valid_to}"),
    ]


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    meta: str
    url: str = ""


def how_earned(certificate: Certificate) -> list[Step]:
    """The facts of the day of issue, in their order."""
    facts = certificate.facts
    score = {"score": plain(facts["score"]), "maximum": plain(facts["maximum"])}
    line = {"day": facts["passed_on"], "percent": plain(facts["pass_percent"])}
    return [
        Step(
            gettext("理论考试 %(score)s 分，满分 %(maximum)s 分") % score,
            gettext("%(day)s 通过，及格线 %(percent)s%%") % line,
        ),
        Step(gettext("发证"), facts["valid_from"]),
    ]


def plain(number: str) -> str:
    """86.00 → 86, 62.50 → 62.5."""
    return number.rstrip("0").rstrip(".") if "." in number else number


def for_person(user: User) -> QuerySet[Certificate]:
    """A person's own certificates, newest first."""
    return (
        Certificate.objects.filter(person=user)
        .select_related("scheme", "revocation")
        .order_by("-issued_at")
    )


def register(user: Person) -> QuerySet[Certificate]:
    """Certificates in the care of the units where the person may revoke."""
    units = rights.units_for(user, Action.CERTIFICATE_REVOKE)
    return Certificate.objects.in_care_of(units).select_related(
        "scheme", "unit", "revocation__note"
    )


def search_register(user: Person, typed: str) -> QuerySet[Certificate]:
    """The register, narrowed to a number or to a part of a holder's name."""
    rows = register(user).order_by("-issued_at")
    if not typed:
        return rows
    number = numbers.normalise(typed)
    return rows.filter(number=number) if number else rows.filter(holder_name__contains=typed)


def schemes(user: Person) -> QuerySet[Scheme]:
    """Schemes of the units where the person may change them, with how many each issued."""
    units = rights.units_for(user, Action.SCHEME_EDIT)
    return (
        Scheme.objects.filter(issuer__in=units)
        .select_related("issuer", "assessment")
        .annotate(issued=Count("certificates"))
        .order_by("-active", "title")
    )


def _standing_for_the_place(kind: SchemeKind, on: date) -> CertificateQuerySet:
    """What an issuer that is of county rank that day certified and still somebody holds then.
    Plans ask for 县级培训、考核: a town, its stations or a village may issue as well, but nothing
    that counts."""
    schemes = Scheme.objects.filter(kind=kind, issuer__in=units_of_county_rank(on))
    return Certificate.objects.filter(scheme__in=schemes).valid_on(on).exclude(person=None)


def certified_volunteers(on: date) -> Measurement:
    """Persons who hold a standing volunteer certificate of an issuer of county rank
    (`units_of_county_rank`), both on the day, each counted once."""
    held = _standing_for_the_place(SchemeKind.VOLUNTEER, on)
    people = held.values("person_id").distinct().count()
    return Measurement.count(people, kind=str(SchemeKind.VOLUNTEER), day=on.isoformat())


def villages_with_trained_officer(on: date) -> Measurement:
    """Share of the villages and communities of the register in which somebody serves as
    information officer on the day and holds a standing certificate for it, of an issuer of county
    rank. `inputs` says in how many anybody is registered as one: where nobody is, nobody can be
    seen to hold one; and `holders`, how many people hold one, wherever they serve."""
    villages = Unit.objects.filter(kind__in=[UnitKind.VILLAGE, UnitKind.COMMUNITY]).filter(
        Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gt=on)
    )
    serving = Membership.objects.filter(
        post=Post.INFORMATION_OFFICER, unit_id__in=villages.values("pk")
    ).valid_on(on)
    trained = _standing_for_the_place(SchemeKind.INFORMATION_OFFICER, on)
    held = serving.filter(user_id__in=trained.values("person_id"))
    whole, certified = villages.count(), _units(held)
    return Measurement.rate(
        certified,
        whole,
        kind=str(SchemeKind.INFORMATION_OFFICER),
        day=on.isoformat(),
        villages=whole,
        with_officer=_units(serving),
        certified=certified,
        holders=trained.values("person_id").distinct().count(),
    )


def _units(memberships: QuerySet[Membership]) -> int:
    return memberships.values("unit_id").distinct().count()


def explain_villages(inputs: dict[str, Any]) -> str:
    """How complete the register of information officers is."""
    if "with_officer" not in inputs:
        return ""
    return gettext(
        "%(villages)d 个村（社区），%(with_officer)d 个登记了灾害信息员，"
        "其中 %(certified)d 个有人持证；%(without)d 个没有登记。"
    ) % {**inputs, "without": villages_unregistered(inputs)}


def villages_unregistered(inputs: dict[str, Any]) -> int:
    """In how many villages nobody is registered as information officer; 0 where the figure was
    counted before it said so."""
    return int(inputs.get("villages", 0) - inputs.get("with_officer", inputs.get("villages", 0)))


def villages_that_could_count(inputs: dict[str, Any]) -> int:
    """How many of the villages where nobody is registered may turn out to have a certified
    officer: all, since one person may serve in several (兼任); none where nobody held a
    certificate that day. Of figures that do not say how many held one, those who serve in a
    village counted and, by `spare`, those who do not tell whether anybody did."""
    certified, spare = inputs.get("certified", 0), inputs.get("spare", 1)
    return villages_unregistered(inputs) if inputs.get("holders", certified + spare) else 0
