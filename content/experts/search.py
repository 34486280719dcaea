"""What experts offer to the search: only what the person agreed to show, never a contact."""

from collections.abc import Iterator

from content.experts.models import ExpertPage
from content.pages.search import grants_of
from search.documents import services
from search.documents.document import Document

KIND = "expert"


def documents_of(expert: ExpertPage) -> Iterator[Document]:
    if not expert.live or expert.is_withdrawn:
        return
    lines = [
        expert.get_category_display(),
        expert.public_post,
        expert.public_specialities,
        expert.public_about,
        *(participation.what for participation in expert.public_participations),
    ]
    yield Document(
        key=expert.knowledge_key,
        kind=KIND,
        group_key=expert.knowledge_key,
        title=expert.title,
        path=(),
        text="\n".join(str(line) for line in lines if line),
        url=expert.get_url() or "",
        hazards=tuple(hazard.slug for hazard in expert.hazards.all()),
        division=expert.division.code if expert.division else "",
        status="current" if expert.is_in_term else "historic",
        grants=grants_of(expert),
        is_demonstration=expert.is_demonstration,
    )


def publish(expert: ExpertPage) -> None:
    services.replace_group(expert.knowledge_key, documents_of(expert))


def withdraw(expert: ExpertPage) -> None:
    services.replace_group(expert.knowledge_key, [])


def all_documents() -> Iterator[Document]:
    for expert in ExpertPage.objects.live().select_related("division").iterator(chunk_size=100):
        yield from documents_of(expert)
