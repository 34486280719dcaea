from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.db import IntegrityError
from django.forms import ValidationError

from portal.foundation.consent import services
from portal.foundation.consent.selectors import current_notice, purposes

MOST_BYTES: Final = 200_000


class Command(BaseCommand):
    help = "发布个人信息告知书的新版本；同意过旧版本的人会被请来看新的。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", help="用途，账号的是 account")
        parser.add_argument("file", type=Path, help="Markdown 文件，第一行是“# 标题”")

    def handle(self, *args: Any, kind: str, file: Path, **options: Any) -> None:
        title, body = _words(file)
        try:
            validate_slug(kind)
        except ValidationError as error:
            raise CommandError("用途只能用字母、数字、短横和下划线。") from error
        if len(kind) > 60:
            raise CommandError("用途最多 60 个字符。")
        before = current_notice(kind)
        if before is None:
            known = "、".join(purposes())
            raise CommandError(f"没有用途“{kind}”。现有的用途：{known}。")
        try:
            notice = services.publish(actor=None, purpose=kind, title=title, body=body)
        except IntegrityError as error:
            raise CommandError("同时有人在发布。看过现行版本，再运行一次。") from error
        if notice == before:
            self.stdout.write(f"和现行的第 {notice.version} 版一样，没有发布。")
        else:
            self.stdout.write(f"已发布《{notice.title}》第 {notice.version} 版。")


def _words(file: Path) -> tuple[str, str]:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise CommandError("文件超过 200 KB。告知书要让人读得完。")
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise CommandError(f"没有找到文件 {file}。") from error
    except OSError as error:
        raise CommandError(f"读不了文件 {file}。") from error
    except UnicodeDecodeError as error:
        raise CommandError("文件不是 UTF-8 编码。") from error
    if "\0" in text:
        raise CommandError("文件里有看不见的坏字符。")
    head, _break, rest = text.strip().partition("\n")
    title, body = head.removeprefix("# ").strip(), rest.strip()
    if not head.startswith("# ") or not title or not body:
        raise CommandError("第一行写“# 标题”，下面写正文。")
    if len(title) > 200:
        raise CommandError("标题最多 200 个字。")
    return title, body
