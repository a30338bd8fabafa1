from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "studyplan.accounts"

    def ready(self) -> None:
        """Record what happens to accounts."""
        from studyplan.accounts import events

        events.connect()
