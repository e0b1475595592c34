// What was ever done to an entry: who, when, and which words went and came.

import { el } from "./dom.js";
import { fullMoment, say } from "./moments.js";
import { wordDiff } from "./word_diff.js";

const LONG = 200;
const EDGE = 80;

/** `changes` as the server tells them, the oldest first. */
export function history(changes) {
  const lines = changes.map(line).reverse();
  return el("details", { className: "changes" }, el("summary", {}, say("history")), el("ol", {}, ...lines));
}

function line({ kind, at, by, before, after }) {
  const what = el("p", {}, el("strong", {}, say(`kind-${kind}`)), el("span", { className: "quiet" }, ` · ${by} · ${fullMoment(at)}`));
  return el("li", {}, what, ...(before ? differences(fields(before), fields(after)) : []));
}

const fields = ({ question, alternatives, answer, category, language }) => ({
  question,
  phrasings: alternatives.join("\n"),
  answer,
  category: category ?? "",
  language: language ?? "",
});

function differences(before, after) {
  const changed = Object.keys(after).filter((name) => before[name] !== after[name]);
  return changed.flatMap((name) => [
    el("h3", {}, say(name)),
    el("p", { className: "text" }, ...wordDiff(before[name], after[name]).map(run)),
  ]);
}

function run({ kind, text }) {
  if (kind === "same") return text.length > LONG ? `${beginning(text)} … ${end(text)}` : text;
  return el(kind === "in" ? "ins" : "del", {}, text);
}

const beginning = (text) => text.slice(0, EDGE).replace(/\S*$/, "");

const end = (text) => text.slice(-EDGE).replace(/^\S*/, "");
