"""Events to self-contained JSON and back.

The schema is the event types themselves, read by pydantic. The import is deferred, because it is the heaviest part of
starting the program.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, get_args

from quiz.core.events import Event
from quiz.stores.base import DamagedError, UnknownEventError

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def event_kinds() -> frozenset[str]:
    """The tags of all kinds of event, from the closed union."""
    return frozenset(member.__dataclass_fields__["kind"].default for member in get_args(Event))


class Codec:
    """Encodes and decodes events. Making one builds the schema, so a log holds one for its lifetime."""

    def __init__(self) -> None:
        """Build the schema."""
        from pydantic import TypeAdapter

        self._adapter: TypeAdapter[Event] = TypeAdapter(Event)
        self._kinds = event_kinds()

    def encode(self, event: Event) -> str:
        """One event as JSON on one line."""
        return self._adapter.dump_json(event).decode("utf-8")

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
