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

acknowledgement-plain-question = Ваш вопрос: «{ $quote }». Номер: № { $number }.
acknowledgement-plain-media = Ваше обращение: { $media }. Номер: № { $number }.
acknowledgement-plain-wordless = Ваше обращение: № { $number }.

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
