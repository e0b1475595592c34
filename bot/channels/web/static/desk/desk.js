// The desk: who is signed in sees tickets as they stand, and is told when they change.

import { Audit } from "./audit.js";
import * as calls from "./calls.js";
import { Categories } from "./categories.js";
import { el } from "./dom.js";
import { Faq } from "./faq.js";
import { Inbox } from "./inbox.js";
import { Letters } from "./letters.js";
import { News } from "./news.js";
import { Outgoing } from "./outgoing.js";
import { Promises } from "./promises.js";
import { comeByLink, signInForm } from "./sign_in.js";
import { Style } from "./style.js";
import { Ticket } from "./ticket.js";
import { explain, say } from "./words.js";

const root = document.getElementById("desk");
const STILL_LOOKING = 20_000;
const PAUSE = 2000;
const title = document.title;

begin();

/** Who has a session goes on; who has a link comes in by it; anybody else signs in. */
async function begin() {
  const [, key] = /^#in=(.+)$/.exec(location.hash) ?? [];
  if (key) {
    history.replaceState(null, "", "/desk#/tickets");
    comeByLink(key, start, showDoor);
    return;
  }
  try {
    start(await calls.stay());
  } catch (refused) {
    if (refused.status === 401) showDoor(signInForm(start));
    else setTimeout(begin, PAUSE);
  }
}

function showDoor(form, told = "") {
  if (told) form.querySelector(".fault").textContent = told;
  root.replaceChildren(el("main", { className: "threshold" }, form));
  form.querySelector("input")?.focus();
}

