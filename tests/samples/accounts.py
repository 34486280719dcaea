"""What the tests of accounts share: words, and whether somebody is signed in."""

from django.test import Client

from portal.people.models import User

PASSWORD = "秋天的稻子熟了三遍"
STAFF_PASSWORD = "秋天的稻子熟了三遍又三遍"
PHONE = "+8613800138000"


def signed_in(client: Client) -> str | None:
    """Key of the person signed in."""
    return client.session.get("_auth_user_id")


def reauthenticate(client: Client, password: str = PASSWORD) -> Client:
    client.post("/accounts/reauthenticate/", {"password": password})
    return client


def with_password(user: User) -> User:
    user.set_password(STAFF_PASSWORD)
    user.save()
    return user
