"""The twelve topics and the numbers of the planning rules, written out by hand: what content must amount to."""

from studyplan.core.codes import PathVariant
from studyplan.core.material import StudyItem, TopicMock
from studyplan.core.model import Edge, Frequency, PathBand, PathShape, ResourceBand, Syllabus, SyllabusTopic
from studyplan.core.policy import (
    BlockRules,
    CardRules,
    DayRules,
    DebriefRules,
    ExpressRules,
    FillerRules,
    LearningRules,
    LevelRules,
    PlanningPolicy,
    ReadinessRules,
    RecallCheckpoint,
    RecallRules,
    RehearsalRules,
    SprintRules,
)
from tests.core.oracle_material import make_material

SLUGS = {
    "BV": "bias-variance",
    "LF": "loss-functions",
    "REG": "regularization",
    "OPT": "optimization",
    "EM": "evaluation-metrics",
    "FE": "feature-engineering",
    "ENS": "ensemble-methods",
    "CV": "cross-validation",
    "IMB": "handling-imbalance",
    "DR": "dimensionality-reduction",
    "PML": "probabilistic-ml",
    "MIQ": "interview-questions",
}
SHORT = {slug: short for short, slug in SLUGS.items()}

TIERS = dict(zip(SLUGS, (1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4), strict=True))
MINUTES = dict.fromkeys(SLUGS, (90, 90, 90, 105)) | {
    "BV": (90, 75, 90, 105),
    "LF": (90, 75, 90, 105),
    "PML": (120, 120, 150, 180),
    "MIQ": (60, 75, 90, 105),
}
HARD = "BV→REG LF→REG LF→OPT LF→EM BV→FE REG→ENS OPT→ENS EM→CV FE→CV EM→IMB FE→IMB FE→DR OPT→DR ENS→PML DR→PML"
SOFT = "CV→PML IMB→PML PML→MIQ"

#                          BV LF REG OPT EM FE ENS CV IMB DR PML MIQ
TARGETS = {
    "mle": (4, 5, 4, 4, 5, 4, 4, 5, 5, 4, 3, 4),
    "ai-engineer": (3, 3, 3, 3, 5, 4, 3, 5, 5, 3, 2, 4),
    "data-scientist": (3, 3, 3, 3, 5, 4, 3, 5, 5, 4, 4, 4),
    "research-engineer": (5, 5, 5, 5, 3, 2, 5, 3, 3, 5, 5, 4),
    "mlops": (3, 2, 2, 2, 3, 3, 2, 3, 3, 2, 2, 3),
}

VERY_HIGH, HIGH, MEDIUM = Frequency(10, True), Frequency(8, True), Frequency(5, False)
NOT_NAMED, ALWAYS = Frequency(3, False), Frequency(8, False)
COMPANIES = {
    "google": (NOT_NAMED, {VERY_HIGH: "BV LF OPT EM", HIGH: "REG", MEDIUM: "ENS PML"}),
    "meta": (NOT_NAMED, {VERY_HIGH: "LF EM FE", HIGH: "IMB ENS", MEDIUM: "CV"}),
    "amazon": (NOT_NAMED, {VERY_HIGH: "EM FE", HIGH: "ENS IMB CV", MEDIUM: "BV"}),
    "research-lab": (NOT_NAMED, {VERY_HIGH: "LF OPT", HIGH: "REG PML", MEDIUM: "BV DR"}),
    "startup": (HIGH, {VERY_HIGH: "FE EM"}),
}

#                     BV  LF REG OPT EM  FE ENS CV IMB DR PML MIQ
DEPTHS = {
    "phone-screen": (10, 6, 6, 3, 6, 3, 6, 6, 6, 3, 3, 10),
    "ml-depth": (10, 10, 10, 10, 10, 6, 10, 6, 10, 6, 10, 3),
    "system-design": (2, 6, 6, 6, 10, 10, 6, 3, 6, 3, 3, 1),
    "coding": (1, 4, 1, 4, 4, 6, 4, 4, 1, 4, 1, 1),
    "behavioral": (1, 1, 1, 1, 3, 1, 1, 1, 3, 1, 1, 1),
}

