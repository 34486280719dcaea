"""Who may edit and publish which page: the rights of `portal.people`, asked for every page.

Group permissions of Wagtail grant nothing here. A page that has an owning unit asks for
the right in that unit; an index page, which belongs to no unit, lets editors add below it,
and only operators of the whole unit tree change it, or the front page.
"""

from typing import ClassVar

from wagtail.models import PagePermissionTester

from portal.people.models import User
from portal.people.rights import Action, can, can_where_it_belongs


class RightsTester(PagePermissionTester):
    """A permission tester whose answers come from rights, not from groups."""

    def __init__(self, user: User, page: "RightsPage") -> None:
        super().__init__(user, page)
        if user.is_active and not user.is_superuser:
            self.permissions = page.permissions_by_rights(user)

    def can_edit(self) -> bool:
        # Wagtail lets an owner with "add" edit; whoever lost the right in the unit may not.
        if not self.user.is_active or self.page_is_root:
            return False
        return self.user.is_superuser or "change" in self.permissions

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self.can_edit() and super().can_delete(ignore_bulk)


class RightsPage:
    """Mixin that stands before `Page` in the bases of every page type of the portal."""

    edit_action: ClassVar[Action]
    publish_action: ClassVar[Action]

    @property
    def rights_unit_id(self) -> int | None:
        return None

    def permissions_by_rights(self, user: User) -> set[str]:
        """Names of Wagtail's page permissions that this person's rights amount to here."""
        held: set[str] = set()
        unit_id = self.rights_unit_id
        if can_where_it_belongs(user, self.edit_action, unit_id):
            held |= {"add", "change"}
        if can_where_it_belongs(user, self.publish_action, unit_id):
            held |= {"change", "publish", "lock", "unlock"}
        return held

    def permissions_for_user(self, user: User) -> PagePermissionTester:
        specific_class = self.specific_class  # type: ignore[attr-defined]
        if specific_class is not None and not isinstance(self, specific_class):
            return self.specific_deferred.permissions_for_user(user)  # type: ignore[attr-defined]
        return RightsTester(user, self)


class IndexRightsPage(RightsPage):
    """An index: editors of its kind add below it, operators of the whole tree change it."""

    def permissions_by_rights(self, user: User) -> set[str]:
        held: set[str] = set()
        if can(user, self.edit_action):
            held.add("add")
        if can_where_it_belongs(user, Action.OPERATE, self.rights_unit_id):
            held |= {"add", "change", "publish", "lock", "unlock"}
        return held
