// Where a visitor writes: words, files, and a way to a person.

import { el, icon } from "./dom.js";
import { Tray } from "./tray.js";
import { page, say } from "./words.js";

const LONGEST = 4000;

export class Composer extends EventTarget {
  #tray = new Tray();

  constructor(foot, scroll) {
    super();
    this.text = el("textarea", {
      className: "field",
      rows: 1,
      maxLength: LONGEST,
      placeholder: say("composer"),
      enterKeyHint: "send",
      autocomplete: "off",
      onkeydown: (event) => this.#key(event),
      oninput: () => this.#grow(),
    });
    this.text.setAttribute("aria-label", say("composer"));
    this.#tray.acceptPastesInto(this.text);
    this.#tray.acceptDropsOn(scroll.closest(".chat"));
    this.#tray.addEventListener("changed", () => this.focus());
    const send = el("button", { type: "submit", className: "button round", title: say("send") }, icon("send"));
    send.setAttribute("aria-label", say("send"));
    const form = el("form", { className: "composer" }, this.#tray.button, this.text, send);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    const person = el(
      "button",
      { type: "button", className: "person", onclick: () => this.#written(say("call-person-text"), []) },
      icon("person"),
      say("call-person"),
    );
    foot.replaceChildren(this.#tray.node, form, person);
  }

  focus() {
    this.text.focus();
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  #send() {
    const text = this.text.value.trim();
    if (!text && !this.#tray.files.length) return;
    this.#written(text, this.#tray.empty());
    this.text.value = "";
    this.#grow();
    this.focus();
  }

  #written(text, files) {
    this.dispatchEvent(new CustomEvent("written", { detail: { text, files } }));
  }

  #grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight + 2}px`;
  }
}

/** The question for the visitor's name: asked once, and no is an answer. */
export function nameCard(answer) {
  const input = el("input", {
    className: "field",
    name: "name",
    autocomplete: "given-name",
    maxLength: 64,
    placeholder: say("name-label"),
    lang: page.language,
  });
  input.setAttribute("aria-label", say("name-label"));
  const form = el(
    "form",
    { className: "introduction" },
    el("p", { className: "text" }, say("name-ask")),
    el(
      "div",
      { className: "row" },
      input,
      el("button", { type: "submit", className: "button" }, "OK"),
    ),
    el("button", { type: "button", className: "later", onclick: () => answer("") }, say("name-later")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value.trim()) answer(input.value.trim());
    else input.focus();
  });
  return { form, input };
}
