"""Staff pass a second factor before anything else; secrets are sealed; codes work once."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from cryptography.fernet import InvalidToken
from django.test import Client
from django.utils import timezone

from portal.accounts.mfa import MFAAdapter
from portal.people.enums import Role
from portal.people.models import Membership
from tests.samples.accounts import STAFF_PASSWORD, reauthenticate, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict")]
HOSTILE_CREDENTIALS = [
    "", "{}", "[1]", "null", "1", "{", '"x"', '{"id": "x", "response": {"userHandle": "!"}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30",'
    ' "authenticatorData": "AA", "signature": "AA", "userHandle": "MQ"}}',
]  # fmt: skip


@pytest.mark.parametrize(
    "path", ["/", "/me/", "/people/", "/admin/", "/admin/pages/", "/me/export/", "/no/such/page/"]
)
def test_staff_without_a_second_factor_are_sent_to_set_one_up(client, world, path):
    client.force_login(world.administrator)
    response = client.get(path)
    assert response.status_code == 302
    assert response.url.startswith("/accounts/2fa/?next=")
    assert "no-store" in response["Cache-Control"]


def test_a_post_by_staff_without_a_second_factor_does_nothing(client, world):
    client.force_login(world.administrator)
    client.post("/me/profile/", {"full_name": "别的名字"})
    world.administrator.refresh_from_db()
    assert world.administrator.full_name == "管理员赵"


@pytest.mark.parametrize("path", ["/accounts/2fa/", "/accounts/logout/", "/static/x.css"])
def test_the_pages_to_set_it_up_and_to_leave_stay_open(client, world, path):
    client.force_login(world.administrator)
    assert client.get(path).status_code in {200, 404}


def test_learners_are_not_asked(client, world):
    client.force_login(world.learner)
    assert client.get("/me/").status_code == 200


def test_somebody_made_an_editor_while_signed_in_is_asked_on_the_next_click(client, world):
    client.force_login(world.learner)
    assert client.get("/me/").status_code == 200
    Membership.objects.create(
        user=world.learner, unit=world.town, role=Role.EDITOR, valid_from=timezone.localdate()
    )
    assert client.get("/me/").status_code == 302


def test_a_superuser_without_any_role_is_asked_too(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("root", password="x"))
    assert client.get("/admin/").url.startswith("/accounts/2fa/")


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_authenticator_opens_the_workbench(client, world, do_sign_in):
    with_password(world.administrator)
    do_sign_in(client, "guanliyuanzhao", STAFF_PASSWORD)
    assert client.get("/people/").status_code == 302
    asked = client.get("/accounts/2fa/totp/activate/")
    assert asked.url.startswith("/accounts/reauthenticate/")
    reauthenticate(client, STAFF_PASSWORD)
    page = client.get("/accounts/2fa/totp/activate/")
    assert "data:image/svg+xml" in page.content.decode()
    secret = page.context["form"].secret
    counter = int(timezone.now().timestamp()) // 30
    code = auth.format_hotp_value(auth.hotp_value(secret, counter))
    response = client.post("/accounts/2fa/totp/activate/", {"code": code})
    assert response.url == "/accounts/2fa/recovery-codes/"
    assert client.get("/people/").status_code == 200


def test_a_sign_in_with_password_and_number_passes(client, world, do_sign_in, totp):
    number = totp(with_password(world.administrator))
    response = do_sign_in(client, "guanliyuanzhao", STAFF_PASSWORD)
    assert response.url == "/accounts/2fa/authenticate/"
    assert client.get("/people/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": number()})
    assert client.get("/people/").status_code == 200


def test_a_sign_in_by_code_still_needs_the_second_factor(client, world, totp, code_sent):
    user = world.administrator
    user.phone, user.phone_verified = "+8613800138000", True
    user.save()
    totp(user)
    client.post("/accounts/login/code/", {"phone": "13800138000"})
    response = client.post("/accounts/login/code/confirm/", {"code": code_sent("+8613800138000")})
    assert response.url == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session


def test_a_number_works_once_for_as_long_as_it_is_valid(world, do_sign_in, totp):
    number = totp(with_password(world.administrator))
    start = timezone.localtime().replace(second=31, microsecond=0)
    with time_machine.travel(start, tick=False) as clock:
        code = number()
        first = Client()
        do_sign_in(first, "guanliyuanzhao", STAFF_PASSWORD)
        first.post("/accounts/2fa/authenticate/", {"code": code})
        assert "_auth_user_id" in first.session
        clock.shift(timedelta(seconds=40))  # inside the tolerance of one step
        second = Client()
        do_sign_in(second, "guanliyuanzhao", STAFF_PASSWORD)
        html = second.post("/accounts/2fa/authenticate/", {"code": code}).content.decode()
        assert "已经用过" in html and "_auth_user_id" not in second.session


def test_the_number_before_is_taken_and_the_one_before_that_is_not(world, do_sign_in, totp):
    number = totp(with_password(world.administrator))
    for step, works in ((-1, True), (-2, False)):
        one = Client()
        do_sign_in(one, "guanliyuanzhao", STAFF_PASSWORD)
        one.post("/accounts/2fa/authenticate/", {"code": number(step)})
        assert ("_auth_user_id" in one.session) is works, step


def test_five_wrong_numbers_close_the_second_step(client, world, do_sign_in, totp):
    number = totp(with_password(world.administrator))
    do_sign_in(client, "guanliyuanzhao", STAFF_PASSWORD)
    wrong = f"{(int(number()) + 500_000) % 1_000_000:06}"
    for _try in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": wrong})
    html = client.post("/accounts/2fa/authenticate/", {"code": number()}).content.decode()
    assert "试得太多了" in html and "_auth_user_id" not in client.session


def test_a_recovery_code_replaces_the_phone_once(world, do_sign_in, totp):
    user = with_password(world.administrator)
    totp(user)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    for works in (True, False):
        one = Client()
        do_sign_in(one, "guanliyuanzhao", STAFF_PASSWORD)
        one.post("/accounts/2fa/authenticate/", {"code": code})
        assert ("_auth_user_id" in one.session) is works


def test_an_older_session_without_a_factor_is_asked_for_it(client, world, totp):
    client.force_login(world.administrator)
    totp(world.administrator)
    response = client.get("/people/")
    assert response.url.startswith("/accounts/2fa/reauthenticate/")


def test_other_sessions_end_when_a_factor_is_added(
    client, world, do_sign_in, django_capture_on_commit_callbacks
):
    with_password(world.learner)
    other = Client()
    do_sign_in(other, "xiaoli", STAFF_PASSWORD)
    do_sign_in(client, "xiaoli", STAFF_PASSWORD)
    reauthenticate(client, STAFF_PASSWORD)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    code = auth.format_hotp_value(auth.hotp_value(secret, int(timezone.now().timestamp()) // 30))
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/totp/activate/", {"code": code})
    assert other.get("/me/").status_code == 302
    assert client.get("/me/").status_code == 200


def test_staff_cannot_switch_their_only_factor_off(client, world, do_sign_in, totp):
    number = totp(with_password(world.administrator))
    do_sign_in(client, "guanliyuanzhao", STAFF_PASSWORD)
    client.post("/accounts/2fa/authenticate/", {"code": number()})
    reauthenticate(client, STAFF_PASSWORD)
    html = client.post("/accounts/2fa/totp/deactivate/").content.decode()
    assert "工作人员必须有第二步验证" in html
    assert Authenticator.objects.filter(user=world.administrator).exists()


def test_secrets_are_sealed_in_the_database(world, totp):
    totp(world.administrator)
    row = Authenticator.objects.get(user=world.administrator)
    assert row.data["secret"].startswith("sealed:")


def test_an_old_secret_key_still_opens_what_it_sealed(settings):
    sealed = MFAAdapter().encrypt("JBSWY3DPEHPK3PXP")
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    with pytest.raises(InvalidToken, match="SECRET_KEY_FALLBACKS"):
        MFAAdapter().decrypt(sealed)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert MFAAdapter().decrypt(sealed) == "JBSWY3DPEHPK3PXP"


def test_the_key_on_the_phone_names_the_portal_and_not_the_persons_mail(rf, world):
    world.learner.email = "li@example.cn"
    url = MFAAdapter().build_totp_url(world.learner, "JBSWY3DPEHPK3PXP")
    assert "li%40" not in url and "xiaoli" in url


def test_the_drawing_to_scan_is_an_image_file_that_says_the_address(world):
    url = MFAAdapter().build_totp_url(world.learner, "JBSWY3DPEHPK3PXP")
    svg = MFAAdapter().build_totp_svg(url)
    root = ElementTree.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert url.startswith("otpauth://totp/xiaoli?secret=JBSWY3DPEHPK3PXP&issuer=")


def test_a_passkey_may_be_offered_and_its_answer_is_checked(client, world):
    options = client.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"})
    assert json.loads(options.content)["request_options"]["publicKey"]["rpId"] == "testserver"
    for credential in HOSTILE_CREDENTIALS:
        answer = client.post("/accounts/2fa/webauthn/login/", {"credential": credential})
        assert answer.status_code in {200, 302}, credential
        assert "_auth_user_id" not in client.session


def test_a_misshapen_passkey_is_not_added(client, world, do_sign_in):
    with_password(world.learner)
    do_sign_in(client, "xiaoli", STAFF_PASSWORD)
    reauthenticate(client, STAFF_PASSWORD)
    client.get("/accounts/2fa/webauthn/add/")
    for credential in HOSTILE_CREDENTIALS:
        answer = client.post("/accounts/2fa/webauthn/add/", {"name": "x", "credential": credential})
        assert answer.status_code == 200, credential
    assert not Authenticator.objects.exists()
