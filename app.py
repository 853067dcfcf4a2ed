"""The application object; `python app.py` serves it with the worker in the same process."""

import gc

from eventsapp import create_app
from eventsapp.demo.services import load
from eventsapp.serving import serve

app = create_app()
gc.freeze()  # the program stays as long as the process: who collects garbage may pass over it

if __name__ == "__main__":
    serve(app, fill=load)
