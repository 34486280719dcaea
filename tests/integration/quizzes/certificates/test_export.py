"""What a holder reads in the export of one's own data."""

import re

import pytest

from quizzes.certificates import personal_data

pytestmark = pytest.mark.django_db


def test_every_fact_of_a_certificate_has_a_name_in_chinese(certificate):
    exported = personal_data.export(certificate.person)["证书"][0]["发证依据"]
    assert set(certificate.facts) == set(personal_data.FACTS)
    assert not [name for name in exported if re.search("[a-z_]", name)]
    assert exported["类别"] == "应急志愿者" and exported["试卷"] == certificate.facts["paper"]
