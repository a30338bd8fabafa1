from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "studyplan.catalog"
