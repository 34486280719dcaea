"""A query that is a name asks for the whole name, and its other spellings."""

from search.display.excerpts import excerpt
from search.query import Called, Filters, called_so, is_called, plan

PUBLIC = Filters(grants=frozenset({"public"}))
BUREAU = Called(("县应急局", "县应急管理局", "应急管理局"), is_sure=True)


def asked(text, called, **options):
    return called_so(plan(text, PUBLIC, **options), called)


def marked(source, text, called):
    found = excerpt(source, asked(text, called)).fragments
    return [fragment.text for fragment in found if fragment.marked]


def test_only_the_whole_name_and_its_other_spellings_are_marked():
    text = "县卫生健康局、副县长和县应急管理局会商；县应急局负责应急物资。"
    assert marked(text, "县应急局", BUREAU) == ["县应急管理局", "县应急局"]
    village = Called(("村委会", "村（居）民委员会", "村（社区）"), is_sure=True)
    text = "村（居）民委员会组织城乡居民，村(社区)值守，独居老人先转移。"
    assert marked(text, "村委会做什么", village) == ["村（居）民委员会", "村(社区)"]
    assert marked("新任人员到岗，转移责任人点名。", "转移责任人", Called(("转移责任人",))) == [
        "转移责任人"
    ]


def test_what_holds_none_of_the_names_is_not_let_in():
    found = asked("县应急局", BUREAU)
    assert found.asked is not None and not found.asked.slugs
    assert set(found.asked.names) == {tuple("县应急局"), tuple("应急管理局")}
    assert len(found.groups) == found.need == 1 and not found.advice and not found.characters


def test_a_name_that_holds_a_hazard_asks_for_the_office_only_where_nothing_else_can_be_meant():
    flood = plan("防汛抗旱指挥部", PUBLIC)
    assert flood.asked is not None and flood.asked.slugs
    assert is_called(flood, Called(("防汛抗旱指挥部",), is_sure=True))
    assert not is_called(flood, Called(("防汛抗旱指挥部",)))
    assert is_called(plan("护林员", PUBLIC), Called(("护林员",)))


def test_who_may_be_in_distress_or_names_nobody_is_answered_as_ever():
    assert not is_called(plan("不想活了", PUBLIC), Called(("不想活了",), is_sure=True))
    assert not is_called(plan("地震", PUBLIC), Called())
    assert not is_called(plan("", PUBLIC), BUREAU)
