"""The application object; `python app.py` serves it with the worker in the same process."""

from eventsapp.serving import serve

from eventsapp import create_app

app = create_app()

if __name__ == "__main__":
    serve(app)
