"""The issue in the customer's own words: one verbatim, contiguous piece of what they wrote.

"Verbatim" refers to the masked text, with the parts of a burst joined and white space folded. Nothing inside
a piece is ever dropped or changed. Characters that could break the frame around it are left outside: control
characters, bidi embeddings and overrides, lone surrogates and unpaired quotation marks end a piece, as the
end of a sentence does. Marks that only join, hide or decorate (zero-width joiners, direction marks, stacked
accents) do no harm and stay.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from handlers.desk.reading.politeness import leave_out_politeness
from handlers.desk.reading.secrets import COVER, mask_burst
from handlers.desk.reading.small_talk import only_greets
from handlers.desk.text.characters import cut_at_word, has_words, is_word_character
from handlers.desk.text.vocabulary import fold_case

LONGEST_RESTATEMENT = 120
ELLIPSIS = "…"

_WORDS_OF_A_SENTENCE = 5  # a shorter one depends on its neighbours: "Why?", «Как удалить?»

# More sentences do not say it better; a bound keeps a hostile text cheap.
_MOST_CANDIDATES = 100

_BREAKS_FRAME = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control characters; those that are white space were folded before
    "\u2028\u2029\u202a-\u202e\u2066-\u2069"  # separators; bidi embeddings, overrides and isolates
    "\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]"  # lone surrogates, noncharacters, annotations
)
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_PARAGRAPH_END = "\u2029"
_ABBREVIATION = re.compile(
    r"(?:^|\W)(?:\w|ул|руб|стр|тел|см|др|пр|тыс|им|mr|mrs|dr|vs|etc|no)\.$", re.IGNORECASE
)
_LONGEST_ABBREVIATION = 6  # the full stop and the character before it counted
_SENTENCE_END = re.compile(
    r"""(?<![.!?…])[.!?…]++["'»”)\]]*+(?=\s) | [。！？]++
    | (?<=[а-яё])(?:[.!?]++(?=[А-ЯЁ]) | [!?]++(?=[а-яё]))  # people forget the space: "понять.Подскажите"
    """,
    re.VERBOSE,
)
_CLAUSE_END = re.compile(r"[,;:]\s+|\s[-–—]\s+")

_JUNK_BEFORE = re.compile(r"[^\w«“„\"'(\[#№@/+$<%&€]+")
_JUNK_AFTER = " ,;:.。!-–—…\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

_QUESTION = re.compile(
    r"""(?:^|[,;:(–-]\s*|\b(?:and|but|so|и|а|но|то)\s+)(?:как|где|куда|почему|зачем|сколько|когда|можно|можете
    |какой|какая|какие|каким|что\s+за|ли
    |how|where|why|when|which|what|is\s+there|are\s+there|can\s+i|do\s+you|does|is\s+it|did)\b""",
    re.VERBOSE,
)
_REQUEST = re.compile(
    r"""\b(?:нужн|надо\b|необходим|хочу|хотел|хотим|прошу|требу|верните|возврат|восстанов|сброс|смен
    |перен[её]с|подключ|отключ|настро|удал|продл|оплат
    |need|want|would\s+like|reset|restore|change|cancel|refund|install|delete|remove|renew|transfer
    |access)""",
    re.VERBOSE,
)
_TROUBLE = re.compile(
    r"""\b(?:не\s+(?:могу|можем|мог|вижу|видно|работа|получа|получил|откры|приход|приш|пуска|загру|запуска
        |отправ|вход|захо|заход|грузи|включа|отвеча|подключ|сохран|обновл|удал|удает|дает|проход|прош
        |принима)\w*
    |нет\s+(?:доступ|связ|ответ|интернет|сети|звук)\w*
    |переста|ошибк|слома|упал|лежит|пропал|исчез|завис|отказ|сбо[йи]|тормоз|блокир|взлом|потеря|списа|недоступ
    |error|fail|broke|crash|slow|denied|blocked|charged|missing|lost|declin|unable|cannot|stuck
    |\w+n't|not\s+(?:work|load|open|start|able)|(?:is|are|was|went)\s+down)""",
    re.VERBOSE,
)
# "What should I do now?" asks, but its subject is in another sentence.
_SAYS_NOTHING = re.compile(
    r"""\W*(?:(?:и\s+|так\s+|ну\s+)?(?:что|как)(?:\s+(?:мне|же|это|его|ее|их|теперь|тут|дальше|можно))*
        \s+(?:делать|быть|поступить|сделать|исправить|убрать|решить|починить|понимать)
        (?:\s+(?:теперь|дальше|это|в\s+(?:этой|такой)\s+ситуации))?
    |(?:это|так)\s+(?:можно|возможно|получится)(?:\s+(?:сделать|исправить|решить))?
    |что\s+(?:не\s+так|это|происходит|случилось)|в\s+ч[её]м\s+(?:дело|причина)|почему(?:\s+так)?|как\s+так
    |помогите(?:\s+мне)?|подскажите|(?:это\s+|очень\s+)?срочно|жду(?:\s+(?:ваш\w+\s+)?ответа?)?
    |есть\s+кто|вы\s+тут|у\s+меня\s+(?:такой\s+)?вопрос|(?:есть\s+)?вопрос
    |(?:so\s+)?what\s+(?:should|can|do|must)\s+i\s+do(?:\s+(?:now|next|about\s+(?:it|this)))?
    |what(?:\s+is|'s)\s+(?:going\s+on|wrong|happening|this)(?:\s+here)?|what\s+happened
    |(?:but\s+)?why(?:\s+(?:is|was|has|did)\s+(?:that|this|it)(?:\s+happen(?:ed)?)?)?
    |how\s+(?:do|can|should|to)\s+(?:i\s+)?(?:fix|solve|resolve|do)(?:\s+(?:this|it|that))?
    |(?:please\s+)?help(?:\s+me)?|any\s+(?:ideas?|help)|i\s+have\s+a\s+question|(?:it's\s+)?urgent
    |(?:can|could)\s+(?:you|anyone|somebody)\s+(?:please\s+)?(?:help|assist)(?:\s+me)?(?:\s+with\s+(?:this|it))?
    |i\s+would\s+appreciate\s+.*|is\s+anyone\s+there)\W*""",
    re.VERBOSE,
)

_CLOSED_BY = {"«": "»", "“": "”", "„": "“”"}


def restate(texts: Sequence[str], limit: int = LONGEST_RESTATEMENT) -> str | None:
    """The piece of a burst with the request, in `limit` characters; None without a letter or digit.

    Greetings, thanks and politeness around it are left out, unless there is nothing else. A piece that is cut
    short ends with "…". Secrets are covered.
    """
    paragraphs = [_paragraphs(text) for text in mask_burst(texts)]
    parts = [part for text in paragraphs for part in text]
    written = " ".join(_PARAGRAPH_END.join(text) for text in paragraphs if text)
    runs = _BREAKS_FRAME.split(written)
    spoken = (
        trimmed for run in runs for sentence in _sentences(run) if has_words(trimmed := _trim(sentence))
    )
    sentences = list(islice(spoken, _MOST_CANDIDATES))
    if not sentences:
        return None
    middles = [_trim(leave_out_politeness(sentence)) for sentence in sentences]
    pieces = [middle for middle in middles if has_words(middle) and not only_greets((middle,))]
    return _fit(max(pieces or sentences, key=_weight), parts, limit)


def _paragraphs(text: str) -> list[str]:
    """The paragraphs, each on one line: no sentence continues after an empty line."""
    folded = (" ".join(paragraph.split()) for paragraph in _EMPTY_LINE.split(text))
    return [paragraph for paragraph in folded if paragraph]


def _sentences(run: str) -> Iterator[str]:
    start = 0
    for end in _SENTENCE_END.finditer(run):
        if not _ABBREVIATION.search(run[max(start, end.end() - _LONGEST_ABBREVIATION) : end.end()]):
            yield run[start : end.end()]
            start = end.end()
    yield run[start:]


def _trim(piece: str) -> str:
    """The piece without dashes, emoji and dots around it; a question mark and quotation marks stay."""
    junk = _JUNK_BEFORE.match(piece)
    return piece[junk.end() if junk else 0 :].rstrip(_JUNK_AFTER)


def _weight(piece: str) -> float:
    """How likely this piece has the request: it asks, wants, or tells of trouble, in more than a word."""
    folded = fold_case(piece)
    if _SAYS_NOTHING.fullmatch(folded):
        return 0
    readable = [word for word in folded.split() if COVER not in word]
    fullness = min(len(readable), _WORDS_OF_A_SENTENCE) / _WORDS_OF_A_SENTENCE
    return 1 + fullness + 2 * sum(_signs(folded)) * fullness


def _signs(folded: str) -> tuple[bool, ...]:
    found = (sign.search(folded) for sign in (_QUESTION, _REQUEST, _TROUBLE))
    return ("?" in folded, *map(bool, found))


def _fit(piece: str, parts: Sequence[str], limit: int) -> str:
    """`piece`, or as much of it as `limit` allows, with its quotation marks in pairs."""
    paired = _heaviest_paired(piece)
    if len(paired) <= limit:
        return paired
    clause = max(_beginnings(paired, parts), key=lambda clause: _weight(clause[:limit].rstrip("?")))
    if len(clause) <= limit:
        return _heaviest_paired(clause)
    first_word = next(at for at, character in enumerate(clause) if is_word_character(character))
    if first_word >= limit // 2:
        clause = clause[first_word:]
    body = clause[: cut_at_word(clause, limit - len(ELLIPSIS))]
    return _heaviest_paired(_trim(body)) + ELLIPSIS


def _beginnings(piece: str, parts: Sequence[str]) -> Iterator[str]:
    """The rest of a long piece from each place where it may begin.

    That is its start, and each message of the burst or clause that itself asks, wants or tells of trouble.
    """
    yield piece
    messages = (at for part in parts if part and (at := piece.find(part)) > 0)
    clauses = (end.end() for end in _CLAUSE_END.finditer(piece))
    borders = sorted({*messages, *islice(clauses, _MOST_CANDIDATES)})
    for start, end in pairwise([*borders, len(piece)]):
        if any(_signs(fold_case(piece[start:end]))) and has_words(rest := _trim(piece[start:])):
            yield rest


def _heaviest_paired(piece: str) -> str:
    """`piece`, or its weightiest part without unpaired quotation marks."""
    unpaired = _unpaired_quotes(piece)
    if not unpaired:
        return piece
    borders = zip([-1, *unpaired], [*unpaired, len(piece)], strict=True)
    parts = (_trim(piece[before + 1 : after]) for before, after in borders)
    return _heaviest_paired(max(filter(has_words, parts), key=_weight))


def _unpaired_quotes(piece: str) -> list[int]:
    opened: list[int] = []
    unpaired: list[int] = []
    for at, character in enumerate(piece):
        if opened and character in _CLOSED_BY[piece[opened[-1]]]:
            opened.pop()
        elif character in _CLOSED_BY:
            opened.append(at)
        elif character in "»”":
            unpaired.append(at)
    return sorted(unpaired + opened)
