// What was typed and neither sent nor saved: it outlives a look elsewhere and a reload of the page.

const KEPT = "otboinik-desk-draft:";
const OWNER = "otboinik-desk-person";

/** What was kept under this name, or null. */
export function kept(name) {
  return JSON.parse(sessionStorage.getItem(KEPT + name) ?? "null");
}

export const keep = (name, draft) => sessionStorage.setItem(KEPT + name, JSON.stringify(draft));

export const forget = (name) => sessionStorage.removeItem(KEPT + name);

/** Whether anything at all would be lost with the tab. */
export const anyKept = () => keys().length > 0;

/** Nobody who signs in next sees what was typed here. */
export function forgetAll() {
  for (const key of keys()) sessionStorage.removeItem(key);
}

/** From now on it is this person's: what somebody else left in the tab must not go out under another name. */
export function belongTo(person) {
  const before = sessionStorage.getItem(OWNER) ?? person;
  if (before !== person) forgetAll();
  sessionStorage.setItem(OWNER, person);
}

const keys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(KEPT));

/**
 * Fill a form with what was typed there last and never saved; from then on, keep what is typed.
 *
 * Answers the draft, with the `version` that it was begun from, or null.
 */
export function restoreForm(form, name, version) {
  const fields = [...form.elements].filter((field) => field.name);
  const typed = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
  const saved = JSON.stringify(typed());
  const draft = kept(name);
  for (const field of fields) field.value = draft?.[field.name] ?? field.value;
  form.addEventListener("input", () => {
    if (JSON.stringify(typed()) === saved) forget(name);
    else keep(name, { ...typed(), version });
  });
  return draft;
}
