import pytest

from quizzes.papers import services


@pytest.fixture
def draft(world):
    paper = services.create_assessment(
        by=world.examiner,
        owner_unit=world.county,
        slug="flood",
        title="防汛考试",
        purpose="certification",
    )
    return paper.versions.get()
