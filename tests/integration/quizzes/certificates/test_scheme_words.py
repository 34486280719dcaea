"""What a scheme may call its certificates and begin their numbers with."""

import pytest

from portal.people.models import Unit
from quizzes.certificates import services
from quizzes.certificates.models import Scheme
from tests.integration.quizzes.certificates.conftest import LIST, NEW, kept_of, terms_of


def test_a_paper_named_like_a_certificate_of_others_is_refused_for_its_title_is_printed(
    desk, typed, paper
):
    type(paper).objects.update(title="应急救援员（五级）理论")
    answer = desk.post(NEW, typed)
    assert answer.status_code == 422 and "卷名也印在证书上" in answer.content.decode()
    assert not Scheme.objects.exists()


@pytest.mark.parametrize("field", ["title", "heading", "entitles"])
def test_the_service_itself_prints_no_name_that_others_award(world, scheme, field):
    terms = terms_of(scheme, **{field: "应急救援员"})
    with pytest.raises(services.NameReserved):
        services.change_scheme(scheme=scheme, terms=terms, actor=world.administrator)
    with pytest.raises(services.NameReserved):
        services.create_scheme(slug="second", terms=terms, actor=world.administrator)


@pytest.mark.parametrize("field", ["title", "heading", "entitles"])
@pytest.mark.parametrize("unseen", ["志愿者\u202e证", "志愿\ufe0f者", "\u3164"])
def test_nothing_that_is_not_seen_is_printed(world, scheme, field, unseen):
    terms = terms_of(scheme, **{field: unseen})
    with pytest.raises(services.WordsUnseen) as refused:
        services.create_scheme(slug="second", terms=terms, actor=world.administrator)
    assert refused.value.field == field


def test_the_service_itself_prints_no_issuer_that_awards_names_of_its_own(world, scheme):
    Unit.objects.filter(pk=world.town.pk).update(name="安澜县红十字会")
    terms = terms_of(scheme, issuer=Unit.objects.get(pk=world.town.pk))
    with pytest.raises(services.NameReserved) as refused:
        services.create_scheme(slug="second", terms=terms, actor=world.administrator)
    assert refused.value.field == "issuer"


def test_a_prefix_one_slip_from_one_in_use_is_refused_and_the_same_or_a_far_one_is_not(
    desk, scheme, typed
):
    for close in ("AX", "bl", "LA"):
        answer = desk.post(NEW, typed | {"prefix": close})
        assert answer.status_code == 422
        assert "只差一个字母" in answer.content.decode()
    assert Scheme.objects.get() == scheme
    assert desk.post(NEW, typed | {"prefix": "AL"})["Location"] == LIST
    kept = kept_of(Scheme.objects.get(slug="officer"))
    near = desk.post(f"{LIST}officer/", kept | {"prefix": "AX"})
    assert near.status_code == 422 and "只差一个字母" in near.content.decode()
    assert desk.post(f"{LIST}officer/", kept | {"prefix": "ZH"})["Location"] == LIST


def test_a_scheme_moves_to_no_prefix_near_the_one_its_numbers_were_given_by(desk, certificate):
    scheme = certificate.scheme
    near = desk.post(f"{LIST}volunteer/", kept_of(scheme) | {"prefix": "AX"})
    assert near.status_code == 422
    assert desk.post(f"{LIST}volunteer/", kept_of(scheme))["Location"] == LIST
    assert desk.post(f"{LIST}volunteer/", kept_of(scheme) | {"prefix": "QH"})["Location"] == LIST
