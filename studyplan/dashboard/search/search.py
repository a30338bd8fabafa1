"""Search: every word of a query is matched with the words of all entries, ignoring accents and forgiving typos.

The words are put in order once per content; a query then compares with a few thousand words, not with whole texts, and
is the same on every database.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

from django.db import DatabaseError
from django.utils.safestring import SafeString
from rapidfuzz import fuzz, process

from studyplan.catalog.version import ContentMissingError, one_version, per_content
from studyplan.dashboard.search.app_pages import SearchEntry
from studyplan.dashboard.search.excerpt import cut_excerpt, split_words
from studyplan.dashboard.search.index import list_entries, strip_math, strip_tags

TITLE, BODY = 1.0, 0.6  # how much a word counts by where it stands
EXACT, BEGINS, ALIKE = 100.0, 92.0, 78.0  # how well a word fits; below ALIKE it does not
SHORT = 4  # shorter words are like too many others to allow for typing errors
MOST_WORDS, MOST_RESULTS, MOST_LETTERS = 8, 20, 100


@dataclass(frozen=True, slots=True)
class Hit:
    """A result, and the piece of its text that holds what was sought, with that marked."""

    entry: SearchEntry
    excerpt: SafeString


@dataclass(frozen=True)
class SearchIndex:
    """All entries, and which words lead to which of them with what weight.

    Every process keeps it, so words and places are in flat sequences: a mapping for each word takes ten times as much.
    """

    entries: tuple[SearchEntry, ...]
    texts: tuple[bytes, ...]
    """What there is to read at each entry, compressed."""
    titles: tuple[str, ...]
    words: tuple[str, ...]
    """In alphabetical order, for lookups by bisection."""
    places: array[int]
    """Those of the first word, then those of the second: twice the entry's place, and one more if in its title."""
    ends: array[int]
    """Up to where in ``places`` those of each word go."""

    def places_of(self, word: int) -> Iterator[tuple[int, float]]:
        """Where the word with that number stands, and how much it counts there."""
        for place in self.places[self.ends[word - 1] if word else 0 : self.ends[word]]:
            yield place >> 1, TITLE if place & 1 else BODY


@per_content
def build_index() -> SearchIndex:
    entries, texts, titles = [], [], []
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for place, (entry, body) in enumerate(list_entries()):
        title = split_words(strip_tags(str(entry.title)))
        entries.append(entry)
        texts.append(zlib.compress(strip_math(body).encode()))
        titles.append(" ".join(title))
        # What one person writes as one word, another writes as two.
        in_title = {*title, *("".join(pair) for pair in pairwise(title))}
        for word in in_title:
            by_word[word].append(2 * place + 1)
        for word in {*split_words(entry.topic), *split_words(strip_tags(body))} - in_title:
            by_word[word].append(2 * place)
    words = tuple(sorted(by_word))
    ends = array("L", accumulate(len(by_word[word]) for word in words))
    places = array("H", chain.from_iterable(by_word[word] for word in words))
    return SearchIndex(tuple(entries), tuple(texts), tuple(titles), words, places, ends)


def warm_index() -> None:
    """Read the content before anyone asks for it, where there is any: the first search should not wait for that."""
    with suppress(DatabaseError, ContentMissingError), one_version():
        build_index()


def search_entries(query: str) -> list[SearchEntry]:
    """The entries that match ``query``, best first."""
    return [hit.entry for hit in search(query)]


def search(query: str) -> list[Hit]:
    """The entries that match ``query``, best first, each with the piece of its text that does."""
    words = split_words(query[:MOST_LETTERS])[:MOST_WORDS]
    if not words:
        return []
    index = build_index()
    sought = " ".join(words)
    fits = {
        word: match_words(word, index.words) for word in {word for reading in list_readings(words) for word in reading}
    }
    scores: dict[int, float] = {}
    for reading in list_readings(words):
        for place, score in score_entries([fits[word] for word in reading], index).items():
            whole = 15 * (sought in index.titles[place]) + 10 * (sought == index.titles[place])
            scores[place] = max(scores.get(place, 0), score + whole)
    best = sorted(scores, key=lambda place: (-scores[place], place))[:MOST_RESULTS]
    meant = {index.words[number] for known in fits.values() for number in known}
    return [
        Hit(index.entries[place], cut_excerpt(zlib.decompress(index.texts[place]).decode(), meant)) for place in best
    ]


def list_readings(words: list[str]) -> Iterator[list[str]]:
    """The words as they are, and with two neighbors taken as one: "ada grad" is Adagrad."""
    yield words
    for place in range(len(words) - 1):
        yield [*words[:place], words[place] + words[place + 1], *words[place + 2 :]]


def score_entries(fits: list[dict[int, float]], index: SearchIndex) -> dict[int, float]:
    """The entries that hold the most of the words, by place, each with how well they fit (up to 100).

    ``fits`` has for each word of the query the known words that it may mean.
    """
    total: defaultdict[int, float] = defaultdict(float)
    held: Counter[int] = Counter()
    for known in fits:
        best: dict[int, float] = {}
        for word, fit in known.items():
            for place, weight in index.places_of(word):
                best[place] = max(best.get(place, 0), fit * weight)
        held.update(best.keys())
        for place, score in best.items():
            total[place] += score
    most = max(held.values(), default=0)
    return {place: score / len(fits) for place, score in total.items() if held[place] == most}


def match_words(word: str, known: tuple[str, ...]) -> dict[int, float]:
    """The known words that ``word`` may mean, by their number, each with how well it fits (up to 100)."""
    fits: dict[int, float] = {}
    if len(word) >= SHORT:
        near = process.extract(word, known, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=20)
        fits = {number: score * BEGINS / 100 for _match, score, number in near}
    for number in range(bisect_left(known, word), bisect_left(known, word + "\uffff")):
        if len(word) > 1 or known[number] == word:
            fits[number] = EXACT if known[number] == word else BEGINS
    return fits
