// The page's sentences and settings, as the server put them into it.

export const page = JSON.parse(document.getElementById("page").textContent);

/**
 * These sentences: `say(key, values)` fills in `{name}`s, `explain(error)` is what a refusal of the server means to the
 * person who reads it, `why(refused)` the server's own words about it where it has them.
 */
export function speaking(phrases) {
  const say = (key, values = {}) => phrases[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const explain = (error) => phrases[`error-${error}`] ?? say("error-not-sent");
  const why = (refused) => {
    if (refused.status === undefined) throw refused; // no refusal but a bug, which flies on
    return refused.told.words ?? explain(refused.error);
  };
  return { say, explain, why };
}

export const { say, explain, why } = speaking(page.phrases);

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
  return `${SIZE.format(bytes / 1024 ** power)}\u00a0${units[power]}`;
}
