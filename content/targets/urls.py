from django.urls import path

from content.targets import indicator_views, views

app_name = "targets"

urlpatterns = [
    path("", views.target_list, name="list"),
    path("desk/", views.desk, name="desk"),
    path("desk/figures.xlsx", views.desk_xlsx, name="desk_xlsx"),
    path("desk/new/", views.desk_new, name="desk_new"),
    path("desk/indicators/", indicator_views.indicators, name="indicators"),
    path("desk/indicators/new/", indicator_views.indicator_new, name="indicator_new"),
    path("desk/indicators/<slug:slug>/", indicator_views.indicator, name="indicator"),
    path("desk/<slug:slug>/confirm/", views.desk_confirm, name="desk_confirm"),
    path("<slug:slug>/", views.target_detail, name="detail"),
    path("<slug:slug>/figures.csv", views.target_csv, name="csv"),
    path("<slug:slug>/figures.xlsx", views.target_xlsx, name="xlsx"),
]
