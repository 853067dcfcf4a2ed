"""The files of `deploy/` name what exists, and run where their programs are installed."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from eventsapp.config import DEFAULTS
from eventsapp.core import tokens
from tests.operations.serving import read, wait_for

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
TEXTS = {path.name: path.read_text() for path in sorted(DEPLOY.iterdir()) if path.is_file()}
OTHERS = {"DATABASE_PASSWORD", "POSTGRES_USER", "POSTGRES_PASSWORD"}  # of the compose file itself


@pytest.mark.parametrize("name", TEXTS)
def test_commands_named_exist(application, name):
    named = re.findall(r"\bflask ((?:db )?[a-z]+)", TEXTS[name])

    for command in named:
        group, _, rest = command.partition(" ")
        found = application.cli.commands[group]
        assert not rest or rest in found.commands


def test_compose_file_sets_settings_that_exist():
    services = yaml.safe_load(TEXTS["compose.yaml"])["services"]
    named = {name for service in services.values() for name in service.get("environment", {})}
    asked = set(re.findall(r"\$\{([A-Z_]+)", TEXTS["compose.yaml"]))

    assert named | asked <= set(DEFAULTS) | OTHERS
    assert {"web", "worker", "migrations"} <= set(services)


def test_containerfile_copies_and_installs_what_exists():
    copied = re.findall(r"^COPY (.+) \S+$", TEXTS["Containerfile"], re.MULTILINE)
    set_there = re.findall(r"^ENV ([A-Z_]+)=", TEXTS["Containerfile"], re.MULTILINE)

    assert all((ROOT / name).exists() for names in copied for name in names.split())
    assert set(set_there) <= set(DEFAULTS)


@pytest.mark.parametrize("name", ["dateline-web.service", "dateline-worker.service"])
def test_units_are_sound(name, tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not installed")
    unit = tmp_path / name
    programs = Path(sys.executable).parent
    unit.write_text(TEXTS[name].replace("/srv/dateline/.venv/bin", str(programs)))

    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True, check=False
    )

    assert [line for line in checked.stderr.splitlines() if name in line] == []


def test_nginx_takes_its_configuration(tmp_path):
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        pytest.skip("nginx is not installed")
    subject = ["-nodes", "-subj", "/CN=press.example.org", "-days", "2"]
    pair = ["-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", *subject, *pair]
    subprocess.run(made, check=True, capture_output=True)
    site = tmp_path / "site.conf"
    text = TEXTS["nginx.conf"].replace("/etc/ssl/dateline", str(tmp_path))
    site.write_text(text.replace("/var/log/nginx", str(tmp_path)))
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{ include {site}; }}\n")

    checked = subprocess.run(
        [program, "-t", "-c", whole, "-p", tmp_path], capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stderr


def test_nginx_writes_no_secret_address_down(application):
    [pattern] = re.findall(r'"~(\^.+?)" "\$before', TEXTS["nginx.conf"])
    with application.app_context():
        token = tokens.make("calendar", 7)
    secret = [str(rule) for rule in application.url_map.iter_rules() if "token" in rule.arguments]

    assert "/f/<token>.ics" in secret
    for rule in secret:
        assert re.match(pattern, rule.replace("<token>", token)), rule
    assert not re.match(pattern, "/ky/e/safe-learning-environment-2026")


def count(address: str) -> float:
    """How often the processes together say that the first page was asked for."""
    line = 'dateline_requests_total{endpoint="accounts.setup",method="GET",status="200"} '
    shown = read(f"{address}/metrics")
    found = re.search(f"{re.escape(line)}(.+)", shown)
    assert found, shown
    return float(found[1])


def test_gunicorn_counts_over_all_its_processes_and_ends_cleanly(gunicorn, tmp_path):
    process, address = gunicorn
    wait_for(address)

    for _ in range(20):
        read(f"{address}/setup")  # which nobody has asked for while it started

    assert [count(address) for _ in range(5)] == [20] * 5
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert not list(tmp_path.glob("dateline-metrics-*"))


def processes_of(server: subprocess.Popen) -> set[str]:
    """The numbers of its web processes."""
    return set(Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split())


def test_gunicorn_reloads_its_code_while_everybody_is_answered(gunicorn):
    """As `systemctl reload` does: readers wait for nothing, and no former process stays."""
    process, address = gunicorn
    wait_for(address)
    former, latest, meanwhile = processes_of(process), time.monotonic() + 120, 0

    process.send_signal(signal.SIGHUP)
    while (present := processes_of(process)) & former or len(present) != 2:
        read(f"{address}/en/")
        meanwhile += former < present
        assert time.monotonic() < latest, present

    assert meanwhile > 5  # answers while those on the new code were being loaded
    assert read(f"{address}/en/")
