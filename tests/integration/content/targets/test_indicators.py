"""Whoever looks after the whole county says what is counted; figures keep their definition."""

from datetime import date

import pytest

from content.targets import counting, registry, services
from content.targets.forms import IndicatorForm
from content.targets.models import Indicator
from portal.foundation.audit.models import AuditEvent
from portal.people.enums import Role
from portal.people.models import Unit
from tests.integration.conftest import make_person

LIST = "/targets/desk/indicators/"
NEW = f"{LIST}new/"
TYPED = {
    "name": "持证志愿者", "definition": "持有效证书的人数。", "measure": "people",
    "source": "certified_volunteers", "slug": "holders",
}  # fmt: skip
DAY = date(2026, 11, 1)


@pytest.fixture
def desk(client, world):
    client.force_login(world.administrator)
    return client


@pytest.fixture
def indicator(world) -> Indicator:
    return services.define_indicator(**TYPED, actor=world.administrator)


def sent(**changed: str) -> dict[str, str]:
    """What the form of the indicator sends, drawn as it stands now."""
    form = IndicatorForm(instance=Indicator.objects.get(slug=TYPED["slug"]))
    drawn = {name: form[name].value() for name in form.fields}
    return drawn | changed


def test_an_indicator_is_made_once_and_counted_from_its_source(desk):
    assert str(registry.get("certified_volunteers").title) in desk.get(NEW).content.decode()
    assert desk.post(NEW, TYPED)["Location"] == LIST
    assert desk.post(NEW, TYPED).status_code == 422
    made = Indicator.objects.get()
    assert counting.snapshot(made, DAY).value == 0
    assert AuditEvent.objects.get(action="content.indicator.defined").data == {"slug": "holders"}
    assert "持证志愿者" in desk.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"name": ""}, "写指标的名称"),
        ({"definition": " "}, "写清口径"),
        ({"name": "持证\u202e志愿者"}, "看不见的字符"),
        ({"definition": "长" * 4001}, "现在是 4001 个"),
        ({"measure": "kg"}, "只能选这里列出的"),
        ({"source": "os.system"}, "只能选这里列出的"),
        ({"slug": "new"}, "本站自己要用"),
        ({"slug": "坏 的"}, "小写字母"),
        ({"slug": "hotline-13812345678"}, "像手机号、邮箱或证件号"),
        ({"slug": "hotline-138-1234-5678"}, "像手机号、邮箱或证件号"),
        ({"slug": "id-11010519491231002X"}, "像手机号、邮箱或证件号"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(desk, bad, sentence):
    answer = desk.post(NEW, TYPED | bad)
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert not Indicator.objects.exists()


def test_a_new_definition_makes_the_next_count_a_new_revision_and_the_old_one_stays(
    desk, indicator
):
    counting.snapshot(indicator, DAY)
    assert "改口径不动算过的数" in desk.get(f"{LIST}holders/").content.decode()
    assert desk.post(f"{LIST}holders/", sent(definition="只算本县。"))["Location"] == LIST
    event = AuditEvent.objects.get(action="content.indicator.redefined")
    assert event.data == {"slug": "holders", "fields": ["definition"]}
    second = counting.snapshot(Indicator.objects.get(), DAY)
    kept = list(indicator.values.order_by("revision").values_list("revision", "definition"))
    assert kept == [(1, TYPED["definition"]), (2, "只算本县。")] and second.revision == 2


def test_a_definition_saved_at_the_same_moment_is_not_lost(desk, indicator, monkeypatch):
    redefine = services.redefine_indicator

    def somebody_is_faster(**asked):
        monkeypatch.setattr(services, "redefine_indicator", redefine)
        assert desk.post(f"{LIST}holders/", sent(definition="只算本县。"))["Location"] == LIST
        return redefine(**asked)

    page = sent(name="持证的志愿者")
    monkeypatch.setattr(services, "redefine_indicator", somebody_is_faster)
    answer = desk.post(f"{LIST}holders/", page)
    assert answer.status_code == 422 and "以后别人改过：口径。没有保存" in answer.content.decode()
    assert "持证的志愿者" in answer.content.decode()
    stored = Indicator.objects.get()
    assert (stored.name, stored.definition) == ("持证志愿者", "只算本县。")


def test_an_older_page_does_not_put_back_a_definition_that_was_changed_since(desk, indicator):
    older = sent(name="持证的志愿者")
    desk.post(f"{LIST}holders/", sent(definition="只算本县。"))
    answer = desk.post(f"{LIST}holders/", older)
    assert answer.status_code == 422 and "别人改过：口径。没有保存" in answer.content.decode()
    assert Indicator.objects.get().name == "持证志愿者"
    form = answer.context["form"]
    assert desk.post(f"{LIST}holders/", {name: form[name].value() for name in form.fields}).url
    changed = Indicator.objects.get()
    assert (changed.name, changed.definition) == ("持证的志愿者", "只算本县。")


def test_what_has_figures_keeps_its_measure_and_tells_of_another_source(desk, indicator):
    counting.snapshot(indicator, DAY)
    desk.post(f"{LIST}holders/", sent(measure="percent"))
    assert Indicator.objects.get().measure == "people"
    answer = desk.post(f"{LIST}holders/", sent(source=""))
    assert answer.status_code == 422 and "口径也要改" in answer.content.decode()
    assert Indicator.objects.get().source == TYPED["source"]
    desk.post(f"{LIST}holders/", sent(source="", definition="十二月起停算。"))
    assert Indicator.objects.get().source == ""


def test_the_service_itself_keeps_the_measure_of_what_has_figures(world, indicator):
    counting.snapshot(indicator, DAY)
    with pytest.raises(services.TargetRefused):
        services.redefine_indicator(
            indicator=indicator,
            **{name: value for name, value in TYPED.items() if name != "slug"}
            | {"measure": "percent"},
            actor=world.administrator,
        )


def test_below_the_root_indicators_are_read_and_not_changed(client, world, indicator):
    town = make_person("zhenguanli", "镇管理员", world.town, Role.ADMINISTRATOR)
    for person in (town, world.editor):
        client.force_login(person)
        page = client.get(LIST).content.decode()
        assert "持证志愿者" in page and NEW not in page
        assert client.post(NEW, TYPED | {"slug": "other"}).status_code == 403
        assert client.post(f"{LIST}holders/", sent(name="改名")).status_code == 403
    assert Indicator.objects.get().name == TYPED["name"]


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("安澜县", "county", "指标全县共用，由安澜县的管理员来定。"),
        ("临江市", "prefecture", "指标全市共用，由临江市的管理员来定。"),
        ("安澜自治州", "prefecture", "指标全州共用，由安澜自治州的管理员来定。"),
    ],
)
def test_who_may_not_reads_whose_they_are_in_the_words_of_the_place(
    client, world, indicator, name, kind, said
):
    Unit.objects.filter(pk=world.county.pk).update(name=name, kind=kind)
    client.force_login(make_person("zhenguanli", "镇管理员", world.town, Role.ADMINISTRATOR))
    assert said in client.get(NEW).content.decode().replace("<wbr>", "")
