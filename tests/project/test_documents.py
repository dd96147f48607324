"""What the documents promise is there: commands, files, settings; and the repository is clean of foreign code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib

import pytest

from graph.paths import ROOT

README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def tracked_files() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return listed.stdout.split()


def test_every_make_command_of_the_readme_exists() -> None:
    named = set(re.findall(r"\bmake ([a-z]+)", README))
    assert {"run", "test"} <= named
    for command in named:
        assert re.search(rf"^{command}:", MAKEFILE, re.MULTILINE), f"make {command} is in the README only"


def test_every_subcommand_of_the_readme_has_help() -> None:
    named = set(re.findall(r"\bakteursnetz ([a-z]+)", README)) - {"ist"}
    told = subprocess.run(
        [sys.executable, "-m", "webapp.cli.main", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    known = told.stdout
    assert named
    for command in named:
        assert re.search(rf"\b{command}\b", known), f"akteursnetz {command} is in the README only"


@pytest.mark.parametrize(
    "document",
    [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "data/magdeburg/README.md",
        "docs/sparql.md",
        "docs/region.md",
        "docs/sicherheit.md",
    ],
)
def test_links_of_a_document_lead_somewhere(document: str) -> None:
    path = ROOT / document
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text("utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (path.parent / target).exists(), f"{document} links to {target}"


def test_every_cause_of_the_attacks_names_code_and_a_test_that_there_are() -> None:
    page = (ROOT / "docs" / "sicherheit.md").read_text("utf-8")
    assert re.findall(r"^\| (\d+) \|", page, re.MULTILINE) == [str(number) for number in range(1, 24)]
    for path, test in re.findall(r"`((?:tests|graph|webapp)/[\w/]+\.py)(?:::(\w+))?`", page):
        assert f"def {test}(" in (ROOT / path).read_text("utf-8") if test else (ROOT / path).exists(), (path, test)
    assert all("`tests/" in line for line in page.splitlines() if line.startswith("| ") and "Angriff" not in line)


def test_first_screen_of_the_readme_has_picture_and_both_commands() -> None:
    first_screen = "\n".join(README.splitlines()[:30])
    assert "make run" in first_screen
    assert "make test" in first_screen
    assert "![" in first_screen


def test_each_dependency_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)["project"]
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        assert re.search(rf'"{re.escape(requirement)}",\s+# \w', text), f"{requirement} has no reason beside it"


def test_lock_file_names_hashes_and_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    third_party = {name: entry for name, entry in packages.items() if name}
    assert third_party
    for name, entry in third_party.items():
        assert entry.get("integrity", "").startswith("sha512-"), name
        assert "resolved" not in entry, name


def test_no_third_party_bundle_is_committed() -> None:
    assert not [
        name for name in tracked_files() if "/vendor/" in name or name.endswith((".min.js", ".min.css", ".whl"))
    ]


def test_own_pages_point_to_no_other_host() -> None:
    resource = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//|@import|url\(["']?https?:""")
    for name in tracked_files():
        if name.startswith(("webapp/templates", "webapp/static")) and name.endswith((".html", ".css", ".js")):
            text = (ROOT / name).read_text("utf-8")
            assert not resource.search(text), f"{name} points to another host"
