"""What everybody may see of the papers, at /exams/."""

from django.urls import path

from quizzes.papers import public_views

app_name = "exams"

urlpatterns = [
    path("", public_views.exams, name="list"),
    path("<slug:slug>/", public_views.lobby, name="lobby"),
]
