"""What a browser would send of a form as it stands on a page."""

from html.parser import HTMLParser


def fields_of(page: str, action: str) -> dict[str, str]:
    """The fields of the form with this action, as they are filled in."""
    reader = _Form(action)
    reader.feed(page)
    return reader.fields


class _Form(HTMLParser):
    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.fields = action, {}
        self.inside, self.select, self.area = False, "", ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("action") == self.action
        elif self.inside and tag == "input":
            if given.get("type") != "checkbox" or "checked" in given:
                self.fields[given["name"]] = given.get("value", "")
        elif self.inside and tag == "select":
            self.select = given["name"]
            self.fields[self.select] = ""
        elif self.inside and tag == "option" and "selected" in given:
            self.fields[self.select] = given["value"]
        elif self.inside and tag == "textarea":
            self.area = given["name"]
            self.fields[self.area] = ""

    def handle_data(self, data):
        if self.area:
            self.fields[self.area] += data

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "form"
        if tag == "textarea":
            self.fields[self.area] = self.fields[self.area].strip()
            self.area = ""
