"""gunicorn's logger as bin/run starts it: ``--logger-class studyplan.ui.gunicorn_logger.MaskingLogger``."""

from __future__ import annotations

from gunicorn.config import Config
from gunicorn.glogging import Logger

from studyplan.ui.masking import MaskingFilter


class MaskingLogger(Logger):  # type: ignore[misc]
    """Masks secret addresses in the access log, whatever its format, and in the error log, which names what failed."""

    def setup(self, cfg: Config) -> None:
        """Set the logs up, at the start and whenever gunicorn reloads its configuration."""
        super().setup(cfg)
        for log in (self.access_log, self.error_log):
            if not any(isinstance(filter_, MaskingFilter) for filter_ in log.filters):
                log.addFilter(MaskingFilter())
