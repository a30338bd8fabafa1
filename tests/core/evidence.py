"""Evidence, written by hand and at random."""

from datetime import date, timedelta

from hypothesis import strategies as st

from studyplan.core.evidence import Evidence, ProbeAnswer, QuestionAttempt
from tests.core.requests import START
from tests.core.twelve import SLUGS

BV, LF, EM = SLUGS["BV"], SLUGS["LF"], SLUGS["EM"]
MARKS = {"+": 6, "~": 3, "-": 1}
OF = 6

slugs = st.sampled_from(tuple(SLUGS.values()))
few = st.sampled_from((BV, LF))
levels = st.integers(2, 5)
days: st.SearchStrategy[date] = st.integers(0, 6).map(lambda number: START + timedelta(days=number))
kinds = st.sampled_from(("warm-up", "problem"))
probed = st.builds(ProbeAnswer, slugs, levels, st.sampled_from("abcde"), st.booleans(), days)
attempted = st.builds(
    QuestionAttempt, slugs, levels, kinds, st.sampled_from("abcde"), st.integers(0, OF), st.just(OF), days
)
probed_often = st.builds(ProbeAnswer, few, levels, st.sampled_from("abcd"), st.booleans(), days)
attempted_often = st.builds(
    QuestionAttempt,
    few,
    st.sampled_from((3, 4)),
    kinds,
    st.sampled_from("abcdefgh"),
    st.integers(0, OF),
    st.just(OF),
    days,
)
evidence: st.SearchStrategy[list[Evidence]] = st.lists(
    st.one_of(probed_often, attempted_often, attempted_often, probed, attempted), max_size=60
)


def probes(text: str, topic: str = BV) -> list[ProbeAnswer]:
    """`4a+ 4b-` on day 1, `|` a day later: level, probe, whether it held."""
    return [
        ProbeAnswer(topic, int(answer[0]), answer[1], answer[2] == "+", START + timedelta(days=number))
        for number, day in enumerate(text.split("|"))
        for answer in day.split()
    ]


def answers(text: str, topic: str = BV) -> list[Evidence]:
    """As `probes`; a problem is a capital letter, and `~` one that held in part: `4a+ 4B- 4C~`."""

    def answer(written: str, on: date) -> Evidence:
        level, slug, mark = int(written[0]), written[1], written[2]
        if slug.islower():
            return ProbeAnswer(topic, level, slug, mark == "+", on)
        return QuestionAttempt(topic, level, "problem", slug, MARKS[mark], OF, on)

    return [
        answer(written, START + timedelta(days=number))
        for number, day in enumerate(text.split("|"))
        for written in day.split()
    ]
