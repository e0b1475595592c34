// The bot's texts, written the managers' own way: what a customer would read is seen while one types.

import * as calls from "./calls.js";
import { el } from "./dom.js";
import * as drafts from "./drafts.js";
import { Kept } from "./kept.js";
import { placeholders } from "./placeholders.js";
import { say } from "./words.js";

const TYPING_PAUSE = 300;

export class Texts extends Kept {
  node = el("section", { className: "form" });
  #choice = el("select", { className: "field", name: "text" });
  #language = el("select", { className: "field", name: "language" });
  #source = el("textarea", { className: "field", name: "source", rows: 8, maxLength: 4096 });
  #fields = el("div");
  #preview = el("p", { className: "text preview" });
  #timer = 0;
  #saved = "";
  #version = 0;

  constructor(toast) {
    super(toast);
    this.#preview.setAttribute("aria-live", "polite");
    for (const each of [this.#choice, this.#language]) each.addEventListener("change", () => this.#choose());
    this.#source.addEventListener("input", () => {
      this.#keepDraft();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#tryOut(), TYPING_PAUSE);
    });
    const onsubmit = (event) => {
      event.preventDefault();
      this.#change(() => calls.put(this.#shown, { source: this.#source.value }));
    };
    const button = (name, act) =>
      el("button", { type: "button", className: "button outlined", onclick: () => this.#change(act) }, say(name));
    this.node.replaceChildren(
      el("h1", {}, say("style-texts")),
      el(
        "form",
        { className: "form", onsubmit },
        labelled("text-which", this.#choice),
        labelled("text-language", this.#language),
        labelled("text-source", this.#source),
        this.#fields,
        this.told,
        el("h2", {}, say("text-preview")),
        this.#preview,
        el(
          "div",
          { className: "row" },
          el("button", { type: "submit", className: "button" }, say("save")),
          button("undo", () => calls.post(this.#inVersion(`${this.#path}/undo`))),
          button("text-reset", () => calls.remove(this.#shown)),
        ),
      ),
    );
  }

  get #path() {
    return `texts/${this.#choice.value}/${this.#language.value}`;
  }

  /** The text as it is shown: what somebody else wrote since is not overwritten unseen. */
  get #shown() {
    return this.#inVersion(this.#path);
  }

  #inVersion = (path) => `${path}?version=${this.#version}`;

  async refresh() {
    const { languages, texts } = await calls.get("texts");
    fill(this.#choice, texts.map(({ name, about, own }) => [name, `${name} — ${about}${own.length ? ` (${own.join(", ")})` : ""}`]));
    fill(this.#language, languages.map((code) => [code, code]));
    await this.#show();
  }

  async #choose() {
    try {
      await this.#show();
    } catch (refused) {
      this.#source.value = this.#preview.textContent = ""; // nothing of another text stands under this one's name
      this.refuse(refused);
    }
  }

  /** What is chosen; nothing can be typed before it is there. */
  async #show() {
    clearTimeout(this.#timer);
    this.#source.disabled = true;
    const path = this.#path;
    const { source, fields, preview, version } = await calls.get(path);
    if (path !== this.#path) return;
    this.#source.disabled = false;
    this.told.replaceChildren();
    this.#saved = source;
    this.#version = version;
    this.#source.value = drafts.kept(path) ?? source;
    if (this.#source.value !== source) this.#showDraft();
    this.#fields.replaceChildren(placeholders(fields));
    this.#preview.textContent = preview;
  }

  #keepDraft() {
    if (this.#source.value === this.#saved) drafts.forget(this.#path);
    else drafts.keep(this.#path, this.#source.value);
  }

  #showDraft(words = "draft-restored") {
    const drop = () => {
      drafts.forget(this.#path);
      this.#choose();
    };
    const back = el("button", { type: "button", className: "button outlined", onclick: drop }, say("draft-drop"));
    this.told.replaceChildren(el("p", {}, say(words)), back);
    this.#tryOut();
  }

  async #tryOut() {
    const { value } = this.#source;
    try {
      const { preview } = await calls.post(`${this.#path}/preview`, { source: value });
      if (value !== this.#source.value) return;
      this.told.querySelector(".fault")?.remove();
      this.#preview.textContent = preview;
    } catch (refused) {
      if (value === this.#source.value) this.refuse(refused);
    }
  }

  async #change(act) {
    clearTimeout(this.#timer);
    await this.change(async () => {
      await act();
      drafts.forget(this.#path);
      return {};
    });
  }

  async refuse(refused) {
    if (refused.error === "stale") await this.#choose();
    const isTyped = drafts.kept(this.#path) !== null;
    if (refused.error === "stale" && isTyped) this.#showDraft("text-outdated");
    else super.refuse(refused);
  }
}

const labelled = (name, field) => el("label", { className: "stacked" }, el("span", {}, say(name)), field);

/** Other options; the chosen one stays chosen. */
function fill(choice, options) {
  const chosen = choice.value;
  choice.replaceChildren(...options.map(([value, words]) => el("option", { value, selected: value === chosen }, words)));
}
