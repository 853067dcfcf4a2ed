"""gunicorn's settings: `gunicorn -c deploy/gunicorn.conf.py app:app`. WEB_CONCURRENCY: processes.

Nothing of the app is imported here, so that a reload (HUP) starts its processes on new code.
"""

import os
import shutil
import signal
import tempfile
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from dotenv import dotenv_values

settings = dotenv_values(Path(__file__).resolve().parents[1] / ".env") | os.environ
metrics = os.environ.get("PROMETHEUS_MULTIPROC_DIR") or tempfile.mkdtemp(prefix="dateline-metrics-")
os.environ["PROMETHEUS_MULTIPROC_DIR"] = metrics  # where the processes count together

bind = f"{settings.get('HOST', '127.0.0.1')}:{settings.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(settings.get("WEB_CONCURRENCY") or "2")
threads = int(settings.get("THREADS") or "2")  # more of them fight over the interpreter
timeout = 60  # seconds a process may give no sign of life
graceful_timeout = 20  # seconds for requests in flight when told to end or to reload
keepalive = 5  # seconds
control_socket_disable = True  # nobody asks it, and its place would be a home folder
max_requests = 20000  # then a process makes room for a fresh one
max_requests_jitter = 2000
forwarded_allow_ips = "*"  # the app counts TRUSTED_PROXIES by itself


handover = SimpleNamespace(former=[], last=0)  # processes that a reload replaces, their last number


def on_reload(server: Any) -> None:
    """Keep the former processes until others can answer: gunicorn would end them at once."""
    handover.former, handover.last = list(server.WORKERS), server.worker_age
    server.num_workers += len(handover.former)


def post_worker_init(worker: Any) -> None:
    """Let the former processes go in whose place this one can answer now."""
    turn = worker.age - handover.last - 1
    is_first = turn < workers  # others came when one of the first had ended before it could answer
    for former in handover.former[turn::workers] if is_first else handover.former:
        with suppress(OSError):
            os.kill(former, signal.SIGTERM)


def child_exit(server: Any, worker: Any) -> None:
    """Put none in the place of a former process; let what it has counted stand."""
    from prometheus_client import multiprocess  # only now: it looks for the folder at once

    if worker.pid in handover.former:
        handover.former.remove(worker.pid)
        server.num_workers -= 1
    multiprocess.mark_process_dead(worker.pid, metrics)


def on_exit(server: Any) -> None:
    """Forget the counts."""
    shutil.rmtree(metrics, ignore_errors=True)
