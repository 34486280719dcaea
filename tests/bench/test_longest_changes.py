"""The longest plan that is taken, corrected, changed, compared and opened.

`make bench` prints the figures; nothing is asserted about time. The first view is bytes, the same
on every machine, and asserted.
"""

import gzip
from datetime import date

import pytest
from django.core.handlers.wsgi import WSGIHandler

from content.plans import services
from content.plans.enums import Visibility
from content.plans.selectors.changes import compared
from content.plans.selectors.goals import goals_of
from content.plans.selectors.readable import ReadableText
from portal.people.enums import Role, UnitKind
from portal.people.models import Unit, User
from tests.bench import conditions
from tests.bench.browser import Browser
from tests.bench.parsing import cpu
from tests.bench.test_first_view import MOST, static_files
from tests.bench.test_intake import CLAUSES, longest_plan, measured, peak

EVERY = 100


def changed_plan() -> str:
    """A chapter in front, one clause of a hundred edited, one of a hundred gone."""
    head, *lines = longest_plan().decode().split("\n")
    kept = [
        line.replace("至少检查1次", "至少检查2次并通报") if at % EVERY == 1 else line
        for at, line in enumerate(lines)
        if at % EVERY
    ]
    return "\n".join([head, "第零条 本方案由县应急管理局负责解释。", *kept])


@pytest.mark.django_db(transaction=True)
def test_print_what_changes_of_the_longest_plan_cost(settings, tmp_path, capsys):
    settings.DATA_DIR = tmp_path
    county = Unit.objects.create(code="anlan", name="安澜县", kind=UnitKind.COUNTY)
    editor = User.objects.create_user(username="editor", home_unit=county)
    editor.memberships.create(unit=county, role=Role.EDITOR, valid_from=date(2026, 1, 1))
    first = services.import_document(
        actor=editor, owner_unit=county, text=longest_plan().decode()
    ).version
    services.publish_version(version=first, actor=None)
    document = first.document
    with capsys.disabled():
        print(f"\n{conditions.machine()}\n{conditions.software()}\n{CLAUSES} clauses\n")
        print(f"{'':<24}{'seconds':>10}{'CPU':>10}{'writes':>10}{'longest':>10}{'its CPU':>10}")
        with measured("a draft of the same"):
            draft = services.draft_of_published(version=first, actor=editor)
        services.discard_draft(version=draft, actor=editor)
        with measured("the next version"):
            second = services.import_document(
                actor=editor, owner_unit=county, text=changed_plan(), slug=document.slug
            ).version
        before = cpu()
        found = compared(
            ReadableText(first, tuple(Visibility)), ReadableText(second, tuple(Visibility))
        )
        print(f"compared, {len(found)} changes: {cpu() - before:.1f} s of CPU")
        before = cpu()
        print(f"{len(goals_of(second))} goals: {cpu() - before:.1f} s of CPU")
        with measured("published and followed"):
            services.publish_version(version=second, actor=None)
        clause = second.clauses.filter(text__contains="通报")[0]
        with measured("one clause hidden"):
            services.set_visibility(clause=clause, visibility="internal", actor=editor)
        browser = Browser(WSGIHandler())
        before = cpu()
        answer = browser.get(document.get_absolute_url(), encodings="gzip")
        assert answer.status == 200
        files = static_files(gzip.decompress(answer.body).decode()).values()
        together = len(answer.body) + sum(len(gzip.compress(content)) for content in files)
        print(
            f"\nfirst view: page {len(answer.body)}, together {together} bytes gzip, "
            f"{cpu() - before:.2f} s of CPU; peak memory {peak():.0f} MB"
        )
    assert together <= MOST
