### Всё, что бот говорит людям по-русски.
### Слов «проблема», «не смогу помочь» и «не знаю» здесь не бывает: это проверяет тест.

## Подтверждение («отбойник»): имя, суть обращения словами клиента, срок, номер

greeting = { $name }, здравствуйте!
greeting-without-name = Здравствуйте!
acknowledgement-question = Приняли в работу ваш вопрос «{ $quote }» (обращение № { $number }).
acknowledgement-media = Приняли в работу ваше обращение № { $number } ({ $media }).
acknowledgement-wordless = Приняли в работу ваше обращение № { $number }.
acknowledgement-resolve-by = Максимальный срок решения: { $moment }.
acknowledgement-respond-by = Первый ответ специалиста: { $moment }.
acknowledgement-looked-into = Мы уже изучаем вопрос и скоро вернёмся с ответом.
acknowledgement-back-at = Сейчас нерабочее время, специалисты вернутся { $moment }.

## Запасная форма подтверждения: только то, без чего нельзя

acknowledgement-spare-quote = Ваш вопрос: «{ $quote }»
acknowledgement-spare-number = Обращение № { $number }
acknowledgement-spare-looked-into = Вопрос изучают, скоро ответим.

## Сроки

deadline-today = сегодня до { $time } ({ $zone })
deadline-tomorrow = завтра до { $time } ({ $zone })
deadline-later =
    { $weekday ->
        [1] в понедельник
        [2] во вторник
        [3] в среду
        [4] в четверг
        [5] в пятницу
        [6] в субботу
       *[7] в воскресенье
    }, { $date }, до { $time } ({ $zone })
opening-today = сегодня в { $time } ({ $zone })
opening-tomorrow = завтра в { $time } ({ $zone })
opening-later =
    { $weekday ->
        [1] в понедельник
        [2] во вторник
        [3] в среду
        [4] в четверг
        [5] в пятницу
        [6] в субботу
       *[7] в воскресенье
    }, { $date }, в { $time } ({ $zone })
zone-name =
    { $abbreviation ->
        [MSK] МСК
       *[other] { $abbreviation }
    }

## Сообщения без слов

media-photo = фото
media-document = документ
media-voice = голосовое сообщение
media-video = видео
media-video_note = видеосообщение
media-audio = аудиозапись
media-animation = анимация
media-sticker = стикер
media-location = геопозиция
media-contact = контакт

## Клиенту

start = Это служба поддержки. Напишите одним или несколькими сообщениями, что случилось, — отвечу сразу или передам специалисту.
start-company = Это служба поддержки «{ $company }». Напишите одним или несколькими сообщениями, что случилось, — отвечу сразу или передам специалисту.
customer-help =
    Напишите ваш вопрос обычным сообщением: отвечу сразу или передам специалисту.

    /human — позвать человека
    /status — что с моими обращениями
    /language — язык ответов
    /forget — стереть мои данные
customer-unknown-command = Такой команды нет. Напишите вопрос обычными словами, а список команд покажет /help.
ask-greeted = Расскажите, пожалуйста, что случилось: чем подробнее, тем быстрее поможем.
ask-what-happened = Позову специалиста. Напишите, пожалуйста, в чём вопрос: так он сразу возьмётся за дело.
thanks-received = Пожалуйста! Если появятся вопросы, пишите.
helped = Рады, что помогло! Если появятся вопросы, пишите.
offer =
    { $count ->
        [1] { $name }, возможно, вы спрашиваете об этом. Если да, нажмите на вопрос; если нет, позовите специалиста.
       *[other] { $name }, возможно, вы спрашиваете об этом. Выберите подходящее или позовите специалиста.
    }
offer-without-name =
    { $count ->
        [1] Возможно, вы спрашиваете об этом. Если да, нажмите на вопрос; если нет, позовите специалиста.
       *[other] Возможно, вы спрашиваете об этом. Выберите подходящее или позовите специалиста.
    }
customer-cannot-cross = Сообщения такого вида передать специалистам нельзя. Пожалуйста, опишите это словами или пришлите фото или файл.
customer-reopened = Обращение № { $number } снова открыто: ваше сообщение уже у специалистов. Максимальный срок решения: { $resolve_by }.
customer-taken = Вашим обращением № { $number } занимается { $agent }.
customer-resolved =
    { $days ->
        [one] Обращение № { $number } закрыто. Если вопрос остался, напишите сюда в течение { $days } дня, и мы продолжим.
       *[other] Обращение № { $number } закрыто. Если вопрос остался, напишите сюда в течение { $days } дней, и мы продолжим.
    }
human-already = Обращение № { $number } уже у специалистов: они ответят здесь. Можно дополнить его сообщением.
status-none = Открытых обращений у вас нет. Напишите, если нужна помощь.
language-choose = На каком языке вам отвечать?
language-chosen = Теперь отвечаю по-русски.
managers-only = Эта команда доступна только менеджерам.
press-stale = Эта кнопка больше не действует.
may-be-repeat = ↻ Возможно, повтор

## Кнопки

button-helped = Помогло
button-not-helped = Не помогло
button-person = Позвать специалиста
button-take = Взять
button-close = Закрыть
button-reopen = Открыть снова
button-send-entry = Отправить: { $question }
button-send-again = Отправить ещё раз
button-arrived = Дошло
button-save-anyway = Всё равно сохранить
button-cancel = Отменить

## Состояния

state-new = новое
state-in-progress = в работе
state-waiting = ждём ответа клиента
state-resolved = решено
state-closed = закрыто
state-reopened = открыто снова

## Карточка обращения

ticket-number = № { $number }
card-title = № { $number } · { $state }
card-customer = Клиент: { $name } · { $channel } · { $language }
card-nameless = без имени
card-previous = Продолжение обращения № { $number }
card-wordless = Без слов: смотрите вложения ниже
card-respond-by = Первый ответ: { $moment }
card-resolve-by = Решение: { $moment }
card-assignee = Отвечает: { $name }
card-suggestions = Похоже на записи FAQ:
card-suggestion = № { $number } { $question }
history-title = История обращения
history-note = { " " }(заметка)

## Сотрудникам в теме обращения

topic-reopened = Клиент написал снова: обращение открыто.
topic-customer-edited = Клиент изменил сообщение:
topic-cannot-cross = Сообщение такого вида клиенту передать нельзя: он его не получил.
topic-entry-sent = { $agent } отправляет клиенту запись FAQ № { $number }.
topic-other-language =
    Обратите внимание: этот текст на { $text ->
        [ru] русском
        [en] английском
       *[other] другом
    } языке, а клиенту отвечают на { $customer ->
        [ru] русском
       *[en] английском
    }.
topic-unreachable = Клиент не получил сообщение: он заблокировал бота или удалил чат. Не доставлено: «{ $excerpt }»
topic-refused = Клиент не получил сообщение: мессенджер его не принял ({ $reason }). Не доставлено: «{ $excerpt }»
topic-not-confirmed = Не подтверждено, что клиент получил сообщение «{ $excerpt }»: связь прервалась во время отправки.
topic-sent-again = { $agent } отправляет сообщение ещё раз.
topic-arrival-confirmed = { $agent } подтверждает: сообщение дошло.
topic-set-aside = Сообщение клиента не удалось разобрать полностью. Его слова: { $text }
agent-already-yours = Обращение № { $number } уже у вас.
agent-already-waiting = По обращению № { $number } уже ждём клиента.
agent-already-open = Обращение № { $number } уже открыто.
agent-not-open = Обращение № { $number } сейчас не открыто: сначала /reopen.
agent-closed-for-good = Обращение № { $number } закрыто окончательно: новое сообщение клиента откроет новое обращение.
agent-note-empty = Напишите текст заметки: /note текст
agent-status = № { $number }: { $state }. Отвечает: { $name }. { $due }
agent-status-over = № { $number }: { $state }. Отвечает: { $name }.
agent-unknown-command = Такой команды нет, клиент её не увидел. Список команд: /help
agent-use-in-topic = Эта команда работает в теме обращения. Список команд: /help
agent-use-by-reply = Ответьте этой командой на карточку обращения. Список команд: /help
agent-reply-reaches-nobody = Это сообщение не относится к обращению, поэтому клиенту ваш ответ не отправлен. Чтобы написать клиенту, ответьте на карточку обращения.
agent-help =
    Сообщение в теме обращения (в группе без тем — ответ на карточку или другое сообщение обращения) уходит клиенту за вашей подписью. Не уходят команды, а также заметки: // текст или /note текст.

    { $commands }
agent-command-take = /take — взять обращение
agent-command-waiting = /waiting — ждём ответа клиента
agent-command-close = /close — закрыть, клиент узнает об этом
agent-command-reopen = /reopen — открыть снова
agent-command-note = /note текст — заметка для коллег
agent-command-status = /status — состояние и срок; /status 12 — другого обращения; в общей теме — сколько у кого
anonymous-command = Команды анонимных администраторов, каналов и ботов не выполняются: напишите от своего имени.
anonymous-cannot-cross = Клиент этого не получил: сообщения анонимных администраторов, каналов и ботов не передаются. Напишите от своего имени.
general-refused = По обращению № { $number } сообщение в тему не принято мессенджером: { $reason }. Проверьте права бота в группе.
alarm-letters-wait = Ждут отправки дольше минуты, сообщений: { $count }. Они не потеряны и уйдут, как только мессенджер их примет. Причины — в журнале и в otboinik check.
all-clear-letters-wait = Сообщения снова уходят без задержки.
alarm-updates-wait = Ждут обработки дольше минуты, входящих: { $count }. Они не потеряны; причины — в журнале.
all-clear-updates-wait = Входящие снова обрабатываются без задержки.
alarm-replies-unconfirmed = Не подтверждено, что ответы дошли до клиентов: { $count } (обращения: { $tickets }). Решите это кнопками в обращениях или командой /outbox.
all-clear-replies-unconfirmed = Неподтверждённых ответов больше нет.
general-set-aside = Не удалось разобрать обновления { $numbers }: они сохранены целиком, подробности в журнале.

## Менеджерам: недоставленные письма

outbox-empty = Недоставленных сообщений нет.
outbox-list =
    Недоставленные сообщения:
    { $letters }{ $more ->
        [yes] { "" }
    …это первые из них, остальные покажем, когда этих станет меньше.
       *[no] { "" }
    }

    Показать: /outbox show { $oldest }. Отправить ещё раз: /outbox retry { $oldest }. Больше не отправлять: /outbox discard { $oldest }
outbox-line =
    { $letter } · { $to ->
        [topic] в тему обращения № { $ticket }
        [customer] клиенту, обращение № { $ticket }
       *[other] не по обращению
    } · { $state ->
        [parked] не подтверждено ({ $reason })
       *[refused] не принято ({ $reason })
    }
outbox-retry = Сообщение { $number } отправляется ещё раз.
outbox-discard = Сообщение { $number } больше не отправляется.
outbox-no-such-letter = Среди недоставленных сообщения { $number } нет. Список: /outbox
outbox-help = /outbox — недоставленные сообщения, /outbox show 12 — показать, /outbox retry 12 — отправить ещё раз, /outbox discard 12 — больше не отправлять
topic-let-go = { $agent } решает не отправлять недоставленное сообщение.

## Менеджерам: FAQ

manager-help =
    Команды для менеджеров (каждая без слов расскажет о себе):
    { $commands }
manager-help-faq = /faq — база ответов
manager-help-outbox = /outbox — недоставленные сообщения
faq-help =
    /faq list [страница] · find ТЕКСТ · show 12 · delete 12 · restore 12 · undo · test ТЕКСТ
    /faq learn — чему база может научиться у клиентов, /faq failing — что не помогает
    /faq threshold — с какой уверенности бот отвечает сам
    /faq import — ответом на файл .yaml, .csv, .xlsx или .jsonl
    /faq export [yaml, csv, xlsx или jsonl]
    /faq add и /faq edit 12 — по шагам, или одним сообщением:

    /faq add Как получить доступ к FTP?
    ~ не пускает на фтп
    ~ ftp пароль

    Откройте личный кабинет → «Доступы».
