"""What a phone loads before it shows a plan of 500 clauses: the page, its style and its script.

`make bench` prints the bytes as they travel, compressed with gzip. They are the same on every
machine, so this one is asserted, too.
"""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.core.handlers.wsgi import WSGIHandler

from content.plans import services
from content.plans.models import Extract
from portal.people.enums import UnitKind
from portal.people.models import Unit
from tests.bench.browser import Browser

MOST = 60_000
SECTIONS, CLAUSES = 10, 49
SENTENCE = (
    "第{n}项：县应急管理局会同乡镇人民政府在{n}分钟内核实险情并报告县防指，村（社区）组织"
    "危险区第{n}组群众转移到{n}号安置点，登记老年人、儿童和残疾人{n}户的去向。"
)


def plan_of_500_clauses() -> str:
    lines = ["安澜县防汛工作方案", "县防汛抗旱指挥部（以下简称县防指）制定本方案。"]
    number = 0
    for section in range(1, SECTIONS + 1):
        lines.append(f"{section} 第{section}部分工作")
        for clause in range(1, CLAUSES + 1):
            number += 1
            lines += [f"{section}.{clause} 事项{number}", SENTENCE.format(n=number)]
    return "\n".join(lines)


def static_files(page: str) -> dict[str, bytes]:
    """Those that the page asks for at once, by their plain name."""
    found = {}
    for address in re.findall(r'(?:<link rel="stylesheet" href|<script[^>]* src)="([^"]+)"', page):
        name = re.sub(r"\.[0-9a-f]{12}(?=\.)", "", address.removeprefix("/static/"))
        path = finders.find(name)
        assert path is not None, address
        with open(path, "rb") as file:
            found[name] = file.read()
    return found


@pytest.mark.django_db(transaction=True)
def test_print_the_bytes_of_the_first_view_of_a_plan_of_500_clauses(settings, tmp_path, capsys):
    settings.DATA_DIR = tmp_path
    county = Unit.objects.create(code="anlan", name="安澜县", kind=UnitKind.COUNTY)
    plan = services.import_document(actor=None, owner_unit=county, text=plan_of_500_clauses())
    services.publish_version(version=plan.version, actor=None)
    # As the worker of the tests has done it: the margins name who acts.
    assert Extract.objects.filter(version=plan.version).exists()
    assert plan.version.clauses.count() >= SECTIONS * (CLAUSES + 1)
    answer = Browser(WSGIHandler()).get(plan.document.get_absolute_url(), encodings="gzip")
    assert answer.status == 200
    page = gzip.decompress(answer.body)
    files = static_files(page.decode())
    sizes = {"page": len(answer.body)} | {
        name: len(gzip.compress(content)) for name, content in files.items()
    }
    with capsys.disabled():
        print(f"\n{plan.version.clauses.count()} clauses; gzip bytes of the first view\n")
        for name, size in sizes.items():
            print(f"{name:<24}{size:>9}")
        print(f"{'together':<24}{sum(sizes.values()):>9}\n")
    assert sum(sizes.values()) <= MOST
