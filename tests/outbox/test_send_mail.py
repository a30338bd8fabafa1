from __future__ import annotations

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command

from studyplan.outbox.services import put_mail
from studyplan.ui import clock

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("mail_server")
def test_it_sends_what_waits_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    put_mail(EmailMessage("Hello", "Ada", to=["ada@example.org"]), None, clock.now())
    call_command("send_mail")
    assert capsys.readouterr().out == "1 mail sent, 0 waiting\n"
    assert mail.outbox[0].to == ["ada@example.org"]
    call_command("send_mail")
    assert capsys.readouterr().out == ""


def test_without_a_mail_server_it_says_what_to_set() -> None:
    with pytest.raises(CommandError, match="Set EMAIL_URL"):
        call_command("send_mail")
