from django.urls import path

from quizzes.papers.views import composing, paper

app_name = "papers"

urlpatterns = [
    path("", paper.index, name="index"),
    path("new/", paper.new, name="new"),
    path("<slug:slug>/", paper.paper, name="paper"),
    path("<slug:slug>/policies/", composing.policies, name="policies"),
    path("<slug:slug>/fixed/", composing.fixed, name="fixed"),
    path("<slug:slug>/blueprint/", composing.blueprint, name="blueprint"),
    path("<slug:slug>/preview/", composing.preview, name="preview"),
    path("<slug:slug>/draft/", paper.open_draft, name="open_draft"),
    path("<slug:slug>/publish/", paper.publish, name="publish"),
    path("<slug:slug>/withdraw/", paper.withdraw, name="withdraw"),
]
