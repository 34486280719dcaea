from django.urls import path

from content.plans import views

app_name = "plans"

urlpatterns = [
    path("", views.register, name="list"),
    path("c/<uuid:anchor>/", views.clause, name="clause"),
    path("<slug:slug>/", views.document, name="document"),
    path("<slug:slug>/<int:number>/", views.document, name="page"),
    path("<slug:slug>/targets/", views.targets, name="targets"),
    path("<slug:slug>/references/", views.references, name="references"),
    path("<slug:slug>/about/", views.about, name="about"),
]
