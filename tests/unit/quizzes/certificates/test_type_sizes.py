"""The words of a certificate fit at every length, and are no smaller than they must be."""

from hypothesis import given
from hypothesis import strategies as st

from quizzes.certificates.domain.type_sizes import (
    BODY,
    FRAMING,
    HEADING_SPACED,
    ISSUER,
    MEASURE,
    sizes_for,
)

BODY_HEIGHT = (158 - 82) / 25.4 * 72
ISSUER_HEIGHT, ISSUER_WIDTH = 28 / 25.4 * 72, 44 / 25.4 * 72


def sizes(heading=8, title=10, told=20, issuer=6):
    return sizes_for(
        heading="字" * heading, title="字" * title, told="字" * told, issuer="字" * issuer
    )


@given(count=st.integers(1, 20))
def test_a_heading_stays_on_one_line(count):
    assert sizes(heading=count).heading * HEADING_SPACED * count <= MEASURE


@given(count=st.integers(1, 60))
def test_a_title_stays_on_one_line(count):
    assert sizes(title=count).title * count <= MEASURE


@given(told=st.integers(1, 260))
def test_the_body_ends_above_the_code(told):
    """With a line for the indent and what justified lines lose, and one for the term."""
    step = sizes(told=told).body
    lines = -(-(told + FRAMING) // (MEASURE // step.size - 1)) + 1
    assert lines * step.leading <= BODY_HEIGHT


@given(count=st.integers(1, 80))
def test_the_issuer_and_the_date_stay_in_their_corner(count):
    step = sizes(issuer=count).issuer
    lines = -(-count // (ISSUER_WIDTH // step.size)) + 1
    assert lines * step.leading <= ISSUER_HEIGHT


def test_sizes_fall_only_where_the_words_are_long():
    assert (sizes().heading, sizes().title, sizes().body, sizes().issuer) == (
        44, 16, BODY[0], ISSUER[0],
    )  # fmt: skip
    assert sizes(heading=20).heading < sizes(heading=14).heading < 44
