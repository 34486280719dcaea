"""What everybody may see of the papers, at /exams/."""

from django.urls import path

from quizzes.papers import views

app_name = "exams"

urlpatterns = [
    path("", views.exams, name="list"),
    path("<slug:slug>/", views.lobby, name="lobby"),
]
