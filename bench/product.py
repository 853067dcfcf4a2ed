"""The product as it is served, but with rate limits off: a bench is what they are there to stop."""

import gc
import os

import waitress

from bench import disk
from eventsapp import create_app
from eventsapp.serving import serve

app = create_app({"RATELIMIT_ENABLED": False})
disk.take_time()
gc.freeze()  # as app.py does

if __name__ == "__main__":
    if os.environ["BENCH_DELIVERS"] == "1":
        serve(app)
    else:
        port, threads = int(app.config["PORT"]), int(app.config["THREADS"])
        waitress.serve(app, host="127.0.0.1", port=port, threads=threads)
