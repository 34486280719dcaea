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
HALF_WIDTH = re.compile(
    r"""[\u4e00-\u9fff\0]\s*['".?!,;:]|['",:]\s*[\u4e00-\u9fff]|[\u4e00-\u9fff]\s*\.\.\."""
)
"""Signs of English beside Chinese, or beside a place (written as a null character)."""
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


def chinese_of_wagtail() -> dict[tuple[str, str], str]:
    """Domain and original → words, ours before those that Wagtail brings."""
    found = {}
    for path in Path(wagtail.__file__).parent.rglob("locale/zh_Hans/LC_MESSAGES/*.po"):
        ours = {e.msgid: e for e in polib.pofile(str(FOLDER / path.name))}
        for entry in polib.pofile(str(path)).translated_entries():
            used = ours.get(entry.msgid, entry)
            words = used.msgstr_plural[0] if used.msgid_plural else used.msgstr
            if re.search(r"[\u4e00-\u9fff]", words):
                found[path.stem, entry.msgid] = words
    return found


def test_the_admin_writes_the_signs_of_chinese_and_calls_a_review_a_review() -> None:
    shown = chinese_of_wagtail()
    shown |= {("django", e.msgid): e.msgstr for e in CATALOGUE if e.comment == "Wagtail"}
    # "Not a valid .png image" names an extension.
    faults = {
        words
        for (_domain, original), words in shown.items()
        if not original.startswith("Not a valid .")
        if "工作流" in words or HALF_WIDTH.search(PLACE.sub("\0", words))
    }
    assert faults == set()


def test_an_empty_field_is_told_in_our_voice() -> None:
    with translation.override("zh-hans"):
        assert translation.gettext("This field is required.") == "这一项要填"
        assert translation.gettext("Show keyboard shortcuts") == "看键盘快捷键"
        assert (
            translation.ngettext("%(num_pages)d page", "%(num_pages)d pages", 2)
            == "%(num_pages)d 个页面"
        )
