from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.accounts.services.first_administrator import (
    FirstAdministratorRefused,
    invite_first_administrator,
)


class Command(BaseCommand):
    help = "建本县第一个管理员，给出设密码的一次性链接。没有默认密码。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="用户名")
        parser.add_argument("full_name", help="姓名")

    def handle(self, *args: Any, username: str, full_name: str, **options: Any) -> None:
        try:
            invitation = invite_first_administrator(username=username, full_name=full_name)
        except FirstAdministratorRefused as refused:
            raise CommandError(str(refused)) from refused
        minutes = settings.PASSWORD_RESET_TIMEOUT // 60
        self.stdout.write(
            f"{invitation.user.full_name}（{invitation.user.username}）是{invitation.unit.name}的管理员。\n"
            f"请本人打开这个链接设密码，只能用一次，{minutes} 分钟内有效：\n"
            f"{invitation.link}\n"
            "过期了，用同一个用户名再运行一次。登录后先开第二步验证，再办别的事。"
        )