function start(session) {
  const outgoing = new Outgoing();
  const inbox = new Inbox();
  const ticket = new Ticket(outgoing, session.name);
  const pages = session.role === "manager" ? { faq: new Faq(toast), style: new Style(toast), categories: new Categories(toast), promises: new Promises(toast), letters: new Letters(toast), audit: new Audit() } : {};
  const news = new News();
  const link = el("p", { className: "link", role: "status" });
  const main = el("main", { className: "main", id: "main" });
  const empty = el("h1", { className: "nothing chosen" }, say("choose-ticket"));
  const missing = el("h1", { className: "nothing" }, say("error-no-ticket"));
  const tabs = Object.fromEntries(["tickets", ...Object.keys(pages)].map((name) => [name, tab(name)]));
  let known = null;
  let asking = false;
  let askAgain = false;

  root.replaceChildren(head(session, Object.values(tabs), link, leave), main);
  inbox.addEventListener("chosen", () => refresh());
  ticket.addEventListener("act", ({ detail: { ticket: number, ...act } }) => perform(`tickets/${number}/acts`, act));
  ticket.addEventListener("work", ({ detail: { ticket: number, path, ...form } }) => perform(`tickets/${number}/${path}`, form));
  ticket.addEventListener("press", ({ detail: { ticket: number, ...press } }) => perform(`tickets/${number}/presses`, press));
  ticket.addEventListener("takeback", ({ detail: { ticket: number, ...which } }) => perform(`tickets/${number}/takebacks`, which));
  ticket.addEventListener("settle", ({ detail: { ticket: number, ...wish } }) => perform(`tickets/${number}/replies`, wish));
  ticket.addEventListener("reworded", ({ detail: { ticket: number, id, text } }) => reword(number, id, text));
  outgoing.addEventListener("changed", () => ticket.draw());
  outgoing.addEventListener("sent", () => refresh());
  outgoing.addEventListener("refused", ({ detail }) => {
    ticket.giveBack(detail);
    toast(explain(detail.refused.error));
  });
  news.addEventListener("linked", () => showLink(true));
  news.addEventListener("lost", () => showLink(false));
  news.addEventListener("changed", () => refresh());
  news.addEventListener("typing", ({ detail }) => ticket.showTyping(detail.ticket));
  news.addEventListener("refused", comeBack);
  addEventListener("beforeunload", (event) => {
    if (outgoing.holdsFiles) event.preventDefault();
  });
  main.addEventListener("click", ({ target }) => target.closest("button") && hideToast());
  addEventListener("hashchange", route);
  const looking = setInterval(() => ticket.number !== null && !document.hidden && refresh(), STILL_LOOKING);
  route();
  news.open();

  function route() {
    const [, place = "tickets", which = null] = location.hash.split("/");
    const page = pages[place] ?? null;
    for (const [name, node] of Object.entries(tabs)) {
      if (name === (page ? place : "tickets")) node.setAttribute("aria-current", "page");
      else node.removeAttribute("aria-current");
    }
    if (page) {
      if (page.node.parentNode !== main) {
        main.replaceChildren(page.node);
        attempt(() => page.refresh?.());
      }
      main.classList.toggle("chosen", which !== null);
      if (page.open) attempt(() => page.open(which));
      return;
    }
    const number = /^\d+$/.test(which ?? "") ? Number(which) : null;
    main.classList.toggle("chosen", number !== null);
    if (number === null) ticket.number = null;
    else ticket.open(number);
    main.replaceChildren(inbox.node, number === null ? empty : ticket.node);
    inbox.select(number);
    refresh();
  }

  /** Ask for what is shown. One question at a time; what changed meanwhile is asked for once more. */
  async function refresh() {
    if (asking) {
      askAgain = true;
      return;
    }
    asking = true;
    do {
      askAgain = false;
      await attempt(look);
    } while (askAgain);
    asking = false;
  }

  async function look() {
    const { number } = ticket;
    const [list, shown, work] = await Promise.all([
      calls.get(`inbox?${inbox.question}`),
      number === null ? null : found(`tickets/${number}`),
      number === null ? null : found(`tickets/${number}/work`),
    ]);
    inbox.show(list);
    if (number !== null && !shown && ticket.number === number) ticket.node.replaceWith(missing);
    announce(list.counts.unassigned ?? 0);
    if (shown && ticket.number === number) ticket.show(shown);
    if (pages.letters?.node.isConnected) await pages.letters.refresh();
    if (work && ticket.number === number) ticket.showWork(work);
  }

  /** What stands under this address, or null. */
  async function found(path) {
    try {
      return await calls.get(path);
    } catch (refused) {
      if (refused.status === 404) return null;
      throw refused;
    }
  }

  function announce(unassigned) {
    document.title = unassigned ? `(${unassigned}) ${title}` : title;
    if (known !== null && unassigned > known) toast(say("new-ticket"));
    known = unassigned;
  }

  async function perform(path, body) {
    try {
      await calls.post(path, body);
    } catch (refused) {
      toast(refused.told.words ?? explain(refused.error));
    }
    await refresh();
  }

  async function reword(number, id, text) {
    try {
      await calls.put(`tickets/${number}/messages/${id}`, { text });
      ticket.reworded(number, id);
    } catch (refused) {
      toast(refused.told.words ?? explain(refused.error));
    }
    await refresh();
  }

  async function attempt(act) {
    try {
      await act();
    } catch (refused) {
      if (refused.status === 401) comeBack();
      else if (refused.status === 404) toast(explain(refused.error));
      else if (refused.status === undefined) throw refused;
    }
  }

  /** The session may be over: then the door is shown, else the stream is opened again. */
  async function comeBack() {
    try {
      await calls.stay();
      news.open();
      outgoing.flush();
    } catch (refused) {
      if (refused.status === 401) end();
      else setTimeout(comeBack, PAUSE);
    }
  }

  async function leave() {
    try {
      await calls.signOut();
    } catch (refused) {
      if (refused.status !== 401) return toast(explain(refused.error));
    }
    end();
  }

  function end() {
    news.close();
    clearInterval(looking);
    location.reload();
  }

  function showLink(isUp) {
    link.textContent = say(isUp ? "online" : "away");
    link.classList.toggle("up", isUp);
    link.classList.toggle("down", !isUp);
    if (isUp) outgoing.flush();
  }
}

function head(session, tabs, link, leave) {
  const out = el("button", { type: "button", className: "button plain", onclick: leave }, say("sign-out"));
  const places = el("nav", {}, ...tabs);
  places.setAttribute("aria-label", say("title"));
  return el("header", { className: "bar" }, el("span", { className: "mark" }), places, link, el("span", { className: "me" }, session.name), out);
}

const tab = (name) => el("a", { href: `#/${name}`, className: "place" }, say(name));

function toast(words) {
  const shown = el("p", { className: "toast", role: "status" }, words);
  hideToast();
  root.append(shown);
  setTimeout(() => shown.remove(), 5000);
}

/** What was told of one act would mislead beside the outcome of the next. */
function hideToast() {
  document.querySelector(".toast")?.remove();
}
