"""Events to self-contained JSON and back.

The schema is the event types themselves, read by pydantic. The import is deferred, because it is the heaviest part of
starting the program; a game that is only written needs none of it.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, get_args

from quiz.core.events import Event
from quiz.stores.base import DamagedError, UnknownEventError

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def event_kinds() -> frozenset[str]:
    """The tags of all kinds of event, from the closed union."""
    return frozenset(member.__dataclass_fields__["kind"].default for member in get_args(Event))


class Codec:
    """Encodes and decodes events. The first event to be decoded builds the schema, so a log holds one codec."""

    def __init__(self) -> None:
        """Writing needs no schema, so a new game gets by without."""
        self._kinds = event_kinds()

    @cached_property
    def _adapter(self) -> TypeAdapter[Event]:
        """The schema."""
        from pydantic import TypeAdapter

        return TypeAdapter(Event)

    def encode(self, event: Event) -> str:
        """One event as JSON on one line."""
        return json.dumps(_plain(event), ensure_ascii=False, separators=(",", ":"))

    def decode(self, text: str) -> Event:
        """The event in `text`. Raises `UnknownEventError` for a foreign kind, `DamagedError` for anything else."""
        from pydantic import ValidationError

        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise DamagedError(f"an event is not JSON: {error}") from error
        kind = found.get("kind") if isinstance(found, dict) else None
        if not isinstance(kind, str):
            raise DamagedError("an event has no kind")
        if kind not in self._kinds:
            raise UnknownEventError(f"an event of kind {kind!r}: written by another version of this program")
        try:
            return self._adapter.validate_json(text)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise DamagedError(
                f"an event of kind {kind!r} does not fit its schema at {where}: {first['msg']}"
            ) from error


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever events are made of
    """What JSON has for a part of an event, as the schema reads it."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Fraction):
        return str(value)
    raise TypeError(f"an event holds no {type(value).__name__}")
