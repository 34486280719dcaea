"""Which names an editor may give to who acts, and the same press twice."""

import pytest
from django.urls import reverse

from content.plans.models import PlanCorrection
from content.plans.selectors.corrections import stretch_at
from tests.samples.who_acts import at


@pytest.fixture
def press(client, world, draft):
    """Send one of the forms of the page of the clause with these words, as it was drawn."""
    client.force_login(world.editor)
    state = stretch_at(draft, at(draft, "发现管涌")).state

    def run(form, **values):
        address = reverse("plans_desk:correct", args=[draft.pk, at(draft, "发现管涌")])
        named = {f"{form}-{key}": one for key, one in {"state": state, **values}.items()}
        return client.post(address, {"form": form, **named})

    return run


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("。。。", "不带标点"), ("。", "不带标点"), ("-", "不带标点"), ("县", "至少两个汉字"),
        ("(.*)", "至少两个汉字"), ("的 ", "至少两个汉字"), ("abc", "至少两个汉字"),
        ("县水利局。", "不带标点"), ("县水利局 县气象局", "不带标点"),
        ("县水利局、县气象局", "一次写一个"), ("县水利局，县气象局", "一次写一个"),
        ("县水利局；县气象局", "一次写一个"),
    ],
)  # fmt: skip
def test_marks_and_lists_are_no_name(press, draft, name, words):
    for form, values in (
        ("missed", {"at": at(draft, "转移路线"), "name": name, "anyway": "on"}),
        ("actor", {"name": "县水利局", "do": "actor_named", "called": name}),
        ("holder", {"at": at(draft, "转移路线"), "name": name, "called": "县防指指挥长"}),
        ("holder", {"at": at(draft, "转移路线"), "name": "县水利局", "called": name}),
    ):
        answer = press(form, **values)
        assert answer.status_code == 422 and words in answer.content.decode()
    assert not PlanCorrection.objects.exists()


@pytest.mark.parametrize("name", ["村（居）民委员会", "村“两委”", "35千伏变电站", "县气象局"])
def test_names_as_plans_write_them_are_taken(press, draft, duties, name):
    place = at(draft, "转移路线")
    assert press("missed", at=place, name=name, anyway="on").status_code == 302
    assert "转移路线由带队的人定。" in duties(draft)[name]


def test_a_name_that_the_document_does_not_have_is_asked_about_once(press, draft, duties):
    sent = {"at": at(draft, "转移路线"), "name": "包保组长"}
    answer = press("missed", **sent)
    html = answer.content.decode()
    assert answer.status_code == 422 and "文件里没有“包保组长”" in html
    assert "还是加上" in html and "包保组长" in html
    assert not PlanCorrection.objects.exists()
    assert press("missed", **sent, anyway="on").status_code == 302
    assert duties(draft)["包保组长"] == ["转移路线由带队的人定。"]


def test_a_name_that_the_document_has_is_not_asked_about(press, draft):
    html = press("missed", at="", name="县气象局").content.decode()
    assert "还是加上" not in html
    assert press("missed", at=at(draft, "转移路线"), name="县气象局").status_code == 302


@pytest.mark.parametrize(
    "said", [{"do": "no_actor"}, {"do": "actor_named", "called": "县公安局交警大队"}]
)
def test_the_same_press_twice_is_done_once_and_says_so(press, draft, client, said):
    first, second = (press("actor", name="县公安局", **said) for _time in range(2))
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert PlanCorrection.objects.count() == 1
    assert "这一处已经改正过了" in client.get(second["Location"]).content.decode()


def test_another_press_of_a_name_that_is_gone_is_refused(press):
    press("actor", name="县公安局", do="no_actor")
    again = press("actor", name="县公安局", do="actor_named", called="县公安局交警大队")
    assert again.status_code == 422 and "只能选这里列出的" in again.content.decode()
    assert PlanCorrection.objects.count() == 1
