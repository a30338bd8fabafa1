"""The typed request of views behind ``login_required``."""

from studyplan.accounts.models import User
from studyplan.ui.http import Request


class UserRequest(Request):
    """A request whose user has signed in."""

    user: User
