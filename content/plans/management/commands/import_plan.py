from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from content.plans.domain.errors import PlanImportError, TooLarge
from content.plans.domain.kinds import OFFERED
from content.plans.enums import Family, Kind, Level, Visibility
from content.plans.folders import NoFile, files_of, passed_over, read, readable, why_not_read
from content.plans.marked import warning_of
from content.plans.models import PlanVersion, TargetDraft
from content.plans.report import lacks_title
from content.plans.selectors.hidden import proposals_of
from content.plans.selectors.newer import dated
from content.plans.services import (
    Joining,
    PlanRefused,
    SaidBefore,
    SeemsKnown,
    publish_if_newest,
)
from content.taxonomy.models import Hazard
from portal.foundation.files.domain import FileRefused
from portal.people.models import Division, Unit
from portal.people.selectors import leading_units


class Command(BaseCommand):
    help = (
        "导入预案和规划（.docx、.doc、.wps、.pdf、.html、.txt、.md，或整个文件夹）。"
        "同一内容再导入一次什么也不变。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--unit", help="负责单位的编码；只有一个县级单位时可以不写")
        parser.add_argument(
            "--slug", default="",
            help="网址名；已有的网址名，就作为那份文件的新版本；只用于导入一个文件",
        )  # fmt: skip
        parser.add_argument(
            "--new", action="store_true", help="标题或编号和本单位已有的一样，也确是另一份文件"
        )
        parser.add_argument(
            "--as-versions", action="store_true",
            help="标题和本单位已有的一份一样，就作为那一份的新版本，例如导入明年的一整个文件夹；"
            "先读每份的成文日期，从旧到新收，分不清是不是同一份的退回",
        )  # fmt: skip
        parser.add_argument("--title", default="", help="标题；不写就用文件里的，只用于一个文件")
        parser.add_argument(
            "--family", default="", choices=["", *Family.values], help="预案还是规划；不写就看标题"
        )
        parser.add_argument(
            "--kind", default="", choices=["", *Kind.values], help="种类；不写就看标题"
        )
        parser.add_argument(
            "--level", default="", choices=["", *Level.values], help="层级；不写就按负责单位"
        )
        parser.add_argument(
            "--division", default="", help="行政区划代码，如 652700；不写就按负责单位"
        )
        parser.add_argument("--issuer", default="", help="发布机构；不写就用文件里的")
        parser.add_argument(
            "--visibility",
            default=Visibility.PUBLIC,
            choices=Visibility.values,
            help="公开范围；文件标了密级或不予公开的，照文件收窄",
        )
        parser.add_argument(
            "--hazard", action="append", default=[], metavar="SLUG", help="灾种，可以写几次"
        )
        parser.add_argument("--publish", action="store_true", help="导入后立即发布")

    def handle(self, *args: Any, **options: Any) -> None:
        files = list(files_of(options["files"]))
        beside = passed_over(options["files"])
        if not files:
            self._tell(beside)
            raise CommandError(
                _("没有找到可以导入的文件（%(kinds)s）。") % {"kinds": "、".join(OFFERED)}
            )
        if len(files) > 1 and (options["slug"] or options["title"]):
            raise CommandError(_("--slug 和 --title 只能用于一个文件。"))
        if options["as_versions"] and (options["new"] or options["slug"]):
            raise CommandError(_("--as-versions 不能和 --new、--slug 一起用。"))
        shared = {
            "owner_unit": _unit(options["unit"]),
            "division": _division(options["division"]),
            "hazards": _hazards(options["hazard"]),
            "apart": options["new"],
            **{name: options[name] for name in
               ("slug", "title", "family", "kind", "level", "issuer", "visibility")},
        }  # fmt: skip
        joining = Joining(follow=options["as_versions"])
        if joining.follow and len(files) > 1:
            files = self._by_day(joining, files, shared["owner_unit"])
        new = known = 0
        refused: list[tuple[Path, str]] = []
        drafts: list[Path] = []
        undecided: dict[int, int] = {}
        for at, file in enumerate(files, start=1):
            self.stdout.write(f"[{at}/{len(files)}] {readable(file)}")
            try:
                data = read(file)
            except (TooLarge, NoFile) as refusal:
                refused.append((file, refusal.message))
                self.stderr.write(f"    {refusal.message}")
                continue
            except OSError as error:
                refused.append((file, why_not_read(error)))
                self.stderr.write(f"    {why_not_read(error)}")
                continue
            try:
                taken = joining.take(data=data, name=readable(file.name), **shared)
            except (PlanImportError, FileRefused, PlanRefused) as refusal:
                refused.append((file, refusal.message))
                self.stderr.write(f"    {refusal.message}")
                if isinstance(refusal, SeemsKnown):
                    self.stderr.write(f"    {_what_to_say(refusal, may_follow=not joining.follow)}")
                continue
            except OSError as error:
                words = _("服务器的文件夹现在写不进去，没有导入（错误码 %(number)s）。") % {
                    "number": error.errno
                }
                refused.append((file, words))
                self.stderr.write(f"    {words}")
                continue
            imported = taken.imported
            new, known = new + imported.created, known + (not imported.created)
            if taken.beside:
                words = _("和《%(title)s》同一个文号、标题不同，作为另一份文件：")
                self.stdout.write("    " + words % {"title": taken.beside})
            if taken.continues:
                words = _("作为《%(title)s》（网址名 %(slug)s）的新版本：")
                self.stdout.write(
                    "    " + words % {"title": imported.document, "slug": imported.document.slug}
                )
            self._report(imported.version, imported.created)
            if waiting := len(proposals_of(imported.version)):
                undecided[imported.document.pk] = waiting
                words = _("· 先不公开 %(count)d 条，等编辑核定，核定以前不公开。")
                self.stdout.write("    " + words % {"count": waiting})
            if options["publish"] and (words := self._publish(imported.version)):
                drafts.append(file)
                self.stderr.write(f"    {words}")
        self.stdout.write(
            _("共 %(total)s 个文件：新收 %(new)s，已有 %(known)s，退回 %(refused)s，合计相符")
            % {"total": len(files), "new": new, "known": known, "refused": len(refused)}
        )
        self._tell(beside)
        if undecided:
            self.stdout.write(
                _(
                    "等核定公不公开：%(plans)d 份文件里的 %(count)d 条，"
                    "在“预案与规划”的“状态”里选“等核定”。"
                )
                % {"plans": len(undecided), "count": sum(undecided.values())}
            )
        if drafts:
            self.stdout.write(_("没有发布的草稿：%(count)s 份") % {"count": len(drafts)})
        if refused:
            words = _("退回 %(count)s 个文件，原因见上。") % {"count": len(refused)}
            if new + known:
                words += _("其余 %(count)s 个已经收下。") % {"count": new + known}
            raise CommandError(words)

    def _tell(self, beside: dict[str, list[Path]]) -> None:
        """Which files of the folders were not read, with what to do about each kind."""
        total = sum(map(len, beside.values()))
        if total:
            self.stdout.write(_("文件夹里另有 %(count)s 个文件没有读：") % {"count": total})
        for why, files in beside.items():
            for file in files:
                self.stdout.write(f"    {readable(file)}")
            self.stdout.write(f"    · {why}")

    def _by_day(self, joining: Joining, files: list[Path], unit: Unit) -> list[Path]:
        """The oldest text first, and at the end what says no day."""
        self.stdout.write(_("先读 %(count)d 个文件的成文日期，再从旧到新收。") % {
            "count": len(files)
        })  # fmt: skip
        days: dict[Path, date] = {}
        for file in files:
            with suppress(TooLarge, NoFile, OSError):
                day = joining.day_of(data=read(file), name=readable(file.name), owner_unit=unit)
                days |= {file: day} if day else {}
        return sorted(files, key=lambda file: days.get(file, date.max))

    def _publish(self, version: PlanVersion) -> str:
        """Why it stays a draft; empty where it is one no more."""
        if not version.is_published and (words := warning_of(version.original)):
            return _("%(why)s 留作草稿，没有发布。") % {"why": words}
        if not version.is_published and lacks_title(version):
            return _("文件里没有标题，留作草稿。在预案工作台补上标题再发布。")
        days = dated(version)
        try:
            document = publish_if_newest(version=version, actor=None)
        except PlanRefused as refusal:
            return refusal.message
        in_force = document.current_version
        if in_force is None or in_force.pk == version.pk:
            if days is not None and days.is_unknown:
                words = _("代替了第 %(number)d 版；有一版没写成文日期，比不出新旧，请核对。")
                self.stdout.write("    " + words % {"number": days.number})
            return ""
        words = _("已有更新的一版：现行的是第 %(number)s 版，没有换回这一版。") % {
            "number": in_force.number
        }
        if not version.is_published:
            return words
        self.stdout.write(f"    {words}")
        return ""

    def _report(self, version: PlanVersion, created: bool) -> None:
        clauses = version.clauses
        words = _(
            "《%(title)s》第 %(number)s 版：条文 %(clauses)s，标题 %(headings)s，目标 %(drafts)s"
        ) % {
            "title": version.title,
            "number": version.number,
            "clauses": clauses.count(),
            "headings": clauses.exclude(heading="").count(),
            "drafts": TargetDraft.objects.filter(clause__version=version).count(),
        }
        self.stdout.write(f"    {words}" + ("" if created else _("（以前导入过）")))
        for note in version.notes:
            if not note["code"].startswith("repair_"):
                self.stdout.write(f"    · {note['text']}")


