// Who is signed in sees tickets as they stand, acts on them, and is told when they change.

import { sure } from "./asking.js";
import { Bar } from "./bar.js";
import * as calls from "./calls.js";
import { el } from "./dom.js";
import { anyKept, forgetAll } from "./drafts.js";
import { Inbox } from "./inbox.js";
import { News } from "./news.js";
import { Outgoing } from "./outgoing.js";
import { pagesFor } from "./pages.js";
import { Reading } from "./reading.js";
import { StatusLine } from "./status_line.js";
import { Ticket } from "./ticket.js";
import { say, why } from "./words.js";

const STILL_LOOKING = 20_000;
const PAUSE = 2000;

export class Workplace {
  #root;
  #title = document.title;
  #outgoing = new Outgoing();
  #inbox = new Inbox();
  #news = new News();
  #line = new StatusLine();
  #ticket;
  #pages;
  #bar;
  #main = el("main", { className: "main", id: "main" });
  #empty = el("h1", { className: "nothing chosen" }, say("choose-ticket"));
  #missing = el("div", { className: "nothing" }, el("h1", {}, say("error-no-ticket")), el("a", { href: "#/tickets" }, say("back")));
  #place = "";
  #looking = 0;
  #unassigned = null;
  #isAsking = false;
  #askAgain = false;
  #isOver = false;
  #isLinked = false;
  #reading = new Reading({ refused: (refused) => this.#refused(refused), looked: () => this.#showLink() });
  #underWay = new Set(); // wishes that the server has not answered yet

  constructor(root, session) {
    this.#root = root;
    this.#ticket = new Ticket(this.#outgoing, session.name);
    this.#pages = pagesFor(session.role, this.#line.tell);
    this.#bar = new Bar(["tickets", ...Object.keys(this.#pages)], session.name, () => this.#leave());
  }

  open() {
    this.#root.replaceChildren(this.#bar.node, this.#main, this.#line.node);
    this.#listen();
    this.#looking = setInterval(() => this.#ticket.number !== null && !document.hidden && this.#refresh(), STILL_LOOKING);
    this.#route({ isFirst: true });
    this.#news.open();
  }

