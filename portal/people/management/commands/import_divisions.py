from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.people import divisions


class Command(BaseCommand):
    help = "导入乡级、村级区划（CSV，列 code、name）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            lines = file.read_text(encoding="utf-8-sig").splitlines()
            report = divisions.import_below_county(lines)
        except FileNotFoundError as error:
            raise CommandError(f"没有找到文件 {file}。") from error
        except OSError as error:
            raise CommandError(f"读不了文件 {file}。") from error
        except UnicodeDecodeError as error:
            raise CommandError("文件不是 UTF-8 编码。另存为 UTF-8 CSV 后再导入。") from error
        except divisions.ImportRefused as refused:
            raise CommandError(f"没有导入任何一行：\n{refused}") from refused
        self.stdout.write(
            f"共 {report.rows} 行：新增 {report.created}，改名 {report.renamed}，"
            f"没变 {report.unchanged}。"
        )
