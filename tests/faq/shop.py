"""The small knowledge bases that the tests of the search share."""

from faq import FaqEntry, Verdict

FTP = FaqEntry(
    id="12",
    question="Как получить доступ к FTP?",
    alternatives=("не пускает на фтп", "ftp пароль", "не работает ftp"),
    answer="Откройте личный кабинет → «Доступы».",
)
SHOP = (
    FaqEntry(
        id="pay",
        question="Как оплатить заказ?",
        alternatives=("способы оплаты", "можно ли заплатить картой"),
        answer="Картой или по счёту.",
    ),
    FaqEntry(
        id="deliver",
        question="Сколько идёт доставка?",
        alternatives=("когда привезут посылку", "сроки доставки"),
        answer="От двух до пяти дней.",
    ),
    FaqEntry(
        id="return",
        question="Как вернуть товар?",
        alternatives=("хочу оформить возврат", "вернуть деньги за покупку"),
        answer="Заполните бланк возврата.",
    ),
    FaqEntry(
        id="password",
        question="How do I reset my password?",
        alternatives=("forgot my password", "cannot log in to my account"),
        answer="Use the link on the sign-in page.",
    ),
    FaqEntry(
        id="size",
        question="How do I choose the right size?",
        alternatives=("size chart", "which size fits me"),
        answer="See the table of sizes.",
    ),
)
ENTRY = FaqEntry(id="gift", question="Продаёте ли вы подарочные карты?", alternatives=("gift card",))


def first_of(verdict: Verdict) -> str | None:
    return verdict.candidates[0].entry.id if verdict.candidates else None
