"""What a newcomer and an operator touch first: make, the image, the pins, the README."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import cast

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from typer.core import TyperGroup
from typer.main import get_command

from bot.__main__ import app
from config.settings import CONFIG, SECRETS, Settings, variable

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = {"demo", "run", "test", "lint", "bench", "compile"}
FIXED_VERBS = (
    "demo",
    "run",
    "once",
    "read",
    "ask",
    "digest",
    "verify",
    "stories",
    "feeds",
    "chats",
    "retract",
    "check",
    "db",
)
OFFERED = sorted(cast(TyperGroup, get_command(app)).commands)
OF_US = canonicalize_name("onrecord")


def _pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    found = (line.split("==") for line in lines if not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in found}


def _needed(name: str, extras: frozenset[str], seen: set[str]) -> Iterator[str]:
    """Every distribution that one needs on this machine, directly or not."""
    for line in requires(name) or ():
        requirement = Requirement(line)
        marker = requirement.marker
        if marker and not any(marker.evaluate({"extra": extra}) for extra in extras | {""}):
            continue
        needed = canonicalize_name(requirement.name)
        key = f"{needed}{sorted(requirement.extras)}"
        if key not in seen:
            seen.add(key)
            yield needed
            yield from _needed(needed, frozenset(requirement.extras), seen)


def test_every_dependency_is_pinned() -> None:
    try:
        needed = set(_needed(OF_US, frozenset({"test", "lint"}), set()))
    except PackageNotFoundError as error:
        pytest.fail(f"not installed: {error}; run `make test`")
    assert len(needed) > 40
    assert needed - _pins().keys() == set()


def test_pins_name_no_machine() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(r"#.*|[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line)] == []
    assert "://" not in "\n".join(lines)


def test_make_offers_what_the_readme_and_the_checks_use() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == TARGETS | {"help"}
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {f"make {target}" for target in TARGETS} <= {line.split("\t")[0] for line in listed.splitlines()}


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_every_target_brings_its_environment_up_to_date(target: str, tmp_path: Path) -> None:
    planned = subprocess.run(
        ["make", "--dry-run", target, f"VENV={tmp_path / 'fresh'}", "UV="],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert f"-m venv {tmp_path / 'fresh'}" in planned
    assert "-c constraints.txt -e ." in planned


def test_the_check_runs_lint_and_tests_by_make() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    text = script.read_text()
    assert "set -euo pipefail" in text
    assert re.findall(r"^make (\w+)$", text, re.MULTILINE) == ["lint", "test"]
    subprocess.run(["bash", "-n", script], check=True)


def test_the_image_is_clean_to_the_linter() -> None:
    linter = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([linter, ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_image_installs_as_make_does_and_does_not_run_as_root() -> None:
    image = (ROOT / "Dockerfile").read_text()
    assert "-m venv .venv" in image
    assert "-c constraints.txt -e ." in image
    assert re.search(r"^USER (?!0\b|root\b)\d+$", image, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK.*\n.*/healthz", image, re.MULTILINE)
    assert "curl" not in image


def test_the_image_holds_every_package_and_no_secret() -> None:
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert {*wheel["packages"], *wheel["shared-data"]} <= allowed
    assert {"pyproject.toml", "constraints.txt", *project["project"]["license-files"]} <= allowed
    assert all((ROOT / name).exists() for name in allowed - {"README.md"})


@pytest.mark.parametrize("file", ["Dockerfile", "compose.yaml"])
def test_the_image_and_compose_set_only_what_exists(file: str) -> None:
    known = {CONFIG, *map(variable, Settings.model_fields), *(f"{variable(name)}_FILE" for name in SECRETS)}
    named = set(re.findall(r"ONRECORD_[A-Z_]+", (ROOT / file).read_text()))
    assert named
    assert named <= known


def test_compose_hands_over_secrets_as_files_only() -> None:
    text = (ROOT / "compose.yaml").read_text()
    passed = re.findall(r"^\s*#? ?([A-Z_]*(?:PASSWORD|TOKEN|SECRET|DATABASE_URL)[A-Z_]*): (.*)$", text, re.MULTILINE)
    assert passed
    assert all(name.endswith("_FILE") and value.startswith("/run/secrets/") for name, value in passed)


@pytest.mark.parametrize("address", ["192.0.2.1", "example.com"])
def test_the_tests_cannot_leave_this_machine(address: str) -> None:
    with pytest.raises(OSError, match="no network in tests"):
        socket.create_connection((address, 80), timeout=5)


def test_the_program_offers_the_verbs_of_the_contract() -> None:
    assert set(FIXED_VERBS) - set(OFFERED) == set()


@pytest.mark.skipif(not README.exists(), reason="there is no README.md yet")
class TestReadme:
    @pytest.mark.parametrize("name", [CONFIG, *map(variable, Settings.model_fields)])
    def test_names_every_setting(self, name: str) -> None:
        assert re.search(rf"`{name}`", README.read_text())

    @pytest.mark.parametrize("verb", OFFERED)
    def test_names_every_verb(self, verb: str) -> None:
        assert re.search(rf"`(?:python -m bot |onrecord )?{verb}\b[^`]*`", README.read_text())

    @pytest.mark.parametrize("target", sorted(TARGETS))
    def test_names_every_target(self, target: str) -> None:
        assert f"make {target}" in README.read_text()

    def test_names_no_setting_that_is_not(self) -> None:
        known = {CONFIG, *map(variable, Settings.model_fields), *(f"{variable(name)}_FILE" for name in SECRETS)}
        assert set(re.findall(r"ONRECORD_[A-Z_]*[A-Z]", README.read_text())) <= known
