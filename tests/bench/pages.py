"""The pages that bin/bench pages measures, with their goals."""

from __future__ import annotations

from dataclasses import dataclass

HOST = "127.0.0.1"
VISITOR, RATED, LEARNER = "visitor", "rated visitor", "learner"


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its goals: reference CPU divided by its own, SQL queries, and kilobytes (1,000) of HTML."""

    name: str
    path: str
    ratio: float
    who: str = LEARNER
    queries: int = 6
    kilobytes: int | None = None


TICK = "tick"
PAGES = {
    page.name: page
    for page in (
        Page("landing", "/", 3.0, VISITOR),
        Page("today", "/", 1.0, kilobytes=25),
        Page("plan", "/plan/", 0.7, kilobytes=90),
        Page(TICK, "/progress/", 1.0, queries=5),
        Page("tracker", "/progress/", 0.7, kilobytes=40),
        Page("result", "/result/", 0.5),
        Page("result-visitor", "/result/", 0.5, RATED),
        Page("topic", "/topics/bias-variance/", 1.0),
        Page("topic-visitor", "/topics/bias-variance/", 3.0, VISITOR),
        Page("lesson", "/topics/bias-variance/lesson/", 1.0, kilobytes=100),
        Page("lesson-visitor", "/topics/bias-variance/lesson/", 3.0, VISITOR, kilobytes=100),
        Page("topic-practice", "/topics/bias-variance/practice/", 1.0, kilobytes=100),
        Page("map", "/map/", 0.5),
        Page("practice", "/practice/", 0.5),
        Page("cards", "/practice/cards/", 0.5),
        Page("readiness", "/practice/readiness/", 0.5),
        Page("history", "/practice/history/", 0.5),
        Page("find", "/find/?q=bias+variance", 0.5),
    )
}


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent, to a server or in this process; with a body it is a POST."""

    path: str
    headers: dict[str, str]
    body: bytes = b""

    @property
    def method(self) -> str:
        """GET or POST."""
        return "POST" if self.body else "GET"
