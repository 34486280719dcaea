"""The notice that comes with the portal says what is collected, and gives way to nobody's own."""

import pytest

from portal.accounts import notices
from portal.foundation.consent import services as consent
from portal.foundation.consent.selectors import current_notice, published_notices

pytestmark = pytest.mark.django_db


def bodies() -> list[str]:
    return list(published_notices(notices.ACCOUNT).values_list("body", flat=True))


def test_a_new_installation_starts_with_the_newest_words():
    assert bodies() == [notices.shipped()[-1]]
    assert notices.ensure() == current_notice(notices.ACCOUNT)
    assert bodies() == [notices.shipped()[-1]]


def test_older_words_of_ours_are_followed_by_the_newest_and_stay_readable(client, settings):
    settings.PAGECACHE_ENABLED = False
    older, *_between, newest = notices.shipped()
    old = consent.publish(actor=None, purpose=notices.ACCOUNT, title=notices.TITLE, body=older)
    new = notices.ensure()
    assert (new.version, new.body) == (old.version + 1, newest)
    assert notices.ensure() == notices.current(notices.ACCOUNT) == new
    page = client.get(f"/privacy/account/{old.version}/").content.decode()
    assert "志愿者报名、部分考试的条件" in page and "现在不用了" in page


@pytest.mark.parametrize("age", [-2, -3])
def test_every_older_release_is_followed(age):
    old = consent.publish(
        actor=None, purpose=notices.ACCOUNT, title=notices.TITLE, body=notices.shipped()[age]
    )
    assert notices.ensure().version == old.version + 1


def test_who_agreed_to_the_older_words_is_asked_again(client, world):
    older = notices.shipped()[0]
    old = consent.publish(actor=None, purpose=notices.ACCOUNT, title=notices.TITLE, body=older)
    consent.give(user=world.learner, purpose=notices.ACCOUNT, version=old.version)
    notices.ensure()
    client.force_login(world.learner)
    assert client.get("/me/").url.startswith("/me/notice/")


def test_an_installations_own_words_are_left_alone():
    own = consent.publish(
        actor=None, purpose=notices.ACCOUNT, title="本县的告知", body="只收姓名。"
    )
    notices.ensure()
    assert current_notice(notices.ACCOUNT) == own


@pytest.mark.parametrize(
    "collected",
    [
        "每一张证书都只发给年满 18 周岁的人",
        "角色、岗位（如灾害信息员）",
        "你设备上的时间",
        "答题设备的代号",
        "考试延长时间的倍数和理由代码",
        "也不收集健康情况",
        "先单独请你同意（第二十九条）",
        "时间倍数，服务器的时间、你设备上的时间和设备的代号",
        "同意记录：一直留着",
        "操作审计：一直留着",
        "监护人也可以查看、更正、删除孩子的信息",
        "页尾没有电话的，到主办单位当面提出",
    ],
)
def test_the_newest_words_name_what_is_collected(collected):
    assert collected in notices.shipped()[-1]


def test_the_sign_up_says_what_the_age_is_for_and_that_more_is_kept_later(client):
    page = client.get("/accounts/signup/").content.decode()
    assert "证书只发给已满 18 周岁的人" in page and "志愿者报名" not in page
    assert "以后考试、发证还会记什么" in page and "我们只收上面这些" not in page
