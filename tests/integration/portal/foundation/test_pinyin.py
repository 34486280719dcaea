"""One order of names on both databases."""

import pytest
from django.db.models import F, TextField, Value

from portal.foundation.pinyin import Pinyin, sort_key
from portal.people.models import User

pytestmark = pytest.mark.django_db


def key_of(text):
    made = User.objects.create_user(username="somebody", full_name="某人")
    keyed = User.objects.filter(pk=made.pk).annotate(
        key=Pinyin(Value(text, output_field=TextField()))
    )
    return bytes(keyed.get().key)


@pytest.mark.parametrize(
    "text", ["", "Bob", "张三", "阿依古丽·买买提", "\U00020000", "\ue5e5", "ئايگۈل"]
)
def test_the_database_makes_the_key_that_python_makes(text):
    assert key_of(text) == sort_key(text)


def test_common_names_stand_by_pinyin_and_letters_before_them():
    wanted = ["Bob", "阿依古丽", "艾九", "陈八", "李四", "王五", "张三", "赵六"]
    for place, name in enumerate(reversed(wanted)):
        User.objects.create_user(username=f"person{place}", full_name=name)
    people = User.objects.filter(username__startswith="person").order_by(Pinyin(F("full_name")))
    assert [one.full_name for one in people] == wanted
