from django.urls import path

from quizzes.bank import views

app_name = "bank"

urlpatterns = [
    path("", views.index, name="index"),
    path("review/", views.queue, name="queue"),
    path("new/", views.new, name="new"),
    path("<uuid:public_id>/", views.question, name="question"),
    path("<uuid:public_id>/edit/", views.edit, name="edit"),
    path("<uuid:public_id>/submit/", views.submit, name="submit"),
    path("<uuid:public_id>/publish/", views.publish, name="publish"),
    path("<uuid:public_id>/confirm/", views.confirm, name="confirm"),
    path("<uuid:public_id>/send-back/", views.send_back, name="send_back"),
    path("<uuid:public_id>/retire/", views.retire, name="retire"),
]
