"""What sets one version of a document apart from another."""

from dataclasses import dataclass

from content.plans.models import Clause


@dataclass(frozen=True, slots=True)
class Difference:
    """Numbers of clauses."""

    changed: int
    added: int
    gone: int


def difference(before: int, after: int) -> Difference:
    old, new = (
        dict(Clause.objects.filter(version=version).values_list("anchor", "content_hash"))
        for version in (before, after)
    )
    both = old.keys() & new.keys()
    return Difference(
        changed=sum(old[anchor] != new[anchor] for anchor in both),
        added=len(new) - len(both),
        gone=len(old) - len(both),
    )
