"""The plans of a unit of the county: public, internal, against floods, and what hangs at them."""

import hashlib
from datetime import date
from typing import Any, Final
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile

from content.comments import services as comments
from content.errata import services as errata
from content.plans import services as plans
from content.plans.enums import CorrectionKind, Visibility
from content.plans.models import Clause, Original, PlanDocument, PlanVersion, TargetDraft
from content.plans.services.progress import Said
from portal.people.models import User
from tests.samples import drills
from tests.samples.things import Things

TEXT: Final = """{name}工作计划（2026—2028年）

为做好工作，根据《中华人民共和国突发事件应对法》，制定本计划。

一、总体要求

（一）工作目标。到2028年底，持证应急志愿者不少于{number}人，每年演练不少于{number}次。

（二）工作原则。先桌面、后实战。

（三）工作分工。县应急管理局负责统筹。

（四）发展目标。应急体系基本健全。

{name}
2026年3月1日
"""

FLOOD_PLAN: Final = """{name}防汛应急预案

1 总则

1.1 编制目的

做好防汛工作。

{name}
2026年3月2日
"""


def bring_in(things: Things, office: User) -> None:
    """Imports and publishes them; the text of the public one has a later draft."""

    def imported(name: str, number: int, **options: Any) -> plans.Imported:
        return plans.import_document(
            actor=office, owner_unit=things.unit, kind="work_plan",
            text=TEXT.format(name=f"{things.unit.name}{name}", number=number), **options,
        )  # fmt: skip

    public = imported("公开", 12)
    internal = imported("内部", 13, visibility=Visibility.INTERNAL)
    for one in (public, internal):
        plans.publish_version(version=one.version, actor=None)
        one.document.refresh_from_db()
    things.plan, things.internal_plan = public.document, internal.document
    offered = PlanDocument.objects.filter(pk__in=[public.document.pk, internal.document.pk])
    offered.update(original_for_readers=True)
    things.relation = plans.relate(
        document=public.document, kind="implements", named="应急体系规划", actor=office
    )
    flood = plans.import_document(
        actor=office, owner_unit=things.unit, kind="special",
        text=FLOOD_PLAN.format(name=things.unit.name),
    )  # fmt: skip
    plans.publish_version(version=flood.version, actor=None)
    things.flood_plan = flood.document
    things.trigger = plans.set_trigger(
        document=flood.document,
        what="risk",
        noticed_on=date(2025, 1, 1),
        reason="河堤加高了",
        actor=office,
    )
    things.clause = Clause.objects.filter(version=public.version, text__contains="持证").get()
    things.internal_clause = Clause.objects.filter(
        version=internal.version, text__contains="持证"
    ).get()
    things.comment = comments.write_comment(
        author=office, anchor=things.clause.anchor, kind="change", token=uuid4(),
        text="写明由谁来数。",
    )  # fmt: skip
    things.report = errata.report_error(
        reader=AnonymousUser(), anchor=things.clause.anchor, token=uuid4(), text="少写了一个字。"
    )
    things.target_draft = TargetDraft.objects.filter(clause__version=public.version).first()
    things.progress = plans.note_progress(
        document=public.document, public=True, actor=office,
        said=Said(
            kind="yearly", covers_from=date(2026, 1, 1), covers_to=date(2026, 6, 30),
            noted_on=date(2026, 6, 30), text="上半年演练两次。",
        ),
    )  # fmt: skip
    things.attachment = plans.attach(
        note=things.progress,
        data=drills.photo_bytes(),
        name="现场.png",
        public=True,
        actor=office,
    )
    things.draft = imported("公开", 15, slug=public.document.slug).version
    data = things.draft.original.encode()
    upload = Original.objects.create(
        file=ContentFile(data, name="sample.txt"), name="sample.txt", size=len(data),
        sha256=hashlib.sha256(data).hexdigest(), uploaded_by=office,
    )  # fmt: skip
    PlanVersion.objects.filter(pk=things.draft.pk).update(upload=upload)
    things.draft.refresh_from_db()
    things.correction = plans.correct_draft(
        version=things.draft, actor=office, at=0, kind=CorrectionKind.TITLE
    )
