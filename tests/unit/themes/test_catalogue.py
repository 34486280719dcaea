"""Our catalogue: the words of Django and Wagtail that their Chinese lacks or says worse."""

import re
from pathlib import Path

import django
import polib
import pytest
import wagtail
from django.utils import translation

FOLDER = Path(__file__).parents[3] / "themes" / "locale" / "zh_Hans" / "LC_MESSAGES"
CATALOGUE = polib.pofile(str(FOLDER / "django.po"))
PLACE = re.compile(r"%\(\w+\)[a-z]|\{\w+\}|<[^>]+>")
PACKAGES = [Path(django.__file__).parent, Path(wagtail.__file__).parent]


def originals() -> set[str]:
    return {
        entry.msgid
        for package in PACKAGES
        for path in package.rglob("locale/en/LC_MESSAGES/django.po")
        for entry in polib.pofile(str(path))
    }


def test_the_compiled_catalogue_is_current() -> None:
    compiled = polib.mofile(str(FOLDER / "django.mo"))
    assert {e.msgid: (e.msgstr, e.msgstr_plural) for e in compiled} == {
        e.msgid: (e.msgstr, e.msgstr_plural) for e in CATALOGUE
    }


def test_every_entry_translates_words_that_the_packages_still_use() -> None:
    ours = {entry.msgid for entry in CATALOGUE if not re.search(r"[\u4e00-\u9fff]", entry.msgid)}
    assert ours - originals() == set()


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.msgid[:40])
def test_a_translation_keeps_its_placeholders(entry: polib.POEntry) -> None:
    words = entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr
    assert words
    assert sorted(PLACE.findall(words)) == sorted(PLACE.findall(entry.msgid_plural or entry.msgid))


def test_an_empty_field_is_told_in_our_voice() -> None:
    with translation.override("zh-hans"):
        assert translation.gettext("This field is required.") == "这一项要填"
        assert translation.gettext("Show keyboard shortcuts") == "看键盘快捷键"
        assert (
            translation.ngettext("%(num_pages)d page", "%(num_pages)d pages", 2)
            == "%(num_pages)d 个页面"
        )
