from content.courses.models.course import CoursePage
from content.courses.models.index import CourseIndexPage
from content.courses.models.lesson import LessonPage

__all__ = ["CourseIndexPage", "CoursePage", "LessonPage"]