faq-empty = В FAQ пока нет записей. Первую добавит /faq add
faq-no-such-page = Такой страницы нет. Всего страниц: { $pages }
faq-list =
    FAQ, страница { $page } из { $pages }{ $pages ->
        [1] { "" }
       *[other] { " " }(другая: /faq list { $following })
    }:
    { $entries }
faq-line = № { $number } { $question }
faq-find-what = Напишите, что искать: /faq find ТЕКСТ
faq-found =
    Нашлось:
    { $entries }
faq-nothing-found = Ничего не нашлось. Весь список: /faq list
faq-no-such-entry = Записи { $number } нет. Номера покажет /faq list
faq-shown =
    { $deleted ->
        [yes] № { $number } (удалена)
       *[other] № { $number }
    }
    { $question }
    { $alternatives }

    { $answer }

    Категория: { $category } · язык: { $language }
faq-added = Запись № { $number } добавлена: { $question }
faq-edited = Запись № { $number } изменена: { $question } ({ $parts })
faq-deleted = Запись № { $number } удалена: «{ $question }». Вернуть: /faq restore { $number }
faq-restored = Запись № { $number } возвращена: { $question }
faq-already-deleted = Запись № { $number } уже удалена.
faq-already-restored = Запись № { $number } и так на месте.
faq-undone = Отменено последнее изменение:
faq-undo-nothing = Ваших изменений, которые можно отменить, нет.
faq-undo-stale = Отменить нельзя: после вас запись № { $number } изменил кто-то ещё. Посмотрите её: /faq show { $number }
faq-changed-meanwhile = Запись изменил кто-то ещё, ничего не сохранено. Посмотрите её (/faq show) и начните снова.
faq-edit-incomplete = Нужны и вопрос, и ответ: между ними оставьте пустую строку. Или /faq edit с одним номером — по шагам.
faq-question-too-long = Вопрос или формулировка длиннее 500 знаков: сократите, пожалуйста. Ничего не сохранено.
faq-answer-too-long = Ответ длиннее 4000 знаков и не поместится в одно сообщение: сократите, пожалуйста. Ничего не сохранено.
faq-too-many-phrasings = Формулировок больше 200: оставьте самые разные. Ничего не сохранено.
faq-phrasings-too-long = Формулировки вместе длиннее 30 000 знаков: оставьте самые разные. Ничего не сохранено.
faq-similar = Очень похоже на запись № { $number }: «{ $question }». Сохранить всё равно?
faq-similar-already = Очень похоже на запись № { $number }: «{ $question }». Можно продолжить или закончить (/cancel) и дополнить ту запись: /faq edit { $number }
faq-press-a-button = Нажмите одну из кнопок выше или отправьте /cancel
faq-cancelled = Отменено, ничего не сохранено.
faq-ask-question = Напишите вопрос, как его задал бы клиент. Отменить: /cancel
faq-ask-alternatives = Как ещё об этом спрашивают? По одной формулировке в строке, одним сообщением. Пропустить: /skip
faq-ask-answer = Напишите ответ.
faq-edit-question =
    Запись № { $number }. Новый вопрос (оставить как есть: /skip, отменить: /cancel). Сейчас:
    { $current }
faq-edit-alternatives =
    Запись № { $number }. Все формулировки, по одной в строке (оставить как есть: /skip). Сейчас:
    { $current }
faq-edit-answer =
    Запись № { $number }. Новый ответ (оставить как есть: /skip). Сейчас:
    { $current }
faq-import-what = Ответьте командой /faq import на файл .yaml, .csv, .xlsx или .jsonl (или поставьте её подписью к файлу). Колонки таблицы: «вопрос», «ответ» и, если нужно, «варианты» (через |), «категория», «язык», «номер».
faq-import-how = Похоже на файл FAQ. Чтобы загрузить его, ответьте на него командой /faq import
faq-import-unfetched = Файл сейчас не удалось получить. Повторите команду чуть позже; файлы больше 20 МБ мессенджер не отдаёт.
faq-import-refused =
    Ничего не загружено, ошибок: { $count }
    { $faults }
faq-imported = Загружено. Добавлено: { $added }, изменено: { $changed }{ $numbers }, без изменений: { $unchanged }. Отменить: /faq undo
faq-export-formats = Форматы: /faq export yaml, csv, xlsx или jsonl

## The web chat

web-title = Служба поддержки
web-online = На связи
web-away = Связь прервалась, восстанавливаем…
web-noscript = Для чата нужен JavaScript: включите его, пожалуйста, в настройках браузера.
web-loading = Открываем чат…
web-log = Переписка с поддержкой
web-greeting = Здравствуйте! Опишите ваш вопрос: на частые ответим сразу, с остальными поможет специалист.
web-name-ask = Как к вам обращаться?
web-name-label = Ваше имя
web-name-later = Не сейчас
web-name-nice = Приятно познакомиться, { $name }!
web-composer = Ваше сообщение
web-send = Отправить
web-attach = Прикрепить файл
web-drop-files = Отпустите файлы, чтобы прикрепить их
web-remove-file = Убрать файл { $name }
web-call-person = Позвать специалиста
web-call-person-text = Позовите, пожалуйста, специалиста
web-answering = Готовим ответ…
web-typing = { $name } печатает…
web-sending = Отправляется
web-waiting = Ждёт связи
web-sent = Отправлено
web-failed = Не отправлено
web-retry = Отправить ещё раз
web-delete-unsent = Удалить
web-edited = изменено
web-you = Вы
web-today = Сегодня
web-yesterday = Вчера
web-older = Показать более ранние сообщения
web-new-messages = Новые сообщения
web-download = Скачать файл { $name }
web-attachment-of = Изображение: { $name }
web-place = Место на карте
web-contact = Контакт
web-menu = Меню
web-close = Свернуть чат
web-leave = Завершить на этом устройстве
web-leave-sure = Переписка исчезнет с этого устройства. У поддержки она останется, и ответ по открытому обращению сюда уже не придёт.
web-leave-yes = Завершить
web-stay = Остаться
web-left = Чат на этом устройстве завершён.
web-start-again = Начать новый
web-error-file-too-large = Файл больше 10 МБ. Пожалуйста, отправьте его по частям или ссылкой.
web-error-file-not-taken = Файлы этого вида не принимаются. Подойдут изображения, PDF, документы, архивы ZIP и текст.
web-error-too-long = Сообщение длиннее 4000 знаков: пожалуйста, разделите его на несколько.
web-error-too-many = Слишком много за короткое время. Подождите немного, мы отправим сами.
web-error-button-gone = Эта кнопка уже не действует.
web-error-not-sent = Отправить не получилось. Пожалуйста, попробуйте ещё раз.
web-widget-open = Открыть чат поддержки
web-widget-close = Свернуть чат поддержки
web-widget-title = Чат поддержки

## Ошибки в файле FAQ

faq-fault-row = строка { $number }
faq-fault-line = в файле строка { $number }
faq-fault-reason =
    { $kind ->
        [missing] не заполнено
        [missing_column] в первой строке должны стоять названия колонок, а этой там нет: добавьте её
        [unknown_column] такой колонки у FAQ нет, есть: { $columns }
        [repeated_column] колонка стоит дважды: оставьте одну
        [extra_cell] ячейка стоит под колонкой без названия: назовите колонку или возьмите текст с разделителем в кавычки
        [duplicate_id] такой номер уже есть в файле ({ $detail })
        [same_question] такой вопрос уже есть в файле ({ $detail })
        [wrong_type] значение не того вида ({ $detail })
        [no_value] это формула без вычисленного значения: сохраните файл в Excel или впишите текст
        [too_long] слишком длинно, самое большее { $detail } знаков
        [bad_character] знак, который нельзя показать ({ $detail }): уберите его
        [bad_language] это не код языка: напишите, например, ru или en
        [bad_encoding] файл не в UTF-8: сохраните его в UTF-8, в Excel это «CSV UTF-8» ({ $detail })
        [unreadable] файл не читается ({ $detail })
        [too_large] файл слишком большой ({ $detail })
       *[no_rows] в файле нет записей
    }

# Web desk
desk-title = Пульт поддержки
desk-noscript = Для пульта нужен JavaScript: включите его, пожалуйста, в настройках браузера.
desk-tickets = Обращения
desk-faq = База ответов
desk-online = На связи
desk-away = Связь прервалась, восстанавливаем…
desk-sign-in = Войти
desk-sign-out = Выйти
desk-name = Имя
desk-password = Пароль
desk-link-name = Ваше имя и фамилия
desk-link-welcome = Под этим именем клиенты увидят ваши ответы.
desk-lists = Списки обращений
desk-list-open = Все открытые
desk-list-mine = Мои
desk-list-unassigned = Свободные
desk-list-waiting = Ждут клиента
desk-list-overdue = Просрочены
desk-list-closed = Закрытые
desk-list-empty = Здесь пусто: можно перевести дух.
desk-search-empty = Ничего не нашлось. Попробуйте другие слова, номер или имя.
desk-choose-ticket = Выберите обращение слева.
desk-new-ticket = Новое обращение ждёт исполнителя.
desk-notices = Сообщения бота
desk-nobody = без исполнителя
desk-mine = { $name } (вы)
desk-nameless = без имени
desk-wordless = Без слов
desk-back = К списку
desk-conversation = Переписка
desk-facts = Об обращении
desk-customer = Клиент
desk-channel-web = чат на сайте
desk-channel-telegram = Telegram
desk-assignee = Исполнитель
desk-respond-by = Первый ответ
desk-resolve-by = Решение
desk-unreachable = Клиент не получает сообщений: заблокировал бота или удалил чат.
desk-suggestions = Похоже на вопросы из базы
desk-send-entry = Отправить клиенту
desk-also-looking = Сейчас здесь и { $names }
desk-act-take = Взять
desk-act-wait = Ждать клиента
desk-act-close = Закрыть
desk-act-reopen = Открыть снова
desk-reply = Ответ клиенту
desk-reply-mode = Ответ
desk-reply-hint = Ответ увидит клиент, с вашей подписью
desk-send = Отправить
desk-note = Заметка
desk-note-mode = Заметка
desk-note-hint = Заметку увидят только коллеги
desk-note-save = Сохранить заметку
desk-edited = изменено
desk-fate-waiting = отправляется
desk-fate-sent = доставлено
desk-fate-unsure = доставка не подтверждена
desk-fate-refused = не доставлено
desk-today = Сегодня
desk-yesterday = Вчера
desk-event-opened = Обращение открыто
desk-event-taken = { $name } берёт обращение
desk-event-transferred = Обращение переходит к исполнителю { $name }
desk-event-held = { $name }: ждём ответа клиента
desk-event-resumed = Клиент ответил
desk-event-resolved = { $name } закрывает обращение
desk-event-reopened = Обращение снова открыто
desk-event-closed = Срок для возобновления вышел
desk-find = Найти в базе
desk-entries = Вопросы и ответы
desk-faq-empty = Ничего не нашлось.
desk-add-entry = Новый ответ
desk-edit-entry = Ответ
desk-question = Вопрос
desk-phrasings = Другие формулировки, по одной в строке
desk-answer = Ответ
desk-save = Сохранить
desk-saved = Сохранено.
desk-similar = Почти так же спрашивает другая запись:
desk-save-anyway = Всё равно сохранить
desk-delete-entry = Удалить
desk-restore-entry = Восстановить
desk-deleted = удалён
desk-undo = Отменить моё изменение
desk-history = История изменений
desk-kind-added = добавлен
desk-kind-edited = изменён
desk-kind-deleted = удалён
desk-kind-restored = восстановлен
desk-kind-undone = изменение отменено
desk-import = Импорт
desk-export = Экспорт
desk-imported = Загружено. Добавлено: { $added }, изменено: { $changed }, без изменений: { $unchanged }.
desk-import-faults = Файл не принят, база не изменилась. Ошибок: { $count }.
desk-phrasings-count = формулировок: { $count }
desk-try-heading = Что ответит бот
desk-try = Проверить
desk-try-hint = Что мог бы написать клиент?
desk-verdict-answer = Бот ответит сам
desk-verdict-suggest = Бот предложит на выбор
desk-verdict-unknown = Бот передаст вопрос людям
desk-error-not-sent = Связи с сервером нет. Пожалуйста, попробуйте ещё раз.
desk-error-no-session = Вход истёк: пожалуйста, войдите снова.
desk-error-wrong-password = Имя или пароль не подходят.
desk-error-link-spent = Эта ссылка уже использована. Новая печатается при запуске бота.
desk-error-name-taken = Это имя уже занято: добавьте, например, фамилию.
desk-error-too-many = Слишком много попыток. Подождите, пожалуйста, полминуты.
desk-error-stale = Пока вы смотрели, здесь что-то изменилось. Страница обновлена, проверьте и повторите.
desk-error-no-ticket = Такого обращения нет.
desk-error-no-entry = Такого ответа в базе нет.
desk-error-managers-only = Это меняют только руководители.
desk-error-too-large = Файл слишком большой: не больше 5 МБ.
desk-error-too-long = Текст слишком длинный: пожалуйста, сократите его.
desk-error-format-not-taken = Подойдут файлы .yaml, .csv, .xlsx и .jsonl.

