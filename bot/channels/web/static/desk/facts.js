// What is known of a case beside its conversation: who, until when, how urgent, and what the FAQ would say.

import { el } from "./dom.js";
import { numbered } from "./moments.js";
import { sendable } from "./sendable_entry.js";
import { say } from "./words.js";

/** The facts as elements; `act(wish)` is called for what can be changed here. */
export function facts(state, act) {
  const { deadlines, earlier, prelude, rating, suggestions, unreachable, banned } = state;
  const shown = { unfolded: suggestions.length === 1, open: state.open };
  const rows = [
    [say("customer"), customer(state)],
    [say("assignee"), assignee(state)],
    [say("priority"), priority(state, act)],
    ...deadlines.map(({ label, words, late }) => [label, el("span", { className: late ? "late" : "" }, words)]),
    earlier.length ? [say("earlier"), el("span", {}, ...earlier.flatMap(linked).slice(1))] : null,
    rating ? [say("rating"), rating] : null,
  ].filter(Boolean);
  return [
    el("dl", {}, ...rows.flatMap(([label, words]) => [el("dt", {}, label), el("dd", {}, words)])),
    banned ? el("p", { className: "fault" }, say("banned")) : null,
    unreachable ? el("p", { className: "fault" }, say("unreachable")) : null,
    prelude.length ? el("h2", {}, say("prelude")) : null,
    ...prelude.map((words) => el("p", { className: "text" }, words)),
    suggestions.length ? el("h2", {}, say("suggestions")) : null,
    ...suggestions.map((entry) => sendable(entry, shown, (id) => act({ act: "send", entry: id }))),
  ].filter(Boolean);
}

export function assignee({ assignee: name, mine }) {
  if (!name) return say("nobody");
  return mine ? say("mine", { name }) : name;
}

function customer({ erased, channel, language, tier, username }) {
  const channelWords = erased ? null : say(channel === "web" ? "channel-web" : "channel-telegram");
  return [channelWords, language.toUpperCase(), tier, username && `@${username}`].filter(Boolean).join(" · ");
}

function priority({ priority: chosen, priorities, open }, act) {
  const options = priorities.map((words, index) => el("option", { value: index + 1, selected: index + 1 === chosen }, words));
  const choice = el("select", { className: "field", disabled: !open }, ...options);
  choice.addEventListener("change", () => act({ act: "priority", priority: Number(choice.value) }));
  choice.setAttribute("aria-label", say("priority"));
  choice.dataset.act = "priority";
  return choice;
}

const linked = (number) => [", ", el("a", { href: `#/tickets/${number}` }, numbered(number))];
