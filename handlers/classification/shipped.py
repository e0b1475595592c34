"""The rules and clarifying questions that a new desk starts with; managers may change them."""

from dataclasses import dataclass

from handlers.phrases import Phrases
from storage.books import Books
from storage.classification import Aspect, ClarifyingQuestion
from storage.records.tickets import TicketKind

_STOCKED = "classification stocked"

_KINDS: tuple[tuple[TicketKind, tuple[str, ...]], ...] = (
    (
        TicketKind.INCIDENT,
        (
            *("не работает", "не открывается", "не отвечает", "недоступен", "сломался", "пропал", "ошибка"),
            *("not working", "does not work", "doesn't work", "is down", "unavailable", "broken", "error"),
        ),
    ),
    (
        TicketKind.REQUEST,
        (
            *("прошу", "подключите", "отключите", "перенесите", "добавьте", "нужен доступ", "хочу заказать"),
            *("please add", "please enable", "please disable", "need access", "would like to order"),
        ),
    ),
    (
        TicketKind.QUESTION,
        (
            *("как настроить", "можно ли", "подскажите", "сколько стоит", "где найти"),
            *("how do I", "how can I", "is it possible", "how much", "where can I find"),
        ),
    ),
)

_CRITICAL = "1"
_CRITICAL_WORDS = (
    # a service is unavailable as a whole
    *("сайт лежит", "сервер лежит", "всё лежит", "сайт упал", "сервер упал", "всё упало", "всё легло"),
    "ничего ... не работает",
    *("is down", "are down", "went down", "nothing works", "nothing is working", "outage"),
    # data are at risk
    *("удалил ... всё", "удалились ... данные", "пропали ... данные", "потеряли ... данные"),
    *("потеря данных", "утечка данных", "взломали", "взломан"),
    *("deleted everything", "lost ... data", "data loss", "data leak", "data breach", "hacked"),
)
"""What the first of the criteria for a priority is called in the field."""


@dataclass(frozen=True, slots=True)
class _Shipped:
    """A category with its question; `key` names its phrases."""

    key: str
    words: tuple[str, ...]
    pattern: str | None = None
    wants_file: bool = False
    is_contract: bool = False


_CATEGORIES = (
    _Shipped(
        "payments",
        (
            "двойное списание",
            "возврат денег",
            "акт сверки",
            "закрывающие документы",
            "refund",
            "charged twice",
        ),
        pattern=r"[A-ZА-Я]{0,3}-?\d{4,10}",
        is_contract=True,
    ),
    _Shipped("network", ("traceroute", "трассировка", "потеря пакетов", "packet loss", "высокий пинг")),
    _Shipped(
        "account", ("личный кабинет", "двухфакторная аутентификация", "customer account"), wants_file=True
    ),
)


async def stock(books: Books, phrases: Phrases, language: str) -> None:
    """Store them, once in the life of a database: what managers delete does not come back."""
    if not await books.facts.add(_STOCKED, "yes"):
        return
    for kind, words in _KINDS:
        await books.classification.add_words(Aspect.KIND, kind.value, words)
    await books.classification.add_words(Aspect.PRIORITY, _CRITICAL, _CRITICAL_WORDS)
    for shipped in _CATEGORIES:
        category = phrases.say(language, f"shipped-{shipped.key}")
        await books.classification.add_words(Aspect.CATEGORY, category, shipped.words)
        for spoken in phrases.languages:
            await books.classification.save_question(
                ClarifyingQuestion(
                    category=category,
                    field=phrases.say(language, f"shipped-{shipped.key}-field"),
                    ask=phrases.say(spoken, f"shipped-{shipped.key}-ask"),
                    gain=phrases.say(spoken, f"shipped-{shipped.key}-gain"),
                    language=spoken,
                    pattern=shipped.pattern,
                    wants_file=shipped.wants_file,
                    is_contract=shipped.is_contract,
                )
            )
