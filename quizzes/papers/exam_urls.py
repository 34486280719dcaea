"""What everybody may see of the papers, at /exams/."""

from django.urls import path

from quizzes.papers.views import public

app_name = "exams"

urlpatterns = [
    path("", public.exams, name="list"),
    path("<slug:slug>/", public.lobby, name="lobby"),
]
