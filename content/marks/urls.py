from django.urls import path

from content.marks import views

app_name = "marks"

urlpatterns = [
    path("", views.mark_list, name="list"),
    path("marks.xlsx", views.as_workbook, name="workbook"),
    path("<uuid:anchor>/", views.mark, name="mark"),
    path("<uuid:anchor>/follow/", views.follow, name="follow"),
    path("<uuid:anchor>/remove/", views.remove, name="remove"),
]
