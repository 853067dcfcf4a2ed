"""The application object; `python app.py` serves it with the worker in the same process."""

import gc

from eventsapp import create_app
from eventsapp.config import BadSetting
from eventsapp.demo.services import load
from eventsapp.serving import serve

try:
    app = create_app()
except BadSetting as error:
    if __name__ != "__main__":
        raise  # gunicorn gives up at an exception; an exit it takes for a process to start again
    raise SystemExit(f"{error}.") from None
gc.freeze()  # the program stays as long as the process: who collects garbage may pass over it

if __name__ == "__main__":
    serve(app, fill=load)
