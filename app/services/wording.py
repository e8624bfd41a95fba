"""Words of a form as people type them: the same words, however written, fold to the same key."""

from __future__ import annotations

import functools
import re
import unicodedata

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_FOLDED_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„‟‘’‚‛″′「」『』\"'"),  # noqa: RUF001  every quotation mark there is
        **dict.fromkeys("〔[【{", "("),
        **dict.fromkeys("〕]】}", ")"),
    }
)
_DIGIT_NUMBER = re.compile(r"^(\d+)[、.,](?!\d)")
_CHINESE_NUMBER = re.compile(r"^([〇一二三四五六七八九十]+)[.,]")
_NUMBER = re.compile("[〇一二三四五六七八九十]+、")
_INNER_SIGNS = re.compile("[,、;:]")
_ANY_NUMBER = re.compile(
    r"^(?:\d+[.)]?|\(\d+\)|\([〇一二三四五六七八九十]+\)|[〇一二三四五六七八九十]+、)"
)
_CHINESE_DIGITS = dict(zip("〇一二三四五六七八九○零", "012345678900", strict=True))
_CHINESE_YEAR = re.compile(r"[一二][〇○零一二三四五六七八九]{3}(?=年)")


@functools.lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Half-width, without spaces, line breaks and quotation marks, commas and colons; `1、` = `1.`.

    Full stops stay inside, where they may be decimal points.
    """
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_FOLDED_SIGNS)
    folded = _CHINESE_NUMBER.sub(r"\1、", _DIGIT_NUMBER.sub(r"\1.", folded))
    number = _NUMBER.match(folded)
    end = number.end() if number else 0
    return (folded[:end] + _INNER_SIGNS.sub("", folded[end:])).rstrip("。.").lower()


def without_any_number(folded: str) -> str:
    """A folded label without its `1.`, `（一）` or `一、`."""
    return _ANY_NUMBER.sub("", folded)


def with_digits(folded: str) -> str:
    """Folded words with years such as 二〇二一年 written in digits."""
    return _CHINESE_YEAR.sub(
        lambda found: "".join(_CHINESE_DIGITS[digit] for digit in found[0]), folded
    )
