"""Exceptions that carry their causes as data; whoever catches one makes the sentence."""

from datetime import date


class CoreError(ValueError):
    """Anything that core refuses. `args` holds the same facts as the attributes, for the log."""


class CycleError(CoreError):
    """Prerequisites run in a circle: `path` names its topics, the first one again at the end."""

    def __init__(self, path: tuple[str, ...]) -> None:
        super().__init__(path)
        self.path = path


class SyllabusError(CoreError):
    """The syllabus contradicts itself: `fault` is a code, `subjects` the slugs or numbers concerned."""

    def __init__(self, fault: str, *subjects: str | int) -> None:
        super().__init__(fault, *subjects)
        self.fault = fault
        self.subjects = subjects


class UnknownError(CoreError):
    """`what` ("role", "company", "round", "topic") has no `slug`; `known` are those that exist."""

    def __init__(self, what: str, slug: str, known: tuple[str, ...]) -> None:
        super().__init__(what, slug, known)
        self.what = what
        self.slug = slug
        self.known = known


class RatingError(CoreError):
    """A topic's rating is missing (`rating` is None) or outside 1 to `highest`."""

    def __init__(self, topic: str, rating: int | None, highest: int) -> None:
        super().__init__(topic, rating, highest)
        self.topic = topic
        self.rating = rating
        self.highest = highest


class MinutesError(CoreError):
    """Minutes a day outside `least` to `most`."""

    def __init__(self, minutes: int, least: int, most: int) -> None:
        super().__init__(minutes, least, most)
        self.minutes = minutes
        self.least = least
        self.most = most


class WeekdaysError(CoreError):
    """No weekday to study on, or one outside 0 to 6."""

    def __init__(self, weekdays: tuple[int, ...]) -> None:
        super().__init__(weekdays)
        self.weekdays = weekdays


class InterviewPastError(CoreError):
    """The interview on `on` is before the plan's `start`."""

    def __init__(self, on: date, start: date) -> None:
        super().__init__(on, start)
        self.on = on
        self.start = start
