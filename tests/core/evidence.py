"""Evidence, written by hand and at random."""

from datetime import date, timedelta

from hypothesis import strategies as st

from studyplan.core.evidence import Evidence, ProbeAnswer, QuestionAttempt
from tests.core.requests import START
from tests.core.twelve import SLUGS

BV, LF, EM = SLUGS["BV"], SLUGS["LF"], SLUGS["EM"]

slugs = st.sampled_from(tuple(SLUGS.values()))
days: st.SearchStrategy[date] = st.integers(0, 6).map(lambda number: START + timedelta(days=number))
probed = st.builds(ProbeAnswer, slugs, st.integers(2, 5), st.sampled_from("abcde"), st.booleans(), days)
attempted = st.builds(
    QuestionAttempt, slugs, st.sampled_from(("warm-up", "problem")), st.integers(0, 4), st.just(4), days
)
few_topics = st.builds(
    ProbeAnswer, st.sampled_from((BV, LF)), st.integers(2, 5), st.sampled_from("abcd"), st.booleans(), days
)
evidence: st.SearchStrategy[list[Evidence]] = st.lists(
    st.one_of(few_topics, few_topics, probed, attempted), max_size=60
)


def probes(text: str, topic: str = BV) -> list[ProbeAnswer]:
    """`4a+ 4b-` on day 1, `|` a day later: level, probe, whether it held."""
    return [
        ProbeAnswer(topic, int(answer[0]), answer[1], answer[2] == "+", START + timedelta(days=number))
        for number, day in enumerate(text.split("|"))
        for answer in day.split()
    ]
