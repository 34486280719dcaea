from django.urls import path

from quizzes.attempts.views import examining, export, saving, sitting

app_name = "attempts"

urlpatterns = [
    path("exams/<slug:slug>/start/", sitting.start, name="start"),
    path("attempts/", sitting.mine, name="mine"),
    path("attempts/<uuid:public_id>/", sitting.attempt, name="attempt"),
    path("attempts/<uuid:public_id>/<int:slot>/", sitting.question, name="question"),
    path("attempts/<uuid:public_id>/<int:slot>/save/", saving.save, name="save"),
    path("attempts/<uuid:public_id>/review/", sitting.review, name="review"),
    path("attempts/<uuid:public_id>/submit/", sitting.submit, name="submit"),
    path("attempts/<uuid:public_id>/result/", sitting.result, name="result"),
    path("papers/<slug:slug>/results/", examining.results, name="results"),
    path("papers/<slug:slug>/results.csv", export.as_csv, name="results_csv"),
    path("papers/<slug:slug>/results.xlsx", export.as_xlsx, name="results_xlsx"),
    path("papers/<slug:slug>/results/late/<int:event_id>/", examining.late, name="late"),
    path("papers/<slug:slug>/results/extra-time/", examining.extra_time, name="extra_time"),
    path("papers/<slug:slug>/results/<uuid:public_id>/", examining.record, name="record"),
]
