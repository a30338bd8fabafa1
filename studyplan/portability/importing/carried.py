"""A file on its way through a preview: the page carries it, so that the server keeps nothing of what was not agreed to.

It comes back as anyone may have written it, and is read and checked again.
"""

from __future__ import annotations

import binascii
import zlib
from base64 import b64decode, b64encode

from django.utils.translation import gettext as _

from studyplan.portability.importing.faults import unreadable
from studyplan.portability.importing.services import MOST_IMPORTED_BYTES

MOST_CARRIED = 2_400_000
"""Characters of a packed file: Django takes 2.5 MB of fields. Years of study are a tenth of it."""


def pack_file(data: bytes) -> str:
    """Raises ``UnreadableFileError`` where no form could carry it."""
    packed = b64encode(zlib.compress(data)).decode()
    if len(packed) > MOST_CARRIED:
        text = _(
            "The file is too large to be checked in the browser. The person who runs this site can import it with "
            "manage.py import_account."
        )
        raise unreadable(text)
    return packed


def unpack_file(packed: str) -> bytes:
    """Raises ``UnreadableFileError`` where it is none; never makes more than a file may be long."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(b64decode(packed, validate=True), MOST_IMPORTED_BYTES + 1)
    except (zlib.error, binascii.Error, ValueError) as error:
        raise unreadable(_("The file was damaged on its way. Choose it again.")) from error
    return data