### Забота о клиенте: его обращения, язык, данные, оценка

forget-ask =
    Стереть всё, что мы храним о вас? Исчезнут ваши сообщения и файлы, имя, тексты вопросов и ответов, а открытые обращения закроются. Для статистики останутся только номера обращений и время, без ваших слов.

    Вернуть стёртое нельзя. То, что написано в этом чате, вы можете удалить у себя сами.
button-forget = Стереть всё
button-keep = Не стирать
forget-kept = Хорошо, ничего не стёрто.
forget-begun = Стираем. Через несколько секунд придёт подтверждение.
forget-done = Готово: ваши сообщения, файлы и имя стёрты. Если напишете снова, начнём с чистого листа.
card-erased = Данные клиента стёрты по его просьбе
erased-post = 🗑 Стёрто по просьбе клиента
topic-erased =
    { $open ->
        [yes] Данные клиента стёрты по его просьбе, обращение № { $number } закрыто: ответить по нему больше нельзя.
       *[no] Данные клиента стёрты по его просьбе: ответить по обращению № { $number } больше нельзя.
    }{ $files ->
        [0] { "" }
       *[other] { " " }Файлов, отправленных сюда больше двух суток назад: { $files }. Telegram не даёт боту их удалить, удалите их, пожалуйста, сами.
    } Сообщения сотрудников в этой теме остаются: личные данные из них тоже нужно удалить вручную.
topic-nobody-to-answer = Сообщение не отправлено: данные клиента стёрты по его просьбе, отвечать некому.
web-forget = Стереть мои данные
web-status = Мои обращения
rating-ask = Как мы справились с обращением № { $number }? Оцените, пожалуйста: 1 — плохо, 5 — отлично.
rating-thanks = Спасибо за оценку! Если хотите, напишите пару слов: что было хорошо, а что нет.
rating-comment-heard = Спасибо, передали специалистам. Если вопрос остался, нажмите кнопку или напишите ещё раз.
button-come-back = Вопрос остался
came-back = Обращение № { $number } снова открыто. Напишите, пожалуйста, что осталось нерешённым.
topic-rated = Оценка клиента: { $rating } из 5.
topic-rating-comment = Отзыв клиента к оценке { $rating }:
topic-came-back = Клиент нажал «Вопрос остался»: обращение снова открыто.
general-low-rating = Обращение № { $number }: оценка { $rating } из 5. Отвечает: { $agent }. { $link }
desk-rating = Оценка
desk-rating-value = { $rating } из 5
topic-closed = { $agent } закрывает обращение, клиент об этом знает.
topic-taken-back = { $agent } забирает ответ обратно: у клиента он удаляется, здесь остаётся как заметка.
topic-not-taken-back = Ответ не удалось удалить у клиента: мессенджер отказал ({ $reason }). Напишите клиенту уточнение.
delete-how = Отправьте /delete ответом на своё сообщение клиенту: оно будет удалено у клиента.
delete-never-arrived = У клиента этого сообщения нет: удалять нечего.
delete-too-old = Сообщению больше двух суток: Telegram уже не даёт его удалить. Напишите клиенту уточнение.
agent-command-delete = /delete (ответом на своё сообщение) — удалить у клиента сообщение, на которое отвечаете
desk-take-back = Удалить у клиента
find-what = Напишите, что искать: /find слова, имя клиента или № 12
find-nothing = Ничего не найдено.
find-found =
    Найдено:
    { $tickets }{ $more ->
        [yes] { "" }
    …показаны последние. Уточните запрос, чтобы найти остальные.
       *[no] { "" }
    }
mine-none = Открытых обращений у вас нет.
mine-list =
    Ваши открытые обращения ({ $count }), самые срочные сверху:
    { $tickets }
agent-command-find = /find слова, имя или № 12 — найти обращения
agent-command-mine = /mine — мои открытые обращения
card-earlier = Обращался раньше:
desk-search = Поиск: слова, имя или номер
customer-flood = Видим все ваши сообщения, ни одно не потеряется. Их очень много сразу, поэтому передаём их специалистам вместе.
customer-banned = Переписка приостановлена: ваши сообщения сохраняются, но ответа на них сейчас не будет.
topic-banned = { $agent } блокирует клиента: его сообщения сохраняются, но не показываются и остаются без ответа. Снять: /unban
topic-banned-wrote = Заблокированный клиент пишет. Сообщения сохраняются, /unban покажет их здесь.
topic-unbanned =
    { $count ->
        [0] { $agent } снимает блокировку клиента. За это время он ничего не написал.
       *[other] { $agent } снимает блокировку клиента. Он написал за это время (сообщений: { $count }):
    }
ban-already = Клиент уже заблокирован. Снять: /unban
ban-none = Клиент не заблокирован.
agent-command-ban = /ban — больше не отвечать клиенту (сообщения сохраняются)
agent-command-unban = /unban — снять блокировку и показать, что он писал
menu-human = позвать человека
menu-status = что с моими обращениями
menu-language = язык ответов
menu-forget = стереть мои данные
menu-help = список команд
press-not-staff = Кнопки здесь — для сотрудников этой группы.
manager-nothing-to-cancel = Отменять нечего: ни один пошаговый диалог не начат.
language-name = Русский
status-cases =
    { $count ->
        [one] Ваше обращение:
       *[other] Ваши обращения:
    }
    { $cases }
status-title = № { $number } «{ $quote }»
status-title-wordless = № { $number }
status-state-new = принято
status-state-waiting = ждём вашего ответа
status-deadline = Срок решения: { $moment }.
status-waiting = Ответьте здесь, и мы сразу продолжим.
status-overdue = Решаем дольше, чем обещали: просим прощения, специалисты этим занимаются.
status-resolved = Если вопрос остался, напишите сюда { $moment }.

### sla

priority =
    { $priority ->
        [1] 1 — критический
        [2] 2 — высокий
        [3] 3 — обычный
       *[4] 4 — низкий
    }
card-priority =
    { $priority ->
        [1] Приоритет: 1 — критический
        [2] Приоритет: 2 — высокий
        [3] Приоритет: 3 — обычный
       *[4] Приоритет: 4 — низкий
    }
card-tier = Уровень клиента: { $tier }
agent-priority-how = Укажите приоритет обращения № { $number } числом от 1 (критический) до 4 (низкий), например: /priority 2
agent-already-that-priority = У обращения № { $number } уже такой приоритет.
topic-priority-changed =
    { $priority ->
        [1] { $agent } ставит приоритет 1 — критический.
        [2] { $agent } ставит приоритет 2 — высокий.
        [3] { $agent } ставит приоритет 3 — обычный.
       *[4] { $agent } ставит приоритет 4 — низкий.
    }
sla-everybody = Коллеги
sla-nobody = никто
sla-remind-first-response = клиент ждёт первого ответа: { $moment }.
sla-remind-resolution = срок решения подходит: { $moment }.
sla-breach-first-response = срок первого ответа вышел { $moment }, клиент ещё ждёт.
sla-breach-resolution = срок решения вышел { $moment }, клиент ещё ждёт.
sla-managers-first-response = срок первого ответа вышел { $moment }. Отвечает: { $name }.
sla-managers-resolution = срок решения вышел { $moment }. Отвечает: { $name }.
desk-event-sla-breached = Срок вышел
manager-help-sla = /sla — сроки ответа и решения
manager-help-hours = /hours — рабочие часы, праздники, особые дни
agent-command-tier = /tier vip — уровень клиента, от него зависят сроки
agent-tier-how = Укажите уровень клиента, например: /tier vip. Есть такие: { $tiers }. Сейчас: { $tier }.
agent-already-that-tier = У клиента уже уровень { $tier }.
topic-tier-changed = { $agent } меняет уровень клиента: { $tier }.
topic-tier-deadline = Срок решения теперь: { $moment }.
topic-tier-as-before = Срок решения прежний: { $moment }.
sla-table =
    Уровень клиента, приоритет: первый ответ и решение (24x7 — круглосуточно, иначе рабочее время)
    { $rows }

    Уровни: { $standard }, { $tiers }. Чего здесь нет, то как у { $standard }: весь уровень покажет /sla { $example }
    Как изменить: /sla help
sla-tier-row =
    { $own ->
        [yes] { $row }
       *[no] { $row } (как у { $standard })
    }
sla-not-around-the-clock = Раньше эти сроки шли круглосуточно, теперь — в рабочее время. Чтобы осталось круглосуточно: { $command }
sla-help =
    /sla — действующие сроки, /sla vip — все сроки уровня
    /sla 2 30m 4h — приоритет 2: первый ответ за 30 минут, решение за 4 часа рабочего времени
    /sla vip 1 10m 2h 24x7 — для клиентов уровня vip, круглосуточно
    /sla 1 10m 24x7 4h working — ответ круглосуточно, решение в рабочее время
    /sla remove vip 1 — снова как у всех (для уровня standard — как при установке)

    Приоритеты: 1 критический, 2 высокий, 3 обычный, 4 низкий. Уровень — одно слово: standard, vip или своё. Время: 30m, 4h, 1h30m. Открытые обращения сохраняют прежние сроки, пока не изменится их приоритет или уровень клиента.
sla-how = Напишите приоритет от 1 до 4, время ответа и время решения, например: /sla 2 30m 4h. Подробнее: /sla help
sla-bad-time = Время «{ $time }» прочитать не получилось. Нужно от одной минуты до 1000 часов, например 30m, 4h или 1h30m.
sla-bad-tier = «{ $tier }» не подходит для уровня: нужно одно слово до 32 знаков, начиная с буквы.
sla-response-after-resolution = Первый ответ не может быть позже решения: сначала пишут время ответа, затем время решения.
sla-no-such-policy = Своих сроков для «{ $tier } { $priority }» нет. Все сроки: /sla
sla-too-many = Сроков уже слишком много: сначала удалите лишние, /sla remove.
sla-set = Новые обращения «{ $tier } { $priority }»: { $terms }. Было: { $before }.
sla-removed = Свои сроки удалены. Теперь для «{ $tier } { $priority }»: { $terms }. Было: { $before }.
hours-week = Рабочие часы: { $hours } ({ $zone })
hours-holidays =
    Праздники: { $country }. Ближайшие: { $days }
    Рабочие выходные: { $worked }
