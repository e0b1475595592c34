// What is typed into the forms of a page and not saved yet: it stays there when the page is drawn anew.

export class Unsaved {
  #node;
  #drawn = new Map(); // values as they were drawn last, by place

  /** The forms in `node` are known by their labels. */
  constructor(node) {
    this.#node = node;
  }

  /** `draw()` draws the forms anew; nothing is left of what stood in `saved`, nor where another value stands by now. */
  redraw(draw, saved = null) {
    const typed = [...fields(this.#node, saved)].filter(([place, field]) => valueOf(field) !== this.#drawn.get(place));
    const before = this.#drawn;
    draw();
    const anew = fields(this.#node);
    this.#drawn = new Map([...anew].map(([place, field]) => [place, valueOf(field)]));
    for (const [place, field] of typed) {
      if (this.#drawn.has(place) && this.#drawn.get(place) === before.get(place)) take(anew.get(place), valueOf(field));
    }
  }

  /** What was typed into the form is saved: whatever is drawn by now stands there again, until it is drawn anew. */
  forget(form) {
    const its = placesIn(form);
    for (const [place, field] of fields(this.#node)) if (its.has(place)) take(field, this.#drawn.get(place));
  }
}

function fields(node, saved = null) {
  const forms = [...node.querySelectorAll("form[aria-label]")].filter((form) => form !== saved);
  return new Map(forms.flatMap((form) => [...placesIn(form)]));
}

/** The form's fields by its label and their number. */
function placesIn(form) {
  const typable = [...form.elements].filter(({ type }) => !["button", "submit"].includes(type));
  return new Map(typable.map((field, number) => [`${form.getAttribute("aria-label")}/${number}`, field]));
}

const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.value);

function take(field, value) {
  if (field.type === "checkbox") field.checked = value;
  else field.value = value;
}
