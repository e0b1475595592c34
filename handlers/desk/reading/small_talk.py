"""Recognises words that ask nothing: greetings, thanks, a call for a person; allows typos, wrong layout.

A text counts only if all of it is such words: «оператор связи не даёт доступ» is a question, not a call.
"""

import re
import unicodedata
from collections.abc import Sequence

from handlers.desk.reading.word_lists import consists_of, holds
from handlers.desk.text.vocabulary import words

_GREETINGS = words(
    """
    привет прив приветик приветствую приветствуем здравствуйте здравствуй здрасте здрасьте здорово
    здаров здарова салют хай хеллоу хелло доброго добрый доброе доброй добрая день дня утро утра
    вечер вечера ночи ночь времени суток ку алло ало ау эй
    hello helo hi hey hiya howdy greetings good morning afternoon evening day yo
    """
)
_THANKS = words(
    """
    спасибо спасибочки спс пасиб пасибо благодарю благодарим благодарствую признателен признательна
    мерси
    thanks thank thx thnx ty cheers appreciated
    """
)
_THANKS_AROUND = words(
    """
    большое огромное вам тебе за помощь ответ все ок окей ok okay хорошо отлично супер понял
    поняла понятно
    ясно получилось работает заработало помогло да уже очень и ладно класс заранее
    you so much very a lot for your the help it works now great perfect got that's this worked all
    is again in advance many
    быстрый быстро оперативный оперативно ваш вашу вы лучшие помогли помог помогла работу поддержку
    quick fast prompt reply response answer support guys best
    """
)
_FAREWELLS = words(
    """
    свидания свиданья пока прощайте бай удачи хорошего всего доброго
    bye goodbye goodnight have cya farewell
    """
)
_AROUND_A_FAREWELL = words(
    """
    до дня вечера ночи выходных недели доброй вам тебе и
    a nice good great lovely day evening night weekend one you too see later take care
    """
)
_IN_ADVANCE = words("заранее advance")
_ASSENTS = words(
    """
    ок окей хорошо понятно понял поняла понятненько ясно ясненько ладно отлично супер класс прекрасно
    замечательно договорились принято получилось работает заработало помогло
    попробую пробую попробуем посмотрю проверю сделаю минутку минуту секунду сейчас щас
    ok okay okey fine good great perfect super cool got understood works worked helped
    try trying check checking moment
    """
)
_AROUND_AN_ASSENT = words("let me i'll i will it that now one a minute sec second wait hold on give just")
_OPENERS = words(
    """
    вопрос вопросик вопросы помогите помоги помочь поможете помощь подскажите подскажи тут здесь
    question questions help sos there here
    """
)
_AROUND_AN_OPENER = words(
    """
    у меня нас есть к вам вас вы ты один такой еще небольшой можно задать хочу хотел хотела бы нужна нужно
    срочно мне можете можешь могли сможете кто-нибудь кто
    i have got a an quick one may can could would you me us some need to ask
    anyone anybody somebody is are urgent with
    """
)
_YES = words("да ага угу конечно верно точно yes yep yeah yup sure exactly correct")
_NO = words("нет неа нету не-а no nope nah")
_APPROVING_EMOJI = frozenset("👍👌🙏🤝👏🙌💪❤♥😊🙂☺😀😃😄😁🥰😍✅✔💯🎉")
_WAVE = frozenset("👋")
_EMOJI_VARIANTS = re.compile("[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff\\s]")
_POLITENESS = words(
    """
    пожалуйста плиз плз пж пжл пожалста прошу будьте добры любезны уважаемые коллеги девушка девушки
    ребята друзья народ всем вам и
    please pls plz kindly dear there everyone all team sir madam guys
    """
)
_PERSON = words(
    """
    оператор оператора оператору оператором операторы операторов человек человека человеку человеком
    люди людей людьми менеджер менеджера менеджеру менеджером специалист специалиста специалисту
    специалистом сотрудник сотрудника сотруднику сотрудником консультант консультанта консультанту
    консультантом поддержку поддержкой техподдержку техподдержкой поддержка техподдержка
    администратора администратором живой живые живого живому живым
    human humans person agent operator representative manager specialist consultant somebody someone
    people support
    """
)
_WISH = words(
    """
    позовите позови позвать соедините соедини соединить переключите переключи переключить свяжите
    связаться связать дайте дай нужен нужна нужны нужно надо хочу хотим хотел хотела бы можно могу
    поговорить пообщаться говорить общаться вызовите вызвать пригласите пригласить переведите
    перевести подключите подключить требую связь есть
    talk speak chat connect contact get reach call transfer want need give let i'd like wish ask
    find bring
    """
)
_AROUND_A_WISH = words(
    """
    я мне меня нам нас с со на к ко а же ли тут здесь там кто нибудь кто-нибудь кого-нибудь кого-то
    как лучше сейчас срочно настоящий настоящего настоящему настоящим реальный реального реальным
    реальному живыми ваш вашего вашему вашим любого любому любым уже просто напрямую лично быстрее
    i me we us to a an the with can could may would how do you is any your from real live actual
    living now here directly right just speaking talking instead put through
    """
)

_BOTS = words("бот ботом бота боту робот роботом робота bot robot machine автоответчик автоответчиком")
_AGAINST_BOTS = words("не нет хватит надоел надоело not no don't dont stop without без хочу want")