def _what_to_say(refusal: SeemsKnown, *, may_follow: bool) -> str:
    """`may_follow`: whether the run could still be told that its files are new versions."""
    one = refusal.found[0] if len(refusal.found) == 1 else None
    if may_follow and one and one.same_title and not isinstance(refusal, SaidBefore):
        return _(
            "是它的新版本，加 --slug %(slug)s，整个文件夹都是就加 --as-versions；"
            "确是另一份文件，加 --new。"
        ) % {"slug": one.document.slug}
    titled = [one for one in refusal.found if one.same_title]
    named = titled if len(titled) == 1 else refusal.found
    return _("是它的新版本，加 %(flags)s；确是另一份文件，加 --new。") % {
        "flags": _(" 或 ").join(f"--slug {one.document.slug}" for one in named)
    }


def _unit(code: str | None) -> Unit:
    if code:
        unit = Unit.objects.filter(code=code).first()
        if unit is None:
            raise CommandError(_("没有编码为 %(code)s 的单位。") % {"code": code})
        return unit
    leading = list(leading_units()[:2])
    if len(leading) != 1:
        raise CommandError(_("用 --unit 写明负责单位的编码。"))
    return leading[0]


def _division(code: str) -> Division | None:
    if not code:
        return None
    division = Division.objects.filter(code=code).first()
    if division is None:
        raise CommandError(_("没有代码为 %(code)s 的地区。") % {"code": code})
    return division


def _hazards(slugs: list[str]) -> list[Hazard]:
    found = {hazard.slug: hazard for hazard in Hazard.objects.filter(slug__in=slugs)}
    missing = [slug for slug in slugs if slug not in found]
    if missing:
        raise CommandError(_("没有这样的灾种：%(slugs)s。") % {"slugs": "、".join(missing)})
    return [found[slug] for slug in slugs]