hours-no-holidays = Праздники не учитываются
hours-own-days = Особые дни:
hours-day-off = выходной
hours-as-the-week = рабочий день, часы как в будни
hours-open-now = Сейчас рабочее время.
hours-closed-now = Сейчас нерабочее время, люди вернутся { $moment }.
hours-more = Как изменить: /hours help
hours-help =
    /hours — действующий календарь
    /hours Mon-Fri 09:00-13:00 14:00-18:00; Sat 10:00-14:00 — часы недели, или /hours 24x7
    /hours off 2026-12-31 корпоратив — выходной; несколько дней: 2026-12-31..2027-01-08
    /hours work 2026-12-26 10:00-15:00 — рабочий день; без часов — как в будни
    /hours remove 2026-12-31 — снова как по календарю
    /hours zone Europe/Moscow — часовой пояс
    /hours holidays RU или /hours holidays none — праздники страны
    /hours reset — снова как в настройках

    Открытые обращения сохраняют прежние сроки.
hours-unreadable = Часы «{ $hours }» прочитать не получилось. Напишите, например: /hours Mon-Fri 09:00-13:00 14:00-18:00
hours-which-day = Укажите день, например 2026-12-31, или несколько: 2026-12-31..2027-01-08
hours-no-such-day = Дня «{ $day }» в календаре нет.
hours-bad-span = «{ $days }»: сначала первый день, затем последний, не больше года.
hours-no-such-zone = Часового пояса «{ $zone }» нет. Напишите, например: /hours zone Europe/Moscow
hours-no-such-country = Праздники страны «{ $country }» неизвестны. Нужен код, например: /hours holidays RU, или none.
hours-reset-how = /hours reset пишут без продолжения: календарь станет таким, как в настройках.
hours-never-open = С таким календарём никто не работал бы больше года. Ничего не изменилось.
hours-ordinary-day = У этого дня нет своих часов. Особые дни покажет /hours
hours-too-many-days = Особых дней было бы больше { $most }. Сначала уберите прошедшие: /hours remove.
desk-promises = Сроки и часы
desk-promises-hint = Первый ответ и решение по уровню клиента и приоритету: 30m, 4h, 1h30m. Открытые обращения сохраняют прежние сроки.
desk-promises-response = Первый ответ
desk-promises-resolution = Решение
desk-promises-always = круглосуточно
desk-promises-new = Новые сроки: уровень, приоритет, ответ, решение
desk-calendar = Рабочий календарь
desk-calendar-reset = Как в настройках
desk-hours-field = Часы недели
desk-zone-field = Часовой пояс
desk-holidays-field = Праздники страны (код или none)
desk-day = День
desk-day-kind = Какой это день
desk-day-off = выходной
desk-day-work = рабочий
desk-day-details = часы и причина
desk-priority = Приоритет
desk-event-priority = { $name } меняет приоритет: { $from } → { $to }
agent-command-priority = /priority 2 — приоритет от 1 (критический) до 4 (низкий)

### База ответов учится

faq-test-what =
    Напишите вопрос: /faq test ТЕКСТ
    Примерить другие пороги: /faq test answer=0.9 suggest=0.2 ТЕКСТ
    { $thresholds }
faq-test-answer =
    Бот ответит сам:
    { $entries }
    { $thresholds }
faq-test-suggest =
    Бот предложит выбрать:
    { $entries }
    { $thresholds }
faq-test-unknown =
    Бот позовёт людей. Ближе всего:
    { $entries }
    { $thresholds }
faq-test-asks =
    Бот спросит, что случилось. Ближе всего:
    { $entries }
    { $thresholds }
faq-test-thanks =
    Вопроса здесь нет, бот вежливо ответит. Ближе всего:
    { $entries }
    { $thresholds }
faq-thresholds = Пороги: отвечает сам от { $answer }, предлагает выбрать от { $suggest }.
faq-threshold-shown =
    { $thresholds }
    Чем выше порог, тем реже бот ошибается и тем чаще зовёт людей. Процент — насколько он уверен: из ста ответов с уверенностью 93 % подходят примерно 93, пока для большинства вопросов есть записи.
    { $default }
    За последние дни ({ $days }): помогло { $helped }, не помогло { $failed }.
    Примерить: /faq test answer=0.9 ТЕКСТ. Изменить: /faq threshold answer 0.95, /faq threshold suggest 0.2. Вернуть исходные: /faq threshold default
faq-threshold-what = Порог — число от 0 до 1 или проценты: /faq threshold answer 0.95 или /faq threshold suggest 20 %. Ничего не изменено.
faq-threshold-which = Какой из двух порогов — { $chance }? /faq threshold answer { $chance } — с какой уверенности отвечать самому, /faq threshold suggest { $chance } — с какой предлагать выбрать. Ничего не изменено.
faq-threshold-answer-range = Отвечать самому можно от { $lowest } до { $highest }: ниже это догадка, выше бот не ответит и на точный вопрос. Ничего не изменено.
faq-threshold-suggest-range = Предлагать выбрать можно от { $lowest }, и этот порог должен быть ниже порога ответа. Ничего не изменено.
faq-threshold-moved = Сохранено, действует сразу. { $thresholds }
faq-threshold-default = Исходные значения возвращены. { $thresholds }
faq-unknown-command = Команды /faq { $command } нет. Список команд покажет /faq help
faq-number-missing = Укажите номер записи, например: /faq { $verb } 12. Номера покажет /faq list
faq-not-a-number = «{ $text }» — не номер записи. Укажите номер, например: /faq { $verb } 12. Номера покажет /faq list
faq-learn-nothing = Новых формулировок нет: они появляются, когда клиент нажимает «Помогло» или сотрудник отвечает записью из базы.
faq-learn-in-private =
    { $count ->
        [one] Решения ждёт { $count } формулировка клиентов.
        [few] Решения ждут { $count } формулировки клиентов.
       *[other] Решения ждут { $count } формулировок клиентов.
    } Слова клиентов здесь не показываю: отправьте /faq learn в личный чат с ботом или откройте базу ответов на рабочем месте.
faq-learn =
    Так спрашивали клиенты (страница { $page } из { $pages }, другая: /faq learn 2). Добавить эти формулировки в записи?

    { $lessons }
faq-learn-line =
    { $conflict ->
        [0] { $place }. «{ $phrasing }» → № { $number } { $question } (помогло: { $customers }, ответили сотрудники: { $agents })
       *[other] { $place }. «{ $phrasing }» → № { $number } { $question } (помогло: { $customers }, ответили сотрудники: { $agents }). Так уже спрашивают в записи № { $conflict }
    }
faq-learn-taught = Добавлено в запись № { $number }. Отменить: /faq undo
faq-learn-refused = Отклонено, больше не появится.
faq-learn-known-in = Такая формулировка уже есть в записи № { $number }: из-за двух одинаковых бот стал бы переспрашивать.
desk-learning = Чему научиться
desk-learning-hint = Так спрашивали клиенты, и ответ подошёл. Добавленная формулировка действует сразу, отклонённая больше не появится.
desk-learning-nothing = Новых формулировок нет: они появляются, когда клиент нажимает «Помогло» или сотрудник отвечает записью из базы.
desk-learning-counts = помогло: { $customers }, ответили сотрудники: { $agents }
desk-learning-known = Так уже спрашивают в записи № { $number }
desk-learning-add = Добавить
desk-learning-drop = Отклонить
desk-failing = Что не помогает
desk-failing-nothing = Формулировок, ответы на которые раз за разом не помогают, нет.
desk-failing-counts = не помогло: { $failed }, помогло: { $helped }
desk-thresholds = Пороги
desk-threshold-answer = Отвечает сам от, %
desk-threshold-suggest = Предлагает выбрать от, %
desk-thresholds-save = Сохранить пороги
desk-thresholds-standing = Сейчас: { $answer } % и { $suggest } %. Исходные: { $shippedAnswer } % и { $shippedSuggest } %. Другие числа (93 или 0.93) можно сначала примерить на вопросе выше.
faq-failing-nothing = Формулировок, ответы на которые раз за разом не помогают, нет.
faq-failing =
    Ответы, найденные по этим формулировкам, часто не помогают. Уточните ответ или уберите формулировку (/faq edit):
    { $phrasings }
faq-failing-line = № { $number } «{ $phrasing }»: не помогло { $failed }, помогло { $helped }
button-learn-add = Добавить { $place }
button-learn-drop = Отклонить { $place }

### words

wording-hint =
    Клиент получил ответ, но его можно сказать лучше:
    { $words }

    После исправления клиент прочитает:
    { $better }

    Если вы писали в мессенджере, там ваше сообщение останется прежним.
wording-held =
    Ответ ещё не ушёл клиенту: выберите слова.
    { $words }

    С заменой клиент прочитает:
    { $better }

    Можно и поправить само сообщение: без этих слов оно уйдёт сразу.
wording-line = «{ $said }» → «{ $instead }»
button-edit-better = Исправить у клиента
button-send-better = Отправить с заменой
button-send-as-is = Отправить как есть
topic-reworded =
    { $agent } исправляет ответ. Теперь клиент читает:
    { $text }
topic-sent-better =
    { $agent } отправляет ответ с заменой. Клиент читает:
    { $text }
topic-sent-as-is =
    { $agent } отправляет ответ как есть:
    { $text }
manager-help-words = /words — слова, которых бот избегает и помогает избегать сотрудникам
words-list =
    Вместо этих слов (режим: { $mode }), страница { $page } из { $pages }:
    { $words }

    { $help }
words-line = { $wording } → { $instead }
words-line-own = { $wording } → { $instead } (добавлено менеджером)
words-empty = Список пуст.
words-help =
    /words [страница] — список, /words test ТЕКСТ — что найдётся в тексте
    /words add плохое слово = хорошее, ещё одно — заменить своим (находятся все формы слова; «...» между словами — место для других; точка в конце замены — заменить всю часть фразы)
    /words remove слово — убрать из списка, /words reset — вернуть исходный список
    /words mode hint — подсказывать, hold — придерживать ответ, off — не проверять
words-mode =
    { $mode ->
        [hold] Режим hold: ответ с такими словами ждёт, пока сотрудник не выберет, как его отправить.
        [off] Режим off: ответы сотрудников не проверяются.
       *[hint] Режим hint: ответ уходит сразу, а сотрудник получает подсказку с кнопкой «Исправить у клиента».
    }
words-mode-which = Сейчас: { $mode }. Режимы: /words mode hint, /words mode hold или /words mode off
words-added = Добавлено: { $wording } → { $instead }
words-removed = Убрано из списка: { $wording }. Вернуть: /words add { $wording } = { $instead }
words-reset = Список снова такой, как был в поставке. Режим прежний: { $mode }.
words-not-listed = Такого в списке нет: { $wording }. Список: /words
words-add-how = Напишите слово и замену через знак равенства: /words add проволочка = ожидание
words-too-long = Слишком длинно: слово или выражение — до 100 знаков, замена — до 300. Ничего не изменилось.
words-too-short = Слишком коротко: нужно слово хотя бы из двух букв. Ничего не изменилось.
words-too-many = В списке уже { $count } выражений, больше нельзя: уберите лишние. Ничего не изменилось.
words-worse = В замене тоже есть слово из списка: «{ $said }». Ничего не изменилось.
words-also-in-phrases =
    Это есть и в готовых фразах самого бота ({ $count }), их слова не меняются: { $phrases }
    Приветствия, подтверждения и закрытие можно переписать: /template
words-also-in-canned = Есть и в готовых ответах: { $numbers }. Поправьте их: /canned edit
words-test-what = Напишите текст: /words test ТЕКСТ
words-test-clean = Слов из списка здесь нет.
words-test-found =
    { $words }

    Лучше так:
    { $better }
manager-help-template = /template — тексты, которые бот говорит клиентам
sample-name = Анна
sample-agent = Борис Орлов
sample-question = нет доступа на FTP
template-help =
    /template list — какие тексты можно написать по-своему
    /template show ИМЯ [ru|en] — текст и поля, preview ИМЯ — как его прочитает клиент
    /template reset ИМЯ — вернуть исходный, undo ИМЯ — отменить последнее изменение, history ИМЯ
    /template set ИМЯ [ru|en] — по шагам, или одним сообщением:

    /template set closed ru
    Обращение № {"{{"} number {"}}"} закрыто{"{% if name %}"}, {"{{"} name {"}}"}{"{% endif %}"}. Пишите, если что-то ещё!
