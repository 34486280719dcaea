from django.urls import path

from quizzes.papers import composing_views, views

app_name = "papers"

urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("<slug:slug>/", views.paper, name="paper"),
    path("<slug:slug>/policies/", composing_views.policies, name="policies"),
    path("<slug:slug>/fixed/", composing_views.fixed, name="fixed"),
    path("<slug:slug>/blueprint/", composing_views.blueprint, name="blueprint"),
    path("<slug:slug>/preview/", composing_views.preview, name="preview"),
    path("<slug:slug>/draft/", views.open_draft, name="open_draft"),
    path("<slug:slug>/publish/", views.publish, name="publish"),
    path("<slug:slug>/withdraw/", views.withdraw, name="withdraw"),
]
