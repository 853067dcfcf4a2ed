"""Reads pages as a person sees them: the words of each part, in order, blanks made one."""

from html.parser import HTMLParser

VOID = {"meta", "link", "input", "img", "br", "hr", "path", "use", "rect", "circle"}


class _Words(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self.parts, self.depth, self.unseen = name, [], 0, 0

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        attributes = dict(attrs)
        is_wanted = self.name in (attributes.get("class") or "").split() or tag == self.name
        if self.depth or is_wanted:
            self.depth += 1
            if self.depth == 1:
                self.parts.append("")
        if tag in ("script", "style", "svg") or self.unseen:
            self.unseen += 1

    def handle_startendtag(self, tag, attrs):
        """Takes no words."""

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        self.depth -= bool(self.depth)
        self.unseen -= bool(self.unseen)

    def handle_data(self, data):
        if self.depth and not self.unseen:
            self.parts[-1] += f" {data}"


def parts(page, name: str) -> list[str]:
    """The words of every element of this class or tag, outermost ones."""
    reader = _Words(name)
    reader.feed(page.text)
    return [" ".join(part.split()) for part in reader.parts]


def words(page, name: str = "main") -> str:
    """The words of the first such element; nothing if there is none."""
    return next(iter(parts(page, name)), "")