template-list =
    Тексты (в скобках — языки, на которых они свои):
    { $templates }

    Посмотреть и взять за основу: /template show ИМЯ
template-line = { $name } ({ $languages }) — { $about }
template-about-acknowledgement = подтверждение в рабочее время
template-about-acknowledgement-nameless = оно же, когда имени нет
template-about-off-hours = подтверждение в нерабочее время
template-about-off-hours-nameless = оно же, когда имени нет
template-about-back-at = когда специалисты вернутся (после /human в нерабочее время)
template-about-start = приветствие на /start
template-about-hello = ответ на одно лишь «здравствуйте»
template-about-human = вопрос после /human
template-about-thanks = ответ на «спасибо»
template-about-taken = кто занимается обращением
template-about-transferred = обращение передано другому сотруднику
template-about-closed = обращение закрыто
template-about-reopened = обращение снова открыто
template-shown =
    { $origin ->
        [own] Свой текст:
       *[shipped] Исходный текст:
    }

    /template set { $name } { $language }
    { $source }

    Поля: { $fields }
template-saved =
    Сохранено: { $name }, { $language }. Клиент прочитает:

    { $preview }
template-ask-text = Напишите текст «{ $name }» ({ $language }) одним сообщением. Отменить: /cancel
template-cancelled = Отменено, текст прежний.
template-reset =
    Снова говорится исходный текст: { $name }, { $language }. Клиент прочитает:

    { $preview }
template-shipped-already = Здесь и так говорится исходный текст: { $name }, { $language }.
template-undone =
    Последнее изменение отменено: { $name }, { $language }. Клиент прочитает:

    { $preview }
template-version =
    { $at }, { $by }:
    { $source }
template-went-back = (исходный текст)
template-no-such = Текста «{ $name }» нет. Есть: { $names }
template-refused = Текст не принят, всё осталось как было: { $reason }
template-too-long = он длиннее { $limit } знаков.
template-too-long-filled = с самыми длинными именами и сроками он длиннее { $limit } знаков и не поместится в одно сообщение.
template-empty = он пуст.
template-syntax = строка { $line } не читается. Поля пишутся {"{{ name }}"}, условия — {"{% if name %}…{% endif %}"}.
template-too-deep = слишком много вложенных условий.
template-not-allowed = строка { $line }: здесь можно только вставлять поля и выбирать через {"{% if %}"} (найдено: { $what }).
template-unknown-field = поля { $field } нет. Есть: { $fields }
template-unknown-filter = преобразования { $filter } нет. Есть: { $filters }
template-empty-field =
    { $field ->
        [company] название компании не задано (COMPANY_NAME): поставьте его внутрь {"{% if company %}…{% endif %}"}.
        [days] обращения открываются снова меньше чем на день (REOPEN_DAYS): поставьте срок внутрь {"{% if days %}…{% endif %}"}.
       *[name] имени может не быть: поставьте его внутрь {"{% if name %}…{% endif %}"}.
    }
template-not-filled = он не заполняется ({ $reason }).
template-forbidden-word = в нём есть «{ $said }»; лучше «{ $instead }». Список слов: /words
template-breaks-no-name = клиента нужно назвать по имени: {"{{ name }}"}
template-breaks-no-quote = вопрос клиента нужно повторить его словами, в кавычках: «{"{{ quote }}"}»
template-breaks-no-deadline = нужен срок решения, как он есть: {"{{ resolve_by }}"}
template-breaks-no-number = нужен номер обращения со знаком №: № {"{{ number }}"}
template-breaks-forbidden-words = в нём есть слово из списка /words, или слова клиента стоят без кавычек: «{"{{ quote }}"}»
template-breaks-unfilled = в нём остались фигурные скобки или знаки подстановки.
template-breaks-too-long = с самыми длинными именами и сроками он не поместится в одно сообщение.
words-also-in-templates = Эти шаблоны больше не действуют, вместо них говорится исходный текст: { $templates }. Перепишите их: /template
agent-command-canned = /canned — готовые ответы: /canned 3 отправит третий, /canned find слова найдёт
canned-help =
    /canned — список, /canned find СЛОВА, /canned show 3
    /canned 3 — отправить клиенту (в теме обращения)
    Менеджерам: /canned add НАЗВАНИЕ и текст со следующей строки, /canned edit 3, /canned delete 3
canned-list =
    Готовые ответы ({ $count }):
    { $replies }

    Отправить в теме обращения: /canned номер
canned-line = { $number }. { $title } ({ $language }): { $text }
canned-empty = Готовых ответов пока нет. Менеджер добавит первый: /canned add
canned-nothing-found = Ничего не нашлось. Весь список: /canned
canned-no-such = Готового ответа { $reply } нет. Список: /canned
canned-shown =
    { $number }. { $title }
    { $text }
canned-in-topic = Готовый ответ { $reply } отправляется в теме обращения: /canned { $reply }
canned-not-filled =
    Ответ { $reply } здесь не заполнить: { $field ->
        [name] у клиента нет имени
        [company] не задана компания
        [deadline] срок решения уже прошёл
       *[other] его условия здесь не проверить
    }. Напишите своими словами.
canned-add-how =
    Название на первой строке, текст на следующих:

    /canned add Сброс пароля
    {"{{"} greeting {"}}"} Пришлите, пожалуйста, номер договора: так мы быстрее сбросим пароль.

    Поля: { $fields }
canned-edit-how =
    Так он выглядит сейчас; измените и отправьте:

    /canned edit { $number } { $title }
    { $text }
canned-added = Готовый ответ { $number } добавлен: { $title }
canned-edited =
    Готовый ответ { $number } изменён: { $title }. Раньше было:

    { $before }
canned-deleted =
    Готовый ответ { $number } удалён: { $title }. Вернуть: /canned add и прежний текст:

    { $before }
canned-changed-meanwhile = Кто-то изменил этот ответ раньше вас, ничего не сохранено. Посмотрите: /canned show
canned-refused = Ответ не принят, всё осталось как было: { $reason }
canned-no-title = у него нет названия.
canned-title-too-long = название длиннее { $limit } знаков.
desk-style = Слова и тексты
desk-style-words = Слова
desk-style-texts = Тексты бота
desk-style-canned = Готовые ответы
desk-words-mode = Ответ сотрудника с таким словом
desk-words-mode-hint = уходит сразу, сотрудник получает подсказку
desk-words-mode-hold = ждёт, пока сотрудник не выберет слова
desk-words-mode-off = не проверяется
desk-words-phrase = Так не говорим
desk-words-instead = Говорим так (через запятую, лучшее первым)
desk-words-add = Добавить
desk-words-reset = Вернуть исходный список
desk-words-own = своё
desk-text-which = Какой текст
desk-text-language = Язык
desk-text-source = Текст
desk-text-fields = Поля
desk-text-preview = Клиент прочитает
desk-text-reset = Вернуть исходный текст
desk-canned = Готовый ответ
desk-canned-title = Название
desk-canned-new = Новый готовый ответ
desk-canned-nothing = Готовых ответов пока нет.
desk-error-no-text = Такого текста нет.
desk-error-no-canned = Такого готового ответа уже нет.

### lines

agent-command-assign = /assign @имя — назначить ответственного
agent-command-transfer = /transfer @имя — передать другому; /transfer @имя временно — на время
agent-command-escalate = /escalate 2 причина — передать на линию 2 или 3 (и обратно: /escalate 1 причина)
assign-how = Укажите, кому: /{ $command } @имя (или имя и фамилия, как в чате, или me — себе). На время: /{ $command } @имя временно
assign-unknown = Пока не знакомы с { $who }: попросите написать что-нибудь в этом чате, и команда сработает.
assign-several = Так зовут нескольких сотрудников ({ $who }): укажите @имя пользователя.
agent-already-theirs = Обращение № { $number } уже у сотрудника { $name }.
topic-assigned = { $agent }: теперь за обращение отвечает { $name }.
customer-transferred = Теперь вашим обращением № { $number } занимается { $agent } и доведёт его до решения.
customer-transferred-for-now = Пока вашим обращением № { $number } занимается { $agent }, затем к нему вернётся { $former }.
escalate-how = Укажите линию и причину: /escalate 2 причина
escalate-reason = Укажите причину, она поможет коллегам: /escalate 2 причина
escalate-reason-too-long = Причина длиннее { $limit } знаков: сократите её, история передаётся целиком.
escalate-no-such-line = Линия { $line } не настроена, обращение № { $number } остаётся здесь. Есть линии: { $lines }.
escalate-already-there = Обращение № { $number } уже на линии { $line }.
customer-escalated = Обращение № { $number } передано профильным специалистам: ответ придёт сюда.
customer-escalated-by = Обращение № { $number } передано профильным специалистам. Пока они не ответили, за него отвечает { $agent }.
topic-left = { $agent } передаёт обращение № { $number } на линию { $line }. Переписка остаётся здесь для чтения; сообщения отсюда увидят коллеги, а не клиент.
topic-left-stands = Обращение № { $number } (линия { $line }): { $state }.
topic-left-note = Обращение № { $number } теперь на линии { $line }: клиент этого не увидит, коллеги — увидят.
topic-left-command = Обращение № { $number } теперь на линии { $line }: команды для него работают там.
card-line = Линия: { $line }
handover-title = № { $number }: линия { $before } → линия { $after }
handover-reason = Причина:
handover-question = Что произошло:
handover-tried = Что уже сделано:
handover-customer = Что ещё сказал клиент:
handover-details = Данные:
handover-files = Вложения:
handover-assignee = Отвечает перед клиентом:
handover-nobody = пока никто
handover-nothing = нет
agent-load =
    Открыто обращений: { $open }, без ответственного: { $unassigned }, ждут клиента: { $waiting }, ждут новой линии: { $handed }
    { $agents }
agent-load-line = { $name }: { $count }
agent-command-category = /category — категории; /category имя — назначить; /category kind incident — тип (question, incident, request)
priority-criteria =
    Приоритет — по тому, сколько людей и что именно остановилось:
    1 — критический: услуга недоступна целиком или под угрозой данные, обходного пути нет
    2 — высокий: важная функция не работает, обойти можно с трудом
    3 — обычный: мешает в работе, но работать можно
    4 — низкий: вопрос, пожелание, плановая просьба
priority-criteria-and-command =
    { $criteria }
    Поставить: /priority 2
aspect-category = категория
aspect-kind = тип
aspect-service = услуга
aspect-priority = приоритет
kind-question = вопрос
kind-incident = инцидент
kind-request = запрос
topic-classified = { $agent }: { $aspect } — { $value }.
card-company = Компания: { $text }
card-contract = Договор: { $text }
card-customer-notes = О клиенте: { $text }
category-current =
    { $current }
    Категории: { $names }
    Назначить: /category имя, /category kind incident, /category service имя
category-list =
    Категории: { $names }
    Правила (для менеджеров): /category rules, вопросы: /category ask
category-already = У обращения № { $number } уже стоит это значение.
category-unknown = Категории «{ $name }» нет, обращение не изменилось. Категории: { $names }
category-no-such-kind = Тип — один из трёх: question (вопрос), incident (инцидент), request (запрос).
category-no-such-priority = Приоритет — число от 1 до 4.
category-value = Название — от 1 до { $limit } знаков, в одну строку.
category-words = Не больше { $most } слов и выражений через запятую, каждое до { $limit } знаков.
category-rule-how = /category rule add хостинг: сайт, 502, ошибка сервера (или kind incident: не работает; service web: …; priority 1: …). Удалить: /category rule delete 3
category-no-such-rule = Правила { $rule } нет. Список: /category rules
category-rules =
    Слова, по которым предлагаются значения (в любой форме):
    { $rules }
    Добавить: /category rule add хостинг: сайт, 502. Удалить: /category rule delete 3
