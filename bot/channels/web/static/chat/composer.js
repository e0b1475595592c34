// Where a visitor writes: words, files, and a way to a person.

import { el, icon } from "./dom.js";
import { page, say, sizeOf } from "./words.js";

const LONGEST = 4000;
const MOST_FILES = 10;

export class Composer extends EventTarget {
  #files = [];

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
      onpaste: (event) => this.#pasted(event),
    });
    this.text.setAttribute("aria-label", say("composer"));
    this.tray = el("ul", { className: "tray", hidden: true });
    this.picker = el("input", { type: "file", multiple: true, hidden: true, onchange: () => this.#picked() });
    const attach = el(
      "button",
      { type: "button", className: "button plain round", title: say("attach"), onclick: () => this.picker.click() },
      icon("attach"),
    );
    attach.setAttribute("aria-label", say("attach"));
    const send = el("button", { type: "submit", className: "button round", title: say("send") }, icon("send"));
    send.setAttribute("aria-label", say("send"));
    const form = el("form", { className: "composer" }, attach, this.picker, this.text, send);
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
    foot.replaceChildren(this.tray, form, person);
    this.#acceptDrops(scroll);
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
    if (!text && !this.#files.length) return;
    this.#written(text, this.#files);
    this.text.value = "";
    this.#files = [];
    this.#showTray();
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

  #pasted(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.#take(files);
  }

  #picked() {
    this.#take([...this.picker.files]);
    this.picker.value = "";
  }

  #take(files) {
    this.#files = [...this.#files, ...files].slice(0, MOST_FILES);
    this.#showTray();
    this.focus();
  }

  #showTray() {
    this.tray.hidden = this.#files.length === 0;
    this.tray.replaceChildren(
      ...this.#files.map((file) => {
        const remove = () => {
          this.#files = this.#files.filter((each) => each !== file);
          this.#showTray();
        };
        const button = el("button", { type: "button", className: "remove", onclick: remove }, icon("close"));
        button.setAttribute("aria-label", say("remove-file", { name: file.name }));
        const name = el("span", { className: "name" }, file.name);
        const size = el("span", { className: "size" }, sizeOf(file.size));
        return el("li", { className: "chip" }, icon("file"), el("span", { className: "names" }, name, size), button);
      }),
    );
  }

  #acceptDrops(scroll) {
    const chat = scroll.closest(".chat");
    const veil = el("p", { className: "veil", hidden: true }, say("drop-files"));
    chat.append(veil);
    const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
    chat.addEventListener("dragover", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      veil.hidden = false;
    });
    chat.addEventListener("dragleave", (event) => {
      if (!chat.contains(event.relatedTarget)) veil.hidden = true;
    });
    chat.addEventListener("drop", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      veil.hidden = true;
      this.#take([...event.dataTransfer.files]);
    });
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