  #listen() {
    const hear = (source, handlers) => {
      for (const [name, act] of Object.entries(handlers)) source.addEventListener(name, ({ detail }) => act(detail));
    };
    hear(this.#inbox, { chosen: () => this.#refresh() });
    hear(this.#ticket, {
      ask: (wish) => this.#askOnce(wish),
      reworded: (wording) => this.#reword(wording),
    });
    hear(this.#outgoing, {
      changed: () => this.#ticket.draw(),
      sent: (sent) => {
        this.#ticket.answered(sent);
        this.#refresh();
      },
      refused: (item) => {
        this.#ticket.giveBack(item);
        this.#line.tell(why(item.refused));
      },
    });
    hear(this.#news, {
      linked: () => {
        this.#isLinked = true;
        this.#showLink();
        this.#outgoing.flush();
        this.#reading.tryAgain();
      },
      lost: () => {
        this.#isLinked = false;
        this.#showLink();
      },
      changed: () => this.#refresh(),
      typing: ({ ticket }) => this.#ticket.showTyping(ticket),
      refused: () => this.#comeBack(),
    });
    this.#main.addEventListener("click", ({ target }) => target.closest("button") && this.#line.hush());
    addEventListener("hashchange", () => this.#route());
    addEventListener("beforeunload", (event) => {
      if (this.#holdsUnsent && !this.#isOver) event.preventDefault();
    });
  }

  #route({ isFirst = false } = {}) {
    const [, place = "tickets", which = null] = location.hash.split("/");
    const page = this.#pages[place] ?? null;
    this.#reading.forget();
    if (place !== this.#place) this.#line.hush();
    this.#place = place;
    this.#bar.mark(page ? place : "tickets");
    if (page) this.#showPage(page, which);
    else this.#showTicket(/^\d+$/.test(which ?? "") ? Number(which) : null, isFirst);
  }

  #showPage(page, which) {
    if (page.node.parentNode !== this.#main) {
      this.#main.replaceChildren(page.node);
      this.#reading.read(() => page.refresh?.());
    }
    this.#main.classList.toggle("chosen", which !== null);
    if (page.open) this.#reading.read(() => page.open(which));
  }

  #showTicket(number, isFirst) {
    const before = this.#ticket.number;
    this.#main.classList.toggle("chosen", number !== null);
    if (number !== before) this.#ticket.open(number);
    this.#main.replaceChildren(this.#inbox.node, number === null ? this.#empty : this.#ticket.node);
    this.#inbox.select(number);
    if (number !== null && number !== before && !isFirst) this.#ticket.focus();
    if (number === null && before !== null) this.#inbox.focus(before);
    this.#refresh();
  }

  /** Ask for what is shown. */
  #refresh() {
    return this.#reading.read(this.#lookAnew);
  }

  /** One question at a time; what changed meanwhile is asked for once more. */
  #lookAnew = async () => {
    if (this.#isAsking) {
      this.#askAgain = true;
      return;
    }
    this.#isAsking = true;
    try {
      do {
        this.#askAgain = false;
        await this.#look();
      } while (this.#askAgain);
    } finally {
      this.#isAsking = false;
    }
  };

  async #look() {
    const { number } = this.#ticket;
    const [list, shown, work] = await Promise.all([
      calls.get(`inbox?${this.#inbox.question}`),
      number === null ? null : calls.find(`tickets/${number}`),
      number === null ? null : calls.find(`tickets/${number}/work`),
    ]);
    this.#inbox.show(list);
    this.#announce(list.counts.unassigned ?? 0);
    const isStillOpen = number !== null && this.#ticket.number === number;
    if (isStillOpen && !shown) this.#showMissing();
    if (isStillOpen && shown) this.#ticket.show(shown);
    if (isStillOpen && work) this.#ticket.showWork(work);
    if (this.#pages.letters?.node.isConnected) await this.#pages.letters.refresh();
  }

  #showMissing() {
    const hadFocus = this.#ticket.node.contains(document.activeElement);
    this.#ticket.node.replaceWith(this.#missing);
    if (hadFocus) this.#missing.querySelector("a").focus();
  }

  #announce(unassigned) {
    document.title = unassigned ? `(${unassigned}) ${this.#title}` : this.#title;
    if (this.#unassigned !== null && unassigned > this.#unassigned) this.#line.tell(say("new-ticket"));
    this.#unassigned = unassigned;
  }

  /** Who presses twice wishes once. */
  async #askOnce({ path, body, done }) {
    const wish = JSON.stringify([path, body]);
    if (this.#underWay.has(wish)) return;
    this.#underWay.add(wish);
    await this.#perform(async () => {
      await calls.post(path, body);
      done();
    });
    this.#underWay.delete(wish);
  }

  async #perform(act) {
    try {
      await act();
    } catch (refused) {
      this.#line.tell(why(refused));
    }
    await this.#refresh();
  }

  #reword({ ticket, id, text }) {
    return this.#perform(async () => {
      await calls.put(`tickets/${ticket}/messages/${id}`, { text });
      this.#ticket.reworded(ticket, id);
    });
  }

  #refused(refused) {
    if (refused.status === 401) this.#comeBack();
    else this.#line.tell(why(refused));
  }

  /** A line that is open does not help who cannot read by it. */
  #showLink() {
    this.#line.showLink(this.#isLinked && this.#reading.isDone);
  }

  /** The session may be over: then the door is shown, else the stream is opened again. */
  async #comeBack() {
    try {
      await calls.stay();
      this.#news.open();
      this.#outgoing.flush();
    } catch (refused) {
      if (refused.status === 401) this.#end();
      else setTimeout(() => this.#comeBack(), PAUSE);
    }
  }

  /** Whether anything that was typed, put in or is on its way would be lost with the page. */
  get #holdsUnsent() {
    return this.#outgoing.holdsFiles || this.#ticket.holdsFiles || anyKept();
  }

  async #leave() {
    if (this.#holdsUnsent && !(await sure(say("sure-sign-out"), { yes: say("sign-out"), no: say("cancel") }))) return;
    try {
      await calls.signOut();
    } catch (refused) {
      if (refused.status !== 401) return this.#line.tell(why(refused));
    }
    forgetAll();
    this.#end();
  }

  #end() {
    this.#isOver = true;
    this.#news.end();
    clearInterval(this.#looking);
    location.reload();
  }
}
