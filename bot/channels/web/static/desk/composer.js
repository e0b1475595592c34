// Where the desk's people write: a reply or a note, with files, and new wordings of what they wrote.

import { el } from "./dom.js";
import { say } from "./moments.js";
import { Tray } from "./tray.js";

const LONGEST = 12000;
const NOTHING = { text: "", note: false };

/** Tells "written" ({ text, note, files }), "reworded" ({ id, text }), and "drafted" while something is typed. */
export class Composer extends EventTarget {
  #tray = new Tray();
  #send = el("button", { type: "submit", className: "button" });
  #modes = { reply: null, note: null };
  #modesGroup = el("div", { className: "row", role: "group" });
  #editing = null;
  #aside = NOTHING; // what was typed before an edit began
  #note = false;
  #silence = "";

  constructor(...tools) {
    super();
    this.text = el("textarea", { className: "field", rows: 3, maxLength: LONGEST, onkeydown: (event) => this.#key(event) });
    for (const mode of ["reply", "note"]) {
      const onclick = () => {
        this.#choose(mode === "note", true);
        this.#tell("drafted");
      };
      this.#modes[mode] = el("button", { type: "button", className: "mode", onclick }, say(`${mode}-mode`));
    }
    this.#modesGroup.setAttribute("aria-label", say("composer-mode"));
    const keys = el("span", { className: "quiet keys" }, "Ctrl + Enter");
    const onsubmit = (event) => {
      event.preventDefault();
      this.#submit();
    };
    this.text.addEventListener("input", () => this.#tell("drafted"));
    this.#tray.acceptPastesInto(this.text);
    this.#tray.addEventListener("changed", () => this.text.focus());
    this.node = el(
      "form",
      { className: "composer", onsubmit },
      this.#modesGroup,
      this.#tray.node,
      this.text,
      el("div", { className: "row end" }, ...tools, this.#tray.button, keys, this.#send),
    );
    this.#choose(false);
  }

  /** Whether what is typed is for the customer. */
  get speaksToCustomer() {
    return !this.#note;
  }

  /** No reply can reach the customer, for this reason ("": it can); notes stay possible. */
  silence(reason) {
    if (reason === this.#silence) return;
    this.#silence = reason;
    this.#choose(this.#note);
  }

  /** What is typed and not sent: a note must never come back as a reply. */
  get draft() {
    return this.#editing ? this.#aside : { text: this.text.value, note: this.#note };
  }

  /** What is put in and not sent. */
  get files() {
    return this.#tray.files;
  }

  /** Begin anew, with a draft and files if there are any. */
  begin({ text, note } = NOTHING, files = []) {
    this.#tray.show(files);
    this.#editing = null;
    this.text.value = text;
    this.#choose(note);
  }

  /** Words that could not be sent come back, before others that stand there by now. */
  giveBack(words) {
    if (this.#editing) {
      this.#aside = joined(words, this.#aside);
    } else {
      const { text, note } = joined(words, this.draft);
      this.text.value = text;
      this.#choose(note, true);
    }
    this.#tell("drafted");
  }

  /** Words to begin from, behind what stands there. */
  pick(text) {
    this.text.value = this.text.value ? `${this.text.value.trimEnd()}\n${text}` : text;
    this.#choose(false, true);
    this.#tell("drafted");
  }

  /** Give a message of one's own other words. */
  edit({ own, text, kind }) {
    this.#aside = this.draft;
    this.#editing = own;
    this.text.value = text;
    this.#choose(kind === "note", true);
  }

  /** The new wording stands. */
  reworded(id) {
    if (this.#editing === id) this.#endEditing();
  }

  acceptDropsOn(area) {
    this.#tray.acceptDropsOn(area);
  }

  #key(event) {
    if (event.key === "Escape" && this.#editing) this.#endEditing();
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.#submit();
  }

  /** Back to what was typed before. */
  #endEditing() {
    this.#editing = null;
    this.text.value = this.#aside.text;
    this.#choose(this.#aside.note, true);
  }

  #choose(note, focus = false) {
    this.#note = note;
    const key = note ? "note" : "reply";
    const silenced = !note && this.#silence !== "";
    this.text.disabled = silenced;
    this.#send.disabled = silenced;
    this.#tray.button.disabled = silenced;
    this.text.placeholder = silenced ? this.#silence : say(`${key}-hint`);
    this.text.setAttribute("aria-label", say(key));
    this.#send.textContent = say(this.#editing ? "save" : note ? "note-save" : "send");
    this.node.classList.toggle("noting", note);
    for (const [mode, button] of Object.entries(this.#modes)) {
      button.setAttribute("aria-pressed", String((mode === "note") === note));
    }
    const cancel = el("button", { type: "button", className: "mode", onclick: () => this.#endEditing() }, say("cancel"));
    const editing = el("strong", {}, say("editing"));
    this.#modesGroup.replaceChildren(...(this.#editing ? [editing, cancel] : Object.values(this.#modes)));
    this.#tray.button.hidden = this.#editing !== null;
    if (focus) this.text.focus();
  }

  #submit() {
    const text = this.text.value.trim();
    if (this.#editing) {
      this.#tell("reworded", { id: this.#editing, text });
    } else if (text || this.#tray.files.length) {
      const files = this.#tray.empty();
      this.#tell("written", { text, note: this.#note, files });
      this.begin();
      this.#tell("drafted");
    }
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** One draft of two: where either was a note, nothing of it may reach the customer. */
export function joined(first, second) {
  return { text: [first.text, second.text].filter(Boolean).join("\n"), note: first.note || (second.note && second.text !== "") };
}
