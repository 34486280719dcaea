"""Which pages a person sees and may touch in the admin: rights, as a Wagtail policy.

The policy answers for listings, choosers, reports, bulk actions and direct addresses; the
tester of a page (`permissions.py`) answers for the page at hand. Both ask `people.rights`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from content.pages.models import KnowledgePage
from content.pages.permissions import RightsPage
from portal.people.models import User
from portal.people.rights import Action, can, people_with, units_for

EDIT = (Action.GUIDE_EDIT, Action.COURSE_EDIT, Action.EXPERT_EDIT)
PUBLISH = (Action.GUIDE_PUBLISH,)
SEEN_BY = {"add": EDIT, "change": EDIT + PUBLISH, "publish": PUBLISH, "lock": PUBLISH,
           "unlock": PUBLISH}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Codename:
    codename: str


@dataclass(frozen=True, slots=True)
class _Grant:
    """What the stock policy reads of a group permission: a page and a codename."""

    page: Page
    permission: _Codename

    @property
    def page_id(self) -> int:
        return self.page.pk


class RightsPolicy(PagePermissionPolicy):
    """Grants of a person below the root of the tree, cut down to the units the rights name.

    Not on the root itself: nobody edits it, and Wagtail shows the history of every deleted
    page to whoever may.
    """

    def get_all_permissions_for_user(self, user: User) -> list[_Grant]:
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return []
        held = [name for name, actions in SEEN_BY.items() if any(can(user, a) for a in actions)]
        tops = Page.objects.filter(depth=2) if held else ()
        return [_Grant(top, _Codename(f"{name}_page")) for top in tops for name in held]

    def instances_user_has_any_permission_for(self, user: User, actions: Collection[str]) -> Any:
        found = super().instances_user_has_any_permission_for(user, actions)
        if user.is_superuser or not user.is_active:
            return found
        wanted = {action for name in actions for action in SEEN_BY.get(name, ())}
        units = set().union(*(units_for(user, action) for action in wanted))
        foreign = KnowledgePage.objects.exclude(owner_unit__in=units).values("pk")
        return found.exclude(pk__in=foreign)

    def user_has_any_permission_for_instance(
        self, user: User, actions: Collection[str], instance: Page
    ) -> bool:
        page = instance.specific
        if user.is_active and not user.is_superuser and isinstance(page, RightsPage):
            return bool(set(actions) & page.permissions_by_rights(user))
        return super().user_has_any_permission_for_instance(user, actions, instance)

    def explorable_instances(self, user: User) -> Any:
        if (
            user.is_active
            and not user.is_superuser
            and not self.get_cached_permissions_for_user(user)
        ):
            return self.model._default_manager.none()
        return super().explorable_instances(user)

    def users_with_any_permission(
        self, actions: Collection[str], include_superusers: bool = True
    ) -> Any:
        wanted = {action for name in actions for action in SEEN_BY.get(name, ())}
        people = User.objects.filter(pk__in=people_with(wanted), is_superuser=False)
        if include_superusers:
            people |= User.objects.filter(is_active=True, is_superuser=True)
        return people
