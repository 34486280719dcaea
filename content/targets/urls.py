from django.urls import path

from content.targets.views import changed_clauses, desk, ending, indicators, public

app_name = "targets"

urlpatterns = [
    path("", public.target_list, name="list"),
    path("desk/", desk.desk, name="desk"),
    path("desk/figures.csv", desk.desk_csv, name="desk_csv"),
    path("desk/figures.xlsx", desk.desk_xlsx, name="desk_xlsx"),
    path("desk/new/", desk.desk_new, name="desk_new"),
    path("desk/indicators/", indicators.indicators, name="indicators"),
    path("desk/indicators/new/", indicators.indicator_new, name="indicator_new"),
    path("desk/indicators/<slug:slug>/", indicators.indicator, name="indicator"),
    path("desk/recount/", desk.desk_recount, name="desk_recount"),
    path("desk/<slug:slug>/confirm/", desk.desk_confirm, name="desk_confirm"),
    path("desk/<slug:slug>/uphold/", changed_clauses.desk_uphold, name="desk_uphold"),
    path("desk/<slug:slug>/discard/", ending.desk_discard, name="desk_discard"),
    path("desk/<slug:slug>/retire/", ending.desk_retire, name="desk_retire"),
    path("desk/<slug:slug>/note/", ending.desk_note, name="desk_note"),
    path("<slug:slug>/", public.target_detail, name="detail"),
    path("<slug:slug>/figures.csv", public.target_csv, name="csv"),
    path("<slug:slug>/figures.xlsx", public.target_xlsx, name="xlsx"),
]
