from django.urls import path

from search import api

app_name = "api"
urlpatterns = [
    path("", api.description, name="description"),
    path("openapi.json", api.description_json, name="openapi"),
    path("search", api.search, name="search"),
]
