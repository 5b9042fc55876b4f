"""Speaks to the real language server for YAML, as an editor does, over its standard streams."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
_INSTALLED = ROOT / ".venv" / "npm" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
PATIENCE = 60.0

Message = dict[str, Any]


def command() -> list[str]:
    """How the server is started; empty where node, or the server, is missing."""
    node, server = shutil.which("node"), os.environ.get("FOOTNOTE_YAML_SERVER", str(_INSTALLED))
    return [node, server, "--stdio"] if node and Path(server).is_file() else []


class Server:
    """A running server with one folder open. Files need not be on the disk, but for the schema."""

    def __init__(self, folder: Path) -> None:
        """Start it and shake hands."""
        self._process = subprocess.Popen(
            command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._folder = folder
        self._inbox: queue.Queue[Message] = queue.Queue()
        self._count = 0
        threading.Thread(target=self._listen, daemon=True).start()
        self._ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}})
        self._send({"method": "initialized", "params": {}})
        settings = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": {"yaml": settings}}})

    def diagnostics(self, name: str, text: str) -> list[Message]:
        """Open a file and give what the server has to say of it."""
        uri = self._open(name, text)
        while True:
            message = self._inbox.get(timeout=PATIENCE)
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                found: list[Message] = message["params"]["diagnostics"]
                return found

    def completions(self, name: str, text: str, line: int, column: int) -> set[str]:
        """Open a file and give what the server offers at a place, from 0."""
        return {item["label"] for item in self._at("textDocument/completion", name, text, line, column)["items"]}

    def hover(self, name: str, text: str, line: int, column: int) -> str:
        """Open a file and give what the server shows for a place, from 0."""
        found = self._at("textDocument/hover", name, text, line, column)
        return str(found["contents"]["value"])

    def _at(self, method: str, name: str, text: str, line: int, column: int) -> Message:
        uri = self._open(name, text)
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
        return self._ask(method, place)

    def _open(self, name: str, text: str) -> str:
        uri = (self._folder / name).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return uri

    def _ask(self, method: str, params: Message) -> Message:
        self._count += 1
        self._send({"id": self._count, "method": method, "params": params})
        while True:
            message = self._inbox.get(timeout=PATIENCE)
            if message.get("id") == self._count and "method" not in message:
                assert "error" not in message, message
                result: Message = message["result"]
                return result
            self._answer(message)

    def _answer(self, message: Message) -> None:
        """Give the server what it asks for: nothing, or as many nothings as it has questions about settings."""
        if "id" in message and "method" in message:
            count = len(message.get("params", {}).get("items", ()))
            self._send({"id": message["id"], "result": [None] * count if count else None})

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            size = 0
            while header.strip():
                name, _, value = header.partition(b":")
                size = int(value) if name.lower() == b"content-length" else size
                header = stream.readline()
            self._inbox.put(json.loads(stream.read(size)))

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        """Leave no process behind."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()
