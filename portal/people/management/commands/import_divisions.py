from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from portal.people.import_problems import ImportRefused
from portal.people.services import division_import

MOST_BYTES: Final = 5_000_000


class Command(BaseCommand):
    help = "导入乡级、村级区划（CSV，列 code、name，可以有 valid_from、valid_to、replaced_by）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            if file.stat().st_size > MOST_BYTES:
                raise CommandError("文件超过 5 MB。分成几个文件导入。")
            # Not splitlines: a cell in quotes may hold a line break.
            with file.open(encoding="utf-8-sig", newline="") as lines:
                report = division_import.import_below_county(lines, progress=self._tell)
        except FileNotFoundError as error:
            raise CommandError(f"没有找到文件 {file}。") from error
        except OSError as error:
            raise CommandError(f"读不了文件 {file}。") from error
        except UnicodeDecodeError as error:
            raise CommandError("文件不是 UTF-8 编码。另存为 UTF-8 CSV 后再导入。") from error
        except ImportRefused as refused:
            counts = ""
            if refused.rows:
                accepted = refused.rows - refused.refused
                counts = f"共 {refused.rows} 行：{accepted} 行能用，{refused.refused} 行有错。"
            raise CommandError(f"没有导入任何一行。{counts}\n{refused}") from refused
        self.stdout.write(
            f"共 {report.rows} 行：新增 {report.created}，改动 {report.changed}，"
            f"没变 {report.unchanged}，重复 {report.repeated}。"
        )

    def _tell(self, done: int, total: int) -> None:
        if total > division_import.AT_ONCE:
            self.stdout.write(f"已处理 {done} / {total} 个代码 …")
