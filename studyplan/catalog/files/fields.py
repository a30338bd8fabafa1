"""The marks on the annotations of ``schema``, and walks over data along those annotations.

A field may say that it holds markup to be rendered, or that it names something in another file. Rendering, building
page objects and checking references then need no list of fields of their own: whoever adds a field to the schema with
the right type has it rendered and checked.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

Place = tuple[str | int, ...]
"""The way to a value in a file: keys and indexes, as in pydantic's errors."""
SchemaT = TypeVar("SchemaT", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Markup:
    """The text is markup: one paragraph of Markdown, any Markdown, or LaTeX."""

    kind: Literal["inline", "block", "tex"]


@dataclass(frozen=True, slots=True)
class Reference:
    """The text is the slug of something that is defined elsewhere in the content."""

    to: Literal[
        "topic",
        "role",
        "company",
        "round",
        "tier",
        "depth word",
        "frequency",
        "round depth",
        "pattern",
        "primer page",
        "mock format",
    ]


Mark = Markup | Reference


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text of a file with its mark; ``is_key``: it is a key rather than a value."""

    place: Place
    mark: Mark
    text: str
    is_key: bool = False


@cache
def field_hints(model: type[BaseModel]) -> dict[str, Any]:
    """The annotations of a model's fields, with their marks."""
    return {
        name: hint for name, hint in get_type_hints(model, include_extras=True).items() if name in model.model_fields
    }


def unwrap(hint: Any) -> tuple[Any, Mark | None]:
    """The type behind an annotation, without ``Annotated`` and ``| None``, and the mark on it."""
    mark = None
    while True:
        if get_origin(hint) is Annotated:
            hint, *metadata = get_args(hint)
            mark = next((item for item in metadata if isinstance(item, Mark)), mark)
        elif get_origin(hint) in (Union, types.UnionType):
            hint = next(part for part in get_args(hint) if part is not types.NoneType)
        else:
            return hint, mark


def is_model(hint: Any) -> bool:
    """Whether an annotation without its marks is a model of the schema."""
    return isinstance(hint, type) and issubclass(hint, BaseModel)


def marked_texts(hint: Any, data: Any, place: Place = (), is_key: bool = False) -> Iterator[MarkedText]:
    """The marked texts in ``data``, which need not be valid: what does not fit the annotation is passed over."""
    hint, mark = unwrap(hint)
    if mark is not None:
        if isinstance(data, str):
            yield MarkedText(place, mark, data, is_key)
    elif is_model(hint) and isinstance(data, dict):
        for name, inner in field_hints(hint).items():
            if name in data:
                yield from marked_texts(inner, data[name], (*place, name))
    elif get_origin(hint) is tuple and isinstance(data, list):
        for index, item in enumerate(data):
            yield from marked_texts(get_args(hint)[0], item, (*place, index))
    elif get_origin(hint) is dict and isinstance(data, dict):
        key_hint, value_hint = get_args(hint)
        for key, value in data.items():
            yield from marked_texts(key_hint, key, (*place, key), is_key=True)
            yield from marked_texts(value_hint, value, (*place, key))


def map_markup(hint: Any, data: Any, change: Callable[[Markup, str], str]) -> Any:
    """JSON ``data`` with every text that is markup changed."""
    hint, mark = unwrap(hint)
    if isinstance(mark, Markup):
        return data if data is None else change(mark, data)
    if is_model(hint) and data is not None:
        return {name: map_markup(inner, data[name], change) for name, inner in field_hints(hint).items()}
    if get_origin(hint) is tuple and data is not None:
        return [map_markup(get_args(hint)[0], item, change) for item in data]
    if get_origin(hint) is dict:
        return {key: map_markup(get_args(hint)[1], value, change) for key, value in data.items()}
    return data


def construct(model: type[SchemaT], data: dict[str, Any], change: Callable[[Markup, str], str]) -> SchemaT:
    """The model of JSON ``data`` that was valid when it was stored, with every text that is markup changed.

    Skips validation: it would be paid for on every read, and would turn strings marked as safe HTML into plain ones.
    """
    values = {name: _construct_value(hint, data[name], change) for name, hint in field_hints(model).items()}
    return model.model_construct(**values)


def _construct_value(hint: Any, data: Any, change: Callable[[Markup, str], str]) -> Any:
    hint, mark = unwrap(hint)
    if data is None:
        return None
    if isinstance(mark, Markup):
        return change(mark, data)
    if is_model(hint):
        return construct(hint, data, change)
    if get_origin(hint) is tuple:
        return tuple(_construct_value(get_args(hint)[0], item, change) for item in data)
    if get_origin(hint) is dict:
        return {key: _construct_value(get_args(hint)[1], value, change) for key, value in data.items()}
    return data
