// Formatted text as elements. Offsets count UTF-16 units, as JavaScript's own strings do.

import { el } from "./dom.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "code",
  blockquote: "q",
  expandable_blockquote: "q",
};
const SAFE_LINK = /^(https?:|mailto:|tel:)/i;
const NUMBER_SIGN = /№ (?=\d)/g; // never alone at the end of a line
const ADDRESS = /\bhttps?:\/\/[^\s<>"“”«»]+[^\s<>"“”«».,;:!?)\]}'’]/gi;

/** `text` with its spans, which may nest and overlap; web addresses become links. */
export function formatted(text, spans) {
  const edges = new Set([0, text.length]);
  for (const span of spans) edges.add(span.offset).add(span.offset + span.length);
  const cuts = [...edges].filter((edge) => edge >= 0 && edge <= text.length).sort((a, b) => a - b);
  const fragment = document.createDocumentFragment();
  const shown = text.replace(NUMBER_SIGN, "№\u00a0");
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const [from, to] = [cuts[index], cuts[index + 1]];
    const active = spans.filter((span) => span.offset <= from && span.offset + span.length >= to);
    fragment.append(piece(shown.slice(from, to), active));
  }
  return fragment;
}

function piece(text, spans) {
  const literal = spans.some((span) => ["code", "pre", "text_link"].includes(span.kind));
  const inner = literal ? document.createTextNode(text) : withLinks(text);
  return spans.reduceRight((content, span) => wrapped(content, span), inner);
}

function wrapped(content, span) {
  if (span.kind === "text_link") {
    return SAFE_LINK.test(span.detail ?? "") ? link(span.detail, content) : content;
  }
  if (span.kind === "spoiler") return spoiler(content);
  return TAGS[span.kind] ? el(TAGS[span.kind], {}, content) : content;
}

function withLinks(text) {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const found of text.matchAll(ADDRESS)) {
    fragment.append(text.slice(end, found.index), link(found[0], found[0]));
    end = found.index + found[0].length;
  }
  fragment.append(text.slice(end));
  return fragment;
}

function link(address, content) {
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow" }, content);
}

/** Hidden until it is pressed; from then on what stands in it can be pressed. */
function spoiler(content) {
  const open = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    for (const kind of ["click", "keydown"]) element.removeEventListener(kind, open);
    element.classList.add("open");
    element.removeAttribute("role");
  };
  const element = el(
    "span",
    { className: "spoiler", role: "button", tabIndex: 0, onclick: open, onkeydown: open },
    content,
  );
  return element;
}
