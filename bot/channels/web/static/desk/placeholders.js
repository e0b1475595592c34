// The fields that a template may have, as they are written in it.

import { el } from "./dom.js";
import { say } from "./words.js";

export function placeholders(fields) {
  const written = fields.flatMap((field) => [", ", el("span", { className: "placeholder" }, `{{ ${field} }}`)]).slice(1);
  return el("p", { className: "quiet" }, `${say("text-fields")}: `, ...written);
}
