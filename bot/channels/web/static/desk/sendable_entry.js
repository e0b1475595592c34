// An FAQ entry that can be sent to the customer as it stands.

import { el } from "./dom.js";
import { say } from "./words.js";

/** The entry folded under its question; `send(id)` is called when it is to be sent. */
export function sendable({ id, question, answer }, { unfolded = false, open = true }, send) {
  const onclick = () => send(id);
  const button = el("button", { type: "button", className: "button outlined", hidden: !open, onclick }, say("send-entry"));
  button.dataset.act = `send-${id}`;
  return el(
    "details",
    { className: "entry", open: unfolded },
    el("summary", {}, question),
    el("p", { className: "text", tabIndex: 0 }, answer),
    button,
  );
}