category-rule-saved = Правило сохранено: { $rule }
category-rule-deleted = Правило удалено: { $rule }
ask-how = /category ask хостинг: номер договора | пожалуйста, пришлите номер договора | чтобы быстрее найти вашу услугу | \d{ "{" }4,8{ "}" } (в конце — образец ответа или слово «файл»; можно без него)
ask-list =
    Уточняющие вопросы:
    { $questions }
    Добавить: /category ask хостинг: что нужно | просьба | польза для клиента. Удалить: /category ask delete 3
ask-saved = Вопрос сохранён: { $question }
ask-deleted = Вопрос удалён: { $question }
ask-no-such-question = Вопроса { $question } нет. Список: /category ask
ask-no-category = Категории «{ $name }» нет: сначала добавьте её (/category rule add { $name }:).
ask-a-file = файл
ask-refused = Вопрос не сохранён: { $reason }
ask-fault-no-field = назовите, что нужно узнать (до 40 знаков).
ask-fault-no-request = это должна быть просьба: «пожалуйста, пришлите…».
ask-fault-remark = просьба вместо замечания: не «не вижу traceroute», а «пожалуйста, пришлите traceroute».
ask-fault-no-gain = скажите, что получит клиент: «чтобы быстрее найти причину».
ask-fault-forbidden-words = в нём есть слова, которых бот не говорит (/words).
ask-fault-unfilled = уберите фигурные скобки и знаки подстановки из текста.
ask-fault-too-long = просьба и польза — до 200 знаков каждая.
ask-fault-bad-pattern = образец ответа — регулярное выражение до 100 знаков без скобок, не больше двух * или +.
clarify-one = { $name }, { $ask }, { $gain }.
clarify-one-nameless = { $ask }, { $gain }.
clarify-several =
    { $name }, чтобы решить ваш вопрос быстрее:
    { $wishes }
clarify-several-nameless =
    Чтобы решить ваш вопрос быстрее:
    { $wishes }
shipped-payments = оплата
shipped-payments-field = номер договора
shipped-payments-ask = пришлите, пожалуйста, номер договора
shipped-payments-gain = чтобы мы сразу нашли ваши платежи
shipped-network = сеть
shipped-network-field = трассировка
shipped-network-ask = пришлите, пожалуйста, результат команды tracert (в Linux и macOS — traceroute) до вашего сервера
shipped-network-gain = чтобы быстрее найти участок, где теряются пакеты
shipped-account = личный кабинет
shipped-account-field = снимок экрана
shipped-account-ask = пришлите, пожалуйста, снимок экрана с сообщением
shipped-account-gain = чтобы специалист сразу увидел, на каком шаге это происходит
desk-work = Работа с обращением
desk-about = Классификация
desk-kind = Тип
desk-service = Услуга
desk-assign = Назначить
desk-assign-whom = Кому
desk-assign-for-now = На время: прежний сотрудник вернётся
desk-escalate = Передать на линию
desk-escalate-to = Куда
desk-escalate-reason = Причина (её увидят коллеги)
desk-line-number = Линия { $line }
desk-line-now = Сейчас на линии { $line }.
desk-line-handed-over = На линии { $line } ещё никто не взял обращение.
desk-about-customer = О клиенте
desk-company = Компания
desk-contract = Номер договора
desk-notes = Заметки о клиенте
desk-event-assigned = Ответственный: { $name }
desk-event-escalated = { $name } передаёт обращение: линия { $from } → линия { $to }
desk-categories = Категории
desk-categories-hint = По этим словам (в любой форме) обращению предлагаются категория, тип, услуга и приоритет.
desk-categories-rule = Новое правило, например «хостинг: сайт, 502» или «kind incident: не работает»
desk-categories-questions = Уточняющие вопросы
desk-categories-questions-hint = Бот спросит недостающее один раз, сразу после подтверждения. Имя он поставит сам.
desk-categories-field = Что нужно узнать
desk-categories-ask = Просьба: «пожалуйста, пришлите…»
desk-categories-gain = Польза для клиента: «чтобы быстрее…»
desk-categories-answer = Образец ответа (регулярное выражение, можно оставить пустым)
desk-categories-file = Ответ — файл
desk-categories-contract = Это номер договора: запомнить его у клиента

### web desk: attachments, edits, typing
desk-attach = Прикрепить файл
desk-remove-file = Убрать файл { $name }
desk-drop-files = Отпустите файлы, чтобы прикрепить их
desk-edit = Изменить
desk-editing = Правка сообщения
desk-cancel = Отменить
desk-customer-typing = Клиент печатает…
desk-error-file-too-large = Файл больше 10 МБ. Пожалуйста, отправьте его по частям или ссылкой.
desk-error-file-not-taken = Файлы этого вида не принимаются. Подойдут изображения, PDF, документы, архивы ZIP и текст.
desk-error-no-message = Такого вашего сообщения здесь нет.
desk-error-no-file = Такого файла здесь нет.
agent-edit-only-words = Правкой меняются только слова: пусть сообщение остаётся сообщением, а команду или заметку отправьте отдельно.
desk-letters = Недоставленное
desk-letters-hint = Что не дошло и само уже не уйдёт: отправьте ещё раз или отпустите.
desk-letters-empty = Всё доставлено.
desk-letters-retry = Отправить ещё раз
desk-letters-discard = Больше не отправлять
desk-letters-retry-done = Отправляется ещё раз.
desk-letters-discard-done = Больше не отправляется.
desk-unconfirmed-again = Отправить ещё раз
desk-unconfirmed-arrived = Дошло
desk-event-undelivered = Клиент не получил сообщение ({ $reason })
desk-event-undelivered-erased = Клиент не получил сообщение
desk-preview = Так прочитает клиент
desk-category = Категория
desk-language = Язык
desk-language-any = любой
desk-language-ru = русский
desk-language-en = английский

### promises and the audit trail at the desk
desk-tier = Уровень
desk-own-day = Особый день
desk-audit = Журнал
desk-audit-hint = Кто, что и когда изменил в самой службе поддержки, последнее сверху.
desk-audit-empty = Изменений пока не было.
desk-audit-older = Показать более ранние
audit-forbidden-word-added = Добавлено запрещённое слово
audit-forbidden-word-removed = Убрано запрещённое слово
audit-forbidden-words-reset = Запрещённые слова снова исходные
audit-wording-mode-changed = Изменён режим проверки слов
audit-canned-reply-added = Добавлен готовый ответ
audit-canned-reply-changed = Изменён готовый ответ
audit-canned-reply-deleted = Удалён готовый ответ
audit-template-changed = Изменён текст бота
audit-template-reset = Возвращён исходный текст бота
audit-customer-banned = Клиент заблокирован
audit-customer-unbanned = Клиент разблокирован
audit-faq-thresholds-moved = Изменены пороги базы ответов
audit-sla-policy-set = Установлены сроки
audit-sla-policy-removed = Удалены сроки
audit-calendar-changed = Изменён рабочий календарь
audit-classification-rule-changed = Изменено правило классификации
audit-classification-rule-deleted = Удалено правило классификации
audit-clarifying-question-changed = Изменён уточняющий вопрос
audit-clarifying-question-deleted = Удалён уточняющий вопрос

### Неверные действия
template-not-comparable = поле сравнивается с тем, с чем его не сравнить: текст с числом, или значения может не быть. Проверить, есть ли значение: {"{% if name %}"}
assign-left = { $who } больше не состоит в этой группе: выберите коллегу, который в ней есть.

### Первые шаги сотрудников
template-refused-waits =
    Текст не принят, всё осталось как было: { $reason }
    Жду другой текст следующим сообщением; закончить: /cancel
dialogue-ended = Пошаговая команда /{ $command } на этом закончена, ничего не сохранено.
dialogue-not-in-topic = В теме обращения слова уходят клиенту, поэтому по шагам здесь не получится: отправьте /{ $command } в общей теме, боту лично или одним сообщением целиком.
customer-reopened-by-staff = Мы снова открыли обращение № { $number } и продолжаем работу. Максимальный срок решения: { $resolve_by }.
manager-help-canned = /canned add — добавить готовый ответ (также edit и delete)
manager-help-category = /category rule и /category ask — слова категорий и уточняющие вопросы
agent-already-closed = Обращение № { $number } уже закрыто.

### the desk in the browser

desk-places = Разделы
desk-details = Детали
desk-close = Закрыть панель
desk-number = № { $number }
desk-acts = Действия с обращением
desk-to-the-answer = К ответу
desk-composer-mode = Кому пишете
desk-sure-close = Закрыть обращение? Клиент узнает об этом и сможет его оценить.
desk-sure-take-back = Удалить это сообщение у клиента? Вернуть его будет нельзя.
desk-draft = черновик
desk-draft-restored = Здесь ваш текст, он ещё не сохранён.
desk-draft-outdated = Здесь ваш текст, он ещё не сохранён, а запись тем временем изменили: что именно, видно в истории ниже.
desk-draft-drop = Вернуть сохранённое
desk-sure-discard = Больше не отправлять это сообщение? Клиент его не получит.
desk-sure-words-reset = Вернуть исходный список слов? Добавленные слова пропадут, убранные вернутся.
desk-sure-calendar-reset = Вернуть календарь из настроек? Часы и особые дни, заданные здесь, пропадут.
desk-sure-delete = Удалить «{ $what }»? Вернуть будет нельзя.

reason-blocked = клиент заблокировал бота
reason-nobody = такого чата больше нет
reason-rights = у бота нет на это прав
reason-too-large = файл слишком большой
reason-too-long = текст слишком длинный
reason-no-file = файл не найден
reason-no-message = этого сообщения там больше нет
reason-no-topic = этой темы больше нет
reason-unclear = связь прервалась на полуслове
reason-quoted = ответ мессенджера: { $reason }

### the desk, without commands

desk-erased = Данные клиента стёрты по его просьбе, отвечать некому. Заметку оставить можно.
at-desk-agent-not-open = Обращение № { $number } сейчас не открыто: сначала откройте его снова.
at-desk-agent-priority-how = Выберите приоритет обращения № { $number } от 1 (критический) до 4 (низкий).
at-desk-agent-tier-how = Выберите уровень клиента. Есть такие: { $tiers }. Сейчас: { $tier }.
at-desk-escalate-how = Выберите линию и напишите причину.
at-desk-escalate-reason = Напишите причину, она поможет коллегам.
at-desk-faq-undo-stale = Отменить нельзя: после вас запись № { $number } изменил кто-то ещё. Что именно, видно в её истории.
at-desk-hours-no-such-country = Праздники страны «{ $country }» неизвестны. Нужен код, например RU, или none.
at-desk-hours-no-such-zone = Часового пояса «{ $zone }» нет. Напишите, например: Europe/Moscow
at-desk-hours-ordinary-day = У этого дня нет своих часов. Особые дни стоят в списке ниже.
at-desk-hours-too-many-days = Особых дней было бы больше { $most }. Сначала уберите прошедшие.
at-desk-hours-unreadable = Часы «{ $hours }» прочитать не получилось. Напишите, например: Mon-Fri 09:00-13:00 14:00-18:00
at-desk-hours-unreadable-day = Часы «{ $hours }» прочитать не получилось. Напишите, например: 10:00-15:00
at-desk-hours-which-country = Напишите код страны, например RU, или none.
at-desk-hours-which-zone = Напишите часовой пояс, например: Europe/Moscow
at-desk-join-how = Укажите номер другого обращения того же человека.
at-desk-join-no-such = Обращения «{ $other }» нет: укажите номер другого обращения.
at-desk-sla-how = Напишите приоритет от 1 до 4, время ответа и время решения, например: 2 30m 4h
at-desk-sla-no-such-policy = Своих сроков для «{ $tier } { $priority }» нет.
at-desk-sla-too-many = Сроков уже слишком много: сначала уберите лишние.
at-desk-template-forbidden-word = в нём есть «{ $said }»; лучше «{ $instead }». Список стоит в разделе «Слова».
at-desk-words-add-how = Напишите и слово, и замену.
at-desk-words-not-listed = Такого в списке нет: { $wording }.
at-desk-category-rule-how = Напишите значение и слова через двоеточие: «хостинг: сайт, 502, ошибка сервера». Так же для типа («kind incident: не работает»), услуги («service web: …») и приоритета («priority 1: …»).
at-desk-category-no-such-rule = Правила { $rule } уже нет.
at-desk-ask-no-such-question = Вопроса { $question } уже нет.
at-desk-ask-no-category = Категории «{ $name }» нет: сначала добавьте её правилом выше.

