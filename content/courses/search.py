"""What courses and lessons offer to the search."""

from collections.abc import Iterator

from content.courses.blocks import readable
from content.courses.models import CoursePage, LessonPage
from content.pages.models import KnowledgePage
from content.pages.search import grants_of
from search.documents import services
from search.documents.document import Document

COURSE, LESSON = "course", "lesson"


def course_documents(course: CoursePage) -> Iterator[Document]:
    if not course.live or course.is_withdrawn:
        return
    lines = [course.summary, *course.aim_labels, *(str(block.value) for block in course.outcomes)]
    yield Document(
        key=course.knowledge_key,
        kind=COURSE,
        group_key=course.knowledge_key,
        title=course.title,
        path=(),
        text="\n".join(lines),
        url=course.get_url() or "",
        hazards=_hazards(course),
        grants=grants_of(course),
        published_on=course.reviewed_on,
        is_demonstration=course.is_demonstration,
        weight=5,
    )


def lesson_documents(lesson: LessonPage) -> Iterator[Document]:
    if not lesson.live or lesson.is_withdrawn:
        return
    course = lesson.get_parent().specific
    headings = (block.value for block in lesson.body if block.block_type == "heading")
    texts = (readable(block) for block in lesson.body)
    yield Document(
        key=lesson.knowledge_key,
        kind=LESSON,
        group_key=lesson.knowledge_key,
        title=lesson.title,
        path=(course.title,),
        text="\n".join(part for part in (lesson.summary, *headings, *texts) if part),
        url=lesson.get_url() or "",
        hazards=_hazards(lesson) or _hazards(course),
        grants=grants_of(lesson),
        published_on=lesson.reviewed_on,
        is_demonstration=lesson.is_demonstration,
    )


def publish_course(course: CoursePage) -> None:
    services.replace_group(course.knowledge_key, course_documents(course))


def publish_lesson(lesson: LessonPage) -> None:
    services.replace_group(lesson.knowledge_key, lesson_documents(lesson))


def withdraw(page: KnowledgePage) -> None:
    services.replace_group(page.knowledge_key, [])


def all_courses() -> Iterator[Document]:
    for course in CoursePage.objects.live().iterator(chunk_size=100):
        yield from course_documents(course)


def all_lessons() -> Iterator[Document]:
    for lesson in LessonPage.objects.live().iterator(chunk_size=100):
        yield from lesson_documents(lesson)


def _hazards(page: KnowledgePage) -> tuple[str, ...]:
    return tuple(hazard.slug for hazard in page.hazards.all())
