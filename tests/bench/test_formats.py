"""A plan of 1 000 clauses in each format that is taken: from its bytes to hits of the search.

`make bench` prints the figures; nothing is asserted about time. Memory is that of the child
that parses, which is all that a file of somebody else can drive up.
"""

import resource
from html import escape

import pytest
from weasyprint import HTML

from content.plans import services
from content.plans.models import FollowUp
from portal.people.enums import UnitKind
from portal.people.models import Unit
from search.documents.models import SearchDocument
from search.indexing.services import drain
from tests.bench import conditions
from tests.bench.parsing import cpu, memory_of_the_parse
from tests.samples.word import docx, paragraph
from tests.samples.word97 import P, Word97

CLAUSES = 1_000


def lines() -> list[str]:
    return ["安澜县防汛工作方案"] + [
        f"第{n}条 县应急管理局会同乡镇人民政府每季度至少检查{n}处隐患，"
        f"村（社区）组织第{n}组群众演练，登记老年人、儿童和残疾人{n}户的去向。"
        for n in range(1, CLAUSES + 1)
    ]


def as_page() -> str:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines()[1:])
    return f"<!doctype html><title>方案</title><main><h1>{lines()[0]}</h1>{body}</main>"


def as_pdf() -> bytes:
    style = "<style>p { text-indent: 2em; margin: 0 }</style>"
    return bytes(HTML(string=style + as_page()).write_pdf())


FORMATS = {
    "方案.txt": lambda: "\n".join(lines()).encode(),
    "方案.docx": lambda: docx("".join(paragraph(line) for line in lines())),
    "方案.doc": lambda: Word97([P(line) for line in lines()]).bytes(),
    "方案.html": lambda: as_page().encode(),
    "方案.pdf": as_pdf,
}


@pytest.mark.django_db(transaction=True)
def test_print_the_cost_of_a_thousand_clauses_in_each_format(settings, tmp_path, capsys):
    settings.DATA_DIR = tmp_path
    with capsys.disabled():
        print(f"\n{conditions.machine()}\n{conditions.software()}")
        print(f"{CLAUSES} clauses\n")
        columns = ("KB", "parse CPU s", "draft CPU s", "public CPU s", "hits CPU s", "all", "MB")
        print(f"{'':<12}" + "".join(f"{title:>14}" for title in columns))
        # What a process loads with its first plan is not the cost of a plan.
        unit = Unit.objects.create(code="first", name="首县", kind=UnitKind.COUNTY)
        first = services.import_document(actor=None, owner_unit=unit, text="方案\n\n第1条 检查。")
        services.publish_version(version=first.version, actor=None)
        for at, (name, made) in enumerate(FORMATS.items()):
            data, file = made(), tmp_path / name
            file.write_bytes(data)
            unit = Unit.objects.create(code=f"unit-{at}", name=f"{at}县", kind=UnitKind.COUNTY)
            before, parser = cpu(), resource.getrusage(resource.RUSAGE_CHILDREN)
            plan = services.import_document(actor=None, owner_unit=unit, data=data, name=name)
            parsed = resource.getrusage(resource.RUSAGE_CHILDREN)
            drafted = cpu()
            services.publish_version(version=plan.version, actor=None)
            assert FollowUp.objects.order_by("pk").last().finished_at is not None
            published = cpu()
            drain(wait_seconds=60)
            found = cpu()
            assert plan.version.clauses.filter(kind="clause").count() == CLAUSES
            assert (
                SearchDocument.objects.filter(group_key=plan.document.group_key).count() == CLAUSES
            )
            parse = parsed.ru_utime + parsed.ru_stime - parser.ru_utime - parser.ru_stime
            spent = (parse, drafted - before - parse, published - drafted, found - published)
            print(
                f"{name:<10}{len(data) / 1024:>14.0f}"
                + "".join(f"{seconds:>14.2f}" for seconds in (*spent, sum(spent)))
                + f"{memory_of_the_parse(file):>14.0f}"
            )
