from django.urls import path

from quizzes.attempts import saving, staff_views, views

app_name = "attempts"

urlpatterns = [
    path("exams/<slug:slug>/start/", views.start, name="start"),
    path("attempts/", views.mine, name="mine"),
    path("attempts/<uuid:public_id>/", views.attempt, name="attempt"),
    path("attempts/<uuid:public_id>/<int:slot>/", views.question, name="question"),
    path("attempts/<uuid:public_id>/<int:slot>/save/", saving.save, name="save"),
    path("attempts/<uuid:public_id>/review/", views.review, name="review"),
    path("attempts/<uuid:public_id>/submit/", views.submit, name="submit"),
    path("attempts/<uuid:public_id>/result/", views.result, name="result"),
    path("papers/<slug:slug>/results/", staff_views.results, name="results"),
    path("papers/<slug:slug>/results/late/<int:event_id>/", staff_views.late, name="late"),
    path("papers/<slug:slug>/results/extra-time/", staff_views.extra_time, name="extra_time"),
    path("papers/<slug:slug>/results/<uuid:public_id>/void/", staff_views.void, name="void"),
]
