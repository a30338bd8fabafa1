"""One YAML file with the line of everything in it, and its faults in words that say what to write instead."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from studyplan.catalog.files.fields import Place, field_hints, is_model, unwrap

# The C parser is ten times as fast; PyYAML built without it has only the other.
Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Far above what content needs, far below what brings a parser or a machine down.
MOST_NODES = 20_000
MOST_LEVELS = 50


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something to fix: in which file (relative to the content folder) and line, and what to write instead."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file as it was read; ``data`` is None, and ``faults`` says why, where it could not be."""

    name: str  # relative to the content folder
    root: yaml.Node | None
    data: Any
    faults: tuple[Fault, ...] = ()

    def fault(self, place: Place, message: str, *, is_key: bool = False, offset: int = 0) -> Fault:
        """A fault at a place in this file; ``offset`` counts lines into a text."""
        key, value = nodes_at(self.root, place)
        node = key if is_key and key is not None else value
        if node is None:
            return Fault(self.name, 1, message)
        in_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") and not is_key
        # The lines of a folded text are gone once it is parsed: its first line is as near as we get.
        line = node.start_mark.line + 1 + in_block + (offset if getattr(node, "style", None) == "|" else 0)
        return Fault(self.name, line, message)


def read_yaml(root: Path, path: Path) -> YamlFile:
    """Parse one file, refusing duplicate keys. Never raises for what is in it."""
    name = path.relative_to(root).as_posix()
    if not path.is_file():
        return YamlFile(name, None, None, (Fault(name, 1, "this file is missing"),))
    try:
        text = path.read_text(encoding="utf-8")
        if fault := find_excess(name, text):
            return YamlFile(name, None, None, (fault,))
        loader = Loader(text)
        node = loader.get_single_node()
        if node is None:
            return YamlFile(name, None, None, (Fault(name, 1, "the file is empty"),))
        faults = tuple(Fault(name, line, message) for line, message in find_repeated_keys(node))
        return YamlFile(name, node, loader.construct_document(node), faults)
    except UnicodeDecodeError as error:
        return YamlFile(name, None, None, (Fault(name, 1, f"not UTF-8: {error.reason} at byte {error.start}"),))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return YamlFile(name, None, None, (Fault(name, line, f"not valid YAML: {error.problem}"),))
    except (yaml.YAMLError, ValueError) as error:
        return YamlFile(name, None, None, (Fault(name, 1, f"not valid YAML: {' '.join(str(error).split())}"),))


@dataclass(slots=True)
class Extent:
    """How much stands below a place once its aliases are written out: nodes, and levels of nesting."""

    anchor: str | None
    nodes: int = 1
    levels: int = 1

    def add(self, inner: Extent) -> None:
        self.nodes += inner.nodes
        self.levels = max(self.levels, inner.levels + 1)


def find_excess(name: str, text: str) -> Fault | None:
    """The first place that is too much to build: an alias of what it stands in, too many nodes, too many levels.

    Counted on events, because the tree behind them may be endless, and the C parser crashes on a deep one.
    """
    anchors: dict[str, Extent] = {}
    outer = [Extent(None)]
    events: Iterator[Any] = yaml.parse(text, Loader=Loader)
    for event in events:
        kind = type(event)
        if kind is yaml.AliasEvent and any(extent.anchor == event.anchor for extent in outer):
            message = f"the alias '*{event.anchor}' stands inside its own anchor: write out what is meant"
            return Fault(name, event.start_mark.line + 1, message)
        if kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            outer.append(Extent(event.anchor))
        elif kind is yaml.AliasEvent:
            outer[-1].add(anchors.get(event.anchor, Extent(None)))  # an unknown one is the parser's to refuse
        elif kind in (yaml.ScalarEvent, yaml.MappingEndEvent, yaml.SequenceEndEvent):
            complete = Extent(event.anchor) if kind is yaml.ScalarEvent else outer.pop()
            anchors[complete.anchor or ""] = complete
            outer[-1].add(complete)
        if len(outer) + outer[-1].levels > MOST_LEVELS:
            return Fault(name, event.start_mark.line + 1, f"more than {MOST_LEVELS} levels stand inside each other")
        if outer[-1].nodes > MOST_NODES:
            message = f"more than {MOST_NODES:,} values, with aliases written out: repeat less"
            return Fault(name, event.start_mark.line + 1, message)
    return None


