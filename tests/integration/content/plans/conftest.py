"""A small plan, and ways to bring one in."""

import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from content.plans.enums import Kind
from portal.people.enums import Role
from tests.integration.conftest import make_person
from tests.samples.reviewed_plans import published

SHARED = Path(__file__).parents[5] / "shared" / "plans"

SMALL = """安澜县人民政府文件

索引号：AL001-2026-00100
文号：安政发〔2026〕100号
发布日期：2026年3月1日

安澜县应急演练工作计划（2026—2028年）

为做好演练工作，根据《中华人民共和国突发事件应对法》，制定本计划。

一、总体要求

（一）工作目标。县人民政府每年至少组织2次综合应急演练。

（二）工作原则。先桌面、后实战。

二、主要任务

（一）编制计划。每年3月底前编制演练计划。

（二）评估改进。演练结束后形成评估报告。

安澜县人民政府
2026年3月1日
"""


@pytest.fixture
def small_text():
    return SMALL


@pytest.fixture
def web_page():
    return (Path(__file__).parents[3] / "data" / "plans" / "county-site.html").read_bytes()


@pytest.fixture
def import_small(world):
    """A small plan of the town, imported and, unless told otherwise, published."""
    from content.plans import services

    def run(text=SMALL, *, publish=True, unit=None, **options):
        imported = services.import_document(
            actor=world.editor, owner_unit=unit or world.town, text=text, **options
        )
        if publish:
            published(imported.version, world.editor, world.reviewer)
            imported.document.refresh_from_db()
            imported.version.refresh_from_db()
        return imported

    return run


@pytest.fixture
def send(client, world):
    """Post a file in the upload form as the town's editor."""

    def run(data, *, name="计划.txt", token=None):
        client.force_login(world.editor)
        form = {
            "owner_unit": world.town.pk, "token": str(token or uuid.uuid4()),
            "file": SimpleUploadedFile(name, data),
        }  # fmt: skip
        return client.post(reverse("plans_desk:upload"), form)

    return run


@pytest.fixture
def shared_plan():
    """Bytes and name of a real document; the test is skipped where they are not at hand."""

    def read(name):
        file = SHARED / name
        if not file.exists():
            pytest.skip(f"{name} is not beside the repository; put it into ../shared/plans")
        return file.read_bytes(), name

    return read


@pytest.fixture
def draft(import_small):
    """The small plan, not published yet."""
    return import_small(publish=False).version


@pytest.fixture
def colleague(world):
    """May edit and publish, and has had no part in anything."""
    return make_person("tongshi", "同事何", world.town, Role.ADMINISTRATOR)


FLOOD_PLAN = """青河镇防汛应急预案

1 总则

1.1 编制目的

做好防汛工作。

青河镇人民政府
2026年3月2日
"""


@pytest.fixture
def flood_plan(import_small):
    return import_small(FLOOD_PLAN, kind=Kind.SPECIAL).document
