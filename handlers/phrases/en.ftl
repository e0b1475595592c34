### Everything that the bot says to people in English.
### The words "problem", "cannot help" and "don't know" never stand here: a test sees to it.

## The acknowledgement: the name, the issue in the customer's own words, the deadline, the number

greeting = Hello, { $name }!
greeting-without-name = Hello!
acknowledgement-question = We have received your question “{ $quote }” (ticket #{ $number }).
acknowledgement-media = We have received your request #{ $number } ({ $media }).
acknowledgement-wordless = We have received your request #{ $number }.
acknowledgement-resolve-by = We will solve it { $moment } at the latest.
acknowledgement-respond-by = A specialist will reply { $moment }.
acknowledgement-looked-into = We are already looking into it and will be back with an answer soon.
acknowledgement-back-at = It is outside our working hours now; our specialists will be back { $moment }.

## The acknowledgement's spare form: only what must not be missing

acknowledgement-spare-quote = Your question: “{ $quote }”
acknowledgement-spare-number = Ticket #{ $number }
acknowledgement-spare-looked-into = It is being looked into; we will answer soon.

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

## To the customer

start = This is the support desk. Tell us what happened in one or several messages: you get an answer at once, or a specialist takes over.
start-company = This is the support desk of { $company }. Tell us what happened in one or several messages: you get an answer at once, or a specialist takes over.
customer-help =
    Just write your question: you get an answer at once, or a specialist takes over.

    /human — call a person
    /status — how my requests are doing
    /language — the language of replies
    /forget — erase my data
customer-unknown-command = There is no such command. Write your question in plain words; /help lists the commands.
ask-greeted = Please tell us what happened: the more details, the sooner we can help.
ask-what-happened = I am calling a specialist. Please write what it is about, so that they can start right away.
thanks-received = You are welcome! Write again whenever you need us.
helped = Glad that it helped! Write again whenever you need us.
offer =
    { $count ->
        [1] { $name }, you may be asking about this. If so, press the question; if not, call a specialist.
       *[other] { $name }, you may be asking about one of these. Choose one, or call a specialist.
    }
offer-without-name =
    { $count ->
        [1] You may be asking about this. If so, press the question; if not, call a specialist.
       *[other] You may be asking about one of these. Choose one, or call a specialist.
    }
customer-cannot-cross = Messages of this kind do not reach our specialists. Please describe it in words, or send a photo or a file.
customer-reopened = Request #{ $number } is open again: your message is with our specialists. It will be solved { $resolve_by } at the latest.
customer-taken = { $agent } is taking care of your request #{ $number }.
customer-resolved =
    { $days ->
        [one] Request #{ $number } is closed. If the question remains, write here within { $days } day and we will go on.
       *[other] Request #{ $number } is closed. If the question remains, write here within { $days } days and we will go on.
    }
human-already = Request #{ $number } is with our specialists: they will answer here. You can add to it by writing here.
status-none = You have no open requests. Write whenever you need help.
language-choose = In which language shall I answer?
language-chosen = From now on I will answer in English.
managers-only = This command is for managers only.
press-stale = This button is no longer in use.
may-be-repeat = ↻ Possibly a repeat

## Buttons

button-helped = It helped
button-not-helped = It did not help
button-person = Call a specialist
button-take = Take
button-close = Close
button-reopen = Reopen
button-send-entry = Send: { $question }
button-send-again = Send again
button-arrived = It arrived
button-save-anyway = Save anyway
button-cancel = Cancel

## States

state-new = new
state-in-progress = in progress
state-waiting = waiting for the customer
state-resolved = resolved
state-closed = closed
state-reopened = reopened

## The ticket's card

ticket-number = #{ $number }
card-title = #{ $number } · { $state }
card-customer = Customer: { $name } · { $channel } · { $language }
card-nameless = no name
card-previous = Continues #{ $number }
card-wordless = No words: see the attachments below
card-respond-by = First response: { $moment }
card-resolve-by = Resolution: { $moment }
card-assignee = Assignee: { $name }
card-suggestions = Looks like these FAQ entries:
card-suggestion = #{ $number } { $question }
history-title = History of the ticket
history-note = { " " }(note)

## To staff in a ticket's topic

topic-reopened = The customer wrote again: the ticket is open.
topic-customer-edited = The customer changed a message:
topic-cannot-cross = A message of this kind does not cross: the customer did not get it.
topic-entry-sent = { $agent } sends FAQ entry #{ $number } to the customer.
topic-other-language =
    Please note: this text is in { $text ->
        [ru] Russian
        [en] English
       *[other] another language
    }, the customer is answered in { $customer ->
        [ru] Russian
       *[en] English
    }.
topic-unreachable = The customer did not get a message: they blocked the bot or deleted the chat. Not delivered: “{ $excerpt }”
topic-refused = The customer did not get a message: the messenger refused it ({ $reason }). Not delivered: “{ $excerpt }”
topic-not-confirmed = Not confirmed that the customer got “{ $excerpt }”: the connection broke while it was being sent.
topic-sent-again = { $agent } sends the message again.
topic-arrival-confirmed = { $agent } confirms: the message arrived.
topic-set-aside = A message of the customer was not fully understood by the bot. Its words: { $text }
agent-already-yours = Ticket #{ $number } is yours already.
agent-already-waiting = Ticket #{ $number } is waiting for the customer already.
agent-already-open = Ticket #{ $number } is open already.
agent-not-open = Ticket #{ $number } is not open now: /reopen it first.
agent-closed-for-good = Ticket #{ $number } is closed for good: the customer's next message opens a new one.
agent-note-empty = Write the note's text: /note text
agent-status = #{ $number }: { $state }. Assignee: { $name }. { $due }
agent-status-over = #{ $number }: { $state }. Assignee: { $name }.
agent-unknown-command = There is no such command, and the customer did not see it. The commands: /help
agent-use-in-topic = This command works in a ticket's topic. The commands: /help
agent-use-by-reply = Send this command as a reply to the ticket's card. All commands: /help
agent-reply-reaches-nobody = This message belongs to no ticket, so your reply was not sent to a customer. To write to a customer, reply to the ticket's card.
agent-help =
    A message in a ticket's topic (in a group without topics: a reply to its card or to any other post of it) goes to the customer under your name. Commands stay inside, and so do notes: // text or /note text.

    { $commands }
agent-command-take = /take — take the ticket
agent-command-waiting = /waiting — waiting for the customer
agent-command-close = /close — close it, the customer is told
agent-command-reopen = /reopen — open it again
agent-command-note = /note text — a note to colleagues
agent-command-status = /status — state and deadline; /status 12 — those of another ticket; in General — who has how much
anonymous-command = Commands of anonymous administrators, channels and bots are not carried out: write under your own name.
anonymous-cannot-cross = The customer did not get this: messages of anonymous administrators, channels and bots do not cross. Write under your own name.
general-refused = A post about ticket #{ $number } was refused by the messenger: { $reason }. Please check the bot's rights in the group.
alarm-letters-wait = Messages that have waited for longer than a minute to be sent: { $count }. They are not lost and leave as soon as the messenger takes them. The log and otboinik check say why.
all-clear-letters-wait = Messages leave without delay again.
alarm-updates-wait = Incoming updates that have waited for longer than a minute: { $count }. They are not lost; the log says why.
all-clear-updates-wait = Incoming updates are handled without delay again.
alarm-replies-unconfirmed = Replies that are not known to have reached their customers: { $count } (tickets: { $tickets }). Decide by the buttons in the tickets, or with /outbox.
all-clear-replies-unconfirmed = No reply is unconfirmed any more.
general-set-aside = Updates { $numbers } were not understood: they are kept whole, the log has the details.

## Managers: letters that were given up

outbox-empty = No message is undelivered.
outbox-list =
    Undelivered messages:
    { $letters }{ $more ->
        [yes] { "" }
    …these are the first of them; the others follow when these have become fewer.
       *[no] { "" }
    }

    Show: /outbox show { $oldest }. Send again: /outbox retry { $oldest }. Let go: /outbox discard { $oldest }
outbox-line =
    { $letter } · { $to ->
        [topic] to the topic of ticket #{ $ticket }
        [customer] to the customer, ticket #{ $ticket }
       *[other] about no ticket
    } · { $state ->
        [parked] not confirmed ({ $reason })
       *[refused] refused ({ $reason })
    }
outbox-retry = Message { $number } is being sent again.
outbox-discard = Message { $number } will not be sent any more.
outbox-no-such-letter = There is no undelivered message { $number }. The list: /outbox
outbox-help = /outbox — undelivered messages, /outbox show 12 — show one, /outbox retry 12 — send again, /outbox discard 12 — let go
topic-let-go = { $agent } lets go of the undelivered message.

## To managers: the FAQ

manager-help =
    Managers' commands (each alone tells how it is used):
    { $commands }
manager-help-faq = /faq — the FAQ
manager-help-outbox = /outbox — undelivered messages
faq-help =
    /faq list [page] · find TEXT · show 12 · delete 12 · restore 12 · undo · test TEXT
    /faq learn: what the FAQ may learn from customers, /faq failing: what does not help
    /faq threshold: from which chance on the bot answers by itself
    /faq import — in reply to a .yaml, .csv, .xlsx or .jsonl file
    /faq export [yaml, csv, xlsx or jsonl]
    /faq add and /faq edit 12 — step by step, or in one message:

    /faq add How do I get FTP access?
    ~ ftp does not let me in
    ~ ftp password

    Open your account → “Access”.
faq-empty = The FAQ has no entries yet. /faq add makes the first one.
faq-no-such-page = There is no such page. Pages in all: { $pages }
faq-list =
    FAQ, page { $page } of { $pages }{ $pages ->
        [1] { "" }
       *[other] { " " }(another: /faq list { $following })
    }:
    { $entries }
faq-line = #{ $number } { $question }
faq-find-what = Write what to look for: /faq find TEXT
faq-found =
    Found:
    { $entries }
faq-nothing-found = Nothing found. The whole list: /faq list
faq-no-such-entry = There is no entry { $number }. /faq list shows the numbers.
faq-shown =
    { $deleted ->
        [yes] #{ $number } (deleted)
       *[other] #{ $number }
    }
    { $question }
    { $alternatives }

    { $answer }

    Category: { $category } · language: { $language }
faq-added = Entry #{ $number } is added: { $question }
faq-edited = Entry #{ $number } is changed: { $question } ({ $parts })
faq-deleted = Entry #{ $number } is deleted: “{ $question }”. To take it back: /faq restore { $number }
faq-restored = Entry #{ $number } is restored: { $question }
faq-already-deleted = Entry #{ $number } is deleted already.
faq-already-restored = Entry #{ $number } is in its place.
faq-undone = The last change is taken back:
faq-undo-nothing = You have no changes that could be undone.
faq-undo-stale = This can not be undone: somebody else changed entry #{ $number } after you. Look at it: /faq show { $number }
faq-changed-meanwhile = Somebody else changed the entry, nothing was saved. Look at it (/faq show) and start again.
faq-edit-incomplete = Both a question and an answer are needed, with an empty line between them. Or /faq edit with the number alone, step by step.
faq-question-too-long = The question or a phrasing has more than 500 characters: please shorten it. Nothing was saved.
faq-answer-too-long = The answer has more than 4000 characters and does not fit one message: please shorten it. Nothing was saved.
faq-too-many-phrasings = More than 200 phrasings: keep the most different ones. Nothing was saved.
faq-phrasings-too-long = The phrasings together are longer than 30,000 characters: keep the most different ones. Nothing was saved.
faq-similar = Very much like entry #{ $number }: “{ $question }”. Save anyway?
faq-similar-already = Very much like entry #{ $number }: “{ $question }”. Go on, or end it (/cancel) and add to that entry: /faq edit { $number }
faq-press-a-button = Press one of the buttons above, or send /cancel
faq-cancelled = Cancelled, nothing was saved.
faq-ask-question = Write the question as a customer would ask it. To cancel: /cancel
faq-ask-alternatives = How else do people ask it? One phrasing a line, in one message. To leave them out: /skip
faq-ask-answer = Write the answer.
faq-edit-question =
    Entry #{ $number }. The new question (to leave it: /skip, to cancel: /cancel). It reads:
    { $current }
faq-edit-alternatives =
    Entry #{ $number }. All phrasings, one a line (to leave them: /skip). They read:
    { $current }
faq-edit-answer =
    Entry #{ $number }. The new answer (to leave it: /skip). It reads:
    { $current }
faq-import-what = Reply with /faq import to a .yaml, .csv, .xlsx or .jsonl file (or make it the file's caption). The columns of a table: question, answer and, where wanted, alternatives (by |), category, language, id.
faq-import-how = This looks like a FAQ file. To import it, reply to it with /faq import
faq-import-unfetched = The file is out of reach right now. Please repeat the command a little later; the messenger hands out no files over 20 MB.
faq-import-refused =
    Nothing was imported, faults: { $count }
    { $faults }
faq-imported = Imported. Added: { $added }, changed: { $changed }{ $numbers }, unchanged: { $unchanged }. To take it back: /faq undo
faq-export-formats = Formats: /faq export yaml, csv, xlsx or jsonl

## The web chat

web-title = Support
web-online = Online
web-away = The connection is lost, restoring it…
web-noscript = The chat needs JavaScript: please switch it on in your browser's settings.
web-loading = Opening the chat…
web-log = Conversation with support
web-greeting = Hello! What is your question? Frequent ones are answered at once, a specialist takes care of the others.
web-name-ask = What may we call you?
web-name-label = Your name
web-name-later = Not now
web-name-nice = Nice to meet you, { $name }!
web-composer = Your message
web-send = Send
web-attach = Attach a file
web-drop-files = Drop the files to attach them
web-remove-file = Remove the file { $name }
web-call-person = Call a specialist
web-call-person-text = Please call a specialist
web-answering = Preparing an answer…
web-typing = { $name } is typing…
web-sending = Sending
web-waiting = Waiting for the connection
web-sent = Sent
web-failed = Not sent
web-retry = Send again
web-delete-unsent = Delete
web-edited = edited
web-you = You
web-today = Today
web-yesterday = Yesterday
web-older = Show earlier messages
web-new-messages = New messages
web-download = Download the file { $name }
web-attachment-of = Picture: { $name }
web-place = Place on the map
web-contact = Contact
web-menu = Menu
web-close = Minimise the chat
web-leave = End on this device
web-leave-sure = The conversation disappears from this device. Support keeps it, and an answer to an open request will not arrive here any more.
web-leave-yes = End
web-stay = Stay
web-left = The chat on this device has ended.
web-start-again = Start a new one
web-error-file-too-large = The file is larger than 10 MB. Please send it in parts or as a link.
web-error-file-not-taken = Files of this kind are not accepted. Pictures, PDF, documents, ZIP archives and text are welcome.
web-error-too-long = The message is longer than 4000 characters: please divide it into several.
web-error-too-many = Too much in a short time. Please wait a moment, it will be sent by itself.
web-error-button-gone = This button is no longer in use.
web-error-not-sent = It could not be sent. Please try again.
web-widget-open = Open the support chat
web-widget-close = Minimise the support chat
web-widget-title = Support chat

## Faults of a FAQ file

faq-fault-row = row { $number }
faq-fault-line = line { $number } of the file
faq-fault-reason =
    { $kind ->
        [missing] is missing: fill it in
        [missing_column] the first row must name the columns, and this one is not there: add it
        [unknown_column] is no column of a FAQ file, which has: { $columns }
        [repeated_column] stands twice: keep one
        [extra_cell] a cell stands under no name of a column: name the column, or quote the text that has the separator
        [duplicate_id] this id is used already ({ $detail })
        [same_question] this question is asked already ({ $detail })
        [wrong_type] a value of the wrong kind ({ $detail })
        [no_value] a formula that nothing has computed: save the file in Excel, or write the text
        [too_long] too long, { $detail } characters at most
        [bad_character] a character that can not be shown ({ $detail }): remove it
        [bad_language] no language code: write it like ru or en
        [bad_encoding] the file is not in UTF-8: save it as UTF-8, in Excel as “CSV UTF-8” ({ $detail })
        [unreadable] the file is not readable ({ $detail })
        [too_large] the file is too large ({ $detail })
       *[no_rows] the file has no entries
    }

# Web desk
desk-title = Support desk
desk-noscript = The desk needs JavaScript: please switch it on in your browser's settings.
desk-tickets = Tickets
desk-faq = FAQ
desk-online = Online
desk-away = Connection lost, restoring…
desk-sign-in = Sign in
desk-sign-out = Sign out
desk-name = Name
desk-password = Password
desk-link-name = Your name and surname
desk-link-welcome = Customers will see your answers under this name.
desk-lists = Lists of tickets
desk-list-open = All open
desk-list-mine = Mine
desk-list-unassigned = Unassigned
desk-list-waiting = Waiting
desk-list-overdue = Overdue
desk-list-closed = Closed
desk-list-empty = Nothing here: time to breathe.
desk-search-empty = Nothing found. Try other words, a number or a name.
desk-choose-ticket = Choose a ticket on the left.
desk-new-ticket = A new ticket is waiting for somebody.
desk-notices = From the bot
desk-nobody = nobody yet
desk-mine = { $name } (you)
desk-nameless = no name
desk-wordless = No words
desk-back = Back to the list
desk-conversation = Conversation
desk-facts = About the ticket
desk-customer = Customer
desk-channel-web = web chat
desk-channel-telegram = Telegram
desk-assignee = Assignee
desk-respond-by = First response
desk-resolve-by = Resolution
desk-unreachable = The customer gets no messages: they blocked the bot or deleted the chat.
desk-suggestions = Looks like these FAQ entries
desk-send-entry = Send to the customer
desk-also-looking = Also here: { $names }
desk-act-take = Take
desk-act-wait = Wait for the customer
desk-act-close = Close
desk-act-reopen = Reopen
desk-reply = Reply to the customer
desk-reply-mode = Reply
desk-reply-hint = The customer will see this reply, signed by you
desk-send = Send
desk-note = Note
desk-note-mode = Note
desk-note-hint = Only colleagues will see this note
desk-note-save = Save the note
desk-edited = edited
desk-fate-waiting = being sent
desk-fate-sent = delivered
desk-fate-unsure = delivery not confirmed
desk-fate-refused = not delivered
desk-today = Today
desk-yesterday = Yesterday
desk-event-opened = Ticket opened
desk-event-taken = { $name } takes the ticket
desk-event-transferred = The ticket goes over to { $name }
desk-event-held = { $name }: waiting for the customer
desk-event-resumed = The customer answered
desk-event-resolved = { $name } closes the ticket
desk-event-reopened = The ticket is open again
desk-event-closed = The time for reopening is over
desk-find = Find in the FAQ
desk-entries = Questions and answers
desk-faq-empty = Nothing was found.
desk-add-entry = New entry
desk-edit-entry = Entry
desk-question = Question
desk-phrasings = Other ways to ask it, one a line
desk-answer = Answer
desk-save = Save
desk-saved = Saved.
desk-similar = Another entry asks nearly the same:
desk-save-anyway = Save anyway
desk-delete-entry = Delete
desk-restore-entry = Restore
desk-deleted = deleted
desk-undo = Undo my change
desk-history = History
desk-kind-added = added
desk-kind-edited = edited
desk-kind-deleted = deleted
desk-kind-restored = restored
desk-kind-undone = a change was taken back
desk-import = Import
desk-export = Export
desk-imported = Imported. Added: { $added }, changed: { $changed }, unchanged: { $unchanged }.
desk-import-faults = The file was not taken and the FAQ is as it was. Faults: { $count }.
desk-phrasings-count = phrasings: { $count }
desk-try-heading = What the bot will say
desk-try = Try it
desk-try-hint = What might a customer write?
desk-verdict-answer = The bot will answer by itself
desk-verdict-suggest = The bot will offer a choice
desk-verdict-unknown = The bot will hand the question to people
desk-error-not-sent = The server could not be reached. Please try again.
desk-error-no-session = Your session is over: please sign in again.
desk-error-wrong-password = The name or the password does not fit.
desk-error-link-spent = This link was used already. A new one is printed when the bot starts.
desk-error-name-taken = This name is taken: add a surname, for example.
desk-error-too-many = Too many tries. Please wait half a minute.
desk-error-stale = Something changed here while you looked. The page is up to date now: please check and repeat.
desk-error-no-ticket = There is no such ticket.
desk-error-no-entry = There is no such entry.
desk-error-managers-only = Only managers can change this.
desk-error-too-large = The file is too large: 5 MB at most.
desk-error-too-long = The text is too long: please shorten it.
desk-error-format-not-taken = Files of these kinds will do: .yaml, .csv, .xlsx, .jsonl.

### Care for customers: their cases, language, data, rating

forget-ask =
    Erase all that we keep about you? Your messages and files, your name, the texts of questions and answers will be gone, and open requests will be closed. Only the requests' numbers and times stay for statistics, without your words.

    What is erased cannot be brought back. The messages in this chat you can delete on your side yourself.
button-forget = Erase all
button-keep = Keep it
forget-kept = All right, nothing was erased.
forget-begun = Erasing. The confirmation comes in a few seconds.
forget-done = Done: your messages, files and name are erased. If you write again, we begin with a clean sheet.
card-erased = The customer's data are erased at their request
erased-post = 🗑 Erased at the customer's request
topic-erased =
    { $open ->
        [yes] The customer's data are erased at their request and ticket #{ $number } is closed: it can not be answered any more.
       *[no] The customer's data are erased at their request: ticket #{ $number } can not be answered any more.
    }{ $files ->
        [0] { "" }
       *[other] { " " }Files that were posted here more than two days ago: { $files }. Telegram does not let the bot delete them, please do it yourselves.
    } What the staff wrote in this topic stays: personal data in it have to be deleted by hand, too.
topic-nobody-to-answer = The message was not sent: the customer's data are erased at their request, there is nobody to answer.
web-forget = Erase my data
web-status = My requests
rating-ask = How did we do with request #{ $number }? Please rate it from 1 (poor) to 5 (excellent).
rating-thanks = Thank you for your rating! If you like, tell us in a word or two what was good and what was not.
rating-comment-heard = Thank you, our specialists have it. If the question remains, press the button or write once more.
button-come-back = The question remains
came-back = Request #{ $number } is open again. Please write what is still unsolved.
topic-rated = The customer's rating: { $rating } out of 5.
topic-rating-comment = The customer's comment on the rating of { $rating }:
topic-came-back = The customer pressed “The question remains”: the ticket is open again.
general-low-rating = Ticket #{ $number }: rated { $rating } out of 5. Assignee: { $agent }. { $link }
desk-rating = Rating
desk-rating-value = { $rating } out of 5
topic-closed = { $agent } closes the ticket, the customer knows.
topic-taken-back = { $agent } takes the reply back: it is deleted at the customer's and stays here as a note.
topic-not-taken-back = The reply could not be deleted at the customer's: the messenger refused ({ $reason }). Please write them a correction.
delete-how = Send /delete as a reply to your message to the customer: it will be deleted there.
delete-never-arrived = The customer does not have this message: there is nothing to delete.
delete-too-old = The message is older than two days: Telegram lets nobody delete it any more. Please write a correction.
agent-command-delete = /delete (as a reply to your message) — delete the message that you reply to at the customer's
desk-take-back = Delete at the customer's
find-what = Write what to look for: /find words, a customer's name or #12
find-nothing = Nothing found.
find-found =
    Found:
    { $tickets }{ $more ->
        [yes] { "" }
    …these are the latest. Narrow the search to see others.
       *[no] { "" }
    }
mine-none = You have no open tickets.
mine-list =
    Your open tickets ({ $count }), the most urgent first:
    { $tickets }
agent-command-find = /find words, name or #12 — find tickets
agent-command-mine = /mine — my open tickets
card-earlier = Earlier tickets:
desk-search = Search: words, a name or a number
customer-flood = We see all your messages, and none gets lost. There are very many at once, so our specialists will get them together.
customer-banned = The conversation is paused: your messages are kept, but there will be no answer to them for now.
topic-banned = { $agent } bans the customer: their messages are kept, but not shown and not answered. To end it: /unban
topic-banned-wrote = The banned customer is writing. The messages are kept, /unban shows them here.
topic-unbanned =
    { $count ->
        [0] { $agent } ends the customer's ban. They wrote nothing meanwhile.
       *[other] { $agent } ends the customer's ban. They wrote meanwhile (messages: { $count }):
    }
ban-already = The customer is banned already. To end it: /unban
ban-none = The customer is not banned.
agent-command-ban = /ban — answer the customer no more (messages are kept)
agent-command-unban = /unban — end the ban and show what they wrote
menu-human = call a person
menu-status = how my requests are doing
menu-language = the language of replies
menu-forget = erase my data
menu-help = the commands
press-not-staff = The buttons here are for members of this group.
manager-nothing-to-cancel = There is nothing to cancel: no step-by-step dialogue is going on.
language-name = English
status-cases =
    { $count ->
        [one] Your request:
       *[other] Your requests:
    }
    { $cases }
status-title = #{ $number } “{ $quote }”
status-title-wordless = #{ $number }
status-state-new = received
status-state-waiting = waiting for your answer
status-deadline = It will be solved { $moment }.
status-waiting = Reply here, and we will go on at once.
status-overdue = It is taking longer than we promised. We are sorry; our specialists are on it.
status-resolved = If the question remains, write here { $moment }.

### sla

priority =
    { $priority ->
        [1] 1 — critical
        [2] 2 — high
        [3] 3 — normal
       *[4] 4 — low
    }
card-priority =
    { $priority ->
        [1] Priority: 1 — critical
        [2] Priority: 2 — high
        [3] Priority: 3 — normal
       *[4] Priority: 4 — low
    }
card-tier = Customer tier: { $tier }
agent-priority-how = Give the priority of #{ $number } as a number from 1 (critical) to 4 (low), for instance: /priority 2
agent-already-that-priority = #{ $number } has this priority already.
topic-priority-changed =
    { $priority ->
        [1] { $agent } sets priority 1 — critical.
        [2] { $agent } sets priority 2 — high.
        [3] { $agent } sets priority 3 — normal.
       *[4] { $agent } sets priority 4 — low.
    }
sla-everybody = Colleagues
sla-nobody = nobody
sla-remind-first-response = the customer is waiting for a first reply: { $moment }.
sla-remind-resolution = the time for a solution runs out: { $moment }.
sla-breach-first-response = the time for a first reply ran out { $moment }, the customer is still waiting.
sla-breach-resolution = the time for a solution ran out { $moment }, the customer is still waiting.
sla-managers-first-response = the time for a first reply ran out { $moment }. Assignee: { $name }.
sla-managers-resolution = the time for a solution ran out { $moment }. Assignee: { $name }.
desk-event-sla-breached = The deadline has passed
manager-help-sla = /sla — times for a first reply and a solution
manager-help-hours = /hours — working hours, holidays, special days
agent-command-tier = /tier vip — the customer's tier, which the deadlines depend on
agent-tier-how = Give the customer's tier, for instance: /tier vip. There are: { $tiers }. Now: { $tier }.
agent-already-that-tier = The customer's tier is { $tier } already.
topic-tier-changed = { $agent } changes the customer's tier: { $tier }.
topic-tier-deadline = It is to be solved { $moment } now.
topic-tier-as-before = It is to be solved { $moment }, as before.
sla-table =
    Customer tier, priority: first reply and solution (24x7: around the clock, else working time)
    { $rows }

    Tiers: { $standard }, { $tiers }. What is not listed is as for { $standard }: /sla { $example } shows the whole tier
    How to change: /sla help
sla-tier-row =
    { $own ->
        [yes] { $row }
       *[no] { $row } (as for { $standard })
    }
sla-not-around-the-clock = These times were counted around the clock, now they are working time. To keep them around the clock: { $command }
sla-help =
    /sla — what is promised now, /sla vip — all of a tier
    /sla 2 30m 4h — priority 2: a first reply within 30 minutes, a solution within 4 hours of working time
    /sla vip 1 10m 2h 24x7 — for customers of the tier vip, around the clock
    /sla 1 10m 24x7 4h working — the reply around the clock, the solution in working time
    /sla remove vip 1 — as for everybody again (for the tier standard: as installed)

    Priorities: 1 critical, 2 high, 3 normal, 4 low. A tier is one word: standard, vip or your own. Times: 30m, 4h, 1h30m. Open tickets keep their deadlines until their priority or the customer's tier changes.
sla-how = Write a priority from 1 to 4, the time for a reply and the time for a solution, for instance: /sla 2 30m 4h. More: /sla help
sla-bad-time = The time “{ $time }” could not be read. It takes one minute to 1000 hours, for instance 30m, 4h or 1h30m.
sla-bad-tier = “{ $tier }” is no name for a tier: it takes one word of at most 32 characters that begins with a letter.
sla-response-after-resolution = The first reply cannot be due after the solution: the time for the reply comes first, then that for the solution.
sla-no-such-policy = There is no policy of its own for “{ $tier } { $priority }”. All of them: /sla
sla-too-many = There are too many policies already: remove some first, /sla remove.
sla-set = New tickets of “{ $tier } { $priority }”: { $terms }. Before: { $before }.
sla-removed = The policy is removed. Now for “{ $tier } { $priority }”: { $terms }. Before: { $before }.
hours-week = Working hours: { $hours } ({ $zone })
hours-holidays =
    Public holidays: { $country }. The next ones: { $days }
    Week-ends that are worked: { $worked }
hours-no-holidays = Public holidays are not observed
hours-own-days = Special days:
hours-day-off = day off
hours-as-the-week = worked, by a weekday's hours
hours-open-now = It is working time now.
hours-closed-now = It is outside of working hours, people are back { $moment }.
hours-more = How to change: /hours help
hours-help =
    /hours — the calendar as it is
    /hours Mon-Fri 09:00-13:00 14:00-18:00; Sat 10:00-14:00 — the hours of the week, or /hours 24x7
    /hours off 2026-12-31 party — a day off; several: 2026-12-31..2027-01-08
    /hours work 2026-12-26 10:00-15:00 — a day that is worked; without hours: by a weekday's
    /hours remove 2026-12-31 — again as the calendar has it
    /hours zone Europe/Moscow — the time zone
    /hours holidays RU or /hours holidays none — a country's public holidays
    /hours reset — as in the settings again

    Open tickets keep their deadlines.
hours-unreadable = The hours “{ $hours }” could not be read. Write for instance: /hours Mon-Fri 09:00-13:00 14:00-18:00
hours-which-day = Name the day, for instance 2026-12-31, or several: 2026-12-31..2027-01-08
hours-no-such-day = There is no day “{ $day }” in the calendar.
hours-bad-span = “{ $days }”: the first day comes first, then the last one, within a year.
hours-no-such-zone = There is no time zone “{ $zone }”. Write for instance: /hours zone Europe/Moscow
hours-no-such-country = No public holidays are known for “{ $country }”. It takes a country's code, for instance: /hours holidays RU, or none.
hours-reset-how = /hours reset stands alone: the calendar will be that of the settings.
hours-never-open = With this calendar nobody would work for over a year. Nothing changed.
hours-ordinary-day = This day has no hours of its own. /hours shows the special ones.
hours-too-many-days = There would be more than { $most } special days. Remove those that are over first: /hours remove.
desk-promises = Promises and hours
desk-promises-hint = First reply and solution by customer tier and priority: 30m, 4h, 1h30m. Open tickets keep their deadlines.
desk-promises-response = First reply
desk-promises-resolution = Solution
desk-promises-always = around the clock
desk-promises-new = A new policy: tier, priority, reply, solution
desk-calendar = Working calendar
desk-calendar-reset = As in the settings
desk-hours-field = Hours of the week
desk-zone-field = Time zone
desk-holidays-field = A country's public holidays (code, or none)
desk-day = Day
desk-day-kind = What day it is
desk-day-off = day off
desk-day-work = worked
desk-day-details = hours and reason
desk-priority = Priority
desk-event-priority = { $name } changes the priority: { $from } → { $to }
agent-command-priority = /priority 2 — the priority, from 1 (critical) to 4 (low)

### The FAQ learns

faq-test-what =
    Write a question: /faq test TEXT
    To try other thresholds: /faq test answer=0.9 suggest=0.2 TEXT
    { $thresholds }
faq-test-answer =
    The bot will answer by itself:
    { $entries }
    { $thresholds }
faq-test-suggest =
    The bot will offer choices:
    { $entries }
    { $thresholds }
faq-test-unknown =
    The bot will call people. The nearest:
    { $entries }
    { $thresholds }
faq-test-asks =
    The bot will ask what happened. The nearest:
    { $entries }
    { $thresholds }
faq-test-thanks =
    Nothing is asked here, the bot will answer politely. The nearest:
    { $entries }
    { $thresholds }
faq-thresholds = Thresholds: answers by itself from { $answer }, offers choices from { $suggest }.
faq-threshold-shown =
    { $thresholds }
    The higher a threshold, the less often the bot is wrong and the more often it calls people. The percentage says how sure it is: of a hundred answers at 93 % about 93 fit, as long as most questions have an entry.
    { $default }
    In the last days ({ $days }): helped { $helped }, did not help { $failed }.
    To try: /faq test answer=0.9 TEXT. To change: /faq threshold answer 0.95, /faq threshold suggest 0.2. Back to the shipped values: /faq threshold default
faq-threshold-what = A threshold is a number from 0 to 1, or per cent: /faq threshold answer 0.95 or /faq threshold suggest 20 %. Nothing was changed.
faq-threshold-which = Which of the two thresholds is to be { $chance }? /faq threshold answer { $chance }: from which chance on to answer, /faq threshold suggest { $chance }: from which to offer choices. Nothing was changed.
faq-threshold-answer-range = The bot may answer by itself from { $lowest } to { $highest }: below it guesses, above it leaves even an exact question unanswered. Nothing was changed.
faq-threshold-suggest-range = Choices may be offered from { $lowest }, and this threshold must be below that of answers. Nothing was changed.
faq-threshold-moved = Saved, and it counts from now on. { $thresholds }
faq-threshold-default = Back to those shipped. { $thresholds }
faq-unknown-command = There is no /faq { $command }. All commands: /faq help
faq-number-missing = Name the entry by its number, for instance: /faq { $verb } 12. /faq list shows the numbers
faq-not-a-number = “{ $text }” is not the number of an entry. Name one, for instance: /faq { $verb } 12. /faq list shows the numbers
faq-learn-nothing = No new phrasings: they come when a customer presses “It helped” or an agent answers with an entry.
faq-learn-in-private =
    { $count ->
        [one] { $count } phrasing of customers waits for a decision.
       *[other] { $count } phrasings of customers wait for a decision.
    } Customers' words are not shown here: send /faq learn to the bot in private, or open the FAQ at the desk.
faq-learn =
    Customers asked so (page { $page } of { $pages }, another: /faq learn 2). Add these phrasings to the entries?

    { $lessons }
faq-learn-line =
    { $conflict ->
        [0] { $place }. “{ $phrasing }” → #{ $number } { $question } (helped: { $customers }, sent by agents: { $agents })
       *[other] { $place }. “{ $phrasing }” → #{ $number } { $question } (helped: { $customers }, sent by agents: { $agents }). Entry #{ $conflict } is asked so already
    }
faq-learn-taught = Added to entry #{ $number }. To take it back: /faq undo
faq-learn-refused = Dropped; it will not come back.
faq-learn-known-in = Entry #{ $number } has this phrasing already: with two alike the bot would have to ask back.
desk-learning = What it may learn
desk-learning-hint = Customers asked so, and the answer was right. What you add counts at once, what you drop does not come back.
desk-learning-nothing = No new phrasings: they come when a customer presses “It helped” or an agent answers with an entry.
desk-learning-counts = helped: { $customers }, sent by agents: { $agents }
desk-learning-known = Entry #{ $number } is asked so already
desk-learning-add = Add
desk-learning-drop = Drop
desk-failing = What does not help
desk-failing-nothing = No phrasings whose answers keep failing.
desk-failing-counts = did not help: { $failed }, helped: { $helped }
desk-thresholds = Thresholds
desk-threshold-answer = Answers by itself from, %
desk-threshold-suggest = Offers choices from, %
desk-thresholds-save = Save the thresholds
desk-thresholds-standing = Now: { $answer } % and { $suggest } %. As shipped: { $shippedAnswer } % and { $shippedSuggest } %. Other numbers (93 or 0.93) can be tried on the question above first.
faq-failing-nothing = No phrasings whose answers keep failing.
faq-failing =
    Answers found by these phrasings often do not help. Make the answer clearer or take the phrasing out (/faq edit):
    { $phrasings }
faq-failing-line = #{ $number } “{ $phrasing }”: did not help { $failed }, helped { $helped }
button-learn-add = Add { $place }
button-learn-drop = Drop { $place }

### words

wording-hint =
    The customer has the reply, but it can be worded better:
    { $words }

    Once corrected, the customer will read:
    { $better }

    If you wrote in a messenger, your own message there stays as it is.
wording-held =
    The reply has not left yet: choose its words.
    { $words }

    With the better words the customer will read:
    { $better }

    You may also edit the message itself: without these words it leaves at once.
wording-line = “{ $said }” → “{ $instead }”
button-edit-better = Correct it for the customer
button-send-better = Send the better wording
button-send-as-is = Send as is
topic-reworded =
    { $agent } corrects the reply. The customer now reads:
    { $text }
topic-sent-better =
    { $agent } sends the reply with better words. The customer reads:
    { $text }
topic-sent-as-is =
    { $agent } sends the reply as it is:
    { $text }
manager-help-words = /words — words that the bot avoids and helps agents to avoid
words-list =
    Instead of these words (mode: { $mode }), page { $page } of { $pages }:
    { $words }

    { $help }
words-line = { $wording } → { $instead }
words-line-own = { $wording } → { $instead } (added by a manager)
words-empty = The list is empty.
words-help =
    /words [page] — the list, /words test TEXT — what is found in a text
    /words add bad word = better one, another one — your own (all forms of the word are found; "..." between words leaves room for others; a full stop at the end replaces the whole clause)
    /words remove word — off the list, /words reset — back to the shipped list
    /words mode hint — hint, hold — hold the reply back, off — no check
words-mode =
    { $mode ->
        [hold] Mode hold: a reply with such words waits until the agent chooses how to send it.
        [off] Mode off: agents' replies are not checked.
       *[hint] Mode hint: the reply leaves at once, and the agent gets a hint with a button that corrects it for the customer.
    }
words-mode-which = Now: { $mode }. Modes: /words mode hint, /words mode hold or /words mode off
words-added = Added: { $wording } → { $instead }
words-removed = Off the list: { $wording }. To take it back: /words add { $wording } = { $instead }
words-reset = The list is as it was shipped. The mode stays: { $mode }.
words-not-listed = The list does not have this: { $wording }. The list: /words
words-add-how = Write the word and what to say instead, with an equals sign between: /words add glitch = interruption
words-too-long = Too long: a phrase has 100 characters at most, what to say instead 300. Nothing has changed.
words-too-short = Too short: a word of at least two letters is needed. Nothing has changed.
words-too-many = The list has { $count } phrases and takes no more: remove some. Nothing has changed.
words-worse = What to say instead has a word of the list, too: “{ $said }”. Nothing has changed.
words-also-in-phrases =
    It stands in the bot's own phrases, too ({ $count }), which keep their words: { $phrases }
    Greetings, acknowledgements and closing texts can be rewritten: /template
words-also-in-canned = It stands in canned replies, too: { $numbers }. Correct them: /canned edit
words-test-what = Write a text: /words test TEXT
words-test-clean = No word of the list is in it.
words-test-found =
    { $words }

    Better so:
    { $better }
manager-help-template = /template — texts that the bot says to customers
sample-name = Anna
sample-agent = Boris Orlov
sample-question = no access to FTP
template-help =
    /template list — the texts that you may write your own way
    /template show NAME [ru|en] — a text and its fields, preview NAME — how a customer will read it
    /template reset NAME — back to the shipped one, undo NAME — take the last change back, history NAME
    /template set NAME [ru|en] — step by step, or in one message:

    /template set closed en
    Ticket #{"{{"} number {"}}"} is closed{"{% if name %}"}, {"{{"} name {"}}"}{"{% endif %}"}. Write to us if there is anything else!
template-list =
    Texts (in brackets the languages that have their own):
    { $templates }

    To look at one and start from it: /template show NAME
template-line = { $name } ({ $languages }) — { $about }
template-about-acknowledgement = the acknowledgement in working hours
template-about-acknowledgement-nameless = the same where there is no name
template-about-off-hours = the acknowledgement outside of working hours
template-about-off-hours-nameless = the same where there is no name
template-about-back-at = when people are back (after /human outside of working hours)
template-about-start = the greeting at /start
template-about-hello = the reply to a mere “hello”
template-about-human = the question after /human
template-about-thanks = the reply to “thanks”
template-about-taken = who takes care of the ticket
template-about-transferred = the ticket has gone over to another agent
template-about-closed = the ticket is closed
template-about-reopened = the ticket is open again
template-shown =
    { $origin ->
        [own] Your own text:
       *[shipped] The shipped text:
    }

    /template set { $name } { $language }
    { $source }

    Fields: { $fields }
template-saved =
    Saved: { $name }, { $language }. A customer will read:

    { $preview }
template-ask-text = Write the text “{ $name }” ({ $language }) in one message. To cancel: /cancel
template-cancelled = Cancelled, the text is as it was.
template-reset =
    The shipped text is said again: { $name }, { $language }. The customer will read:

    { $preview }
template-shipped-already = The shipped text is said here already: { $name }, { $language }.
template-undone =
    The last change is taken back: { $name }, { $language }. The customer will read:

    { $preview }
template-version =
    { $at }, { $by }:
    { $source }
template-went-back = (the shipped text)
template-no-such = There is no text “{ $name }”. There are: { $names }
template-refused = The text is not taken and all is as it was: { $reason }
template-too-long = it is longer than { $limit } characters.
template-too-long-filled = with the longest names and moments it is longer than { $limit } characters and does not fit one message.
template-empty = it is empty.
template-syntax = line { $line } can not be read. Fields are written {"{{ name }}"}, conditions {"{% if name %}…{% endif %}"}.
template-too-deep = too many conditions inside of one another.
template-not-allowed = line { $line }: only fields and {"{% if %}"} may stand here (found: { $what }).
template-unknown-field = there is no field { $field }. There are: { $fields }
template-unknown-filter = there is no filter { $filter }. There are: { $filters }
template-empty-field =
    { $field ->
        [company] no company is set (COMPANY_NAME): put it inside of {"{% if company %}…{% endif %}"}.
        [days] tickets may be opened again for less than a day (REOPEN_DAYS): put the time inside of {"{% if days %}…{% endif %}"}.
       *[name] a name may be missing: put it inside of {"{% if name %}…{% endif %}"}.
    }
template-not-filled = it can not be filled ({ $reason }).
template-forbidden-word = it has “{ $said }”; better “{ $instead }”. The list of words: /words
template-breaks-no-name = the customer is to be addressed by name: {"{{ name }}"}
template-breaks-no-quote = the question is to be restated in the customer's words, in quotation marks: “{"{{ quote }}"}”
template-breaks-no-deadline = the deadline is needed as it is: {"{{ resolve_by }}"}
template-breaks-no-number = the ticket's number is needed with its mark: #{"{{ number }}"}
template-breaks-forbidden-words = it has a word of the list /words, or the customer's words stand without quotation marks: “{"{{ quote }}"}”
template-breaks-unfilled = braces or placeholders are left in it.
template-breaks-too-long = with the longest names and moments it does not fit one message.
words-also-in-templates = These templates are out of use now, the shipped text is said instead: { $templates }. Rewrite them: /template
agent-command-canned = /canned — canned replies: /canned 3 sends the third, /canned find words looks for one
canned-help =
    /canned — the list, /canned find WORDS, /canned show 3
    /canned 3 — send it to the customer (in a ticket's topic)
    For managers: /canned add TITLE with the text on the next lines, /canned edit 3, /canned delete 3
canned-list =
    Canned replies ({ $count }):
    { $replies }

    To send one in a ticket's topic: /canned number
canned-line = { $number }. { $title } ({ $language }): { $text }
canned-empty = There are no canned replies yet. A manager adds the first one: /canned add
canned-nothing-found = Nothing found. The whole list: /canned
canned-no-such = There is no canned reply { $reply }. The list: /canned
canned-shown =
    { $number }. { $title }
    { $text }
canned-in-topic = Canned reply { $reply } is sent in a ticket's topic: /canned { $reply }
canned-not-filled =
    Reply { $reply } can not be filled here: { $field ->
        [name] the customer has no name
        [company] no company is set
        [deadline] the deadline of the solution has passed
       *[other] its conditions do not hold here
    }. Please use your own words.
canned-add-how =
    The title on the first line, the text on the next ones:

    /canned add Password reset
    {"{{"} greeting {"}}"} Please send us your contract number: then we can reset the password sooner.

    Fields: { $fields }
canned-edit-how =
    This is how it reads now; change it and send it:

    /canned edit { $number } { $title }
    { $text }
canned-added = Canned reply { $number } is added: { $title }
canned-edited =
    Canned reply { $number } is changed: { $title }. It was:

    { $before }
canned-deleted =
    Canned reply { $number } is deleted: { $title }. To take it back, /canned add and what it was:

    { $before }
canned-changed-meanwhile = Somebody else changed this reply before you, nothing was saved. Look at it: /canned show
canned-refused = The reply is not taken and all is as it was: { $reason }
canned-no-title = it has no title.
canned-title-too-long = the title is longer than { $limit } characters.
desk-style = Words and texts
desk-style-words = Words
desk-style-texts = The bot's texts
desk-style-canned = Canned replies
desk-words-mode = An agent's reply with such a word
desk-words-mode-hint = leaves at once, the agent gets a hint
desk-words-mode-hold = waits until the agent chooses the words
desk-words-mode-off = is not checked
desk-words-phrase = We do not say
desk-words-instead = We say (by commas, the best first)
desk-words-add = Add
desk-words-reset = Back to the shipped list
desk-words-own = own
desk-text-which = Which text
desk-text-language = Language
desk-text-source = Text
desk-text-fields = Fields
desk-text-preview = A customer will read
desk-text-reset = Back to the shipped text
desk-canned = Canned reply
desk-canned-title = Title
desk-canned-new = A new canned reply
desk-canned-nothing = There are no canned replies yet.
desk-error-no-text = There is no such text.
desk-error-no-canned = This canned reply is gone.

### lines

agent-command-assign = /assign @who — make somebody responsible
agent-command-transfer = /transfer @who — hand it over; /transfer @who temporarily — for the time being
agent-command-escalate = /escalate 2 reason — to line 2 or 3 (and back: /escalate 1 reason)
assign-how = Say to whom: /{ $command } @who (or the full name, as in the chat, or me). For the time being: /{ $command } @who temporarily
assign-unknown = { $who } is not known here yet: ask them to write anything in this chat, then the command works.
assign-several = Several people are called { $who }: use the @username.
agent-already-theirs = Ticket #{ $number } is { $name }'s already.
topic-assigned = { $agent }: { $name } answers for the ticket from now on.
customer-transferred = { $agent } is now taking care of your request #{ $number } and will stay with it until it is solved.
customer-transferred-for-now = For the time being { $agent } is taking care of your request #{ $number }; then { $former } will come back to it.
escalate-how = Give the line and the reason: /escalate 2 reason
escalate-reason = Give the reason, it helps your colleagues: /escalate 2 reason
escalate-reason-too-long = The reason has more than { $limit } characters: please shorten it, the history goes along whole.
escalate-no-such-line = Line { $line } is not set up, ticket #{ $number } stays here. The lines: { $lines }.
escalate-already-there = Ticket #{ $number } is at line { $line } already.
customer-escalated = Your request #{ $number } has gone to specialists in such questions: the answer will come here.
customer-escalated-by = Your request #{ $number } has gone to specialists in such questions. Until they answer, { $agent } is taking care of it.
topic-left = { $agent } hands ticket #{ $number } to line { $line }. What was said can still be read here; messages from here reach colleagues, not the customer.
topic-left-stands = Ticket #{ $number } (line { $line }): { $state }.
topic-left-note = Ticket #{ $number } is at line { $line } now: the customer does not see this, colleagues there do.
topic-left-command = Ticket #{ $number } is at line { $line } now: commands about it work there.
card-line = Line: { $line }
handover-title = #{ $number }: line { $before } → line { $after }
handover-reason = Reason:
handover-question = What happened:
handover-tried = What was done:
handover-customer = What else the customer said:
handover-details = Details:
handover-files = Attachments:
handover-assignee = Answers to the customer:
handover-nobody = nobody yet
handover-nothing = none
agent-load =
    Open tickets: { $open }, unassigned: { $unassigned }, waiting for customers: { $waiting }, waiting for their new line: { $handed }
    { $agents }
agent-load-line = { $name }: { $count }
agent-command-category = /category — the categories; /category name — set one; /category kind incident — the kind (question, incident, request)
priority-criteria =
    The priority goes by how many people are stopped, and in what:
    1 — critical: a service is unavailable as a whole or data are at risk, there is no way around
    2 — high: an important function is out of order, a way around is hard
    3 — normal: it gets in the way, work goes on
    4 — low: a question, a wish, a planned request
priority-criteria-and-command =
    { $criteria }
    Set it: /priority 2
aspect-category = category
aspect-kind = kind
aspect-service = service
aspect-priority = priority
kind-question = question
kind-incident = incident
kind-request = request
topic-classified = { $agent }: { $aspect } — { $value }.
card-company = Company: { $text }
card-contract = Contract: { $text }
card-customer-notes = About the customer: { $text }
category-current =
    { $current }
    Categories: { $names }
    Set: /category name, /category kind incident, /category service name
category-list =
    Categories: { $names }
    Rules (for managers): /category rules, questions: /category ask
category-already = Ticket #{ $number } has this value already.
category-unknown = There is no category “{ $name }”, the ticket is as it was. Categories: { $names }
category-no-such-kind = The kind is one of three: question, incident, request.
category-no-such-priority = The priority is a number from 1 to 4.
category-value = A name has 1 to { $limit } characters, on one line.
category-words = At most { $most } words and phrases with commas between them, each up to { $limit } characters.
category-rule-how = /category rule add hosting: site, 502, server error (or kind incident: is down; service web: …; priority 1: …). Delete: /category rule delete 3
category-no-such-rule = There is no rule { $rule }. The list: /category rules
category-rules =
    Words by which values are proposed (in any form):
    { $rules }
    Add: /category rule add hosting: site, 502. Delete: /category rule delete 3
category-rule-saved = The rule is saved: { $rule }
category-rule-deleted = The rule is deleted: { $rule }
ask-how = /category ask hosting: contract number | please send us the contract number | so that we find your service sooner | \d{ "{" }4,8{ "}" } (at the end: what an answer looks like, or the word “file”; may be left out)
ask-list =
    Clarifying questions:
    { $questions }
    Add: /category ask hosting: what is needed | the request | what the customer gains. Delete: /category ask delete 3
ask-saved = The question is saved: { $question }
ask-deleted = The question is deleted: { $question }
ask-no-such-question = There is no question { $question }. The list: /category ask
ask-no-category = There is no category “{ $name }”: add it first (/category rule add { $name }:).
ask-a-file = file
ask-refused = The question is not saved: { $reason }
ask-fault-no-field = name what is needed (up to 40 characters).
ask-fault-no-request = it has to be a request: “please send …”.
ask-fault-remark = a request, not a remark: not “I do not see a traceroute” but “please send a traceroute”.
ask-fault-no-gain = say what the customer gains: “so that we find the cause sooner”.
ask-fault-forbidden-words = it has words that the bot does not say (/words).
ask-fault-unfilled = take braces and placeholders out of the text.
ask-fault-too-long = the request and the gain have up to 200 characters each.
ask-fault-bad-pattern = the pattern is a regular expression of up to 100 characters without brackets (), with two of * and + at most.
clarify-one = { $name }, { $ask }, { $gain }.
clarify-one-nameless = { $ask }, { $gain }.
clarify-several =
    { $name }, to solve your question sooner:
    { $wishes }
clarify-several-nameless =
    To solve your question sooner:
    { $wishes }
shipped-payments = payments
shipped-payments-field = contract number
shipped-payments-ask = please send us the number of your contract
shipped-payments-gain = so that we find your payments at once
shipped-network = network
shipped-network-field = traceroute
shipped-network-ask = please send us the output of tracert (traceroute on Linux and macOS) to your server
shipped-network-gain = so that we find sooner where packets are lost
shipped-account = customer account
shipped-account-field = screenshot
shipped-account-ask = please send us a screenshot with the message
shipped-account-gain = so that a specialist sees at once at which step it happens
desk-work = Work on the ticket
desk-about = Classification
desk-kind = Kind
desk-service = Service
desk-assign = Assign
desk-assign-whom = To whom
desk-assign-for-now = For the time being: the one of before comes back
desk-escalate = Hand to a line
desk-escalate-to = Where to
desk-escalate-reason = The reason (colleagues will see it)
desk-line-number = Line { $line }
desk-line-now = At line { $line } now.
desk-line-handed-over = At line { $line } nobody has taken the ticket yet.
desk-about-customer = About the customer
desk-company = Company
desk-contract = Contract number
desk-notes = Notes about the customer
desk-event-assigned = Responsible: { $name }
desk-event-escalated = { $name } hands the ticket on: line { $from } → line { $to }
desk-categories = Categories
desk-categories-hint = By these words (in any form) a ticket is proposed its category, kind, service and priority.
desk-categories-rule = A new rule, such as “hosting: site, 502” or “kind incident: is down”
desk-categories-questions = Clarifying questions
desk-categories-questions-hint = The bot asks for what is missing once, right after the acknowledgement. It puts in the name itself.
desk-categories-field = What is needed
desk-categories-ask = The request: “please send …”
desk-categories-gain = What the customer gains: “so that …”
desk-categories-answer = What an answer looks like (a regular expression, may stay empty)
desk-categories-file = The answer is a file
desk-categories-contract = It is the contract number: remember it with the customer

### web desk: attachments, edits, typing
desk-attach = Attach a file
desk-remove-file = Remove the file { $name }
desk-drop-files = Drop the files to attach them
desk-edit = Edit
desk-editing = Editing a message
desk-cancel = Cancel
desk-customer-typing = The customer is typing…
desk-error-file-too-large = The file is larger than 10 MB. Please send it in parts or as a link.
desk-error-file-not-taken = Files of this kind are not accepted. Pictures, PDF, documents, ZIP archives and text are welcome.
desk-error-no-message = There is no such message of yours here.
desk-error-no-file = There is no such file here.
agent-edit-only-words = An edit changes words only: let the message stay a message, and send a command or a note by itself.
desk-letters = Undelivered
desk-letters-hint = What did not arrive and will not leave by itself: send it again, or let it go.
desk-letters-empty = Everything was delivered.
desk-letters-retry = Send again
desk-letters-discard = Do not send
desk-letters-retry-done = On its way again.
desk-letters-discard-done = It will not be sent.
desk-unconfirmed-again = Send again
desk-unconfirmed-arrived = It arrived
desk-event-undelivered = The customer did not get a message ({ $reason })
desk-event-undelivered-erased = The customer did not get a message
desk-preview = As the customer will read it
desk-category = Category
desk-language = Language
desk-language-any = any
desk-language-ru = Russian
desk-language-en = English

### promises and the audit trail at the desk
desk-tier = Tier
desk-own-day = A day of its own
desk-audit = Audit trail
desk-audit-hint = Who changed what about the desk itself, and when; the newest first.
desk-audit-empty = Nothing was changed yet.
desk-audit-older = Show earlier ones
audit-forbidden-word-added = Forbidden word added
audit-forbidden-word-removed = Forbidden word removed
audit-forbidden-words-reset = Forbidden words put back as shipped
audit-wording-mode-changed = Word check mode changed
audit-canned-reply-added = Canned reply added
audit-canned-reply-changed = Canned reply changed
audit-canned-reply-deleted = Canned reply deleted
audit-template-changed = Text of the bot changed
audit-template-reset = Text of the bot put back as shipped
audit-customer-banned = Customer banned
audit-customer-unbanned = Customer unbanned
audit-faq-thresholds-moved = FAQ thresholds moved
audit-sla-policy-set = Promise set
audit-sla-policy-removed = Promise removed
audit-calendar-changed = Working calendar changed
audit-classification-rule-changed = Classification rule changed
audit-classification-rule-deleted = Classification rule deleted
audit-clarifying-question-changed = Clarifying question changed
audit-clarifying-question-deleted = Clarifying question deleted

### Wrong use
template-not-comparable = a field is compared with what it can not be compared with: text with a number, or with a value that may be missing. To see whether there is one: {"{% if name %}"}
assign-left = { $who } is not in this group any more: choose a colleague who is.

### First steps of the staff
template-refused-waits =
    The text is not taken and all is as it was: { $reason }
    Another text may follow in the next message; to end it: /cancel
dialogue-ended = /{ $command } step by step is over, nothing was saved.
dialogue-not-in-topic = In a ticket's topic words go to the customer, so nothing is asked step by step here: send /{ $command } in the general topic, to the bot in private, or as one whole message.
customer-reopened-by-staff = We have opened request #{ $number } again and are going on with it. It will be solved { $resolve_by } at the latest.
manager-help-canned = /canned add — add a canned reply (edit and delete, too)
manager-help-category = /category rule and /category ask — words of categories and clarifying questions
agent-already-closed = Ticket #{ $number } is closed already.

### the desk in the browser

desk-places = Sections
desk-details = Details
desk-close = Close the panel
desk-number = #{ $number }
desk-acts = What to do with the ticket
desk-to-the-answer = To the answer
desk-composer-mode = Whom you write to
desk-sure-close = Close the ticket? The customer is told, and may rate it.
desk-sure-take-back = Delete this message at the customer's? It cannot be brought back.
desk-draft = draft
desk-draft-restored = This is your text, it is not saved yet.
desk-draft-outdated = This is your text, it is not saved yet, and the entry was changed meanwhile: the history below shows how.
desk-draft-drop = Back to what is saved
desk-sure-discard = Not send this message any more? The customer does not get it.
desk-sure-words-reset = Go back to the words as they came? Those added here go, those removed come back.
desk-sure-calendar-reset = Go back to the calendar of the settings? Hours and special days set here go.
desk-sure-delete = Delete “{ $what }”? It cannot be brought back.

reason-blocked = the customer blocked the bot
reason-nobody = there is no such chat any more
reason-rights = the bot may not do that there
reason-too-large = the file is too large
reason-too-long = the text is too long
reason-no-file = the file was not found
reason-no-message = that message is not there any more
reason-no-topic = that topic is not there any more
reason-unclear = the connection broke halfway
reason-quoted = the messenger's answer: { $reason }

### the desk, without commands

desk-erased = The customer's data are erased at their request, there is nobody to answer. A note can be left.
at-desk-agent-not-open = Ticket #{ $number } is not open now: reopen it first.
at-desk-agent-priority-how = Choose a priority of #{ $number } from 1 (critical) to 4 (low).
at-desk-agent-tier-how = Choose the customer's tier. There are: { $tiers }. Now: { $tier }.
at-desk-escalate-how = Choose a line and write the reason.
at-desk-escalate-reason = Write the reason, it helps your colleagues.
at-desk-faq-undo-stale = This can not be undone: somebody else changed entry #{ $number } after you. Its history shows how.
at-desk-hours-no-such-country = No public holidays are known for “{ $country }”. It takes a country's code, for instance RU, or none.
at-desk-hours-no-such-zone = There is no time zone “{ $zone }”. Write for instance: Europe/Moscow
at-desk-hours-ordinary-day = This day has no hours of its own. The special ones stand in the list below.
at-desk-hours-too-many-days = There would be more than { $most } special days. Remove those that are over first.
at-desk-hours-unreadable = The hours “{ $hours }” could not be read. Write for instance: Mon-Fri 09:00-13:00 14:00-18:00
at-desk-hours-unreadable-day = The hours “{ $hours }” could not be read. Write for instance: 10:00-15:00
at-desk-hours-which-country = Write a country's code, for instance RU, or none.
at-desk-hours-which-zone = Write a time zone, for instance: Europe/Moscow
at-desk-join-how = Give the number of another ticket of the same person.
at-desk-join-no-such = There is no ticket “{ $other }”: give the number of another ticket.
at-desk-sla-how = Write a priority from 1 to 4, the time for a reply and the time for a solution, for instance: 2 30m 4h
at-desk-sla-no-such-policy = There is no policy of its own for “{ $tier } { $priority }”.
at-desk-sla-too-many = There are too many policies already: remove some first.
at-desk-template-forbidden-word = it has “{ $said }”; better “{ $instead }”. The list stands under “Words”.
at-desk-words-add-how = Write both the word and what to say instead.
at-desk-words-not-listed = The list does not have this: { $wording }.
at-desk-category-rule-how = Write the value and its words after a colon: “hosting: site, 502, server error”. The same for a kind (“kind incident: is down”), a service (“service web: …”) and a priority (“priority 1: …”).
at-desk-category-no-such-rule = Rule { $rule } is gone already.
at-desk-ask-no-such-question = Question { $question } is gone already.
at-desk-ask-no-category = There is no category “{ $name }”: add it first, by a rule above.

assign-elsewhere = { $who } is not in the group of line { $line } and would not see the ticket: choose a colleague from there, or ask them to write something there.
delete-not-yours = { $who } sent this message: its author or a manager can delete it.
delete-already = This message is deleted at the customer's already.
rating-thanks-low = Thank you for your rating! Tell us what is still unsolved: the request will be opened again, and we will go on with it.
rating-thanks-open = Thank you for your rating! Request #{ $number } is open: our specialists are on it and will answer here.
topic-reply-to-banned = The customer is banned: they read your reply, but what they write is not shown here. To end it: /unban

### managers: promises

sla-as-before = It stands like that already, nothing changed: “{ $tier } { $priority }” is { $terms }.
sla-new-tier = There was no tier of this name before, now there is. The tiers so far: { $tiers }.
sla-new-tier-undo = If it was mistyped: { $command }
hours-changed = Changed:
hours-changed-nothing = Saved; what holds is the same as before.
hours-changed-from = { $now } (before: { $was })
hours-an-ordinary-day = an ordinary day
hours-a-public-holiday = a public holiday ({ $country })
hours-a-worked-weekend = a weekend that is worked ({ $country })
hours-none = none
hours-more-days = …and more lines: { $count }
hours-holidays-of = Public holidays: { $country }
hours-as-before = The calendar is like that already, nothing changed.
hours-day-is-over = { $day } is over, nothing changed. Begin with { $today } or later.
hours-which-zone = Name a time zone, for instance: /hours zone Europe/Moscow
hours-which-country = Name a country's code or none, for instance: /hours holidays RU
hours-unreadable-day = The hours “{ $hours }” could not be read. Write for instance: /hours work 2026-12-26 10:00-15:00

### managers: the audit trail

audit-by-command-line = command line
audit-desk-person-let-in = Person let in at the desk
audit-desk-person-removed = Person let out of the desk
audit-faq-phrasing-refused = Customers' phrasing refused
audit-detail-tier = tier
audit-detail-priority = priority
audit-detail-terms = terms
audit-detail-first = first day
audit-detail-last = last day
audit-detail-hours = hours
audit-detail-zone = time zone
audit-detail-holidays = public holidays
audit-detail-phrase = word
audit-detail-own = own words
audit-detail-mode = mode
audit-detail-reply = reply
audit-detail-title = title
audit-detail-template = text
audit-detail-language = language
audit-detail-rule = rule
audit-detail-question = question
audit-detail-category = category
audit-detail-kind = kind
audit-detail-service = service
audit-detail-field = field
audit-detail-entry = entry
audit-detail-entries = entries
audit-detail-added = added
audit-detail-changed = changed
audit-detail-deleted = deleted
audit-detail-answer = answer threshold
audit-detail-suggest = choice threshold
audit-detail-ticket = ticket
audit-detail-with = with ticket
audit-detail-name = name
audit-detail-role = role
audit-detail-change = what was undone
audit-detail-reset = as in the settings

### managers: tickets and categories

agent-load-nobody = Nobody has any.
status-how = /status in a ticket's topic tells how that ticket stands, /status 12 how ticket #12 does, /status in General who has how much.
status-no-such-ticket = There is no ticket #{ $ticket }.
category-rule-as-before = There is such a rule already, nothing changed: { $rule }
category-rule-made = The rule is saved, there was no such value before: { $rule }
category-rule-which = Give the rule's number: /category rule delete 3. The numbers: /category rules
category-ask-which = Give the question's number: /category ask delete 3. The numbers: /category ask
category-idle-questions = The questions of this category are left, but new tickets will not be asked them: { $numbers }. Delete: /category ask delete { $number }
ask-as-before = There is such a question already, number { $question }; nothing changed.

### managers: the FAQ

faq-threshold-shipped = These are the shipped values.
faq-threshold-own = The shipped values: { $answer } and { $suggest }.
faq-threshold-as-before = It stands like that already, nothing changed. { $thresholds }
faq-detail-row = row { $number }
faq-detail-byte = byte { $number }
faq-detail-megabytes = { $number } MB at most
faq-detail-rows = { $number } rows at most
faq-detail-entry-number = the number of an entry, or nothing for a new one
faq-detail-entry = an entry: question and answer
faq-detail-entries = a list of entries, each begun with “- question:”
faq-detail-texts = a list of texts
faq-detail-text = a text
faq-detail-not-the-format = it is no { $format }
faq-detail-parser = it is no { $format }: check brackets, quotes, colons and indents here and above
faq-imported-nothing = The FAQ is as the file says already (entries: { $unchanged }). Nothing changed.
faq-part-question = question
faq-part-alternatives = phrasings
faq-part-answer = answer
faq-part-category = category
faq-part-language = language
faq-as-before = Entry #{ $number } was like that, nothing changed.
faq-edit-deleted = Entry #{ $number } is deleted. Restore it first: /faq restore { $number }
faq-undone-line =
    { $change ->
        [added] #{ $number } “{ $question }”: it was added, it is deleted again
        [edited] #{ $number } “{ $question }”: it is again as it was before the edit ({ $parts })
        [deleted] #{ $number } “{ $question }”: it was deleted, it is in its place again
       *[restored] #{ $number } “{ $question }”: it was restored, it is deleted again
    }
faq-more-entries = …and more entries: { $count }
audit-faq-entry-added = FAQ entry added
audit-faq-entry-changed = FAQ entry changed
audit-faq-entry-deleted = FAQ entry deleted
audit-faq-entry-restored = FAQ entry restored
audit-faq-change-undone = FAQ change undone
audit-faq-imported = FAQ file imported

### managers: words and texts

quoted = “{ $words }”
words-as-before = It stands like that already, nothing changed: { $wording } → { $instead }
words-replaced = Replaced: { $wording } → { $instead } (before: { $former })
words-remove-how = Write a word of the list: /words remove word. The list: /words
reset-way-back = To have it as it was:
words-reset-went = No longer in force:
words-no-such-page = There is no such page. Pages in all: { $pages }
template-which = Name the text: /template { $verb } closed. There are: { $names }
template-no-such-language = There are no texts in “{ $language }”. There are: { $languages }. Nothing changed.
template-as-before = it reads like that already.
canned-which = Give the number of a canned reply, for instance: /canned show 3. The numbers: /canned
canned-namesake = Reply { $number } has the same title.
canned-field-name = name
canned-field-greeting = greeting
canned-field-number = ticket's number
canned-field-agent = agent
canned-field-deadline = deadline
canned-field-company = company

### managers: step by step

dialogue-forgotten = /{ $command } step by step waited for over half an hour and is over, nothing was saved.
dialogue-words-only = Only text is wanted here: attachments are not kept, and nothing was taken down. Send the words by themselves, or end it: /cancel
dialogue-cut = The message has more than { $limit } characters, the messenger cut it, so nothing was taken down. Please shorten it and send it again.
dialogue-edited = Editing what was sent does not count here. Go on to the end and change the entry then, or begin anew: /cancel and /{ $command }
command-edited = A corrected command is not carried out: please send it as a new message.

### context: what agents see of what was said before, and of what was done

history-bot = Bot
prelude-title = Before the ticket:
prelude-asked = Customer: “{ $text }”
prelude-offered = The bot offered a choice: { $text }
prelude-answered =
    The bot answered: “{ $text }” (FAQ #{ $entry }){ $helped ->
        [yes] { " " }— it helped
        [no] { " " }— it did not help
       *[unknown] { "" }
    }
card-promised-by = Promised to the customer: { $moment }

### people: who is who
agent-command-join = /join 12 — join the customer with that of ticket #12: they are the same person; /join undo takes it back
card-channel = Also: { $name } · { $channel }
card-banned = The customer is banned. To end it: /unban
join-how = Name another ticket of the same person, for instance: /join 12. To take a join back: /join undo
join-itself = #{ $other } is this very ticket: name another ticket of the same person.
join-no-such = There is no ticket “{ $other }”: name a number, for instance: /join 12
join-already = Tickets #{ $number } and #{ $other } are one customer's already.
join-erased = The customer's data are erased at their request: there is nothing left to join.
join-none = The customer is joined with nobody.
topic-joined = { $agent } joins customers: this one and the customer of ticket #{ $number } ({ $name }, { $channel }) are the same person. Tier, contract, notes and a ban are shared from now on; replies still go to where the ticket came from. To take it back: /join undo
topic-separated = { $agent } takes customers apart: each is by themselves again, with their own tier and notes.
audit-customers-joined = Customers joined
audit-customers-separated = Customers taken apart
forget-ask-everywhere = This also goes for the other channels in which you wrote to us.
customer-promise-later = Your request #{ $number } needs more time than we expected: it will be solved { $resolve_by }.
customer-promise-sooner = We are faster with your request #{ $number }: it will be solved { $resolve_by }.
topic-promise-moved =
    { $told ->
        [yes] The customer was promised a solution { $promised }; the new deadline: { $due }. The customer is told.
       *[no] The customer was promised a solution { $promised }; the new deadline: { $due }. The customer is not told yet.
    }
canned-inline-title = #{ $number } · { $title }
desk-earlier = Earlier tickets
desk-event-released = The assignee is not in the group any more
member-left = { $name } is not in the group any more. These wait for somebody else ({ $count }):
    { $tickets }
desk-event-banned = { $name } bans the customer
desk-event-unbanned = { $name } ends the customer's ban
desk-event-tier = { $name } changes the customer's tier: { $from } → { $to }
desk-event-joined = { $name } joins the customer with that of another ticket
desk-event-separated = { $name } takes customers apart
desk-banned = The customer is banned
desk-person = The same person
desk-person-hint = Tier, contract, notes, a ban and earlier tickets become shared. Replies still go to where the ticket came from.
desk-person-number = The number of another ticket of theirs
desk-person-join = Join
desk-person-separate = Take apart

held-reply-waits = One reply has not left yet: it waits for a decision about its words. Send it, or keep it inside, by the buttons under the hint first, then try again.
button-keep-inside = Do not send
topic-kept-inside =
    { $agent } does not send the reply, here it stays as a note:
    { $text }
hint-edited = The message was changed, this hint is over.
hint-edited-and-sent = The message was corrected and sent to the customer.
topic-reply-edited-into-note = The customer still reads the former text. To take it back: /delete in reply to that message.
topic-note-edited-into-words = This is still a note: the customer does not see it. To reply to the customer, send a new message.
topic-reply-to-resolved = Ticket #{ $number } is closed: your reply went to the customer, the ticket stays closed. If work goes on, open it: /reopen
topic-reply-to-closed = Ticket #{ $number } is closed for good: your reply went to the customer, and what the customer answers opens a new ticket.
topic-first-response-lost = It does not count as the first reply: the customer has received nothing from you yet.
assignee-for-now = { $name } (for now, instead of: { $former })
desk-event-transferred-for-now = The ticket goes over to { $name } for the time being
left-card-title = ↗ #{ $number } · on line { $line } now
left-card-stands = Now: { $state }. Assignee: { $name }. Deadlines and messages are in the topic of that line.
find-opened = of { $date }
find-due-first-response = first reply { $moment }
find-due-resolution = resolution { $moment }
find-overdue = overdue since { $moment }
forget-too-late = The erasure has begun and cannot be called off. A confirmation follows in a few seconds.
desk-only-you = for you alone
greeting-again = { $name }, we are glad to help.
greeting-again-without-name = We are glad to help.
desk-prelude = Before the ticket
desk-promised-by = Promised to the customer

### What agents type that has no effect of its own

agent-words-kept = The words after { $command } stay here as a note: the customer does not see them.

### The FAQ’s own words

faq-import-changed = { " " }(#{ $numbers })
faq-import-changed-more = { " " }(#{ $numbers } and others)
faq-wording-hint =
    It is saved as it is, and the bot will say it so. These are words that it avoids otherwise:
    { $words }

### An earlier question in the same acknowledgement

acknowledgement-also = Your earlier question “{ $quote }” is part of the same ticket.

### moments up to which something may be done

until-today = until { $time } ({ $zone }) today
until-tomorrow = until { $time } ({ $zone }) tomorrow
until-later =
    until { $weekday ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }, { $date }, { $time } ({ $zone })

### A question that is tried

faq-test-read = Read as: { $words }
desk-read-as = Read as: { $words }

### A closed case that may be opened again for less than a day, or not at all

customer-resolved-hours =
    { $hours ->
        [one] Request #{ $number } is closed. If the question remains, write here within { $hours } hour and we will go on.
       *[other] Request #{ $number } is closed. If the question remains, write here within { $hours } hours and we will go on.
    }
customer-resolved-minutes =
    { $minutes ->
        [one] Request #{ $number } is closed. If the question remains, write here within { $minutes } minute and we will go on.
       *[other] Request #{ $number } is closed. If the question remains, write here within { $minutes } minutes and we will go on.
    }
customer-resolved-for-good = Request #{ $number } is closed. If a question comes up, write here and we will open a new request.

### Whoever calls a person and writes nothing

card-wordless-call = Asks for a person, wrote nothing
topic-called-person-again = The customer asks for a person again, without a word so far: the ticket is open.

### Words at the desk that are somebody's own

desk-quoted = “{ $words }”

### Entries that do not hold the words looked for

faq-found-alike =
    Alike in meaning:
    { $entries }
desk-alike = Alike in meaning:

### A message of which nothing could be read

customer-unread = This message could not be read. Please write it in words, and we will answer.

### What is neither a template nor something to do with one

template-unknown = There is no text “{ $word }”, and nothing that is called so can be done. Texts: { $names }. /template help shows what can be done.

### What is still owed to a customer

agent-status-first-response = First reply: { $moment }.
agent-status-resolution = Resolution: { $moment }.
agent-status-first-response-overdue = First reply: overdue since { $moment }.
agent-status-resolution-overdue = Resolution: overdue since { $moment }.
agent-status-clock-stands = The deadlines stand still while the customer is waited for.

### Buttons in a group that the staff has left

press-desk-moved = The support desk has moved to another group: the buttons here work no more.

### Managers' commands that are typed at the desk

command-has-page = Here a page does what /{ $command } does: { $page }. The customer did not see the command.
command-of-managers = Here a page of the managers does what /{ $command } does: { $page }. The customer did not see the command.

### A letter whose record this version of the program cannot read

topic-unreadable = The customer did not get a message: this version of the program cannot read its record. The record is kept, /outbox lists it.
general-unreadable = A post about ticket #{ $number } was not sent: this version of the program cannot read its record. The record is kept, /outbox lists it.
reason-unreadable = this version of the program cannot read its record

### What customers asked whom an answer did not help

faq-failing-asked = — customers asked: { $questions }
faq-failing-in-private = What exactly customers asked is shown in a private chat with me: /faq failing
desk-failing-asked = Customers asked: { $questions }

### The FAQ at the desk: nothing to give out, and texts that the search is not asked about

at-desk-faq-empty = There are no answers yet: there is nothing to export.
desk-export-nothing = There is nothing to export: there are no answers yet.
desk-verdict-asks = The bot will ask what happened
desk-verdict-thanks = Nothing is asked here, the bot will answer politely
desk-verdict-wordless = There are no words in it: nothing to look for

### What had better be looked at in an imported FAQ file

faq-import-warnings =
    Imported, but please look at this:
    { $warnings }
faq-import-shared = { $phrasings }: { $entry } and { $other } are very much alike
faq-import-shared-advice = Between two phrasings that are the same the bot asks back: keep one.
faq-import-joined = “{ $phrasing }” ({ $entry }): this is one phrasing
faq-import-joined-advice = If they are several, a table separates them by |
faq-import-entry = entry #{ $number } “{ $question }”
faq-import-new-entry = new entry “{ $question }”
faq-import-warnings-more = …and more such places: { $count }
desk-import-preview = What the file changes
desk-import-would = “{ $file }”: { $added } to be added, { $changed } changed, { $unchanged } unchanged.
desk-import-nothing = “{ $file }”: the FAQ is as the file says already (entries: { $unchanged }).
desk-import-look = Please look at this:
desk-import-new = New
desk-import-other = To be changed
desk-import-parts = to be changed: { $parts }
desk-import-back = comes back from the deleted ones
desk-import-more = …and more: { $count }
desk-import-confirm = Import
desk-error-faq-moved = The answers changed while you were looking, and nothing was imported. This is what the file changes now: check it and confirm again.
desk-done = Done
desk-deleted-ones = Deleted
at-desk-faq-threshold-what = A threshold is a percentage or a share: 93 or 0.93. Nothing changed.
faq-failing-own-entry = Where a question is not for that entry, make one of its own by a button below.
faq-failing-finish-first = Finish the entry that you began first, or send /cancel
faq-failing-known = (this is #{ $number } now)
button-own-entry = Entry of its own: { $question }
desk-failing-own-entry = Entry of its own
desk-failing-sure = A new entry is begun already and not saved. Replace it?

### A customer who is content before any person is needed

settled = All right! Write again whenever you need us.
choices-still-stand = You are welcome! Please press one of the choices above; if none is pressed, our specialists will take over.
choose-above = Please press one of the choices above, or call a specialist.
choices-left = As to “{ $quote }”, please press one of the choices above; if none is pressed, our specialists will take over.

### Leaving the web desk with something unsent
desk-sure-sign-out = Sign out? What is not sent and not saved yet will be lost.

### A customer who is known no more

agent-customer-erased = The customer's data are erased at their request: there is nothing left to change about them.

### What cannot follow a ticket to another line

topic-left-cannot-cross = Ticket #{ $number } is at line { $line } now, and a message of this kind cannot go there: your colleagues do not see it.

### Why a likely entry is offered

faq-doubt-one-word = № { $number } is offered and not sent: one word alone does not tell what is asked. Make it a phrasing of one entry if it does.
faq-doubt-small-faq = № { $number } is offered and not sent: the question lacks a telling word of it, and in an FAQ of a few entries this may be about something else. More phrasings help.
faq-doubt-shared = № { $number } is offered and not sent: another entry has nearly as much of the question, and what tells the two apart was not said.
faq-doubt-title = № { $number } is offered and not sent: the entry knows only the name of its subject, and the question has a rare word that its phrasings lack. Phrasings that are whole questions help.
faq-doubt-opposite = № { $number } is offered and not sent: the question asks for the opposite.
faq-doubt-denial = № { $number } is offered and not sent: either the question or the entry says that something is not, and the other one does not. A phrasing that says it the same way helps.
faq-doubt-two-requests = № { $number } is offered and not sent: the text asks for two things.

### Who answers, and answers that come twice

who-answers = A bot answers here: common questions at once, and everything else goes to our specialists, who are people. Tell me what happened, or call a person: /human
same-answer-again = This is the same answer as above. If it does not fit, press “It did not help” or call a person: /human
faq-test-who =
    The bot will say that it is a bot, and how to call a person. The nearest:
    { $entries }
    { $thresholds }
desk-verdict-who = The bot will say that it is a bot, and how to call a person
desk-sure-delete-answer = Delete “{ $what }”? The bot will not answer with it any more. It can be brought back under “Deleted”.

### More for the audit trail

audit-forbidden-word-changed = The replacement of a forbidden word changed
audit-letter-sent-again = An undelivered message sent again
audit-letter-let-go = An undelivered message let go
audit-detail-instead = instead
audit-detail-letter = message

### Two managers at one text

desk-text-outdated = This is your text, not saved yet, and somebody else has changed the saved one meanwhile. “Back to what is saved” shows it as it is now; “Save” keeps yours.

### FAQ entries sent by agents

agent-command-entry = /entry — FAQ entries: /entry words looks for one, /entry send 12 sends the twelfth
entry-what = Write what to look for in the FAQ: /entry words or /entry 12
entry-nothing-found = The FAQ has nothing like that. Try other words.
entry-found =
    { $entries }

    Send it to the customer: by a button or /entry send { $number }
entry-no-such = The FAQ has no such entry.
entry-sent-already = The customer has entry #{ $entry } already: it was sent in this ticket.
entry-inline-title = FAQ #{ $number } · { $question }

### outside

desk-remove = Remove
desk-sure-remove = Remove “{ $what }”? To bring it back, it has to be typed anew.

### staff

topic-assigned-to-the-end = { $agent }: { $name } answers for the ticket from now on, to the end: nobody had it before, so there is nobody to return to.
customer-unbanned = The conversation goes on: our specialists see everything that you wrote, and answer again.
