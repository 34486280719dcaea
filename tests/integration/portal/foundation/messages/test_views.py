import pytest
from django.utils import timezone

from portal.foundation.messages.models import MailboxItem, Message


def put(user, key: str, subject: str = "证书发下来了") -> Message:
    return Message.objects.create(
        to=user,
        key=key,
        template="x",
        subject=subject,
        body="看看 http://localhost:8000/x\n<script>alert(1)</script>",
        is_in_inbox=True,
        created_at=timezone.now(),
    )


def test_my_inbox_lists_mine_only(client, world) -> None:
    put(world.learner, "a", "给小李")
    put(world.editor, "b", "给编辑陈")
    client.force_login(world.learner)
    response = client.get("/inbox/")
    page = response.content.decode()
    assert "给小李" in page.replace("<wbr>", "")
    assert "编辑陈" not in page
    assert "有 1 条没读" in page
    assert response["Cache-Control"] == "no-store, private"


def test_an_empty_inbox_says_what_will_come(client, world) -> None:
    client.force_login(world.learner)
    assert "还没有消息" in client.get("/inbox/").content.decode().replace("<wbr>", "")


def test_opening_a_message_marks_it_read_and_runs_no_script(client, world) -> None:
    message = put(world.learner, "a")
    client.force_login(world.learner)
    page = client.get(f"/inbox/{message.public_id}/").content.decode()
    assert "<script>alert" not in page
    assert 'href="http://localhost:8000/x"' in page
    message.refresh_from_db()
    assert message.read_at is not None


def test_a_message_leads_to_the_page_it_speaks_of(client, world) -> None:
    message = put(world.learner, "a")
    client.force_login(world.learner)
    assert "打开所说的页面" not in client.get(message.href).content.decode()
    Message.objects.update(link="/me/certificates/")
    assert 'href="/me/certificates/">打开所说的页面' in client.get(message.href).content.decode()


def test_the_message_of_another_person_does_not_exist(client, world) -> None:
    message = put(world.editor, "a")
    client.force_login(world.learner)
    assert client.get(f"/inbox/{message.public_id}/").status_code == 404
    message.refresh_from_db()
    assert message.read_at is None


def test_all_can_be_marked_read_by_post_only(client, world) -> None:
    put(world.learner, "a")
    other = put(world.editor, "b")
    client.force_login(world.learner)
    assert client.get("/inbox/read/")["Location"] == "/inbox/"
    assert client.post("/inbox/read/").url == "/inbox/"
    assert not Message.objects.filter(to=world.learner, read_at=None).exists()
    other.refresh_from_db()
    assert other.read_at is None


def test_without_signing_in_there_is_no_inbox(client, world) -> None:
    message = put(world.learner, "a")
    for address in ("/inbox/", f"/inbox/{message.public_id}/"):
        response = client.get(address)
        assert response.status_code == 302
        assert "/accounts/login/" in response.url


def test_a_page_of_the_inbox_costs_the_same_for_any_number_of_messages(
    client, world, django_assert_max_num_queries
) -> None:
    for number in range(25):
        put(world.learner, str(number))
    client.force_login(world.learner)
    with django_assert_max_num_queries(9):
        assert client.get("/inbox/?page=2").status_code == 200
    assert client.get("/inbox/?page=oops").status_code == 200


@pytest.mark.django_db
def test_the_mailbox_shows_what_was_sent_newest_first(client, settings) -> None:
    settings.DEMONSTRATION = True
    for number in (1, 2):
        MailboxItem.objects.create(
            at=timezone.now(), channel="sms", address="+8613800138000", body=f"验证码 {number} <b>"
        )
    response = client.get("/mailbox/")
    page = response.content.decode()
    assert page.index("验证码 2") < page.index("验证码 1")
    assert "&lt;b&gt;" in page
    assert "没有真的发出" in page
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_outside_of_a_demonstration_there_is_no_mailbox_page(client, settings) -> None:
    settings.DEMONSTRATION = False
    assert client.get("/mailbox/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "request_line",
    [
        {"REMOTE_ADDR": "192.168.1.20"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "127.0.0.1.example"},
        {"HTTP_X_FORWARDED_FOR": "192.168.1.20"},
        {"HTTP_FORWARDED": "for=192.168.1.20"},
    ],
)
def test_the_mailbox_is_for_whoever_sits_at_the_machine(client, settings, request_line) -> None:
    settings.DEMONSTRATION = True
    assert client.get("/mailbox/").status_code == 200
    assert client.get("/mailbox/", REMOTE_ADDR="::1").status_code == 200
    assert client.get("/mailbox/", **request_line).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("hosts", [["*"], ["localhost", "anlan.example.cn"], [".local"]])
def test_a_demonstration_that_others_can_reach_has_no_mailbox_page(client, settings, hosts) -> None:
    settings.DEMONSTRATION = True
    settings.ALLOWED_HOSTS = [*hosts, "testserver"]
    assert client.get("/mailbox/").status_code == 404
