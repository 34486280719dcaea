from django.urls import path

from content.drills.views import drills, evaluating, evidence, improving, sheets, year

app_name = "drills"

urlpatterns = [
    path("", year.year, name="list"),
    path("drills.csv", year.as_csv, name="csv"),
    path("drills.xlsx", year.as_xlsx, name="xlsx"),
    path("new/", drills.new, name="new"),
    path("sheets/", sheets.sheets, name="sheets"),
    path("sheets/<slug:kind>/", sheets.sheet, name="sheet"),
    path("improvements/", improving.improvements, name="improvements"),
    path("improvements/<int:pk>/", improving.improvement, name="improvement"),
    path("improvements/<int:pk>/change/", improving.change, name="improvement_change"),
    path("improvements/<int:pk>/withdraw/", improving.withdraw, name="improvement_withdraw"),
    path("improvements/<int:pk>/revise/", improving.revise, name="revise"),
    path("evidence/<int:pk>/", evidence.download, name="evidence"),
    path("evidence/<int:pk>/remove/", evidence.remove, name="evidence_remove"),
    path("<int:pk>/", drills.drill, name="drill"),
    path("<int:pk>/change/", drills.change, name="change"),
    path("<int:pk>/log/", drills.log, name="log"),
    path("<int:pk>/cancel/", drills.cancel, name="cancel"),
    path("<int:pk>/evidence/", evidence.add, name="evidence_add"),
    path("<int:pk>/evaluation/", evaluating.evaluation, name="evaluation"),
    path("<int:pk>/reopen/", evaluating.reopen, name="reopen"),
    path("<int:pk>/improvements/new/", improving.new, name="improvement_new"),
    path("<int:pk>/report.pdf", drills.report, name="report"),
]
