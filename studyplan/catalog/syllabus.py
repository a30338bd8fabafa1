"""Rows → ``core.model.Syllabus``: as much of the content as planning needs."""

from __future__ import annotations

from collections.abc import Mapping

from studyplan.catalog.files import schema
from studyplan.catalog.models import Company, Prerequisite, Role, Round, Topic
from studyplan.catalog.planning_material import study_material, topic_mock
from studyplan.catalog.track import Track, track
from studyplan.catalog.version import content_version, per_content
from studyplan.core import model, policy
from studyplan.core.codes import PathVariant
from studyplan.core.validation import check_syllabus

__all__ = ["content_version", "syllabus", "track"]


@per_content
def syllabus() -> model.Syllabus:
    """All that is taught, checked once per process and content version. Raises ``ContentMissingError``."""
    words = track()
    topics = {row.slug: row for row in Topic.objects.current()}
    loaded = model.Syllabus(
        topics=tuple(_topic(row) for row in topics.values()),
        hard=_edges(Prerequisite.Kind.HARD),
        soft=_edges(Prerequisite.Kind.SOFT),
        targets=_targets(),
        frequencies=_frequencies(topics, words),
        depths=_depths(words),
        bands=tuple(_bands(words)),
        paths=tuple(model.PathShape(PathVariant(path.variant), path.code, *path.days) for path in words.paths),
        resources=tuple(model.ResourceBand(*level.totals, level.slug) for level in words.resource_levels),
        policy=_policy(words),
        material=study_material(words),
    )
    check_syllabus(loaded)
    return loaded


def _topic(row: Topic) -> model.SyllabusTopic:
    return model.SyllabusTopic(
        row.slug, row.position, row.tier_number, tuple(row.level_minutes), row.fixed_frequency, topic_mock(row)
    )


def _edges(kind: Prerequisite.Kind) -> tuple[model.Edge, ...]:
    rows = Prerequisite.objects.filter(kind=kind).order_by("topic__position", "pk")
    return tuple(model.Edge(*pair) for pair in rows.values_list("requires__slug", "topic__slug"))


def _targets() -> dict[str, dict[str, int]]:
    roles = Role.objects.current().prefetch_related("targets__topic")
    return {role.slug: {target.topic.slug: target.level for target in role.targets.all()} for role in roles}


def _frequencies(topics: Mapping[str, Topic], words: Track) -> dict[str, dict[str, model.Frequency]]:
    """Of every topic at every company: the fixed one, the table's, or the one for topics that it does not name."""
    frequencies: dict[str, dict[str, model.Frequency]] = {}
    for company in Company.objects.current().prefetch_related("topics__topic"):
        named = {entry.topic.slug: entry.frequency for entry in company.topics.all()}
        frequencies[company.slug] = {}
        for slug, topic in topics.items():
            word = words.frequencies[named.get(slug, company.unnamed_frequency)]
            fixed = topic.fixed_frequency
            frequencies[company.slug][slug] = model.Frequency(fixed or word.weight, fixed is None and word.lifts)
    return frequencies


def _depths(words: Track) -> dict[str, dict[str, int]]:
    rounds = Round.objects.current().prefetch_related("topics__topic")
    return {
        kind.slug: {entry.topic.slug: words.round_depths[entry.depth].weight for entry in kind.topics.all()}
        for kind in rounds
    }


def _bands(words: Track) -> list[model.PathBand]:
    """An extended review turns into an express one when the interview is near."""
    near = {PathVariant.EXTENDED: (PathVariant.EXPRESS, words.policy.express_within_days)}
    variants = [(band.totals, PathVariant(band.variant)) for band in words.bands]
    return [model.PathBand(*totals, variant, *near.get(variant, (None, None))) for totals, variant in variants]


def _policy(words: Track) -> policy.PlanningPolicy:
    numbers = words.policy
    return policy.PlanningPolicy(
        points=numbers.points,
        default_frequency=numbers.no_company_frequency,
        default_depth=numbers.no_round_depth,
        levels=policy.LevelRules(
            met=numbers.prerequisite_met_from,
            firm=numbers.prerequisite_firm_from,
            weak_below=numbers.weak_below,
            derive=numbers.derive_from,
            lift_to=numbers.lift_to,
        ),
        learning=policy.LearningRules(
            weak_least=numbers.weak_minimum,
            self_assessment=numbers.self_assessment,
            cheat_sheet=numbers.cheat_sheet,
            mock=numbers.mock,
            read_share=numbers.read_share,
            read_share_lowest=numbers.read_share_lowest,
            read_least=numbers.read_minimum,
            activity_least=numbers.activity_minimum,
        ),
        days=policy.DayRules(
            numbers.grain,
            *numbers.minutes_range,
            *numbers.sitting,
            worth_cutting=numbers.worth_cutting,
            topics_at_once=numbers.topics_at_once,
        ),
        cards=policy.CardRules(numbers.card_share, numbers.card_maximum, numbers.card_day),
        recalls=_recalls(words),
        blocks=policy.BlockRules(
            *numbers.blocks,
            week_themes=tuple(stage.theme for stage in words.path(PathVariant.SEQUENTIAL).stages if stage.theme),
            tier_themes=tuple(tier.themes for tier in words.tiers),
        ),
        sprint=policy.SprintRules(numbers.timed_set, numbers.timed_set_needs, numbers.timed_sets),
        express=policy.ExpressRules(
            cheat_sheet=numbers.express_cheat_sheet,
            timed_problem=numbers.express_timed_problem,
            spoken_answer=numbers.express_spoken_answer,
            share=numbers.express_share,
            spare=numbers.express_spare,
            near_days=numbers.express_within_days,
        ),
        filler=_filler(numbers),
        rehearsals=policy.RehearsalRules(
            least=numbers.rehearsal,
            from_week=numbers.rehearsals_from_week,
            ending_days=numbers.last_rehearsal_days,
            window=numbers.last_rehearsal_window,
        ),
        debrief=policy.DebriefRules(numbers.debrief_days, numbers.debrief_practice),
        readiness=policy.ReadinessRules(
            *numbers.probes_decide,
            stumble_share=numbers.stumble_share,
            words=tuple((word.least, word.slug) for word in words.readiness),
            probe_weight=numbers.probe_weight,
            attempt_weight=numbers.attempt_weight,
            newest_attempts=numbers.attempts_newest,
            hold_share=numbers.hold_share,
            sure_from=numbers.sure_from,
        ),
    )


def _recalls(words: Track) -> policy.RecallRules:
    checkpoints = (policy.RecallCheckpoint(entry.kind, entry.day) for entry in words.checkpoints if entry.kind)
    numbers = words.policy
    return policy.RecallRules(
        tuple(checkpoints), numbers.recall, numbers.recall_share, numbers.recalls_a_day, numbers.recall_distance
    )


def _filler(numbers: schema.TrackPolicy) -> policy.FillerRules:
    return policy.FillerRules(
        cheat_sheet_pass=numbers.cheat_sheet_pass,
        short_mock=numbers.last_day_mock,
        upkeep=numbers.upkeep,
        upkeep_a_week=numbers.upkeep_a_week,
        last_day_cheat_sheet=numbers.last_day_cheat_sheet,
    )
