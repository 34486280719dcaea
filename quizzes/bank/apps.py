from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesBankConfig(AppConfig):
    name = "quizzes.bank"
    label = "quizzes_bank"
    verbose_name = _("题库")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.pages import anchors
        from content.plans import clause_actions, clause_questions
        from portal.people import personal_data as holders
        from quizzes.bank import clause_links, personal_data

        holders.register(self.label, export=personal_data.export, erase=holders.stays_with_the_row)
        clause_actions.register(clause_links.make_question)
        clause_questions.register(clause_links.count_questions)
        anchors.changed.connect(source_changed, dispatch_uid="quizzes.bank.source_changed")


def source_changed(*, key: str, withdrawn: bool, **_extra: Any) -> None:
    """A clause or paragraph changed: the questions on it go to review."""
    from quizzes.bank.services import send_to_review_for_source

    send_to_review_for_source(key=key, withdrawn=withdrawn)
