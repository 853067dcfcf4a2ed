"""The application object; `python app.py` serves it with the worker in the same process."""

from eventsapp import create_app
from eventsapp.demo.services import load
from eventsapp.serving import serve

app = create_app()

if __name__ == "__main__":
    serve(app, fill=load)
