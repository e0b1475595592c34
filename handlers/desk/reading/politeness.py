"""Greetings, thanks and other courtesies around a request, in Russian and English."""

import re

from handlers.desk.text.layouts import typed_in_russian

_OPENING = re.compile(
    r"""(?:
      здрав\w*те | здравствуй | здра[сз]ь?те | приветствую(?:\s+вас)?
    | привет(?:ик|ствие)?(?:\s+(?:всем|вам))?
    | всем\s+(?:привет|здравствуйте|добр\w+\s+\w+) | салют | хай | алл?о
    | добр(?:ый|ое|ой|ого|ая)(?:\s+вам)?\s+(?:день|дня|утро|утра|вечер|вечера|ночи|ночь|времени(?:\s+суток)?)
    | уважаем\w+(?:\s+(?:коллеги|поддержка|команда|служба\s+поддержки|администрация|господа))?
    | коллеги | друзья | ребята | девушка | товарищи
    | (?:подскажите|скажите|помогите|ответьте|объясните)(?:\s+мне)?[\s,]*(?:пожалуйста|плиз|плз|пж|пжл)
    | (?:вы\s+)?(?:не\s+)?(?:можете|могли\s+бы|мог(?:ли)?\s+бы\s+вы|подскажете)(?:\s+вы)?\s+(?:мне\s+)?
      (?:подсказать|сказать|помочь)
    | подскажите | скажите | пожалуйста | плиз | плз | будьте\s+(?:добры|любезны)
    | извините(?:\s+за\s+(?:беспокойство|вопрос))? | простите | прошу\s+прощения
    | (?:заранее\s+)?спасибо(?:\s+(?:большое|огромное|заранее|вам|за\s+(?:помощь|ответ)))*
    | заранее\s+благодарю
    | у\s+меня\s+(?:такой\s+)?вопрос | такой\s+вопрос | есть\s+вопрос | ой
    | (?:и\s+)?ещ[её]\s+(?:один\s+)?(?:такой\s+)?вопрос(?=\s?[:,.–—-])
    | (?:hello|hi|hey|greetings)(?:\s+(?:there|everyone|all|team|guys|support|again|dear))?
    | good\s+(?:morning|afternoon|evening|day)
    | dear\s+(?:support|team|sir|madam|sirs|all|colleagues)(?:\s+team)?
    | (?:can|could|would|will)\s+(?:you|anyone|somebody|someone)(?:\s+(?:please|kindly))?\s+
      (?:help\s+me(?:\s+out)?(?:\s+(?:with|to))?|tell\s+me|explain(?:\s+to\s+me)?|advise)
    | (?:can|could|would)\s+you\s+(?:please|kindly)
    | please | pls | plz | kindly | sorry(?:\s+to\s+(?:bother|trouble)(?:\s+you)?)? | excuse\s+me
    | (?:many\s+)?thanks(?:\s+(?:a\s+lot|so\s+much|in\s+advance))* | thank\s+you(?:\s+(?:so|very)\s+much)?
      (?:\s+in\s+advance)? | i\s+have\s+a\s+question | quick\s+question
    | (?:and\s+)?(?:one\s+more|another)\s+question(?=\s?[:,.–—-])
    )(?!\w)[^\w«“„"'(\[#№@/+$<%&€]*(?:(?:but|но)\s+)?""",
    re.IGNORECASE | re.VERBOSE,
)

_CLOSING = re.compile(
    r"""(?<!\w)(?:
      (?:заранее\s+)?(?:большое\s+|огромное\s+)?(?:спасибо|спс|благодар(?:ю|им|ен|на))
      (?:\s+(?:большое|огромное|заранее|вам|вас|за\s+(?:помощь|ответ|внимание|понимание)))*
    | (?:подскажите|скажите|помогите|ответьте)?[\s,]*(?:пожалуйста|плиз|плз|пжл|пж) | подскажите
    | с\s+уважением\b.* | всего\s+доброго | хорошего\s+(?:дня|вечера) | до\s+свидания
    | (?:many\s+)?thanks(?:\s+(?:a\s+lot|so\s+much|in\s+advance|for\s+your\s+help))* | thx
    | thank\s+you(?:\s+(?:so|very)\s+much)?(?:\s+(?:in\s+advance|for\s+your\s+(?:help|time)))*
    | (?:please|pls|plz)(?:\s+help(?:\s+me)?)?
    | (?:(?:best|kind|warm)\s+)?regards\b.* | cheers | sincerely\b.*
    )[^\w»”"'\]•]*$""",
    re.IGNORECASE | re.VERBOSE,
)


def leave_out_politeness(sentence: str) -> str:
    """The middle of `sentence`, without courtesies before and after; empty if there is nothing else."""
    start, in_russian = 0, typed_in_russian(sentence)
    while opening := _OPENING.match(sentence, start) or _OPENING.match(in_russian, start):
        start = opening.end()
    end = len(sentence)
    while closing := _CLOSING.search(sentence, start, end):
        end = closing.start()
    return sentence[start:end]
