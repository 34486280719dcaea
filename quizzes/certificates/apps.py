from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesCertificatesConfig(AppConfig):
    name = "quizzes.certificates"
    label = "quizzes_certificates"
    verbose_name = _("证书")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.targets import registry
        from portal.people import personal_data as holders
        from quizzes.attempts import extras
        from quizzes.attempts.signals import attempt_scored
        from quizzes.certificates import earned, personal_data, selectors, telling
        from quizzes.papers import notices

        holders.register(self.label, export=personal_data.export, erase=personal_data.erase)
        extras.register(self.label, earned.rows)
        extras.at_the_record.register(self.label, earned.holding)
        notices.at_the_door.register(self.label, telling.at_the_door)
        notices.at_the_desk.register(self.label, telling.at_the_desk)
        attempt_scored.connect(_decide, dispatch_uid="quizzes_certificates.decide")
        registry.register(
            "certified_volunteers",
            selectors.certified_volunteers,
            title=_("持有效应急志愿者证书的人数"),
            caveat=_("目前只看理论考试，年龄由本人自报，培训、实操和志愿者登记没有核对"),
        )
        registry.register(
            "villages_with_trained_officer",
            selectors.villages_with_trained_officer,
            title=_("有持证灾害信息员的村（社区）比例"),
            caveat=_("目前只看理论考试，培训和实操没有核对"),
            explain=selectors.explain_villages,
            unregistered=selectors.villages_unregistered,
            could_count=selectors.villages_that_could_count,
        )


def _decide(*, attempt: Any, score_run: Any, **kwargs: Any) -> None:
    from quizzes.certificates.services import decide

    decide(attempt=attempt, score_run=score_run)
