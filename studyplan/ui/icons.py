"""Icons, drawn with one pen on a square of 24: names and the paths of their lines."""

from __future__ import annotations

PERSON = "M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5zM4.75 20c.7-3.4 3.6-5.25 7.25-5.25s6.55 1.85 7.25 5.25"
BOOK = "M12 6.75q-3-2-8.25-2v13.5q5.25 0 8.25 2 3-2 8.25-2V4.75q-5.25 0-8.25 2zM12 6.75v13.5"
CALENDAR = "M4.25 7.25q0-1.5 1.5-1.5h12.5q1.5 0 1.5 1.5V18.5q0 1.5-1.5 1.5H5.75q-1.5 0-1.5-1.5zM8.25 3.5v4M15.75 3.5v4"
PENCIL = "M4.5 19.5 5.6 15 15.9 4.7q1.1-.9 2.2 0l1.2 1.2q.9 1.1 0 2.2L9 18.4zM13.75 6.85l3.4 3.4"

ICONS = {
    "account": PERSON,
    "find": "M10.75 17.5a6.75 6.75 0 1 0 0-13.5 6.75 6.75 0 0 0 0 13.5zM15.75 15.75 20.5 20.5",
    "guide": "M12 3.5v17M8.5 20.5h7M12 5h6l2.25 2.25L18 9.5h-6M12 11H6l-2.25 2.25L6 15.5h6",
    "home": "M3.75 11.25 12 4.25l8.25 7M6 9.5v10h4.25v-5.25h3.5v5.25H18v-10",
    "more": "M5 12h.01M12 12h.01M19 12h.01",
    "plan": "M4.25 6h8.5M8 12h8.5M11.75 18h8M4.25 10v10",
    "practice": PENCIL,
    "today": f"{CALENDAR}M8.75 13.25l2.25 2.25 4.25-4.5",
    "topics": BOOK,
}
