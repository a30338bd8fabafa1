"""The page: a new account takes a file at once, any other one shows what would be replaced and asks."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from studyplan.accounts.models import User
from studyplan.portability.importing.forms import ImportForm
from studyplan.portability.services import export_account
from tests.factories import NOW, make_plan, make_user
from tests.portability.importing.test_round_trip import as_file, without_log_in
from tests.soundness import Page

pytestmark = [pytest.mark.django_db, pytest.mark.rows, pytest.mark.usefixtures("noon")]
URL = "/account/import/"


@pytest.fixture
def noon(freeze: Any) -> None:
    freeze(NOW)


def upload(client: Client, data: bytes, name: str = "studyplan.json") -> Any:
    return client.post(URL, {"file": SimpleUploadedFile(name, data, "application/json")})


def file_of(user: User) -> bytes:
    return as_file(export_account(User.objects.get(pk=user.pk), NOW))


def hidden(html: str) -> dict[str, str]:
    """The fields of the preview's form."""
    return {
        name: value
        for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html)
        if name in {"document", "seen"}
    }


@pytest.fixture
def data(life: dict[str, Any]) -> bytes:
    return json.dumps(life).encode()


@pytest.fixture
def used(ada: User) -> User:
    """An account with something in it."""
    make_plan(ada)
    return ada


def test_the_page_is_reached_from_the_account(owner: Client) -> None:
    assert f'href="{URL}"' in owner.get("/account/").content.decode()
    page = Page.of(owner.get(URL))
    (field,) = [attributes for tag, attributes, _within in page.elements if attributes.get("name") == "file"]
    assert field["accept"] == "application/json,.json"
    assert "multipart/form-data" in owner.get(URL).content.decode()


def test_a_new_account_takes_a_file_at_once(owner: Client, ada: User, data: bytes) -> None:
    response = upload(owner, data)
    assert response.status_code == 302
    assert ada.notes.get().text == "Again."
    assert "Imported." in owner.get(response["Location"]).content.decode()


def test_what_is_left_out_is_told(owner: Client, life: dict[str, Any]) -> None:
    life["notes"][0]["about"] = "alchemy"
    response = upload(owner, json.dumps(life).encode())
    assert "Notes and stars: 1 (alchemy)" in owner.get(response["Location"]).content.decode()


def test_settings_alone_do_not_make_an_account_used(owner: Client, ada: User, data: bytes) -> None:
    User.objects.filter(pk=ada.pk).update(time_zone="Europe/Zurich", keyboard_shortcuts=False)
    assert upload(owner, data).status_code == 302


def test_a_used_account_is_shown_first(owner: Client, used: User, data: bytes) -> None:
    before = file_of(used)
    response = upload(owner, data)
    html = response.content.decode()
    assert response.status_code == 200
    assert re.search(r"Plans</th>\s*<td>1</td>\s*<td>0</td>", html)
    assert re.search(r"Notes and stars</th>\s*<td>0</td>\s*<td>1</td>", html)
    assert 'href="/account/export/"' in html
    assert not Page.of(response).faults()
    assert file_of(used) == before


def test_agreed_to_it_replaces_everything(owner: Client, used: User, data: bytes) -> None:
    shown = hidden(upload(owner, data).content.decode())
    response = owner.post(URL, shown)
    assert response.status_code == 302
    document = json.loads(file_of(used))
    assert (document["plans"], len(document["assessments"]), len(document["notes"])) == ([], 1, 1)


def test_a_stale_preview_does_no_harm(owner: Client, used: User, data: bytes) -> None:
    shown = hidden(upload(owner, data).content.decode())
    used.notes.create(topic=used.assessments.get().ratings.all()[0].topic, text="Written since.", written_at=NOW)
    before = file_of(used)
    response = owner.post(URL, shown)
    assert response.status_code == 422
    assert "changed since you looked" in response.content.decode()
    assert file_of(used) == before
    assert owner.post(URL, hidden(response.content.decode())).status_code == 302


def test_a_second_click_does_no_harm(owner: Client, used: User, data: bytes) -> None:
    """It shows the preview anew, of what the first one wrote."""
    shown = hidden(upload(owner, data).content.decode())
    owner.post(URL, shown)
    before = file_of(used)
    assert owner.post(URL, shown).status_code == 422
    assert file_of(used) == before


def test_the_old_state_can_be_brought_back(owner: Client, used: User, data: bytes) -> None:
    before = file_of(used)
    owner.post(URL, hidden(upload(owner, data).content.decode()))
    owner.post(URL, hidden(upload(owner, before).content.decode()))
    assert without_log_in(json.loads(file_of(used))) == without_log_in(json.loads(before))


@pytest.mark.parametrize("change", [{"document": "AAAA"}, {"document": ""}, {"seen": ""}, {"seen": "x" * 65}])
def test_a_preview_that_was_tampered_with_is_refused(
    owner: Client, used: User, data: bytes, change: dict[str, str]
) -> None:
    before = file_of(used)
    assert owner.post(URL, hidden(upload(owner, data).content.decode()) | change).status_code == 422
    assert file_of(used) == before


def test_nobody_elses_account_changes(owner: Client, used: User, data: bytes) -> None:
    other = make_user("grace@example.org")
    make_plan(other)
    before = file_of(other)
    owner.post(URL, hidden(upload(owner, data).content.decode()) | {"user": str(other.pk)})
    assert file_of(other) == before


def test_faults_are_listed_and_escaped(owner: Client, ada: User, life: dict[str, Any]) -> None:
    life["notes"][0] |= {"text": 5, "about": "<script>"}
    response = upload(owner, json.dumps(life).encode())
    html = response.content.decode()
    assert response.status_code == 422
    assert "$.notes[0].text: must be text" in html
    assert "$.notes[0].about: is not a name as studyplan writes it" in html
    assert not Page.of(response).faults()
    assert not ada.completions.exists()


@pytest.mark.parametrize(("posted", "told"), [({}, "Choose the file."), ({"file": "text"}, "Choose the file.")])
def test_without_a_file_it_asks_for_one(owner: Client, posted: dict[str, str], told: str) -> None:
    response = owner.post(URL, posted)
    assert response.status_code == 422
    assert told in response.content.decode()


@pytest.mark.parametrize(("data", "told"), [(b"", "The file is empty."), (b"GIF89a", "This is not a JSON file")])
def test_any_other_file_is_refused_in_words(owner: Client, data: bytes, told: str) -> None:
    response = upload(owner, data)
    assert response.status_code == 422
    assert told in response.content.decode()


def test_a_file_that_is_too_large_is_not_read(owner: Client, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImportForm.base_fields["file"], "most_bytes", 10)
    response = upload(owner, data)
    assert response.status_code == 422
    assert "The file is too large" in response.content.decode()


def test_ratings_that_are_no_assessment_yet_go_on_in_this_browser(owner: Client, life: dict[str, Any]) -> None:
    life["unfinished_ratings"] = [{"optimization": 1}, {"optimization": 4, "alchemy": 2}]
    upload(owner, json.dumps(life).encode())
    assert owner.session["ratings"] == {"optimization": 4}


def test_files_are_not_read_without_end(owner: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"import": "1/h/user"}
    assert upload(owner, b"").status_code == 422
    assert upload(owner, b"").status_code == 429


def test_htmx_gets_the_page(owner: Client, used: User, data: bytes) -> None:
    """No page of ours asks so, yet nothing breaks."""
    response = owner.post(URL, {"file": SimpleUploadedFile("a.json", data)}, headers={"HX-Request": "true"})
    assert "Replace your data?" in response.content.decode()
