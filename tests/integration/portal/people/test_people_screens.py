"""The staff screens of people: only own units, masked phones, clear errors."""

from datetime import date

import pytest
from django.utils import timezone

from portal.people.enums import Role
from portal.people.models import Membership, Unit, UnitParent, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client, world):
    client.force_login(world.administrator)
    return client


def post_add(client, path="/people/add/", **changes):
    return client.post(path, {
        "person": "guli", "unit": "qinghe", "role": "editor", "post": "",
        "valid_from": "2026-01-01", "valid_to": "", "reason": "appointed", **changes,
    })  # fmt: skip


def test_the_list_shows_the_own_subtree_and_nobody_else(client, world, town_administrator):
    client.force_login(town_administrator)
    html = client.get("/people/").content.decode()
    assert "学员小李" in html and "志愿者古丽" in html
    assert "编辑吴" not in html and "管理员赵" not in html and "东山乡" not in html


def test_phones_are_masked_everywhere(admin, world):
    User.objects.filter(pk=world.learner.pk).update(phone="+8613800138000", phone_verified=True)
    for path in ("/people/", f"/people/{world.learner.public_id}/"):
        html = admin.get(path).content.decode()
        assert "138****8000" in html and "13800138000" not in html


@pytest.mark.parametrize("path", ["/people/", "/people/units/", "/people/add/"])
@pytest.mark.parametrize("who", ["learner", "volunteer", "editor", "trainer", "reviewer"])
def test_others_are_refused_in_words(client, world, path, who):
    client.force_login(getattr(world, who))
    response = client.get(path)
    assert response.status_code == 403 and "权限" in response.content.decode()


def test_the_auditor_looks_and_changes_nothing(client, world):
    client.force_login(world.auditor)
    assert client.get("/people/").status_code == 200
    assert client.get(f"/people/{world.learner.public_id}/").status_code == 200
    assert "加一个" not in client.get("/people/").content.decode()
    assert client.get("/people/add/").status_code == 403
    assert post_add(client).status_code == 403


def test_another_units_person_is_as_good_as_absent(client, world, town_administrator):
    client.force_login(town_administrator)
    assert client.get(f"/people/{world.learner.public_id}/").status_code == 200
    for person in (world.other_editor, world.administrator):
        assert client.get(f"/people/{person.public_id}/").status_code == 404
        assert client.get(f"/people/{person.public_id}/add/").status_code == 404
        membership = person.memberships.get()
        path = f"/people/memberships/{membership.pk}/end/"
        assert client.get(path).status_code == 404
        answer = client.post(path, {"valid_to": "2026-11-01", "reason": "term_over"})
        assert answer.status_code == 404
        membership.refresh_from_db()
        assert membership.valid_to is None


def test_a_person_known_here_shows_only_the_memberships_here(client, world, town_administrator):
    Membership.objects.create(
        user=world.learner, unit=world.other_town, role=Role.TRAINER, valid_from=date(2025, 1, 1)
    )
    client.force_login(town_administrator)
    html = client.get(f"/people/{world.learner.public_id}/").content.decode()
    assert "青河镇" in html and "东山乡" not in html


def test_filters_narrow_the_list(admin):
    assert "学员小李" not in admin.get("/people/?role=trainer").content.decode()
    assert "教官王" in admin.get("/people/?role=trainer").content.decode()
    assert "编辑吴" not in admin.get("/people/?unit=qinghe").content.decode()
    assert "古丽" in admin.get("/people/?q=guli").content.decode()
    assert "换一个单位或角色" in admin.get("/people/?q=没有这个人").content.decode()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=999999", 200), ("page=x", 200), ("unit=nosuch", 422), ("role=king", 422),
        ("q=%00", 422), ("q=" + "x" * 5000, 422),
    ],
)  # fmt: skip
def test_hostile_filters_are_no_crash(admin, query, status):
    assert admin.get(f"/people/?{query}").status_code == status


