"""Who reads which grade of clause, and what an outlet tells them."""

from typing import Final

from django.test import Client

from content.plans import services
from content.plans.models import PlanDocument
from portal.people.enums import Role
from portal.people.models import User
from tests.integration.conftest import World, make_person
from tests.samples import hidden_contents as contents
from tests.samples.hidden_clauses import SLUG, Addresses, said_in
from tests.samples.hidden_contents import WORDS
from tests.samples.reviewed_plans import published

GRADES: Final = tuple(WORDS)
PUBLIC, INTERNAL, RESTRICTED = GRADES
READS: Final = {
    "anonymous": {PUBLIC},
    "citizen": {PUBLIC},
    "cadre": {PUBLIC, INTERNAL},
    "cadre of another unit": {PUBLIC},
    "editor of another unit": {PUBLIC},
    "editor": set(GRADES),
    "reviewer": set(GRADES),
    "administrator": set(GRADES),
}


def bring_in(world: World, *grades: str) -> PlanDocument:
    """Two published editions; the second changes each chapter and drops one of each grade."""
    first = services.import_document(
        actor=world.editor, owner_unit=world.town, slug=SLUG, family="response", kind="special",
        text=contents.text_of(*grades, gone=True),
    )  # fmt: skip
    published(first.version, world.editor, world.reviewer)
    for grade in {INTERNAL, RESTRICTED}.intersection(grades):
        for clause in first.version.clauses.filter(depth=0, heading__startswith=WORDS[grade]):
            assert services.set_visibility(clause=clause, visibility=grade, actor=world.editor)
    contents.comment_on_each(first.document, world.editor)
    reported = PlanDocument.objects.select_related("current_version").get(pk=first.document.pk)
    contents.report_on_each(reported, world.editor)
    second = services.import_document(
        actor=world.editor, owner_unit=world.town, slug=SLUG,
        text=contents.text_of(*grades, edition="以上"),
    )  # fmt: skip
    published(second.version, world.editor, world.reviewer)
    plan = PlanDocument.objects.select_related("current_version").get(slug=SLUG)
    contents.relate_what_is_cited(plan)
    return plan


def reader(world: World, role: str) -> User | None:
    """A person of each sort; None is nobody who signed in."""
    people = {
        "anonymous": lambda: None,
        "citizen": lambda: world.learner,
        "cadre": lambda: make_person("ganbu", "干部甲", world.town, Role.TRAINER),
        "cadre of another unit": lambda: make_person(
            "ta", "干部乙", world.other_town, Role.TRAINER
        ),
        "editor of another unit": lambda: world.other_editor,
        "editor": lambda: world.editor,
        "reviewer": lambda: world.reviewer,
        "administrator": lambda: world.administrator,
    }
    return people[role]()


def words_told(
    client: Client, outlets: dict[str, Addresses], plan: PlanDocument
) -> dict[tuple[str, str], set[str]]:
    """By outlet and address: the grades whose word the answer holds."""
    return {
        (name, address): {grade for grade, word in WORDS.items() if word in said}
        for name, addresses in outlets.items()
        for address in addresses(name, plan)
        for said in [said_in(client.get(address))]
    }


def joined(told: dict[tuple[str, str], set[str]]) -> dict[str, set[str]]:
    """By outlet, of all its addresses."""
    found: dict[str, set[str]] = {}
    for (name, _address), words in told.items():
        found.setdefault(name, set()).update(words)
    return found
