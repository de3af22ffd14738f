"""Pages as a browser takes them."""

from __future__ import annotations

from html.parser import HTMLParser


class Seen(HTMLParser):
    """A page as a browser would take it: its elements, and the text of the published fields."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def attributes(self, name: str) -> list[str]:
        return [value for _, attributes in self.elements for key, value in attributes.items() if key == name and value]


class Published(HTMLParser):
    """The text of the published fields, in order, without labels and explanations."""

    BESIDE = frozenset({"tip", "label-mark"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.within: list[str] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs).get("class") or ""
        if tag not in {"input", "meta", "link", "br", "img"}:
            self.within.append(named)
        if named == "published":
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (named by HTMLParser)
        self.within.pop()

    def handle_data(self, data: str) -> None:
        if "published" in self.within and not self.BESIDE & set(self.within):
            self.texts[-1] += data


def published(page: str) -> str:
    """The first published field that is not the title's: the description."""
    return Published(page).texts[0]
