"""Whoever has no source is told where questions on guides and courses begin."""

import pytest
from django.urls import reverse

from quizzes.bank import words
from quizzes.bank.domain.lifecycle import SourceUnknown
from quizzes.bank.forms.question import QuestionForm

pytestmark = pytest.mark.django_db
PAGE = "从指南和课程出题"


@pytest.mark.parametrize("source", ["", "clause:00000000-0000-4000-8000-000000000000"])
def test_the_form_of_a_question_without_source_names_the_page_of_guides(client, world, source):
    client.force_login(world.editor)
    shown = client.get(reverse("bank:new"), {"source": source}).content.decode()
    assert PAGE in shown.split('id="source"')[1]
    assert f"<h1>{PAGE}</h1>" in client.get(reverse("bank:sources")).content.decode()


def test_a_refused_source_names_the_page_of_guides():
    assert PAGE in words.refusal(SourceUnknown("clause:x"))
    assert PAGE in QuestionForm.base_fields["source_key"].error_messages["max_length"]
