"""gunicorn's logger as bin/run starts it: ``--logger-class studyplan.ui.gunicorn_logger.MaskingLogger``."""

from __future__ import annotations

import os
from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger

from studyplan.ui.logs import JsonFormatter
from studyplan.ui.masking import MaskingFilter

ACCESS_FIELDS = {
    "address": "h",
    "method": "m",
    "path": "U",
    "status": "s",
    "bytes": "B",
    "milliseconds": "M",
    "request_id": "{x-request-id}o",
}
"""What a JSON line of the access log says, by gunicorn's names. No query strings and no referrers, as in text."""


class MaskingLogger(Logger):  # type: ignore[misc]
    """Masks secret addresses in the access log, whatever its format, and in the error log, which names what failed."""

    def setup(self, cfg: Config) -> None:
        """Set the logs up, at the start and whenever gunicorn reloads its configuration."""
        super().setup(cfg)
        for log in (self.access_log, self.error_log):
            if not any(isinstance(filter_, MaskingFilter) for filter_ in log.filters):
                log.addFilter(MaskingFilter())
            if self.is_json:
                for handler in log.handlers:
                    handler.setFormatter(JsonFormatter())

    @property
    def is_json(self) -> bool:
        """Whether lines are objects: the settings' variable, read before there are settings."""
        return os.environ.get("STUDYPLAN_LOG_FORMAT") == "json"

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        """One line for a request that was answered."""
        if not self.is_json or not self.cfg.accesslog:
            super().access(resp, req, environ, request_time)
            return
        atoms = self.atoms(resp, req, environ, request_time)
        fields = {name: atoms.get(atom) for name, atom in ACCESS_FIELDS.items()}
        self.access_log.info("%s %s", atoms["m"], atoms["U"], extra={"fields": fields})
