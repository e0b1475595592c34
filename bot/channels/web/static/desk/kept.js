// What managers keep at the desk, a part of it: shown as it stands, and anew after each change.

import { sure } from "./asking.js";
import * as calls from "./calls.js";
import { el } from "./dom.js";
import { once } from "./once.js";
import { Unsaved } from "./unsaved.js";
import { say, why } from "./words.js";

const STOPS = "a, button, input, select, summary, textarea";

/** An heir has a `node` with a place for `told`, and `refresh()`, which asks for what stands and shows it there. */
export class Kept {
  /** What came of the last change, where its page can say it. */
  told = el("div", { className: "told", role: "alert" });
  #toast;
  #saved = null; // the form whose words were sent last
  #unsaved = null;

  /** `toast(words)` says in passing that a change was made. */
  constructor(toast) {
    this.#toast = toast;
  }

  /** Draw the page anew with what is typed in its forms and not saved: `draw()` puts them into `node`. */
  redraw(draw) {
    this.#unsaved ??= new Unsaved(this.node);
    this.#unsaved.redraw(draw, this.#saved);
  }

  /** Have the server change something: `act()` asks it, for the `form` that it came from. Answers whether it did. */
  change = once(async (act, done = say("saved"), form = null) => {
    this.#saved = form;
    this.told.replaceChildren();
    let told = [];
    try {
      ({ told = [] } = await act());
    } catch (refused) {
      this.#saved = null;
      this.refuse(refused);
      return false;
    }
    this.#toast(done);
    try {
      await this.#refreshInPlace();
      this.tell(...told.map((words) => el("p", { className: "text" }, words)));
    } catch (refused) {
      this.refuse(refused);
    }
    return true;
  });

  /** The same with what somebody else may have settled meanwhile: what stands is shown in any case. */
  async settle(act, done, form = null) {
    if (!(await this.change(act, done, form))) await this.refresh().catch((refused) => this.refuse(refused));
  }

  /** What is drawn anew has no focus: the keys go on at the same place. */
  async #refreshInPlace() {
    const stops = () => [...this.node.querySelectorAll(STOPS)];
    const at = stops().indexOf(document.activeElement);
    await this.refresh();
    if (at >= 0 && document.activeElement === document.body) (stops()[at] ?? stops().at(-1))?.focus();
  }

  refuse(refused) {
    this.tell(el("p", { className: "fault" }, why(refused)));
  }

  tell(...nodes) {
    this.told.replaceChildren(...nodes);
    if (nodes.length) this.told.scrollIntoView({ block: "nearest" });
  }

  /** Whether the person means to take `what` off a list that they typed it into. */
  isSureToRemove(what) {
    return sure(say("sure-remove", { what }), { yes: say("remove"), no: say("cancel") });
  }

  /** Delete what stands under `path`, once the person is sure; `what` names it. */
  async delete(path, what) {
    const isSure = await sure(say("sure-delete", { what }), { yes: say("delete-entry"), no: say("cancel") });
    if (isSure) await this.change(() => calls.remove(path));
  }
}
