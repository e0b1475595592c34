// What managers keep at the desk, by the places of the bar.

import { Audit } from "./audit.js";
import { Categories } from "./categories.js";
import { Faq } from "./faq.js";
import { Letters } from "./letters.js";
import { Promises } from "./promises.js";
import { Style } from "./style.js";

/** `tell(words)` says what became of an act. */
export function pagesFor(role, tell) {
  if (role !== "manager") return {};
  return {
    faq: new Faq(tell),
    style: new Style(tell),
    categories: new Categories(tell),
    promises: new Promises(tell),
    letters: new Letters(tell),
    audit: new Audit(tell),
  };
}
