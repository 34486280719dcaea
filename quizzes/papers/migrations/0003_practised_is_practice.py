"""What a published practice paper or mock examination has shown is practice from now on, also
where a certifying paper asks it: that one's next version names it and is not published."""

from typing import Any

from django.db import migrations


def file_what_was_shown(apps: Any, _editor: Any) -> None:
    entries = apps.get_model("quizzes_papers", "PaperEntry").objects
    shown = (
        entries.exclude(version__state="draft")
        .exclude(version__assessment__purpose="certification")
        .values_list("question_version__question", flat=True)
    )
    questions = apps.get_model("quizzes_bank", "Question").objects
    questions.filter(pk__in=shown).update(pool="practice")


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes_bank", "0003_pool"),
        ("quizzes_papers", "0002_published_is_fixed"),
    ]

    operations = [migrations.RunPython(file_what_was_shown, migrations.RunPython.noop)]
