"""Recognises that nothing is left to solve: «уже разобрался», "never mind, it works now". Pure.

Each clause has to say so, or be courtesy: «разобрался, но сайт не открывается» continues, and so does any
question. Words unknown to these rules count as a question: a needless ticket costs less than a missing one.
"""

import re
from collections.abc import Sequence

from handlers.desk.reading.clauses import clauses_of
from handlers.desk.reading.small_talk import asks_nothing
from handlers.desk.text.vocabulary import fold_case

_LONGEST = 200
"""A longer text has something to tell; a bound keeps a hostile text cheap."""

_SIGH = re.compile("все|вот|да|ой|ну|ура|а|извините|простите|oh|ah|well|yes|actually|sorry")

_SETTLED_IN_RUSSIAN = r"""
    (?:(?:извините|простите|ой|а|ну|да|все|уже|вот|теперь|сейчас|наконец(?:-то)?|вроде|ура|я|мы|и|у\ меня)\ )*
    (?:(?:сам|сама|сами)\ )?
    (?: разобрал(?:ся|ась|ись)(?:\ с\ (?:этим|вопросом|проблемой))? | справил(?:ся|ась|ись)
      | (?:решил|починил|исправил)[аи]?(?:\ (?:вопрос|проблему|ошибку))?
      | (?:нашел|нашла|нашли)(?:\ (?:ответ|решение))?
      | (?:(?:мой|наш|этот|моя|наша|эта)\ )?(?:(?:вопрос|проблема|ситуация)\ )?(?:уже\ )?
        (?:решен[аоы]?|решил(?:ся|ась|ось))
      | вопрос\ (?:уже\ )?(?:снят|закрыт|исчерпан|отпал|неактуален|не\ актуален)
      | (?:проблема|ошибка)\ (?:уже\ )?(?:исчезла|пропала|ушла|отпала|устранена)
      | (?:больше\ )?не\ ?(?:актуальн[оа]|надо|нужно|требуется)
      | заработал[аои]? | работает | получилось | помогло
      | отбой | проехали | ошиб(?:ся|лась|лись)\ (?:чатом|окном|адресом) | (?:это\ )?не\ (?:вам|туда)
    )
    (?:\ (?:сам|сама|сами|само|уже|больше|теперь|все|спасибо))*
"""
_SETTLED_IN_ENGLISH = r"""
    (?:(?:sorry|oh|ok|okay|well|yes|ah|great|hey|now|and|actually)\ )*
    (?: (?:(?:i|we)(?:'ve|\ have)?\ )?(?:already\ |just\ )?
        (?: (?:solved|fixed|resolved|sorted|figured)
            (?:\ (?:it|this|that|(?:the|my)\ (?:issue|problem)))?(?:\ out)?
          | found(?:\ (?:it|out|(?:the|my|an)\ (?:answer|solution)))? )
      | (?:(?:it|that)\ )?(?:works|worked|helped)
      | (?:(?:i|we)\ )?(?:managed\ it|got\ it\ (?:working|to\ work|fixed|sorted))
      | (?:it|this|that|all|everything|(?:the|my|our)\ (?:issue|question|problem|error))
        (?:'s|\ is|\ has\ been|\ got)?\ (?:now\ |already\ |all\ )?
        (?:solved|resolved|fixed|sorted(?:\ out)?|settled)
      | (?:the|my|our)\ (?:issue|problem|error)(?:'s|\ is|\ has)?\ (?:now\ )?(?:gone|disappeared)
      | (?:it|that|everything)(?:'s|\ is)?\ (?:now\ )?(?:works?|working|fine|ok|okay|up)\ (?:now|again)
      | never\ ?mind | nvm | wrong\ (?:chat|window|person)
      | (?:it's\ |that's\ )?(?:no\ longer|not)\ (?:needed|relevant)
      | (?:i\ )?(?:don't|do\ not|no\ longer)\ need\ (?:it|this|that|help|anything)
    )
    (?:\ (?:now|already|myself|ourselves|on\ my\ own|by\ myself|any\ ?more|all|thanks|thank\ you))*
"""
_SETTLED = re.compile(f"{_SETTLED_IN_RUSSIAN}|{_SETTLED_IN_ENGLISH}", re.VERBOSE)

_WORKS_BY_NOW = re.compile(
    r"""(?:(?:уже|теперь|ура|наконец(?:-то)?|все|мой|наш|моя|наша)\ )*
    (?: (?!(?:не|ни|нет|но|а|только|почему|зачем|как|когда|если|что|где|кто|еле|чуть|ошибка|\w+но)\ )
        (?:у\ меня|у\ нас|[а-я-]+)\ (?:(?:уже|теперь|снова|наконец(?:-то)?)\ )?
        (?:заработал[аои]?|(?:примени|восстанови|загрузи|откры|запусти|подключи)л(?:ся|ась|ось|ись))
      | (?:оплата|платеж|перевод|заказ|заявка)\ (?:уже\ )?(?:прошел|прошла)
      | (?:письмо|код|смс|деньги|ответ|посылка|заказ|товар|чек)\ (?:уже\ )?приш(?:ел|ла|ло|ли)
    )(?:\ (?:сам|сама|само|сами|уже|теперь|снова|спасибо))*
  | (?:my|the|your|our)\ (?:(?!error|issue|problem|never|not|only|stop|hardly|nothing)\w+\ ){1,2}?
    (?: (?:(?:has|have|now|finally|just)\ )*(?:arrived|applied|worked|went\ through|came\ through)
      | (?:is\ )?(?:now\ )?(?:works?|working)\ (?:now|again)
    )(?:\ (?:now|thanks|thank\ you))*
    """,
    re.VERBOSE,
)


def says_it_is_settled(texts: Sequence[str]) -> bool:
    """Return True if a burst withdraws any question: «уже разобрался, спасибо», "never mind, solved"."""
    return _tells(texts, _SETTLED)


def says_it_works_by_now(texts: Sequence[str]) -> bool:
    """Return True if a burst says that, or that the matter came right: «промокод применился».

    It ends a question; if nothing was asked, it may begin one.
    """
    return _tells(texts, _SETTLED, _WORKS_BY_NOW)


def _tells(texts: Sequence[str], *ways: re.Pattern[str]) -> bool:
    text = fold_case("\n".join(texts))
    if "?" in text or len(text) > _LONGEST:
        return False
    clauses = clauses_of(text)
    told = [any(way.fullmatch(clause) for way in ways) for clause in clauses]
    return any(told) and all(
        tells or _SIGH.fullmatch(clause) or asks_nothing([clause])
        for clause, tells in zip(clauses, told, strict=True)
    )
