"""Reading the pool of experts."""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from content.experts.enums import PublicField
from content.experts.models import ExpertAccount, ExpertPage
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action, Person

_NAMED = 5


def names() -> Iterable[str]:
    """What the experts who are shown are called."""
    return ExpertPage.objects.live().values_list("title", flat=True)


def kept_by(person: Person) -> QuerySet[ExpertPage]:
    """The experts whose pages this person edits, with the open link to an account of each in
    `open_accounts`. Two queries."""
    units = rights.units_for(person, Action.EXPERT_EDIT)
    links = Prefetch(
        "accounts", ExpertAccount.objects.open().select_related("person"), "open_accounts"
    )
    return (
        ExpertPage.objects.filter(owner_unit__in=units)
        .select_related("owner_unit")
        .prefetch_related(links)
        .order_by("title", "pk")
    )


def links_of(person: User) -> QuerySet[ExpertAccount]:
    """What the person was asked to be, or is."""
    return ExpertAccount.objects.open().filter(person=person).select_related("expert__owner_unit")


def to_choose(person: Person) -> QuerySet[ExpertPage]:
    """Experts of the pool in their term whose pages this person reads; `reachable`: an account is
    that expert."""
    today = timezone.localdate()
    links = ExpertAccount.objects.standing().filter(expert=OuterRef("pk"))
    return (
        ExpertPage.objects.visible_to(person)
        .current()
        .filter(term_start__lte=today, term_end__gte=today)
        .annotate(reachable=Exists(links), agreed=Cast("public_fields", TextField()))
        .order_by("title", "pk")
    )


def called(words: str) -> Q:
    """Of `to_choose`: by name, or by what they agreed to show of their field."""
    return Q(title__icontains=words) | Q(
        specialities__icontains=words, agreed__contains=PublicField.SPECIALITIES
    )


def fields_of(experts: Sequence[ExpertPage]) -> dict[int, str]:
    """By id: name, category and public field of work of each of `to_choose`."""
    return {
        one.pk: "，".join(
            filter(
                None,
                [
                    f"{one.title}（{one.get_category_display()}）",
                    one.public_specialities,
                    "" if one.reachable else _("没有连账号，不能选"),
                ],
            )
        )
        for one in experts
    }


def standing_link(expert: ExpertPage) -> ExpertAccount | None:
    """By which the expert is reached today."""
    return ExpertAccount.objects.standing().filter(expert=expert).select_related("person").first()


def open_link(expert: ExpertPage) -> ExpertAccount | None:
    """Which account was asked to be the expert, or is."""
    links = ExpertAccount.objects.open().filter(expert=expert)
    return links.select_related("expert", "person", "asked_by").first()


def counts(link: ExpertAccount) -> bool:
    """A question counts as long as who asked keeps the page and who was asked can answer; what
    was accepted counts until it is ended."""
    if not link.is_asked or link.expert is None:
        return link.is_accepted
    keeps = rights.can(link.asked_by, Action.EXPERT_EDIT, link.expert.owner_unit_id)
    return keeps and link.person.is_active


def reached_by(account: User, person: Person) -> ExpertPage | None:
    """The expert that an account is, where this person may choose that expert."""
    links = ExpertAccount.objects.standing().filter(person=account)
    return to_choose(person).filter(pk__in=links.values("expert")).first()


def who_keeps(expert: ExpertPage) -> str:
    """Names of who may ask an account for this expert; empty where nobody may."""
    people = rights.people_who_can(Action.EXPERT_EDIT, expert.owner_unit_id)
    return "、".join(str(one) for one in people[:_NAMED])
