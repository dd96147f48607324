"""A real reverse proxy on loopback: Debian's nginx or Apache, with the set-up of `docs/betrieb/` or a bare one."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from graph.paths import ROOT
from tests.support.servers import free_port

_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
NGINX, APACHE = shutil.which("nginx", path=_PATH), shutil.which("apache2", path=_PATH)
HOST = "netz.stadt.example"

_FRAME = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 256; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {server}
}}
"""

_MODULES = ("mpm_event", "alias", "authz_core", "headers", "proxy", "proxy_http", "reqtimeout", "ssl", "socache_shmcb")
_APACHE_FRAME = """
ServerRoot {folder}
DefaultRuntimeDir {folder}
PidFile {folder}/pid
ErrorLog {folder}/error.log
ServerName {host}
Listen 127.0.0.1:{port}
{modules}
{server}
"""


def documented(port: int, service: int, folder: Path) -> str:
    """The file for nginx as it stands in the docs, with ports and certificate of a test."""
    text = (ROOT / "docs" / "betrieb" / "nginx.conf").read_text("utf-8")
    server = text.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl").replace(":8000", f":{service}")
    server = server.replace("listen 80;", f"listen 127.0.0.1:{_plain_port(folder)};")
    return server.replace("/etc/ssl/netz", f"{folder}/netz").replace("/var/log/nginx", str(folder))


def documented_apache(port: int, service: int, folder: Path) -> str:
    """The file for Apache as it stands in the docs, with ports and certificate of a test."""
    text = (ROOT / "docs" / "betrieb" / "apache.conf").read_text("utf-8")
    server, plain = text.replace("*:443", f"127.0.0.1:{port}").replace(":8000", f":{service}"), _plain_port(folder)
    server = server.replace("<VirtualHost *:80>", f"Listen 127.0.0.1:{plain}\n<VirtualHost 127.0.0.1:{plain}>")
    return server.replace("/etc/ssl/netz", f"{folder}/netz").replace("${APACHE_LOG_DIR}", str(folder))


def _plain_port(folder: Path) -> int:
    """The port that stands for 80; whoever asks there finds it in the file `plain`."""
    port = free_port()
    (folder / "plain").write_text(str(port), "utf-8")
    return port


def bare(port: int, service: int, headers: str = "") -> str:
    """What somebody writes who only wants it to work."""
    return f"server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://127.0.0.1:{service}; {headers} }} }}"


def make_certificate(folder: Path) -> None:
    """A certificate of our own for the name of the service."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}",
         "-keyout", folder / "netz.key", "-out", folder / "netz.pem"],
        check=True, capture_output=True,
    )  # fmt: skip


@contextmanager
def nginx(server: str, port: int, folder: Path) -> Iterator[int]:
    """Port of a proxy that runs until the end."""
    if NGINX is None:
        pytest.skip("nginx is not installed and may not be: apt-get install nginx-light")
    (folder / "nginx.conf").write_text(_FRAME.format(folder=folder, server=server), "utf-8")
    with subprocess.Popen([NGINX, "-c", folder / "nginx.conf", "-p", folder], stderr=subprocess.PIPE) as process:
        try:
            _wait_for(port, process)
            yield port
        finally:
            process.terminate()


@contextmanager
def apache(server: str, port: int, folder: Path) -> Iterator[int]:
    """Port of a proxy that runs until the end."""
    if APACHE is None:
        pytest.skip("Apache is not installed and may not be: apt-get install apache2-bin")
    built_in = subprocess.run([APACHE, "-l"], capture_output=True, text=True, check=True).stdout
    modules = "\n".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in _MODULES if name not in built_in
    )
    text = _APACHE_FRAME.format(folder=folder, host=HOST, port=port, modules=modules, server=server)
    (folder / "apache.conf").write_text(text, "utf-8")
    with subprocess.Popen([APACHE, "-f", folder / "apache.conf", "-DFOREGROUND"], stderr=subprocess.PIPE) as process:
        try:
            _wait_for(port, process)
            yield port
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        if process.poll() is not None:
            raise AssertionError(process.stderr.read().decode() if process.stderr else "the proxy ended")
        try:
            httpx.get(f"http://127.0.0.1:{port}/", timeout=5)
        except httpx.ConnectError:
            time.sleep(0.05)
        except httpx.HTTPError:
            return
        else:
            return
    raise AssertionError("the proxy did not answer")


__all__ = ["HOST", "apache", "bare", "documented", "documented_apache", "free_port", "make_certificate", "nginx"]
