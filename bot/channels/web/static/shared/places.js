// Places on the map.

import { el } from "./dom.js";

/** A link to the place, with what stands in it. */
export function mapLink({ latitude, longitude }, className, ...content) {
  const href = `https://www.openstreetmap.org/?mlat=${Number(latitude)}&mlon=${Number(longitude)}`;
  return el("a", { href, target: "_blank", rel: "noopener noreferrer", className }, ...content);
}

/** What the place is called and where it is; "" of a point that has no name. */
export const nameOf = ({ title, address }) => [title, address].filter(Boolean).join(", ");