def test_the_list_costs_the_same_for_many_people(admin, world, django_assert_max_num_queries):
    users = User.objects.bulk_create(User(username=f"p{n}") for n in range(40))
    Membership.objects.bulk_create(
        Membership(user=one, unit=world.town, role=Role.LEARNER, valid_from=date(2025, 1, 1))
        for one in users
    )
    admin.get("/people/")
    with django_assert_max_num_queries(12):
        admin.get("/people/")


def test_people_stand_by_the_pinyin_of_what_they_are_called(admin, world):
    User.objects.exclude(pk=world.administrator.pk).delete()
    for name in ("周丽", "阿明", "张伟", ""):
        person = User.objects.create(username=f"nameless{len(name)}-{name}", full_name=name)
        for unit in (world.town, world.county):
            Membership.objects.create(
                user=person, unit=unit, role=Role.LEARNER, valid_from=date(2025, 1, 1)
            )
    shown = [str(one.user) for one in admin.get("/people/").context["page"]]
    assert shown == [
        "nameless0-", "nameless0-", "阿明", "阿明", "管理员赵", "张伟", "张伟", "周丽", "周丽",
    ]  # fmt: skip


def test_units_to_choose_from_stand_by_pinyin(admin):
    units = admin.get("/people/").context["form"].fields["unit"].queryset
    assert [unit.name for unit in units] == ["安澜县", "东山乡", "柳树村", "青河镇"]
    places = admin.get("/people/add/").context["form"].fields["unit"].queryset
    assert list(places) == list(units)


def test_the_tree_shows_who_stands_under_whom_and_sisters_by_pinyin(admin, world):
    Unit.objects.filter(pk=world.other_town.pk).update(code="z")
    rows = admin.get("/people/units/").context["page"].object_list
    assert [(row.unit.name, row.depth, row.above and row.above.name) for row in rows] == [
        ("安澜县", 0, None), ("东山乡", 1, "安澜县"), ("青河镇", 1, "安澜县"),
        ("柳树村", 2, "青河镇"),
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["柳树", "LIUSHU", " 树村 "])
def test_a_unit_is_found_by_name_or_code_with_the_unit_above_it(admin, words):
    answer = admin.get("/people/units/", {"q": words})
    assert [row.unit.name for row in answer.context["page"]] == ["柳树村"]
    assert ">青河镇</td>" in answer.content.decode()


def test_a_search_that_finds_no_unit_says_so_and_leads_back(admin):
    html = admin.get("/people/units/", {"q": "没有这个村"}).content.decode()
    assert "换个名称或编码" in html and 'href="/people/units/"' in html


@pytest.mark.parametrize(
    ("query", "status"),
    [("page=999999", 200), ("page=x", 200), ("q=%00", 422), ("q=" + "x" * 5000, 422)],
)
def test_hostile_searches_for_units_are_no_crash(admin, query, status):
    assert admin.get(f"/people/units/?{query}").status_code == status


def test_two_thousand_units_come_in_pages(admin, world, django_assert_max_num_queries):
    villages = Unit.objects.bulk_create(
        Unit(code=f"v{n}", name=f"村{n:04}", kind="village") for n in range(2000)
    )
    UnitParent.objects.bulk_create(
        UnitParent(unit=one, parent=world.other_town, valid_from=date(2025, 1, 1))
        for one in villages
    )
    admin.get("/people/units/")
    with django_assert_max_num_queries(12):
        page = admin.get("/people/units/", {"page": 2}).context["page"]
    assert page.paginator.count == 2004 and len(page.object_list) == 50
    assert page.object_list[0].unit.name == "村0048"
    last = admin.get("/people/units/", {"page": page.paginator.num_pages}).content.decode()
    assert "柳树村" in last


