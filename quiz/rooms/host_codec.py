"""The host's view as JSON and back, for a desk that is another process than the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.core.host import HostView

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class HostCodec:
    """Encodes and decodes. Making one builds the schema, so that it is kept."""

    def __init__(self) -> None:
        """Build the schema."""
        from pydantic import TypeAdapter

        self._adapter: TypeAdapter[HostView] = TypeAdapter(HostView)

    def encode(self, view: HostView) -> object:
        """What `json.dumps` takes."""
        return self._adapter.dump_python(view, mode="json")

    def decode(self, told: object) -> HostView:
        """The view again. Raises `ValueError` for what is none."""
        return self._adapter.validate_python(told)