_WHO = words(
    """
    ии нейросеть нейросетью нейронка автомат автоматом чатбот чатботом чат-бот чат-ботом кто кем
    человек человеком люди людьми живой живая живые живым оператор оператором
    ai chatgpt gpt chatbot chat-bot who whom human humans person people operator agent
    """
)
_AT_THE_OTHER_END = words("вы ты вами тобой это я you this i it")
_AROUND_WHO = words(
    """
    а или же ли не ну что ль то там тут здесь сейчас мной со с вообще точно просто настоящий настоящим
    реальный реальным разговариваю говорю общаюсь пишу переписываюсь имею дело
    are is am a an the or not just actually really there with to talking speaking chatting writing
    live living actual real am
    """
)

_GREETING = _GREETINGS | _POLITENESS
_OPENING = _OPENERS | _AROUND_AN_OPENER | _GREETING
_AGREEING = _YES | _THANKS | _POLITENESS
_REFUSING = _NO | _THANKS | _POLITENESS
_THANKFUL = _THANKS | _THANKS_AROUND | _POLITENESS | _FAREWELLS | _AROUND_A_FAREWELL
_ASSENTING = _THANKFUL | _ASSENTS | _AROUND_AN_ASSENT
_CALL = _PERSON | _WISH | _AROUND_A_WISH | _POLITENESS | _GREETINGS
_ASKING_WHO = _BOTS | _WHO | _AT_THE_OTHER_END | _AROUND_WHO | _GREETING
_AGAINST = _BOTS | _AGAINST_BOTS | _WISH | _AROUND_A_WISH | _POLITENESS


def only_greets(texts: Sequence[str]) -> bool:
    """Return True if a burst is only a greeting: «Добрый день!», "hello", 👋."""
    text = " ".join(texts)
    return _emoji_in(text) == _WAVE or consists_of(text, _GREETING, core=_GREETINGS)


def only_opens(texts: Sequence[str]) -> bool:
    """Return True if a burst only announces a question: «есть вопрос», "can you help me?"."""
    return consists_of(" ".join(texts), _OPENING, core=_OPENERS)


def only_asks_who_answers(texts: Sequence[str]) -> bool:
    """Return True if a burst only asks who answers: «вы бот?», "am I talking to a human?"."""
    return consists_of(" ".join(texts), _ASKING_WHO, core=_BOTS | _WHO, and_core=_AT_THE_OTHER_END)


def only_puts_marks(texts: Sequence[str]) -> bool:
    """Return True if a burst is only punctuation: «?», "?!", «…»."""
    marks = "".join("".join(texts).split())
    return bool(marks) and all(unicodedata.category(mark).startswith("P") for mark in marks)


def only_says_yes(texts: Sequence[str]) -> bool:
    """Return True if a burst is a yes, possibly with thanks."""
    return "?" not in "".join(texts) and consists_of(" ".join(texts), _AGREEING, core=_YES)


def only_says_no(texts: Sequence[str]) -> bool:
    """Return True if a burst is a no, possibly with thanks."""
    return "?" not in "".join(texts) and consists_of(" ".join(texts), _REFUSING, core=_NO)


def only_thanks(texts: Sequence[str]) -> bool:
    """Return True if a burst is only thanks: «ок, спасибо большое», "thank you"."""
    return consists_of(" ".join(texts), _THANKFUL, core=_THANKS)


def gives_thanks(texts: Sequence[str]) -> bool:
    """Return True for thanks for something received, not in advance."""
    text = " ".join(texts)
    return holds(text, _THANKS) and not holds(text, _IN_ADVANCE)


def only_assents(texts: Sequence[str]) -> bool:
    """Return True if a burst is only agreement or a farewell: «ок, попробую», "got it", "bye", 👍."""
    text = " ".join(texts)
    emoji = _emoji_in(text)
    if emoji and _APPROVING_EMOJI.issuperset(emoji):
        return True
    return "?" not in text and consists_of(text, _ASSENTING, core=_ASSENTS | _FAREWELLS)


def asks_nothing(texts: Sequence[str]) -> bool:
    """Return True if a burst is only courtesy and leaves people nothing to solve."""
    return only_thanks(texts) or only_assents(texts) or only_greets(texts)


def asks_for_person(text: str) -> bool:
    """Return True if the text asks for a person: «оператор», «позовите человека», "can I talk to a human?".

    In a longer text one sentence or clause that is such a call, with a verb in it, is enough.
    """
    if _is_call(text):
        return True
    clauses = [clause for clause in re.split(r"[.,!?;:()\n]+", text) if clause.strip()]
    return len(clauses) > 1 and any(_is_call(clause, with_verb=True) for clause in clauses)


def only_asks_for_person(texts: Sequence[str]) -> bool:
    """Return True if a burst is only a call for a person, possibly with a greeting."""
    return _is_call(" ".join(texts))


def _emoji_in(text: str) -> frozenset[str]:
    """The characters of a text of emoji only; for any other text its letters are among them."""
    return frozenset(_EMOJI_VARIANTS.sub("", text))


def _is_call(text: str, *, with_verb: bool = False) -> bool:
    if consists_of(text, _AGAINST, core=_BOTS, and_core=_AGAINST_BOTS):
        return True
    return consists_of(text, _CALL, core=_PERSON, and_core=_WISH if with_verb else None)
