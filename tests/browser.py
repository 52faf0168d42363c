"""Chromium without a window, told what to do over a pipe (the Chrome DevTools Protocol)."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

_COMPLAINTS = ("Runtime.exceptionThrown", "Log.entryAdded")


@dataclass
class Page:
    """One page of a browser, with whatever it complained of."""

    to_browser: BinaryIO
    from_browser: BinaryIO
    complaints: list[Any] = field(default_factory=list)
    session: str | None = None
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def tell(self, method: str, **parameters: Any) -> Any:
        """Send a command and return its result; on the way, keep what the page complains of."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.to_browser.write(json.dumps(message).encode() + b"\0")
        self.to_browser.flush()
        return self._until(lambda said: said.get("id") == number)["result"]

    def _until(self, wanted: Any) -> Any:
        while True:
            said = json.loads(self._message())
            if said.get("method") in _COMPLAINTS or _is_error(said):
                self.complaints.append(said["params"])
            if wanted(said):
                assert "error" not in said, said
                return said

    def _message(self) -> bytes:
        parts = []
        while (byte := self.from_browser.read(1)) != b"\0":
            assert byte, "the browser has left"
            parts.append(byte)
        return b"".join(parts)

    def attach(self) -> None:
        """Open the page."""
        target = self.tell("Target.createTarget", url="about:blank")["targetId"]
        attached = self.tell("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.tell(f"{domain}.enable")

    def open(self, file: Path, *, width: int, scheme: str = "light", scripts: bool = True) -> None:
        """Show *file* on a screen of that *width*, once it has loaded."""
        self.complaints.clear()
        self.tell("Emulation.setScriptExecutionDisabled", value=not scripts)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.tell("Emulation.setEmulatedMedia", features=features)
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=800,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        self.tell("Page.navigate", url=file.as_uri())
        self._until(lambda said: said.get("method") == "Page.loadEventFired")

    def value(self, expression: str) -> Any:
        """Return what *expression* is on the page, once it is settled."""
        done = self.tell(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")


def _is_error(said: Any) -> bool:
    called = said.get("method") == "Runtime.consoleAPICalled"
    return called and said["params"]["type"] in {"error", "warning", "assert"}


@contextmanager
def opened(profile: Path) -> Iterator[Page]:
    """Start Chromium with a profile of its own, and end it."""
    assert CHROMIUM is not None
    ours_in, theirs_out = os.pipe()
    theirs_in, ours_out = os.pipe()
    # The protocol has it that the browser reads commands from 3 and writes to 4.
    started = subprocess.Popen(
        [
            "bash", "-c", f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}', "chromium",
            CHROMIUM, "--headless=new", "--remote-debugging-pipe", "--no-sandbox",
            "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars",
            f"--user-data-dir={profile}",
        ],
        pass_fds=(theirs_in, theirs_out),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(theirs_in)
    os.close(theirs_out)
    with os.fdopen(ours_out, "wb") as to_browser, os.fdopen(ours_in, "rb") as from_browser:
        page = Page(to_browser, from_browser)
        try:
            page.attach()
            yield page
            page.session = None
            page.tell("Browser.close")
        finally:
            try:
                started.wait(10)
            except subprocess.TimeoutExpired:
                started.kill()
                started.wait()
