// Files that somebody is about to send: picked, pasted or dropped, and shown until they go.

import { el, icon } from "./dom.js";
import { say, sizeOf } from "./words.js";

const MOST_FILES = 10;

/** Tells "changed" when somebody puts files in or takes one out. */
export class Tray extends EventTarget {
  #files = [];
  #picker = el("input", { type: "file", multiple: true, hidden: true });

  constructor() {
    super();
    this.node = el("ul", { className: "tray", hidden: true });
    this.button = el(
      "button",
      { type: "button", className: "button plain round", title: say("attach"), onclick: () => this.#picker.click() },
      icon("attach"),
      this.#picker,
    );
    this.button.setAttribute("aria-label", say("attach"));
    this.#picker.addEventListener("click", (event) => event.stopPropagation());
    this.#picker.addEventListener("change", () => {
      this.take([...this.#picker.files]);
      this.#picker.value = "";
    });
  }

  get files() {
    return this.#files;
  }

  take(files) {
    this.#change([...this.#files, ...files].slice(0, MOST_FILES));
  }

  /** Hand the files over: the tray is empty then. */
  empty() {
    const files = this.#files;
    this.show([]);
    return files;
  }

  /** These files and no others. */
  show(files) {
    this.#files = files;
    this.node.hidden = files.length === 0;
    this.node.replaceChildren(...files.map((file) => this.#line(file)));
  }

  acceptPastesInto(field) {
    field.addEventListener("paste", (event) => {
      const files = [...event.clipboardData.files];
      if (!files.length) return;
      event.preventDefault();
      this.take(files);
    });
  }

  acceptDropsOn(area) {
    const veil = el("p", { className: "veil", hidden: true }, say("drop-files"));
    area.append(veil);
    const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
    area.addEventListener("dragover", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      veil.hidden = false;
    });
    area.addEventListener("dragleave", (event) => {
      if (!area.contains(event.relatedTarget)) veil.hidden = true;
    });
    area.addEventListener("drop", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      veil.hidden = true;
      this.take([...event.dataTransfer.files]);
    });
  }

  #change(files) {
    this.show(files);
    this.dispatchEvent(new Event("changed"));
  }

  #line(file) {
    const onclick = () => this.#change(this.#files.filter((each) => each !== file));
    const remove = el("button", { type: "button", className: "remove", onclick }, icon("close"));
    remove.setAttribute("aria-label", say("remove-file", { name: file.name }));
    const name = el("span", { className: "name" }, file.name);
    const size = el("span", { className: "size" }, sizeOf(file.size));
    return el("li", { className: "attached" }, icon("file"), el("span", { className: "names" }, name, size), remove);
  }
}