def test_somebody_is_found_by_verified_phone_user_name_or_staff_number(admin, world):
    User.objects.filter(pk=world.volunteer.pk).update(
        phone="+8613800138000", phone_verified=True, staff_number="A-7", home_unit=world.town
    )
    for number, words in enumerate(["138 0013 8000", "GULI", "A-7"]):
        response = post_add(admin, person=words, role=list(Role)[number + 3])
        assert response.url == f"/people/{world.volunteer.public_id}/", words
    assert world.volunteer.memberships.filter(unit=world.town).count() == 3


@pytest.mark.parametrize("words", ["志愿者古丽", "13900139000", "nobody", "\x00", "x" * 80])
def test_a_name_finds_nobody(admin, words):
    response = post_add(admin, person=words)
    html = response.content.decode()
    assert (response.status_code == 422 and "没有找到这个人" in html) or "空字符" in html


def test_an_unproved_phone_finds_nobody(admin, world):
    User.objects.filter(pk=world.volunteer.pk).update(phone="+8613800138000")
    assert "没有找到这个人" in post_add(admin, person="13800138000").content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"person": ""}, "填手机号、用户名或工号"),
        ({"unit": ""}, "选一个单位"),
        ({"unit": "nosuch"}, "这个单位不归你管"),
        ({"role": ""}, "选一个角色"),
        ({"role": "king"}, "没有这个角色"),
        ({"reason": ""}, "选一个原因"),
        ({"valid_from": ""}, "填开始日期"),
        ({"valid_from": "昨天"}, "日期要像 2026-11-24 这样"),
        ({"valid_from": "2026-02-30"}, "日期要像"),
        ({"valid_to": "2025-12-31"}, "晚于开始日期 2026-01-01"),
    ],
)
def test_bad_input_is_told_and_kept(admin, changes, sentence):
    before = Membership.objects.count()
    response = post_add(admin, **changes)
    html = response.content.decode()
    assert response.status_code == 422 and sentence in html
    assert changes.get("person", "guli") in html
    assert Membership.objects.count() == before


def test_another_units_choice_smuggled_into_the_form_is_refused(client, world, town_administrator):
    client.force_login(town_administrator)
    response = post_add(client, unit="dongshan")
    assert response.status_code == 422 and "不归你管" in response.content.decode()
    assert not world.other_town.memberships.filter(user=world.volunteer).exists()


def test_sending_the_form_twice_says_so_and_adds_once(admin, world):
    assert post_add(admin).status_code == 302
    response = post_add(admin)
    assert "已经有这个角色" in response.content.decode()
    assert world.volunteer.memberships.filter(role=Role.EDITOR).count() == 1


def test_ending_a_role(admin, world):
    membership = world.editor.memberships.get()
    day = timezone.localdate().isoformat()
    response = admin.post(
        f"/people/memberships/{membership.pk}/end/", {"valid_to": day, "reason": "retired"}
    )
    assert response.status_code == 302
    membership.refresh_from_db()
    assert membership.valid_to == timezone.localdate()


def test_the_last_administrator_is_kept_with_a_clear_sentence(admin, world):
    membership = world.administrator.memberships.get()
    response = admin.post(
        f"/people/memberships/{membership.pk}/end/",
        {"valid_to": timezone.localdate().isoformat(), "reason": "retired"},
    )
    assert response.status_code == 422
    assert "唯一的管理员。先安排另一个管理员" in response.content.decode()


def test_an_expired_session_gives_back_what_was_typed_and_changes_nothing(client, world):
    client.defaults["HTTP_REFERER"] = "http://testserver/people/add/"
    response = post_add(client)
    page = response.content.decode()
    assert response.status_code == 403 and "内容还没有存" in page
    assert f'<input type="hidden" name="person" value="{world.volunteer.username}">' in page
    assert not world.volunteer.memberships.filter(role=Role.EDITOR).exists()


def test_every_people_page_says_who_may_open_it():
    from portal.accounts import urls as accounts
    from portal.people import urls as people

    for pattern in (*people.urlpatterns, *accounts.urlpatterns):
        assert getattr(pattern.callback, "access", None), pattern
