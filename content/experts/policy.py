from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from content.experts.models import ExpertContact
from portal.people.models import User
from portal.people.rights import Action, can, units_for


class ContactPolicy(ModelPermissionPolicy):
    """Contacts are for those who keep the pool, in their own units."""

    def user_has_any_permission(self, user: User, actions: Any) -> bool:
        return can(user, Action.EXPERT_EDIT)

    def user_has_permission(self, user: User, action: str) -> bool:
        return can(user, Action.EXPERT_EDIT)

    def user_has_any_permission_for_instance(
        self, user: User, actions: Any, instance: ExpertContact
    ) -> bool:
        return can(user, Action.EXPERT_EDIT, instance.expert.owner_unit_id)

    def user_has_permission_for_instance(
        self, user: User, action: str, instance: ExpertContact
    ) -> bool:
        return can(user, Action.EXPERT_EDIT, instance.expert.owner_unit_id)

    def instances_user_has_any_permission_for(self, user: User, actions: Any) -> Any:
        return ExpertContact.objects.filter(
            expert__owner_unit__in=units_for(user, Action.EXPERT_EDIT)
        )
