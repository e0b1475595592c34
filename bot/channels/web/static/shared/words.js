// The page's sentences and settings, as the server put them into it.

export const page = JSON.parse(document.getElementById("page").textContent);

/** A sentence with `{name}`s filled in. */
export function say(key, values = {}) {
  const sentence = page.phrases[key];
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

const TIME = new Intl.DateTimeFormat(page.language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }); // as deadlines
const DAY = new Intl.DateTimeFormat(page.language, { day: "numeric", month: "long" });
const SIZE = new Intl.NumberFormat(page.language, { maximumFractionDigits: 1 });

export const timeOf = (moment) => TIME.format(moment);

/** "Today", "Yesterday", or the date. */
export function dayOf(moment, now = new Date()) {
  const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  const daysAgo = Math.round((midnight(now) - midnight(moment)) / 86_400_000);
  if (daysAgo === 0) return say("today");
  return daysAgo === 1 ? say("yesterday") : DAY.format(moment);
}

export function sizeOf(bytes) {
  const units = page.language === "ru" ? ["Б", "КБ", "МБ"] : ["B", "KB", "MB"];
  const power = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2;
  return `${SIZE.format(bytes / 1024 ** power)} ${units[power]}`;
}

/** What a refusal of the server means to the person who reads it. */
export function explain(error) {
  return page.phrases[`error-${error}`] ?? say("error-not-sent");
}

/** The words about a refusal: the server's own where it has them. What is no refusal is a bug, and flies on. */
export function why(refused) {
  if (refused.status === undefined) throw refused;
  return refused.told.words ?? explain(refused.error);
}