def find_repeated_keys(node: yaml.Node) -> Iterator[tuple[int, str]]:
    """Every key that stands twice in one mapping: PyYAML would silently keep the last."""
    if isinstance(node, yaml.MappingNode):
        first: dict[str, int] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else repr(key)
            line = key.start_mark.line + 1
            if name in first:
                yield line, f"the key '{name}' is already on line {first[name]}: keep one of them"
            first.setdefault(name, line)
            yield from find_repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from find_repeated_keys(item)


def nodes_at(node: yaml.Node | None, place: Place) -> tuple[yaml.Node | None, yaml.Node | None]:
    """The nodes of the key and of the value at a place; the nearest enclosing value where there is none."""
    key: yaml.Node | None = None
    for step in place:
        inner_key, inner = child_nodes(node, step)
        if inner is None:
            return None, node
        key, node = inner_key, inner
    return key, node


def child_nodes(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    """One step down: the key and the value below ``node``."""
    if isinstance(node, yaml.MappingNode):
        pairs = (pair for pair in reversed(node.value) if getattr(pair[0], "value", None) == str(step))
        return next(pairs, (None, None))
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None, None


def validate_file(file: YamlFile, model: type[BaseModel]) -> tuple[BaseModel | None, list[Fault]]:
    """The file as a model, or every fault of its form."""
    if file.data is None:
        return None, []
    if not isinstance(file.data, dict):
        return None, [Fault(file.name, 1, "expected a mapping: lines of the form 'key: value'")]
    try:
        return model.model_validate(file.data), []
    except ValidationError as error:
        errors = [dict(item) for item in error.errors(include_url=False)]
        return None, [fault_from_error(file, model, item) for item in errors if not seems_short(item)]


def seems_short(error: dict[str, Any]) -> bool:
    """Whether a list is too short only without its faulty items: pydantic counts those out, and names them too."""
    return bool(error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"])


def fault_from_error(file: YamlFile, model: type[BaseModel], error: dict[str, Any]) -> Fault:
    """One of pydantic's errors, in our words and with its line."""
    place: Place = tuple(step for step in error["loc"] if step != "[key]")
    is_key = "[key]" in error["loc"]
    name = str(place[-1]) if place else ""
    match error["type"]:
        case "missing":
            return file.fault(place[:-1], f"the key '{name}' is missing{in_place(place[:-1])}")
        case "extra_forbidden":
            known = field_names(model, place[:-1])
            given = child_nodes(nodes_at(file.root, place[:-1])[1], place[-1])[0]
            absent = [field for field in known if field not in keys_at(file, place[:-1])] if given else known
            message = f"unknown key '{name}'{in_place(place[:-1])}{suggestion(name, absent or known)}"
            return file.fault(place, message, is_key=True)
        case _ if error["input"] in (None, "", [], {}):
            message = f"{describe_place(place)}: write something, it is empty"
        case "string_pattern_mismatch":
            message = f"'{error['input']}' is not a slug: write small letters, digits and single hyphens"
        case "string_type":
            message = f"{describe_place(place)}: expected text, not {error['input']!r}; put it in quotes"
        case "too_short" | "too_long" | "literal_error":
            message = f"{describe_place(place)}: {lower_first(error['msg'])}"
        case _:
            message = f"{describe_place(place)}: {lower_first(error['msg'])}, not {error['input']!r}"
    return file.fault(place, message, is_key=is_key)


def keys_at(file: YamlFile, place: Place) -> Collection[str]:
    node = nodes_at(file.root, place)[1]
    return [key.value for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []


def field_names(model: type[BaseModel], place: Place) -> list[str]:
    """The keys that the schema knows at a place."""
    hint: Any = model
    for step in place:
        hint, _ = unwrap(hint)
        if is_model(hint):
            hint = field_hints(hint).get(str(step))
        elif get_origin(hint) is tuple:
            hint = get_args(hint)[0]
        elif get_origin(hint) is dict:
            hint = get_args(hint)[1]
    hint, _ = unwrap(hint)
    return list(field_hints(hint)) if is_model(hint) else []


def suggestion(name: str, known: Collection[str]) -> str:
    """The end of a fault's message: the nearest known name, else all of them."""
    if near := difflib.get_close_matches(name, known, n=1, cutoff=0.6):
        return f"; did you mean '{near[0]}'?"
    return f"; known are: {', '.join(known)}" if known else ""


def describe_place(place: Place) -> str:
    """A place in words: ``learn[2]``, ``formula.tex``."""
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return words.lstrip(".") or "the file"


def in_place(place: Place) -> str:
    """The end of a clause: " in learn[2]", or "" at the top of the file."""
    return f" in {describe_place(place)}" if place else ""


def lower_first(text: str) -> str:
    """The text as the second half of a sentence."""
    return text[:1].lower() + text[1:]