POLICY = PlanningPolicy(
    points=(4, 3, 2, 1),
    default_frequency=5,
    default_depth=10,
    levels=LevelRules(met=2, firm=3, weak_below=3, derive=4, lift_to=3),
    learning=LearningRules(
        weak_least=120,
        self_assessment=5,
        cheat_sheet=10,
        mock=10,
        read_share=(1, 3),
        read_share_lowest=(1, 2),
        read_least=10,
        activity_least=15,
    ),
    days=DayRules(
        step=5,
        least=15,
        most=720,
        shortest_sitting=15,
        short_day=45,
        break_after=60,
        worth_cutting=25,
        topics_at_once=2,
    ),
    cards=CardRules(share=(1, 12), most=30, least_day=60),
    recalls=RecallRules(
        checkpoints=tuple(RecallCheckpoint(f"recall-{day}", day) for day in (3, 7, 14, 21)),
        minutes=10,
        share=(1, 5),
        most_a_day=3,
        days_between=2,
    ),
    blocks=BlockRules(
        least_weeks=4,
        most_weeks=12,
        week_themes=("definitions", "derivations", "application", "combining", "special-cases", "integration"),
        tier_themes=(
            ("definitions",),
            ("derivations", "application"),
            ("combining", "special-cases"),
            ("integration",),
        ),
    ),
    sprint=SprintRules(timed_set=60, least_times=2, sets=3),
    express=ExpressRules(cheat_sheet=5, timed_problem=10, spoken_answer=5, share=(1, 2), spare=(1, 10), near_days=7),
    filler=FillerRules(cheat_sheet_pass=10, short_mock=20, upkeep=25, upkeep_a_week=2, last_day_cheat_sheet=5),
    rehearsals=RehearsalRules(least=20, from_week=2, ending_days=14, window=7),
    debrief=DebriefRules(days=2, practice=25),
    readiness=ReadinessRules(
        decisive=2,
        newest=3,
        stumble_share=(1, 2),
        words=((0, "just-begun"), (40, "under-way"), (65, "well-on-the-way"), (85, "nearly-there"), (97, "on-target")),
        probe_weight=3,
        attempt_weight=1,
        newest_attempts=8,
        hold_share=(2, 3),
        sure_from=9,
    ),
)

# The twenty questions in thirty minutes, where the topic's minutes are 90 or more.
MIQ_MOCK = TopicMock(30, 90, StudyItem("twenty-in-thirty", "Twenty questions in 30 minutes", 30))
DEFAULT_MINUTES = 120


def _edges(text: str) -> tuple[Edge, ...]:
    pairs = (edge.split("→") for edge in text.split())
    return tuple(Edge(SLUGS[before], SLUGS[after]) for before, after in pairs)


def _asked(default: Frequency, named: dict[Frequency, str]) -> dict[str, Frequency]:
    table = {slug: ALWAYS if short == "MIQ" else default for short, slug in SLUGS.items()}
    for frequency, shorts in named.items():
        table.update(dict.fromkeys((SLUGS[short] for short in shorts.split()), frequency))
    return table


def syllabus() -> Syllabus:
    """All of it."""
    return Syllabus(
        topics=tuple(
            SyllabusTopic(slug, number, TIERS[short], MINUTES[short], *((8, MIQ_MOCK) if short == "MIQ" else ()))
            for number, (short, slug) in enumerate(SLUGS.items(), start=1)
        ),
        hard=_edges(HARD),
        soft=_edges(SOFT),
        targets={role: dict(zip(SLUGS.values(), row, strict=True)) for role, row in TARGETS.items()},
        frequencies={company: _asked(*table) for company, table in COMPANIES.items()},
        depths={round_: dict(zip(SLUGS.values(), row, strict=True)) for round_, row in DEPTHS.items()},
        bands=(
            PathBand(12, 19, PathVariant.SEQUENTIAL),
            PathBand(20, 35, PathVariant.SPRINT),
            PathBand(36, 49, PathVariant.EXTENDED, near_variant=PathVariant.EXPRESS, near_days=7),
            PathBand(50, 60, PathVariant.EXPRESS),
        ),
        paths=(
            PathShape(PathVariant.SEQUENTIAL, "A", 28, 42),
            PathShape(PathVariant.SPRINT, "B", 14, 21),
            PathShape(PathVariant.EXTENDED, "C", 7, 14),
            PathShape(PathVariant.EXPRESS, "C", 3, 5),
        ),
        resources=(
            ResourceBand(12, 19, "beginner"),
            ResourceBand(20, 39, "intermediate"),
            ResourceBand(40, 60, "advanced"),
        ),
        policy=POLICY,
        material=make_material(SLUGS.values()),
    )
