"""The command that writes the paper for a steering group into a file: `report`."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from urllib.parse import urlencode

from graph.errors import ConfigError, DataInvalid
from webapp.cli.console import _, console_language, say, say_error
from webapp.cli.stores import opened


def report(options: Namespace) -> int:
    """Write the paper of one network as the page has it; whoever has the store reads all of it."""
    from webapp import create_app  # noqa: PLC0415 - brings Flask
    from webapp.accounts.reading import read_as_owner  # noqa: PLC0415

    with opened(options) as store:
        address = options.address.rstrip("/") + "/" if options.address else ""
        asked = {"netz": options.network or "", "tag": options.since or "", "lang": options.lang or console_language()}
        app = create_app(store=store)
        with app.test_request_context(f"/bericht?{urlencode(asked)}", base_url=address or None):
            read_as_owner()
            name, body = _made(options.format, address)
            _tell_of_logo()
    path = Path(options.file or name)
    try:
        _write_whole(path, body)
    except OSError as error:
        raise ConfigError(
            "%(path)s cannot be written: %(reason)s.",
            hint="Choose another place.",
            path=path,
            reason=os.strerror(error.errno or 0),
        ) from error
    say(_("Geschrieben: %(path)s") % {"path": path})
    return 0


def _write_whole(path: Path, body: bytes) -> None:
    """Write a file, or leave what was there; into what is no file, as a pipe, at once."""
    if path.exists() and not path.is_file():
        path.write_bytes(body)
        return
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(body)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _tell_of_logo() -> None:
    """Why the paper has no logo, where one is named and cannot be used."""
    from webapp.pages.report.logo import read_logo  # noqa: PLC0415

    fault = read_logo().fault
    if fault:
        say_error(fault)


def _made(form: str, address: str) -> tuple[str, bytes]:
    """The name of the file and what is written in it. Raises DataInvalid where it is not said of which network."""
    from flask import request  # noqa: PLC0415

    from webapp.pages.report.making import FORMATS, make_fitting  # noqa: PLC0415
    from webapp.pages.report.request_choice import (  # noqa: PLC0415
        analysis_of_paper,
        network_of_paper,
        read_choice,
        subject_of,
    )
    from webapp.pages.report.routes import file_name  # noqa: PLC0415

    code = network_of_paper()
    if not code:
        raise DataInvalid("The paper is about one network.", hint="Name it: --network SLUG.")
    analysis = analysis_of_paper(code)
    made = make_fitting(subject_of(analysis, read_choice(request.args, analysis), address))
    return file_name(code, form), FORMATS[form][1](made)
