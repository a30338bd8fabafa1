"""Items of study material: which come first, which fit, and which a sitting holds. Rule: planning §4, §6."""

from collections.abc import Collection, Iterable, Sequence

from studyplan.core.material import StudyItem

AGAIN = "again"  # what went wrong, once more
AGAIN_ENDING = f":{AGAIN}"  # a second asking


def list_in_order(
    items: Iterable[StudyItem],
    gained: tuple[int, int],
    rounds: Collection[str],
    companies: Collection[str],
    attempted: Collection[str],
) -> tuple[StudyItem, ...]:
    """The items to take first at the front; `gained`: the levels from and to which the topic goes. Rule: planning §4.

    First those of a level to gain, then those that suit a chosen round, the companies' own, easier ones, new ones.
    """
    rating, reach = gained

    def rank(item: StudyItem) -> tuple[int, ...]:
        return (
            not rating < item.level <= reach,
            not any(round_ in rounds for round_ in item.rounds),
            not any(company in companies for company in item.companies),
            item.level,
            item.slug in attempted,
        )

    return tuple(sorted(items, key=rank))


def pick_fitting(items: Iterable[StudyItem], minutes: int) -> list[StudyItem]:
    """The items, in their order, that fit into so many minutes; one that does not is passed over."""
    picked = []
    for item in items:
        if item.minutes <= minutes:
            picked.append(item)
            minutes -= item.minutes
    return picked


class ItemQueue:
    """The items of a task that are still to be done; of the first some minutes may be done already."""

    def __init__(self, items: Sequence[StudyItem]) -> None:
        self._items = items
        self._next = 0
        self._done = 0
        self.minutes = sum(item.minutes for item in items)  # left of all items

    def mark(self) -> tuple[int, int, int]:
        """Where the queue stands, for `return_to`."""
        return self._next, self._done, self.minutes

    def return_to(self, mark: tuple[int, int, int]) -> None:
        """Put back what was taken since then."""
        self._next, self._done, self.minutes = mark

    def list_cuts(self) -> list[tuple[int, int]]:
        """Where the task can be cut between items: (minutes before the cut, minutes after it), ascending."""
        before = -self._done
        cuts = []
        for item in self._items[self._next : -1]:
            before += item.minutes
            cuts.append((before, self.minutes - before))
        return cuts

    def take(self, minutes: int, left: int) -> Sequence[StudyItem]:
        """The items of a sitting of so many minutes, after which `left` minutes of the task are left.

        Whole items as far as they fit; after them one is begun only where the rest of the task would be too short for
        it. Where none is left, the last one takes the minutes that the task has beyond its items.
        """
        first = self._next
        while self._next < len(self._items):
            own = self._items[self._next].minutes - self._done
            if own > minutes:
                if not minutes or (self.minutes <= left and self._next > first):
                    break
                self._done += minutes
                self.minutes -= minutes
                return self._items[first : self._next + 1]
            minutes -= own
            self.minutes -= own
            self._next, self._done = self._next + 1, 0
        return self._items[first : self._next] or self._items[-1:]
