from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "studyplan.dashboard"

    def ready(self) -> None:
        """Listen for log-ins, the one signal that the architecture allows."""
        from studyplan.dashboard import claiming  # noqa: F401
