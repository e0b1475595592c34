// A question before something that cannot be taken back.

import { el } from "./dom.js";

/** Whether the person says yes. Escape, and a page that goes elsewhere, mean no. */
export function sure(question, { yes, no }) {
  const asked = document.activeElement;
  const button = (words, className, answer) =>
    el("button", { type: "button", className, onclick: () => dialog.close(answer) }, words);
  const dialog = el(
    "dialog",
    { className: "ask" },
    el("p", { className: "text" }, question),
    el("div", { className: "row" }, button(no, "button plain", "no"), button(yes, "button", "yes")),
  );
  dialog.setAttribute("aria-label", question);
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector(".button:last-child").focus();
  return new Promise((answered) => {
    const away = new AbortController();
    addEventListener("hashchange", () => dialog.close("no"), { signal: away.signal });
    dialog.addEventListener("close", () => {
      away.abort();
      dialog.remove();
      if (!asked.isConnected) drawnAnew(asked)?.focus();
      answered(dialog.returnValue === "yes");
    });
  });
}

/** The button that asked, if the page was drawn anew meanwhile. */
function drawnAnew({ dataset: { act } }) {
  return act === undefined ? null : document.querySelector(`[data-act="${CSS.escape(act)}"]`);
}
