"""The product as it is served, but with rate limits off: a bench is what they are there to stop."""

from eventsapp import create_app
from eventsapp.serving import serve

app = create_app({"RATELIMIT_ENABLED": False})

if __name__ == "__main__":
    serve(app)
