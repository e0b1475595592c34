"""An entry about FTP, as a manager writes it in one message and as it is kept."""

BLOCK = """\
/faq add Как получить доступ к FTP?
~ не пускает на фтп
~ ftp пароль

Откройте личный кабинет → «Доступы».
Логин стоит там же."""
QUESTION = "Как получить доступ к FTP?"
ANSWER = "Откройте личный кабинет → «Доступы».\nЛогин стоит там же."
ENTRY = (QUESTION, ("не пускает на фтп", "ftp пароль"), ANSWER)
