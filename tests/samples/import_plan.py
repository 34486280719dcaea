"""The command that imports plans, run as an operator does."""

import io

from django.core.management import CommandError, call_command


def run(*arguments, **options):
    out, err = io.StringIO(), io.StringIO()
    failed = None
    try:
        call_command("import_plan", *map(str, arguments), stdout=out, stderr=err, **options)
    except CommandError as error:
        failed = error
    return out.getvalue() + err.getvalue(), failed