assign-elsewhere = { $who } не в группе линии { $line } и не увидит обращение: выберите коллегу оттуда или попросите написать там что-нибудь.
delete-not-yours = Это сообщение отправил(а) { $who }: удалить его может автор или менеджер.
delete-already = Это сообщение уже удалено у клиента.
rating-thanks-low = Спасибо за оценку! Напишите, что осталось нерешённым: обращение откроется снова, и мы продолжим.
rating-thanks-open = Спасибо за оценку! Обращение № { $number } открыто: специалисты им занимаются, ответ придёт сюда.
topic-reply-to-banned = Клиент заблокирован: ваш ответ он прочитает, а его слова сюда не попадут. Снять: /unban

### managers: promises

sla-as-before = Так уже и есть, ничего не изменилось: «{ $tier } { $priority }» — { $terms }.
sla-new-tier = Уровня с таким именем раньше не было, теперь он есть. Прежние уровни: { $tiers }.
sla-new-tier-undo = Если это опечатка: { $command }
hours-changed = Изменено:
hours-changed-nothing = Сохранено; действует то же, что и раньше.
hours-changed-from = { $now } — было: { $was }
hours-an-ordinary-day = обычный день
hours-a-public-holiday = праздник ({ $country })
hours-a-worked-weekend = рабочий выходной ({ $country })
hours-none = нет
hours-more-days = …и ещё строк: { $count }
hours-holidays-of = Праздники: { $country }
hours-as-before = Календарь уже такой, ничего не изменилось.
hours-day-is-over = День { $day } уже прошёл, ничего не изменилось. Начните с { $today } или позже.
hours-which-zone = Укажите часовой пояс, например: /hours zone Europe/Moscow
hours-which-country = Укажите код страны или none, например: /hours holidays RU
hours-unreadable-day = Часы «{ $hours }» прочитать не получилось. Напишите, например: /hours work 2026-12-26 10:00-15:00

### managers: the audit trail

audit-by-command-line = командная строка
audit-desk-person-let-in = Человек допущен к пульту
audit-desk-person-removed = Человек больше не допущен к пульту
audit-faq-phrasing-refused = Отклонена формулировка клиентов
audit-detail-tier = уровень
audit-detail-priority = приоритет
audit-detail-terms = сроки
audit-detail-first = первый день
audit-detail-last = последний день
audit-detail-hours = часы
audit-detail-zone = часовой пояс
audit-detail-holidays = праздники
audit-detail-phrase = слово
audit-detail-own = своих слов
audit-detail-mode = режим
audit-detail-reply = ответ
audit-detail-title = название
audit-detail-template = текст
audit-detail-language = язык
audit-detail-rule = правило
audit-detail-question = вопрос
audit-detail-category = категория
audit-detail-kind = тип
audit-detail-service = услуга
audit-detail-field = что узнать
audit-detail-entry = запись
audit-detail-entries = записи
audit-detail-added = добавлены
audit-detail-changed = изменены
audit-detail-deleted = удалены
audit-detail-answer = порог ответа
audit-detail-suggest = порог выбора
audit-detail-ticket = обращение
audit-detail-with = с обращением
audit-detail-name = имя
audit-detail-role = роль
audit-detail-change = что отменено
audit-detail-reset = как в настройках

### managers: tickets and categories

agent-load-nobody = Ни у кого нет обращений.
status-how = /status в теме обращения — его состояние; /status 12 — состояние обращения № 12; /status в общей теме — сколько у кого работы.
status-no-such-ticket = Обращения № { $ticket } нет.
category-rule-as-before = Такое правило уже есть, ничего не изменилось: { $rule }
category-rule-made = Правило сохранено, такого значения раньше не было: { $rule }
category-rule-which = Укажите номер правила: /category rule delete 3. Номера: /category rules
category-ask-which = Укажите номер вопроса: /category ask delete 3. Номера: /category ask
category-idle-questions = Вопросы этой категории остались, но новым обращениям задаваться не будут: { $numbers }. Удалить: /category ask delete { $number }
ask-as-before = Такой вопрос уже есть под номером { $question }, ничего не изменилось.

### managers: the FAQ

faq-threshold-shipped = Это исходные значения.
faq-threshold-own = Исходные значения: { $answer } и { $suggest }.
faq-threshold-as-before = Так уже и есть, ничего не изменилось. { $thresholds }
faq-detail-row = строка { $number }
faq-detail-byte = байт { $number }
faq-detail-megabytes = не больше { $number } МБ
faq-detail-rows = не больше { $number } строк
faq-detail-entry-number = нужен номер записи, а у новой — ничего
faq-detail-entry = нужна запись: question и answer
faq-detail-entries = нужен список записей, каждая начинается с «- question:»
faq-detail-texts = нужен список текстов
faq-detail-text = нужен текст
faq-detail-not-the-format = это не { $format }
faq-detail-parser = это не { $format }: проверьте скобки, кавычки, двоеточия и отступы здесь и выше
faq-imported-nothing = В базе уже всё так, как в файле (записей: { $unchanged }). Ничего не изменилось.
faq-part-question = вопрос
faq-part-alternatives = формулировки
faq-part-answer = ответ
faq-part-category = категория
faq-part-language = язык
faq-as-before = Запись № { $number } и была такой, ничего не изменилось.
faq-edit-deleted = Запись № { $number } удалена. Сначала верните её: /faq restore { $number }
faq-undone-line =
    { $change ->
        [added] № { $number } «{ $question }»: была добавлена, теперь снова удалена
        [edited] № { $number } «{ $question }»: снова такая, как до правки ({ $parts })
        [deleted] № { $number } «{ $question }»: была удалена, теперь снова на месте
       *[restored] № { $number } «{ $question }»: была возвращена, теперь снова удалена
    }
faq-more-entries = …и ещё записей: { $count }
audit-faq-entry-added = Добавлена запись базы ответов
audit-faq-entry-changed = Изменена запись базы ответов
audit-faq-entry-deleted = Удалена запись базы ответов
audit-faq-entry-restored = Возвращена запись базы ответов
audit-faq-change-undone = Отменено изменение базы ответов
audit-faq-imported = Загружен файл базы ответов

### managers: words and texts

quoted = «{ $words }»
words-as-before = Так уже и есть, ничего не изменилось: { $wording } → { $instead }
words-replaced = Замена изменена: { $wording } → { $instead } (было: { $former })
words-remove-how = Напишите слово из списка: /words remove слово. Список: /words
reset-way-back = Вернуть, как было:
words-reset-went = Больше не действует:
words-no-such-page = Такой страницы нет. Всего страниц: { $pages }
template-which = Назовите текст: /template { $verb } closed. Есть: { $names }
template-no-such-language = На языке «{ $language }» текстов нет. Есть: { $languages }. Ничего не изменилось.
template-as-before = он и так такой.
canned-which = Укажите номер готового ответа, например: /canned show 3. Номера: /canned
canned-namesake = Такое же название у ответа { $number }.
canned-field-name = имя
canned-field-greeting = приветствие
canned-field-number = номер обращения
canned-field-agent = сотрудник
canned-field-deadline = срок
canned-field-company = компания

### managers: step by step

dialogue-forgotten = Пошаговая команда /{ $command } ждала больше получаса и закончена, ничего не сохранено.
dialogue-words-only = Здесь нужен только текст: вложения сюда не сохраняются, и ничего не записано. Отправьте слова отдельным сообщением или закончите: /cancel
dialogue-cut = Сообщение длиннее { $limit } знаков, мессенджер разрезал его, поэтому ничего не записано. Сократите его, пожалуйста, и отправьте снова.
dialogue-edited = Правка отправленного здесь не учитывается. Дойдите до конца и потом измените запись, или начните заново: /cancel и /{ $command }
command-edited = Исправленная команда не выполняется: отправьте её, пожалуйста, новым сообщением.

### context: what agents see of what was said before, and of what was done

history-bot = Бот
prelude-title = До обращения:
prelude-asked = Клиент: «{ $text }»
prelude-offered = Бот предложил на выбор: { $text }
prelude-answered =
    Бот ответил: «{ $text }» (FAQ № { $entry }){ $helped ->
        [yes] { " " }— помогло
        [no] { " " }— не помогло
       *[unknown] { "" }
    }
card-promised-by = Клиенту обещано решение: { $moment }

### people: who is who
agent-command-join = /join 12 — объединить клиента с клиентом обращения № 12: это один человек; /join undo — отменить
card-channel = Тоже он(а): { $name } · { $channel }
card-banned = Клиент заблокирован. Снять: /unban
join-how = Укажите номер другого обращения того же человека, например: /join 12. Отменить объединение: /join undo
join-itself = № { $other } — это само обращение: укажите номер другого обращения того же человека.
join-no-such = Обращения «{ $other }» нет: укажите номер, например: /join 12
join-already = У обращений № { $number } и № { $other } и так один клиент.
join-erased = Данные клиента стёрты по его просьбе: объединять больше нечего.
join-none = Клиент ни с кем не объединён.
topic-joined = { $agent } объединяет клиентов: этот клиент и клиент обращения № { $number } ({ $name }, { $channel }) — один человек. Уровень, договор, заметки и блокировка теперь общие; ответы по-прежнему уходят туда, откуда написали. Отменить: /join undo
topic-separated = { $agent } разъединяет клиентов: каждый снова сам по себе, со своим уровнем и заметками.
audit-customers-joined = Клиенты объединены
audit-customers-separated = Клиенты разъединены
forget-ask-everywhere = Это касается и других каналов, в которых вы нам писали.
customer-promise-later = По обращению № { $number } нужно больше времени, чем мы рассчитывали: решение будет { $resolve_by }.
customer-promise-sooner = По обращению № { $number } успеваем раньше: решение будет { $resolve_by }.
topic-promise-moved =
    { $told ->
        [yes] Клиенту было обещано решение { $promised }; новый срок: { $due }. Клиент об этом узнаёт.
       *[no] Клиенту было обещано решение { $promised }; новый срок: { $due }. Клиент об этом пока не узнаёт.
    }
canned-inline-title = № { $number } · { $title }
desk-earlier = Прежние обращения
desk-event-released = Ответственный больше не в группе
member-left = { $name } больше не в группе. Ждут нового ответственного (обращений: { $count }):
    { $tickets }
desk-event-banned = { $name } блокирует клиента
desk-event-unbanned = { $name } снимает блокировку клиента
desk-event-tier = { $name } меняет уровень клиента: { $from } → { $to }
desk-event-joined = { $name } объединяет клиента с клиентом другого обращения
desk-event-separated = { $name } разъединяет клиентов
desk-banned = Клиент заблокирован
desk-person = Один человек
desk-person-hint = Уровень, договор, заметки, блокировка и прежние обращения станут общими. Ответы по-прежнему уходят туда, откуда написали.
desk-person-number = Номер другого обращения того же человека
desk-person-join = Объединить
desk-person-separate = Разъединить

held-reply-waits = Один ответ ещё не ушёл клиенту: он ждёт решения о словах. Сначала отправьте его или оставьте внутри кнопками под подсказкой, потом повторите.
button-keep-inside = Не отправлять
topic-kept-inside =
    { $agent } решает не отправлять ответ, здесь он остаётся заметкой:
    { $text }
