"""A certificate is made out to a person's real name, never to a name to sign in with."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from quizzes.certificates import services
from quizzes.certificates.enums import Outcome, RevocationReason
from quizzes.certificates.models import Certificate, Revocation, Scheme
from tests.samples.certificates import rewrite

PROFILE = "/me/profile/?next=%2Fcertificates%2F"


@pytest.fixture
def nameless(client, world, adult) -> User:
    person = adult(get_user_model().objects.create_user(username="u-9e06c1"))
    client.force_login(person)
    return person


def text_at(client, address: str) -> str:
    return client.get(address).content.decode().replace("<wbr>", "")


def test_the_door_asks_for_the_name_and_leads_back_to_itself(client, nameless, scheme):
    door = reverse("attempts:start", args=[scheme.assessment.slug])
    page = text_at(client, door)
    form = f"/me/profile/?next={door.replace('/', '%2F')}"
    assert "证书上印你的姓名，你还没填" in page and f'href="{form}"' in page
    answer = client.post(form, {"full_name": "买买提", "adult": "on"})
    assert answer["Location"] == door
    assert "证书上印你的姓名" not in text_at(client, door)


def test_the_door_asks_no_name_where_nothing_is_issued(client, nameless, scheme):
    Scheme.objects.update(active=False)
    assert "你还没填" not in text_at(client, reverse("attempts:start", args=["volunteer-theory"]))


def test_the_lobby_says_to_everybody_that_only_adults_are_certified(client, scheme):
    lobby = reverse("exams:lobby", args=[scheme.assessment.slug])
    assert "证书只发给年满 18 周岁的人。不满 18 周岁也能考，考过不发证。" in text_at(client, lobby)


def test_a_lobby_that_leads_to_no_certificate_says_nothing_of_the_age(client, scheme):
    Scheme.objects.update(active=False)
    lobby = reverse("exams:lobby", args=[scheme.assessment.slug])
    assert "18 周岁" not in text_at(client, lobby)


def test_the_door_asks_whoever_has_not_confirmed_the_age(client, world, scheme):
    client.force_login(world.volunteer)
    door = reverse("attempts:start", args=[scheme.assessment.slug])
    form = f"/me/profile/?next={door.replace('/', '%2F')}"
    page = text_at(client, door)
    assert "只发给年满 18 周岁的人，你还没确认" in page and f'href="{form}">现在确认' in page
    answer = client.post(form, {"full_name": world.volunteer.full_name, "adult": "on"})
    assert answer["Location"] == door
    assert "18 周岁" not in text_at(client, door)


def test_the_door_names_both_where_name_and_age_are_missing(client, nameless, scheme):
    User.objects.update(adult_confirmed_at=None)
    page = text_at(client, reverse("attempts:start", args=[scheme.assessment.slug]))
    assert "姓名你还没填，年龄还没确认" in page and page.count("现在填") == 1


def test_passing_without_a_name_issues_nothing_and_says_what_to_do(client, nameless, scheme, sit):
    attempt = sit(nameless, scheme)
    decision = services.decide(attempt=attempt, score_run=attempt.score_runs.latest())
    assert decision.outcome is Outcome.NEEDS_NAME
    assert not Certificate.objects.exists()
    page = text_at(client, reverse("attempts:result", args=[attempt.public_id]))
    assert "还差一步：填上姓名" in page and f'href="{PROFILE}"' in page
    mine = text_at(client, reverse("certificates:mine"))
    assert "有一张证书在等你的姓名" in mine and f'href="{PROFILE}"' in mine
    client.post(reverse("certificates:claim"))
    assert not Certificate.objects.exists()


def test_the_name_set_later_issues_the_certificate_then_and_once(client, nameless, scheme, sit):
    sit(nameless, scheme)
    sit(nameless, scheme)
    for name in ("买买提·艾力", "买买提·艾合买提"):
        answer = client.post(PROFILE, {"full_name": name, "adult": "on"})
        assert answer["Location"] == "/certificates/"
    assert Certificate.objects.get().holder_name == "买买提·艾力"
    assert Certificate.objects.get().number in text_at(client, "/certificates/")


def test_a_name_without_the_word_on_the_age_still_waits_for_it(client, nameless, scheme, sit):
    User.objects.update(adult_confirmed_at=None)
    sit(User.objects.get(pk=nameless.pk), scheme)
    client.post(PROFILE, {"full_name": "买买提"})
    assert not Certificate.objects.exists()
    assert "有一张证书在等你确认" in text_at(client, "/certificates/")
    client.post(PROFILE, {"full_name": "买买提", "adult": "on"})
    assert Certificate.objects.get().holder_name == "买买提"


def test_the_way_back_never_leads_out_of_the_portal(client, nameless):
    answer = client.post("/me/profile/?next=https%3A%2F%2Fevil.example%2F", {"full_name": "买买提"})
    assert answer["Location"] == "/me/"


def test_a_second_pass_of_then_renews_nothing_and_gives_back_nothing_revoked(
    world, scheme, certificate, sit
):
    sit(world.volunteer, scheme)
    assert services.waiting(person=world.volunteer) is None
    services.revoke(
        certificate=certificate, reason=RevocationReason.CHEATED, actor=world.administrator
    )
    assert services.issue_waiting(person=world.volunteer) == []
    assert services.confirm_adult(person=world.volunteer) == []
    assert Certificate.objects.count() == Revocation.objects.count() == 1


def test_only_a_pass_from_after_the_certificate_ran_out_waits_for_the_next(
    world, scheme, certificate, sit
):
    sit(world.volunteer, scheme)
    years_ago = timezone.localdate() - timedelta(days=1200)
    rewrite(valid_from=years_ago, valid_to=years_ago + timedelta(days=1100))
    assert services.waiting(person=world.volunteer) is not None
    rewrite(valid_to=timezone.localdate() + timedelta(days=1100))
    assert services.issue_waiting(person=world.volunteer) == []


def test_who_passed_before_there_was_a_scheme_takes_the_certificate_later(
    client, world, scheme, sit, adult
):
    Scheme.objects.update(active=False)
    sit(adult(world.volunteer), scheme)
    Scheme.objects.update(active=True)
    client.force_login(world.volunteer)
    assert "有一张证书等你领取" in text_at(client, "/certificates/")
    client.post(reverse("certificates:claim"))
    assert Certificate.objects.get().person == world.volunteer
