// Moments and numbers as the desk shows them.

import { dayOf, page, say, timeOf } from "./words.js";

const FULL = new Intl.DateTimeFormat(page.language, { dateStyle: "long", timeStyle: "short", hourCycle: "h23" });

export { say };

export const numbered = (number) => say("number", { number });

/** A time today, else the day. */
export function shortMoment(iso, now = new Date()) {
  const moment = new Date(iso);
  return moment.toDateString() === now.toDateString() ? timeOf(moment) : dayOf(moment, now);
}

export const fullMoment = (iso) => FULL.format(new Date(iso));
export const clockTime = (iso) => timeOf(new Date(iso));
export const day = (iso) => dayOf(new Date(iso));
