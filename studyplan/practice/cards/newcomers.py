"""New cards: they follow the reading.

First those of topics whose reading has begun, in the order in which it began, which is the plan's; then of topics that
the user had seen before, the weightiest first. They come from topics in turn, so that no day is all of one.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connection

from studyplan.accounts.models import User
from studyplan.practice.cards.deck import CardText
from studyplan.practice.cards.own import wordless_text
from studyplan.practice.cards.state import CardState, QueuedCard

TIMES_A_NEW_CARD_COMES = 2
"""On its first day."""

SEEN = 2
"""The level from which on somebody has met a topic, so that its cards recall something."""

IN_A_ROW = 2
"""New cards of a topic before another has its turn."""

# Written out: to put it together from querysets takes Django far longer than the database takes to answer.
UNMET = """
    WITH begun AS (
        SELECT slug, MIN(moment) AS moment FROM (
            SELECT topic AS slug, read_at AS moment FROM progress_sectionread WHERE user_id = %(user)s
            UNION ALL
            SELECT SUBSTR(task, 6), done_at FROM progress_completion WHERE user_id = %(user)s AND task LIKE %(read)s
        ) reading GROUP BY slug
    ), seen AS (
        SELECT topic_id FROM assessment_rating WHERE level >= %(seen)s AND assessment_id = (
            SELECT id FROM assessment_assessment WHERE user_id = %(user)s ORDER BY taken_at DESC, id DESC LIMIT 1
        )
    )
    SELECT card.id, begun.moment, topic.slug
    FROM catalog_card card JOIN catalog_topic topic ON topic.id = card.topic_id
    LEFT JOIN begun ON begun.slug = topic.slug
    WHERE (begun.moment IS NOT NULL OR topic.id IN (SELECT topic_id FROM seen) OR topic.slug = %(topic)s)
    AND NOT EXISTS (SELECT 1 FROM practice_cardmemory WHERE user_id = %(user)s AND card_id = card.id)
    UNION ALL
    SELECT -own.id, own.written_at, topic.slug
    FROM practice_owncard own JOIN catalog_topic topic ON topic.id = own.topic_id
    WHERE own.user_id = %(user)s AND own.card_id IS NULL AND own.deleted_on IS NULL
    AND NOT EXISTS (SELECT 1 FROM practice_cardmemory WHERE own_id = own.id)
"""


def unmet_cards(user: User, state: CardState, topic: str = "") -> list[QueuedCard]:
    """Cards that are new to the user, in the order in which they come; of one ``topic`` all, met or not."""
    with connection.cursor() as cursor:
        cursor.execute(UNMET, {"user": user.pk, "seen": SEEN, "topic": topic, "read": "read:%"})
        unmet = {number: (moment, slug) for number, moment, slug in cursor.fetchall()}
    wordless = sorted((number for number in unmet if number < 0 and number not in state.texts), reverse=True)
    texts = {**{number: wordless_text(number, unmet[number][1]) for number in wordless}, **state.texts}
    being_read: defaultdict[str, list[CardText]] = defaultdict(list)
    seen: defaultdict[str, list[CardText]] = defaultdict(list)
    began: dict[str, Any] = {}  # a moment as the database writes it
    for number, card_text in texts.items():
        if number not in unmet or (topic and card_text.topic != topic):
            continue
        moment, _slug = unmet[number]
        if moment is None:
            seen[card_text.topic].append(card_text)
        else:
            being_read[card_text.topic].append(card_text)
            began[card_text.topic] = min(moment, began.get(card_text.topic, moment))
    first = take_turns(being_read[slug] for slug in sorted(being_read, key=lambda slug: began[slug]))
    then = take_turns(seen[slug] for slug in sorted(seen, key=lambda slug: -state.weights.get(slug, 0)))
    return [
        QueuedCard(card_text, None, state.seconds(card_text) * TIMES_A_NEW_CARD_COMES)
        for in_turn in (first, then)
        for card_text in in_turn
    ]


def take_turns(topics: Iterable[Iterable[CardText]]) -> Iterator[CardText]:
    """Two cards of each topic, then two more of each, and so on."""
    waiting = deque(iter(texts) for texts in topics)
    while waiting:
        of_topic = waiting.popleft()
        if some := list(islice(of_topic, IN_A_ROW)):
            yield from some
            waiting.append(of_topic)


def take_fitting(cards: Iterable[QueuedCard], room: int, most: int) -> list[QueuedCard]:
    """The first cards, ``most`` of them, that fit into ``room`` seconds."""
    taken = []
    for card in islice(cards, max(0, most)):
        room -= card.seconds
        if room < 0:
            break
        taken.append(card)
    return taken
