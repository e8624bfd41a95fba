""".html, .htm and .mht → SourceDocument: the words and tables of the report on a page.

On a page of a site the report is where most of the words are; the title, which sites set over it,
is taken along.  Pages of this program are known by their article and read as they stand.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from typing import cast

from lxml import etree

from app.markup.encoding import decoded
from app.markup.limits import MAX_ELEMENTS, MAX_PAGE_BYTES, TOO_LARGE
from app.markup.package import FAULTS
from app.model.source import SourceDocument, SourceParagraph, UnreadableError
from app.web.body import Body, SourceBlock, local_name
from app.web.writer import ARTICLE

_BROKEN = "网页已损坏，读不出内容"
_HEAD = 4096
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|table|div|meta|p)\b")
_ARCHIVE = re.compile(r"^mime-version:", re.MULTILINE)
_NUL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_TITLE_END = re.compile(r"[_|]|\s[-–—]\s?|--")  # noqa: RUF001  dashes between a title and a site
_NAMES_A_YEAR = re.compile("[0-9〇○零一二三四五六七八九]{4}年")
"""Without one the title of a page says nothing that the report needs."""
_MAIN_SHARE = 0.8
"""Of the words of a page: what holds so many of them is, or contains, the report."""
_CONTAINERS = frozenset(
    "html body div main article section form center td tr tbody table span font".split()
)
_NO_WORDS = frozenset("script style nav select".split())
_WORDS_OF_A_REPORT = re.compile(r"。|[一二三四五六七八九十]、|年\d+月\d+日\s*$")
_NUMBERED = re.compile("[一二三四五六七八九十]、")
_OF_A_SITE = re.compile(
    "版权所有|ICP备|ICP证|公网安备|主办单位|主办：|承办单位|承办：|网站标识码|网站地图|技术支持"
    "|浏览次数|打印本页|关闭窗口|分享到|扫一扫|上一篇|下一篇|无障碍"
)
"""What stands under (or over) a report on the page of a site, and in none."""
_MAX_SITE_LINE = 150
_NEAR = 8
"""So many first paragraphs may contain the title."""


def is_page(data: bytes) -> bool:
    """Whether bytes are a web page, or an archive of one."""
    head = _beginning(data)
    return (head.startswith("<") and _PAGE.search(head) is not None) or _is_archive(head)


def read_page(data: bytes) -> SourceDocument:
    """Read a page; raise UnreadableError with one Chinese sentence for any other bytes."""
    if len(data) > MAX_PAGE_BYTES:
        raise UnreadableError(TOO_LARGE)
    try:
        page = _page_of_archive(data) if _is_archive(_beginning(data)) else data
        text, unreadable = decoded(page)
        return _read(_parsed(text), unreadable)
    except UnreadableError:
        raise
    except (*FAULTS, MessageError, LookupError, TypeError) as error:
        raise UnreadableError(_BROKEN) from error


def read_fragment(html: str) -> tuple[SourceBlock, ...]:
    """The paragraphs and tables in a piece of a page, as programs put it on the clipboard.

    Raises UnreadableError for one that is broken or larger than any report.
    """
    if len(html) > MAX_PAGE_BYTES:
        raise UnreadableError(TOO_LARGE)
    try:
        return tuple(Body(is_own=False).blocks(_parsed(html)))
    except UnreadableError:
        raise
    except FAULTS as error:
        raise UnreadableError(_BROKEN) from error


def _parsed(text: str) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    source = _NUL.sub("", text).encode("utf-8", "replace")
    return _sensible(cast("etree._Element | None", etree.fromstring(source, parser)))


def _sensible(root: etree._Element | None) -> etree._Element:
    if root is None:
        raise UnreadableError("网页里没有内容")
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise UnreadableError(TOO_LARGE)
    return root


def _beginning(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data[:_HEAD].decode("utf-16" if wide else "latin-1", "replace")
    return text.removeprefix("ï»¿").lstrip().lower()


def _is_archive(head: str) -> bool:
    return _ARCHIVE.search(head) is not None and "content-type:" in head


def _page_of_archive(data: bytes) -> bytes:
    for part in message_from_bytes(data, policy=policy.default).walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return content
    raise UnreadableError("网页存档里没有网页")


def _read(root: etree._Element, unreadable: int) -> SourceDocument:
    own = next((e for e in root.iter("article") if e.get("class") == ARTICLE), None)
    body = Body(is_own=own is not None)
    blocks = list(body.blocks(_main(root) if own is None else own))
    if unreadable:
        body.notes.insert(0, f"网页里有 {unreadable} 个字符读不出，以“\ufffd”代替")
    if own is not None:
        return SourceDocument(
            tuple(blocks),
            _meta(root, "ContentSource"),
            _title(root),
            tuple(body.notes),
            tells_pictures=True,
        )
    while blocks and _is_of_a_site(blocks[-1]):
        blocks.pop()
    title = _title_over(root)
    if _NAMES_A_YEAR.search(title) and not _has_title(blocks, title):
        blocks.insert(0, SourceParagraph(title))
    return SourceDocument(tuple(blocks), notes=tuple(body.notes), tells_pictures=True)


def _is_of_a_site(block: SourceBlock) -> bool:
    """A line of the site's own below the report, or a picture there."""
    return isinstance(block, SourceParagraph) and (
        not block.text
        or (len(block.text) <= _MAX_SITE_LINE and _OF_A_SITE.search(block.text) is not None)
    )


