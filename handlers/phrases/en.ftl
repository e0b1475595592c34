### Everything that the bot says to people in English.
### The words "problem", "cannot help" and "don't know" never stand here: a test sees to it.

## The acknowledgement: the name, the issue in the customer's own words, the deadline, the number

greeting = Hello, { $name }!
greeting-without-name = Hello!
acknowledgement-question = We are working on your question “{ $quote }” (ticket #{ $number }).
acknowledgement-media = We are working on your request #{ $number } ({ $media }).
acknowledgement-wordless = We are working on your request #{ $number }.
acknowledgement-resolve-by = It will be solved at the latest { $moment }.
acknowledgement-respond-by = A specialist will reply { $moment }.
acknowledgement-looked-into = We are already looking into it and will be back with an answer soon.
acknowledgement-back-at = We are outside of working hours now, our specialists will be back { $moment }.

## The acknowledgement's spare form: only what must not be missing

acknowledgement-plain-question = Your question: “{ $quote }”. Number: #{ $number }.
acknowledgement-plain-media = Your request: { $media }. Number: #{ $number }.
acknowledgement-plain-wordless = Your request: #{ $number }.

## Deadlines

deadline-today = today by { $time } ({ $zone })
deadline-tomorrow = tomorrow by { $time } ({ $zone })
deadline-later =
    { $weekday ->
        [1] on Monday
        [2] on Tuesday
        [3] on Wednesday
        [4] on Thursday
        [5] on Friday
        [6] on Saturday
       *[7] on Sunday
    }, { $date }, by { $time } ({ $zone })
opening-today = today at { $time } ({ $zone })
opening-tomorrow = tomorrow at { $time } ({ $zone })
opening-later =
    { $weekday ->
        [1] on Monday
        [2] on Tuesday
        [3] on Wednesday
        [4] on Thursday
        [5] on Friday
        [6] on Saturday
       *[7] on Sunday
    }, { $date }, at { $time } ({ $zone })
zone-name =
    { $abbreviation ->
        [MSK] MSK
       *[other] { $abbreviation }
    }

## Messages without words

media-photo = photo
media-document = document
media-voice = voice message
media-video = video
media-video_note = video message
media-audio = audio recording
media-animation = animation
media-sticker = sticker
media-location = location
media-contact = contact
