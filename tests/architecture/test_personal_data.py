"""No app points to a person without saying how that is shown and how it is erased."""

from django.apps import apps

from portal.people import personal_data
from portal.people.models import User

VENDORS = {
    "account", "mfa", "usersessions",
    "admin", "auth", "wagtailadmin", "wagtailcore", "wagtailusers", "wagtailsearch",
    "wagtaildocs", "wagtailimages",
}  # fmt: skip
"""Libraries: `portal.accounts`, `content.pages` and `content.media` answer for them."""

ANSWERED_ELSEWHERE = {"portal_foundation"}
"""Messages and consents: `portal.accounts.own_data`."""


def apps_pointing_to_people() -> set[str]:
    return {
        model._meta.app_label
        for model in apps.get_models(include_auto_created=True)
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.related_model is User
    }


def test_every_app_that_points_to_a_person_exports_and_erases():
    answered = {holder.app_label for holder in personal_data.holders()}
    bare = apps_pointing_to_people() - answered - VENDORS - ANSWERED_ELSEWHERE
    assert not bare


def test_the_search_for_such_apps_finds_them():
    assert {"quizzes_attempts", "quizzes_certificates", "account"} <= apps_pointing_to_people()