hint-edited = Сообщение изменено, эта подсказка больше не действует.
hint-edited-and-sent = Сообщение исправлено и отправлено клиенту.
topic-reply-edited-into-note = Клиент по-прежнему читает прежний текст. Забрать его у клиента: /delete в ответ на то сообщение.
topic-note-edited-into-words = Это по-прежнему заметка: клиент её не видит. Чтобы ответить клиенту, отправьте новое сообщение.
topic-reply-to-resolved = Обращение № { $number } закрыто: ваш ответ ушёл клиенту, обращение остаётся закрытым. Если работа продолжается, откройте его: /reopen
topic-reply-to-closed = Обращение № { $number } закрыто окончательно: ваш ответ ушёл клиенту, а то, что клиент напишет в ответ, откроет новое обращение.
topic-first-response-lost = Первый ответ не засчитан: клиент ещё ничего от вас не получил.
assignee-for-now = { $name } (временно, вместо: { $former })
desk-event-transferred-for-now = Обращение временно переходит к исполнителю { $name }
left-card-title = ↗ № { $number } · теперь на линии { $line }
left-card-stands = Сейчас: { $state }. Отвечает: { $name }. Сроки и переписка — в теме той линии.
find-opened = от { $date }
find-due-first-response = первый ответ { $moment }
find-due-resolution = решение { $moment }
find-overdue = срок вышел { $moment }
forget-too-late = Стирание уже началось, отменить его нельзя. Через несколько секунд придёт подтверждение.
desk-only-you = видно только вам
greeting-again = { $name }, рады помочь.
greeting-again-without-name = Рады помочь.
desk-prelude = До обращения
desk-promised-by = Обещано клиенту

### What agents type that has no effect of its own

agent-words-kept = Слова после { $command } остались здесь заметкой: клиент их не видит.

### The FAQ’s own words

faq-import-changed = { " " }(№ { $numbers })
faq-import-changed-more = { " " }(№ { $numbers } и другие)
faq-wording-hint =
    Записано как есть, и бот так и скажет. Обычно он избегает этих слов:
    { $words }

### An earlier question in the same acknowledgement

acknowledgement-also = Прежний ваш вопрос «{ $quote }» — в этом же обращении.

### moments up to which something may be done

until-today = сегодня до { $time } ({ $zone })
until-tomorrow = до завтра, { $time } ({ $zone })
until-later =
    до { $weekday ->
        [1] понедельника
        [2] вторника
        [3] среды
        [4] четверга
        [5] пятницы
        [6] субботы
       *[7] воскресенья
    }, { $date }, { $time } ({ $zone })

### Проба вопроса

faq-test-read = Прочитано как: { $words }
desk-read-as = Прочитано как: { $words }

### A closed case that may be opened again for less than a day, or not at all

customer-resolved-hours =
    { $hours ->
        [one] Обращение № { $number } закрыто. Если вопрос остался, напишите сюда в течение { $hours } часа, и мы продолжим.
       *[other] Обращение № { $number } закрыто. Если вопрос остался, напишите сюда в течение { $hours } часов, и мы продолжим.
    }
customer-resolved-minutes =
    { $minutes ->
        [one] Обращение № { $number } закрыто. Если вопрос остался, напишите сюда в течение { $minutes } минуты, и мы продолжим.
       *[other] Обращение № { $number } закрыто. Если вопрос остался, напишите сюда в течение { $minutes } минут, и мы продолжим.
    }
customer-resolved-for-good = Обращение № { $number } закрыто. Если появятся вопросы, пишите: откроем новое обращение.

### Whoever calls a person and writes nothing

card-wordless-call = Просит специалиста, ничего не написал
topic-called-person-again = Клиент снова просит специалиста, пока без слов: обращение открыто.

### Words at the desk that are somebody's own

desk-quoted = «{ $words }»

### Entries that do not hold the words looked for

faq-found-alike =
    Похожие по смыслу:
    { $entries }
desk-alike = Похожие по смыслу:

### A message of which nothing could be read

customer-unread = Это сообщение прочитать не удалось. Пожалуйста, напишите его словами, и мы ответим.

### What is neither a template nor something to do with one

template-unknown = Текста «{ $word }» нет, и такого действия тоже. Тексты: { $names }. Действия покажет /template help

### What is still owed to a customer

agent-status-first-response = Первый ответ: { $moment }.
agent-status-resolution = Решение: { $moment }.
agent-status-first-response-overdue = Первый ответ: срок вышел { $moment }.
agent-status-resolution-overdue = Решение: срок вышел { $moment }.
agent-status-clock-stands = Сроки стоят, пока ждём клиента.

### Buttons in a group that the staff has left

press-desk-moved = Поддержка переехала в другую группу: кнопки здесь больше не действуют.

### Managers' commands that are typed at the desk

command-has-page = Вместо /{ $command } здесь страница: { $page }. Клиент команды не увидел.
command-of-managers = Вместо /{ $command } здесь страница руководителей: { $page }. Клиент команды не увидел.

### A letter whose record this version of the program cannot read

topic-unreadable = Клиент не получил сообщение: его запись не читается этой версией программы. Запись сохранена, она есть в /outbox.
general-unreadable = По обращению № { $number } сообщение в тему не отправлено: его запись не читается этой версией программы. Запись сохранена, она есть в /outbox.
reason-unreadable = запись не читается этой версией программы

### What customers asked whom an answer did not help

faq-failing-asked = — спрашивали: { $questions }
faq-failing-in-private = Что именно спрашивали клиенты, покажу в личном чате: /faq failing
desk-failing-asked = Спрашивали: { $questions }

### The FAQ at the desk: nothing to give out, and texts that the search is not asked about

at-desk-faq-empty = В базе ответов пока ничего нет: выгружать нечего.
desk-export-nothing = Выгружать нечего: база ответов пуста.
desk-verdict-asks = Бот спросит, что случилось
desk-verdict-thanks = Вопроса здесь нет, бот вежливо ответит
desk-verdict-wordless = Здесь нет слов: искать нечего

### What had better be looked at in an imported FAQ file

faq-import-warnings =
    Загружено, но посмотрите, пожалуйста:
    { $warnings }
faq-import-shared = { $phrasings }: очень похожи { $entry } и { $other }
faq-import-shared-advice = Из двух одинаковых формулировок бот не выберет и переспросит: оставьте одну.
faq-import-joined = «{ $phrasing }» ({ $entry }): это одна формулировка
faq-import-joined-advice = Если их несколько, в таблице их разделяет знак |
faq-import-entry = запись № { $number } «{ $question }»
faq-import-new-entry = новая запись «{ $question }»
faq-import-warnings-more = …и ещё таких мест: { $count }
desk-import-preview = Что изменит файл
desk-import-would = «{ $file }»: будет добавлено { $added }, изменено { $changed }, без изменений { $unchanged }.
desk-import-nothing = «{ $file }»: в базе уже всё так, как в файле (записей: { $unchanged }).
desk-import-look = Посмотрите, пожалуйста:
desk-import-new = Новые
desk-import-other = Изменятся
desk-import-parts = изменится: { $parts }
desk-import-back = вернётся из удалённых
desk-import-more = …и ещё: { $count }
desk-import-confirm = Загрузить
desk-error-faq-moved = Пока вы смотрели, база ответов изменилась, и ничего не загружено. Вот что изменит файл теперь: проверьте и подтвердите снова.
desk-done = Готово
desk-deleted-ones = Удалённые
at-desk-faq-threshold-what = Порог — проценты или доля: 93 или 0.93. Ничего не изменено.
faq-failing-own-entry = Если вопрос не для этой записи, заведите для него отдельную — кнопкой ниже.
faq-failing-finish-first = Сначала закончите начатую запись или отправьте /cancel
faq-failing-known = (теперь это № { $number })
button-own-entry = Отдельная запись: { $question }
desk-failing-own-entry = Отдельная запись
desk-failing-sure = Новый ответ уже начат и не сохранён. Заменить его?

### A customer who is content before any person is needed

settled = Хорошо! Если появятся вопросы, пишите.
choices-still-stand = Пожалуйста! Нажмите подходящий вариант выше; если ничего не нажать, вопросом займутся специалисты.
choose-above = Нажмите, пожалуйста, подходящий вариант выше или позовите специалиста.
choices-left = По вопросу «{ $quote }» нажмите, пожалуйста, подходящий вариант выше; если ничего не нажать, им займутся специалисты.

### Leaving the web desk with something unsent
desk-sure-sign-out = Выйти? То, что ещё не отправлено и не сохранено, пропадёт.

### A customer who is known no more

agent-customer-erased = Данные клиента стёрты по его просьбе: менять о нём больше нечего.

### What cannot follow a ticket to another line

topic-left-cannot-cross = Обращение № { $number } теперь на линии { $line }, а сообщения такого вида туда не передать: коллеги его не увидят.

### Почему вероятный ответ только предлагается

faq-doubt-one-word = № { $number } предлагается, но не отправляется: по одному слову не понять, о чём вопрос. Если понятно, добавьте его в формулировки одной записи.
faq-doubt-small-faq = № { $number } предлагается, но не отправляется: в вопросе нет важного слова записи, а в базе из нескольких записей он может быть о другом. Помогут формулировки.
faq-doubt-shared = № { $number } предлагается, но не отправляется: другая запись подходит почти так же, а слов, которые их различают, в вопросе нет.
faq-doubt-title = № { $number } предлагается, но не отправляется: запись знает только название темы, а в вопросе есть редкое слово, которого нет в её формулировках. Помогут формулировки полными вопросами.
faq-doubt-opposite = № { $number } предлагается, но не отправляется: спрашивают о противоположном.
faq-doubt-denial = № { $number } предлагается, но не отправляется: отрицание есть либо только в вопросе, либо только в записи. Поможет формулировка, в которой сказано так же.
faq-doubt-two-requests = № { $number } предлагается, но не отправляется: в сообщении два вопроса.

### Who answers, and answers that come twice

who-answers = Здесь отвечает бот: на частые вопросы сразу, остальное передаю специалистам, людям. Напишите, что случилось, или позовите человека: /human
same-answer-again = Это тот же ответ, что и выше. Если он не подошёл, нажмите «Не помогло» или позовите человека: /human
faq-test-who =
    Бот ответит, что он бот, и скажет, как позвать человека. Ближе всего:
    { $entries }
    { $thresholds }
desk-verdict-who = Бот ответит, что он бот, и скажет, как позвать человека
desk-sure-delete-answer = Удалить «{ $what }»? Бот перестанет так отвечать. Вернуть можно будет в разделе «Удалённые».

### More for the audit trail

audit-forbidden-word-changed = Изменена замена запрещённого слова
audit-letter-sent-again = Недоставленное сообщение отправлено ещё раз
audit-letter-let-go = Недоставленное сообщение больше не отправляется
audit-detail-instead = вместо него
audit-detail-letter = сообщение

### Two managers at one text

desk-text-outdated = Здесь ваш текст, он ещё не сохранён, а сохранённый тем временем изменил кто-то ещё. Посмотреть, какой он теперь: «Вернуть сохранённое». Оставить ваш: «Сохранить».

### FAQ entries sent by agents

agent-command-entry = /entry — записи FAQ: /entry слова найдёт, /entry send 12 отправит двенадцатую
entry-what = Напишите, что искать в FAQ: /entry слова или /entry 12
entry-nothing-found = В FAQ такого нет. Попробуйте другие слова.
entry-found =
    { $entries }

    Отправить клиенту: кнопкой или /entry send { $number }
entry-no-such = Такой записи в FAQ нет.
entry-sent-already = Запись № { $entry } у клиента уже есть: её отправили по этому обращению.
entry-inline-title = FAQ № { $number } · { $question }

### outside

desk-remove = Убрать
desk-sure-remove = Убрать «{ $what }»? Чтобы вернуть, придётся ввести заново.

### staff

topic-assigned-to-the-end = { $agent }: теперь за обращение отвечает { $name }, до решения: у обращения ещё не было ответственного, возвращать его некому.
customer-unbanned = Переписка возобновлена: специалисты видят всё, что вы написали, и снова отвечают.
