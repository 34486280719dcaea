from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from portal.people.import_problems import ImportRefused
from portal.people.services import unit_import

MOST_BYTES: Final = 5_000_000


class Command(BaseCommand):
    help = "导入单位（CSV，列 编码、名称、类别、上级编码、区划代码、设立日期）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="只检查，不写入")

    def handle(self, *args: Any, file: Path, check: bool, **options: Any) -> None:
        try:
            if file.stat().st_size > MOST_BYTES:
                raise CommandError("文件超过 5 MB。分成几个文件导入。")
            # Not splitlines: a cell in quotes may hold a line break.
            with file.open(encoding="utf-8-sig", newline="") as lines:
                report = unit_import.import_units(lines, check=check)
        except FileNotFoundError as error:
            raise CommandError(f"没有找到文件 {file}。") from error
        except OSError as error:
            raise CommandError(f"读不了文件 {file}。") from error
        except UnicodeDecodeError as error:
            raise CommandError("文件不是 UTF-8 编码。另存为 UTF-8 CSV 后再导入。") from error
        except ImportRefused as refused:
            raise CommandError(f"没有导入任何一行：\n{refused}") from refused
        counts = f"新增 {report.added}，改动 {report.changed}，没变 {report.unchanged}"
        if check:
            self.stdout.write(f"检查通过，什么也没写入。共 {report.rows} 行：会{counts}。")
        else:
            self.stdout.write(f"共 {report.rows} 行：{counts}。")
