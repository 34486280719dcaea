"""Papers hold who composed and who published them: a link to the person's row, no more."""

from typing import Any

from django.utils.translation import gettext as _

from portal.people.models import User
from quizzes.papers.models import Assessment, AssessmentVersion


def export(user: User) -> dict[str, Any]:
    versions = AssessmentVersion.objects.select_related("assessment").order_by("pk")
    return {
        _("建立的试卷"): [
            one.title for one in Assessment.objects.filter(created_by=user).order_by("pk")
        ],
        _("组过的试卷版本"): [_version(one) for one in versions.filter(created_by=user)],
        _("发布过的试卷版本"): [_version(one) for one in versions.filter(published_by=user)],
    }


def _version(version: AssessmentVersion) -> dict[str, Any]:
    return {_("试卷"): version.assessment.title, _("版本"): version.number}
