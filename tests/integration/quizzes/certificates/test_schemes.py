"""Staff say which paper leads to which certificate; what was issued before stays as it was."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.foundation.audit.models import AuditEvent
from portal.people.enums import Role
from quizzes.certificates import services
from quizzes.certificates.models import Certificate, Scheme
from tests.integration.conftest import make_person
from tests.integration.quizzes.certificates.conftest import LIST, NEW, kept_of, terms_of


def test_an_administrator_makes_a_scheme_by_which_passing_issues(
    desk, world, typed, sit, adult, django_capture_on_commit_callbacks
):
    lobby = reverse("exams:lobby", args=["officer-theory"])
    assert "考过也不发证：这份卷还没有证书方案" in desk.get(lobby).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(NEW, typed)["Location"] == LIST
    scheme = Scheme.objects.get()
    assert (scheme.prefix, scheme.validity_months, scheme.issuer) == ("ZH", 24, world.county)
    event = AuditEvent.objects.get(action="quizzes.scheme.created")
    assert (event.unit_id, event.data["slug"]) == (world.county.pk, "officer")
    assert "考过也不发证" not in desk.get(lobby).content.decode()
    sit(adult(world.volunteer), scheme)
    assert Certificate.objects.get().number.startswith("ZH-")
    row = desk.get(LIST).content.decode()
    assert "灾害信息员（基础）" in row and "正在发证" in row


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["\0", "a" * 500, "坏 的"])
def test_a_paper_that_cannot_be_read_leaves_the_form_empty(desk, asked):
    page = desk.get(NEW, {"paper": asked})
    assert page.status_code == 200 and page.context["form"].initial.get("assessment") is None


def test_a_scheme_of_another_kind_can_be_made_and_the_form_says_what_counts(desk, typed):
    page = desk.get(NEW).content.decode()
    assert "其他证书" in page and "前两类由县或县直部门发的，计入公开指标" in page
    assert desk.post(NEW, typed | {"kind": ""}).status_code == 422
    assert desk.post(NEW, typed | {"kind": "other"})["Location"] == LIST
    assert Scheme.objects.get().kind == "other"


def test_the_same_form_sent_twice_makes_one_scheme(desk, typed):
    for _press in range(2):
        desk.post(NEW, typed)
    assert Scheme.objects.count() == 1
    assert AuditEvent.objects.filter(action="quizzes.scheme.created").count() == 1


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"title": ""}, "写方案的名称"),
        ({"prefix": "A1"}, "两个英文字母"),
        ({"prefix": "安澜"}, "两个英文字母"),
        ({"validity_months": "0"}, "1 到 240 个月"),
        ({"validity_months": "241"}, "1 到 240 个月"),
        ({"validity_months": "9" * 30}, "最大是"),
        ({"validity_months": "1", "renewal_days": "28"}, "一发证就能续"),
        ({"kind": "doctor"}, "只能选这里列出的"),
        ({"assessment": "0"}, "只能选这里列出的"),
        ({"issuer": "x"}, "只能选这里列出的"),
        ({"title": "红十字救护员证"}, "“红十字”由国家或别的机构认定"),
        ({"heading": "職業資格證書"}, "“职业资格”由国家或别的机构认定"),
        ({"heading": "应急救援员职业证书"}, "例如“理论考试合格证书”"),
        ({"entitles": "具备国家职业资格，等同红十字救护员"}, "“职业资格”由国家或别的机构认定"),
        ({"entitles": "不能代替红十字救护员证"}, "“不能代替”也不用写"),
        ({"adult_only": ""}, "证书只发给年满 18 周岁的人，这一项要勾上"),
        ({"slug": "new"}, "本站自己要用"),
        ({"slug": "officer-13812345678"}, "像手机号、邮箱或证件号"),
        ({"slug": "坏 的"}, "小写字母"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(desk, typed, bad, sentence):
    answer = desk.post(NEW, typed | bad)
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert not Scheme.objects.exists()


def test_a_paper_has_one_scheme_that_issues_and_a_stopped_one_makes_room(desk, scheme, typed):
    taken = typed | {"assessment": scheme.assessment_id}
    answer = desk.post(NEW, taken)
    assert answer.status_code == 422 and "已经有一个方案在发证" in answer.content.decode()
    stopped = {key: value for key, value in kept_of(scheme).items() if key != "active"}
    assert desk.post(f"{LIST}volunteer/", stopped)["Location"] == LIST
    assert "已停止发证" in desk.get(LIST).content.decode()
    assert desk.post(NEW, taken)["Location"] == LIST
    assert list(Scheme.objects.filter(active=True).values_list("slug", flat=True)) == ["officer"]


def test_a_scheme_stopped_at_the_same_moment_stays_stopped(desk, scheme, monkeypatch):
    change = services.change_scheme
    page = kept_of(scheme)

    def somebody_is_faster(**asked):
        monkeypatch.setattr(services, "change_scheme", change)
        assert desk.post(f"{LIST}volunteer/", page | {"active": ""})["Location"] == LIST
        return change(**asked)

    monkeypatch.setattr(services, "change_scheme", somebody_is_faster)
    answer = desk.post(f"{LIST}volunteer/", page | {"heading": "理论考试合格证书。"})
    assert answer.status_code == 422 and "没有保存" in answer.content.decode()
    assert "理论考试合格证书。" in answer.content.decode()
    scheme.refresh_from_db()
    assert not scheme.active and scheme.heading != "理论考试合格证书。"


def test_an_older_page_does_not_set_a_stopped_scheme_issuing_again(desk, scheme):
    older = kept_of(scheme) | {"heading": "理论考试合格证书。"}
    assert desk.post(f"{LIST}volunteer/", kept_of(scheme) | {"active": ""})["Location"] == LIST
    answer = desk.post(f"{LIST}volunteer/", older)
    assert answer.status_code == 422 and "别人改过：正在发证。没有保存" in answer.content.decode()
    scheme.refresh_from_db()
    assert not scheme.active and scheme.heading != older["heading"]
    form = answer.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    assert desk.post(f"{LIST}volunteer/", again)["Location"] == LIST
    scheme.refresh_from_db()
    assert not scheme.active and scheme.heading == older["heading"]


def test_a_scheme_that_has_issued_is_changed_from_its_own_page(desk, certificate):
    scheme = certificate.scheme
    sent = kept_of(scheme) | {"heading": "合格证书"}
    for fixed in ("kind", "issuer", "assessment"):
        del sent[fixed]
    for _press in range(2):
        assert desk.post(f"{LIST}volunteer/", sent)["Location"] == LIST
    scheme.refresh_from_db()
    assert scheme.heading == "合格证书"


def test_a_stopped_scheme_issues_nothing_and_its_certificates_stand(
    desk, world, certificate, sit, adult, client
):
    scheme = certificate.scheme
    desk.post(f"{LIST}volunteer/", {**kept_of(scheme), "active": ""})
    sit(adult(world.learner), scheme)
    assert Certificate.objects.get() == certificate
    assert "证书有效" in client.get(certificate.get_absolute_url()).content.decode()


def test_changing_a_scheme_never_changes_what_was_issued_under_it(desk, certificate, paper):
    before = Certificate.objects.values().get()
    page = desk.get(f"{LIST}volunteer/").content.decode()
    assert "已发 1 张" in page
    sent = kept_of(certificate.scheme) | {
        "title": "改名", "heading": "新抬头", "prefix": "QH", "validity_months": "12",
        "kind": "information_officer", "assessment": paper.pk,
    }  # fmt: skip
    desk.post(f"{LIST}volunteer/", sent)
    assert Certificate.objects.values().get() == before
    scheme = Scheme.objects.get()
    assert (scheme.title, scheme.prefix, scheme.validity_months) == ("改名", "QH", 12)
    assert (scheme.kind, scheme.assessment_id) == ("volunteer", certificate.scheme.assessment_id)
    event = AuditEvent.objects.get(action="quizzes.scheme.changed")
    assert event.data["fields"] == ["heading", "prefix", "title", "validity_months"]


def test_the_service_itself_refuses_to_move_issued_certificates_to_another_kind(world, certificate):
    scheme = certificate.scheme
    terms = terms_of(scheme, kind="information_officer")
    with pytest.raises(services.SchemeInUse):
        services.change_scheme(scheme=scheme, terms=terms, actor=world.administrator)


def test_another_unit_s_administrator_neither_sees_nor_changes_nor_uses_its_paper(
    client, world, scheme, typed
):
    client.force_login(make_person("zhenguanli", "镇管理员", world.town, Role.ADMINISTRATOR))
    assert scheme.title not in client.get(LIST).content.decode()
    assert client.get(f"{LIST}volunteer/").status_code == 404
    assert client.post(f"{LIST}volunteer/", kept_of(scheme)).status_code == 404
    answer = client.post(NEW, typed | {"issuer": world.town.pk})
    assert answer.status_code == 422 and Scheme.objects.get() == scheme


def test_the_composer_of_a_paper_is_told_and_who_may_is_led_to_the_form(client, world, paper):
    address = reverse("papers:paper", args=[paper.slug])
    link = f'href="{NEW}?paper={paper.slug}"'
    client.force_login(world.examiner)
    page = client.get(address).content.decode()
    assert "考过也不发证：还没有证书方案" in page and link not in page
    client.force_login(world.administrator)
    assert link in client.get(address).content.decode()
    form = client.get(f"{NEW}?paper={paper.slug}").content.decode()
    assert f'<option value="{paper.pk}" selected>' in form
    client.force_login(world.volunteer)
    door = client.get(reverse("attempts:start", args=[paper.slug])).content.decode()
    assert "考过也不发证：这份卷还没有证书方案" in door


def test_the_database_refuses_a_scheme_that_could_be_renewed_from_the_first_day(scheme):
    with pytest.raises(IntegrityError), transaction.atomic():
        Scheme.objects.update(validity_months=1, renewal_days=28)


def test_neither_the_service_nor_the_database_certifies_minors(world, scheme):
    terms = terms_of(scheme, adult_only=False)
    with pytest.raises(services.HoldersAreAdults):
        services.change_scheme(scheme=scheme, terms=terms, actor=world.administrator)
    with pytest.raises(services.HoldersAreAdults):
        services.create_scheme(slug="second", terms=terms, actor=world.administrator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Scheme.objects.update(adult_only=False)
    assert Scheme.objects.get().adult_only
