// Keys of a list of tabs: arrows, Home and End move, and the whole list is one stop of the Tab key.

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** `choose(tab)` is called for the one that the keys lead to; the chosen one alone takes part in the Tab order. */
export function walkTabs(tablist, choose) {
  tablist.addEventListener("keydown", (event) => {
    const tabs = [...tablist.querySelectorAll("[role=tab]")];
    const at = tabs.indexOf(document.activeElement);
    const next = {
      Home: tabs[0],
      End: tabs.at(-1),
    }[event.key] ?? (event.key in STEPS ? tabs.at((at + STEPS[event.key]) % tabs.length) : null);
    if (!next || at < 0) return;
    event.preventDefault();
    next.focus();
    choose(next);
  });
}

export function markTab(tab, isChosen) {
  tab.setAttribute("aria-selected", String(isChosen));
  tab.tabIndex = isChosen ? 0 : -1;
}
