// Staying at the end of a conversation while it grows, and staying away from it once its reader went up.

export class Following {
  #area;
  #near;
  #top = 0;
  #holds = true;

  /** `near` is how many pixels above the end still count as the end. Pictures get their height late. */
  constructor(area, near) {
    this.#area = area;
    this.#near = near;
    area.addEventListener("scroll", () => this.#look());
    area.addEventListener("load", () => this.#holds && this.toEnd(), { capture: true });
  }

  /** Whether the reader is at the end. */
  get holds() {
    return this.#holds;
  }

  toEnd() {
    this.#holds = true;
    this.#area.scrollTop = this.#area.scrollHeight;
    this.#top = this.#area.scrollTop;
  }

  /** Only a reader who goes up leaves the end: growth leaves them where they were. */
  #look() {
    const { scrollHeight, scrollTop, clientHeight } = this.#area;
    const atEnd = scrollHeight - scrollTop - clientHeight < this.#near;
    this.#holds = atEnd || (this.#holds && scrollTop >= this.#top);
    this.#top = scrollTop;
  }
}
