"""What people call the browser that a User-Agent header describes."""

BROWSERS = (  # the first that is found: later ones stand in the headers of earlier ones too
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("YaBrowser", "Yandex Browser"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def name(agent: str) -> str:
    """Browser and system, such as "Firefox, Windows"; empty where neither is known."""
    found = [_first(agent, BROWSERS), _first(agent, SYSTEMS)]
    return ", ".join(filter(None, found))


def _first(agent: str, known: tuple[tuple[str, str], ...]) -> str:
    return next((spoken for mark, spoken in known if mark in agent), "")
