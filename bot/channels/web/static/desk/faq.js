// The FAQ: found on the left, kept on the right; a question can be tried before a customer asks it.

import * as calls from "./calls.js";
import { el } from "./dom.js";
import * as drafts from "./drafts.js";
import { draftOf, FaqForm } from "./faq_form.js";
import { FileImport } from "./faq_import.js";
import { Learning } from "./faq_learning.js";
import { Trial } from "./faq_trial.js";
import { foldsAway } from "./folding.js";
import { numbered } from "./moments.js";
import { once } from "./once.js";
import { say, why } from "./words.js";

const TYPING_PAUSE = 250;
const FORMATS = ["yaml", "csv", "xlsx", "jsonl"];

export class Faq {
  #heading = el("h1", { className: "unseen", tabIndex: -1 }, say("faq"));
  #find = el("input", { className: "field", type: "search", placeholder: say("find") });
  #list = el("ul", { className: "entries" });
  #editor = el("div", { className: "editor" });
  #files = el("div", { className: "sheet" }); // of the whole FAQ, unless that is empty
  #timer = 0;
  #shown = null;
  #tell;
  #learning;
  #trial;
  #fileImport = null;
  #showsDeleted = false;

  constructor(tell) {
    this.#tell = tell;
    this.#learning = new Learning(tell);
    this.#trial = new Trial(tell);
    this.#find.setAttribute("aria-label", say("find"));
    this.#list.setAttribute("aria-label", say("entries"));
    this.#find.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#look(), TYPING_PAUSE);
    });
    const add = el("a", { className: "button", href: "#/faq/new" }, say("add-entry"));
    this.node = el(
      "section",
      { className: "faq" },
      el("div", { className: "shelf" }, this.#heading, el("div", { className: "row" }, this.#find, add), this.#tools(), this.#list),
      el("div", { className: "bench" }, this.#trial.node, this.#editor),
    );
    this.node.setAttribute("aria-label", say("faq"));
  }

  async refresh() {
    const question = this.#question;
    const { entries, alike } = await calls.get(question);
    if (question !== this.#question) return; // what is looked for by now is asked for already
    const heading = alike.length ? [el("li", { className: "quiet" }, say("alike"))] : [];
    const lines = [...entries.map(line), ...heading, ...alike.map(line)];
    this.#list.replaceChildren(...(lines.length ? lines : [el("li", { className: "nothing" }, say("faq-empty"))]));
    if (!this.#showsDeleted && (lines.length || !this.#wanted)) this.#files.replaceChildren(...(lines.length ? exports() : [el("p", {}, say("export-nothing"))]));
    this.#mark();
  }

  get #wanted() {
    return this.#find.value.trim();
  }

  get #question() {
    return `faq?find=${encodeURIComponent(this.#wanted)}${this.#showsDeleted ? "&deleted=1" : ""}`;
  }

  async #look() {
    try {
      await this.refresh();
    } catch (refused) {
      this.#tell(why(refused));
    }
  }

  /** Show an entry by its number, a form for a new one ("new"), what may be learned ("learning"), a file ("import"), or nothing. */
  async open(which) {
    const before = this.#shown;
    const hadFocus = document.activeElement !== document.body;
    this.#shown = which;
    this.#trial.standAbove(which);
    this.#heading.hidden = which !== null; // what is open has a heading of its own
    this.#mark();
    if (which === null) this.#editor.replaceChildren();
    else if (which === "new") this.#edit(null).focus();
    else if (which === "import") this.#openImport();
    else if (which === "learning") {
      this.#editor.replaceChildren(this.#learning.node);
      await this.#learning.refresh();
    } else await this.#openEntry(which);
    if (hadFocus && isFocusLost()) this.#focus(before);
  }

  /** Whoever was at something that is gone goes on at what is open, or back where it was opened. */
  #focus(before) {
    const opener = () => this.node.querySelector(`a[href="#/faq/${CSS.escape(before)}"]`) ?? this.#heading;
    const place = this.#shown === null ? opener() : this.#editor.querySelector("h1");
    place?.focus({ preventScroll: true });
  }

  /** The file that was chosen; after a reload there is none. */
  #openImport() {
    if (this.#fileImport) this.#editor.replaceChildren(this.#fileImport.node);
    else goToList();
  }

  async #openEntry(which) {
    try {
      const entry = await calls.get(`faq/${which}`);
      if (this.#shown === which) this.#edit(entry);
    } catch (refused) {
      if (refused.mayWorkLater) throw refused;
      this.#editor.replaceChildren(el("p", { className: "fault" }, why(refused)));
    }
  }

  #edit(entry) {
    const form = new FaqForm(entry, {
      saved: async ({ id, hint }) => {
        this.#tell(hint || say("saved"));
        location.hash = `#/faq/${id}`;
        await Promise.all([this.refresh(), this.open(String(id))]);
      },
      looked: (which) => this.open(String(which)),
    });
    this.#editor.replaceChildren(...form.nodes);
    return form;
  }

  /** The list shows which entry is open. */
  #mark() {
    for (const link of this.#list.querySelectorAll("a")) {
      if (link.hash === `#/faq/${this.#shown}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  #tools() {
    const small = "button outlined small";
    const undo = el("button", { type: "button", className: small, onclick: () => this.#undo() }, say("undo"));
    const file = el("input", { type: "file", className: "unseen", accept: FORMATS.map((each) => `.${each}`).join(",") });
    file.addEventListener("change", () => this.#import(file));
    const load = el("label", { className: small }, say("import"), file);
    const save = foldsAway(el("details", { className: "menu" }, el("summary", { className: small }, say("export")), this.#files));
    const learn = el("a", { className: small, href: "#/faq/learning" }, say("learning"));
    return el("div", { className: "row tools" }, learn, undo, load, save, this.#deletedOnes(small));
  }

  /** A switch: the deleted entries in place of the others, to be found and restored. */
  #deletedOnes(className) {
    const onclick = () => {
      this.#showsDeleted = !this.#showsDeleted;
      button.setAttribute("aria-pressed", String(this.#showsDeleted));
      this.#look();
    };
    const button = el("button", { type: "button", className, "aria-pressed": "false", onclick }, say("deleted-ones"));
    return button;
  }

  #undo = once(async () => {
    try {
      const { entries, words } = await calls.post("faq/undo");
      this.#tell(words);
      await this.refresh();
      if (location.hash === `#/faq/${entries[0].id}`) await this.open(String(entries[0].id));
    } catch (refused) {
      this.#tell(why(refused));
    }
  });

  async #import(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    const taken = async (words) => {
      this.#tell(words);
      await this.refresh();
    };
    this.#fileImport = new FileImport(file, { taken, left: goToList });
    if (this.#shown === "import") this.#openImport();
    else location.hash = "#/faq/import";
    await this.#fileImport.preview();
  }
}

function isFocusLost() {
  const place = document.activeElement;
  return place === document.body || !place.checkVisibility();
}

const goToList = () => {
  location.hash = "#/faq";
};

const exports = () => FORMATS.map((each) => el("a", { href: `/desk/api/faq/export/${each}`, download: `faq.${each}` }, each.toUpperCase()));

function line({ id, question, alternatives, category }) {
  const known = [numbered(id), category, say("phrasings-count", { count: alternatives.length + 1 })];
  const meta = [
    ...known.filter(Boolean).map((each) => el("span", { className: "quiet" }, each)),
    drafts.kept(draftOf(id)) ? el("span", { className: "tag" }, say("draft")) : null,
  ];
  return el("li", {}, el("a", { href: `#/faq/${id}` }, el("span", {}, question), el("span", { className: "meta" }, ...meta)));
}