def _meta(root: etree._Element, name: str) -> str:
    found = (meta for meta in root.iter("meta") if (meta.get("name") or "").lower() == name.lower())
    return next((meta.get("content") or "" for meta in found), "")


def _title(root: etree._Element) -> str:
    return " ".join((root.findtext(".//title") or "").split())


def _title_over(root: etree._Element) -> str:
    """The title of what a page of a site shows, as the page itself names it."""
    return _meta(root, "ArticleTitle").strip() or _TITLE_END.split(_title(root))[0].strip()


def _has_title(blocks: list[SourceBlock], title: str) -> bool:
    told = [b for b in blocks if not isinstance(b, SourceParagraph) or b.text]
    first = "".join(b.text for b in told[:_NEAR] if isinstance(b, SourceParagraph))
    return "".join(title.split()) in "".join(first.split())


def _main(root: etree._Element) -> etree._Element:
    """The innermost element with nearly all words of the page, and all its tables of figures."""
    weights: dict[etree._Element, int] = {}
    for element in reversed(list(root.iter())):
        name = local_name(element)
        own = 0 if name in (*_NO_WORDS, "a", "option") else _length(element.text)
        weights[element] = (
            own
            + sum(
                0 if local_name(child) in (*_NO_WORDS, "a") else weights[child] for child in element
            )
            + sum(_length(child.tail) for child in element)
        )
    place = root
    while True:
        heaviest = max(
            (child for child in place if local_name(child) in _CONTAINERS),
            key=lambda child: weights[child],
            default=None,
        )
        if heaviest is None or weights[heaviest] < _MAIN_SHARE * weights[place]:
            return place
        if _tables(heaviest) < _tables(place) or _says_more(place, heaviest):
            return place
        place = heaviest


def _says_more(place: etree._Element, part: etree._Element) -> bool:
    """Whether sentences or titles of chapters stand beside a part: then it is not all of it."""
    words = [place.text or ""]
    for child in place:
        if child is not part and local_name(child) not in _NO_WORDS:
            own = "".join(str(text) for text in child.itertext())
            is_report = _OF_A_SITE.search(own) is None or _NUMBERED.search(own) is not None
            words += [own] if is_report else []
        words.append(child.tail or "")
    return _WORDS_OF_A_REPORT.search("".join(words)) is not None


def _tables(element: etree._Element) -> int:
    return sum(1 for _ in element.iter("table"))


def _length(text: str | None) -> int:
    return len("".join((text or "").split()))
