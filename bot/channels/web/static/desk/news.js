// The desk is told that something changed and asks for what it shows; after a break it is told so at once.

import { Stream } from "./stream.js";

export class News extends Stream {
  constructor() {
    super(() => "/desk/api/events", ["changed", "typing", "beat"]);
  }
}
