from django.apps import AppConfig
from django.conf import settings
from django.db.backends.signals import connection_created


class UiConfig(AppConfig):
    name = "studyplan.ui"

    def ready(self) -> None:
        """Watch connections for slow queries, where asked for."""
        if settings.SLOW_QUERY_MILLISECONDS:
            from studyplan.ui.observing import SlowQueryLog

            connection_created.connect(SlowQueryLog(settings.SLOW_QUERY_MILLISECONDS).watch, weak=False)
