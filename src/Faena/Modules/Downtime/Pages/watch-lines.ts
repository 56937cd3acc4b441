import { atMostEvery } from "@web/elements/at-most-every";
import { listen } from "@web/elements/sse";

// As many as one stream takes.
const mostTopics = 20;
const lookEvery = 100;

/** Looks again when a stop of these lines changed; several changes that come together are one look. */
export function watchLines(lines: readonly number[], look: () => void): void {
  const soon = atMostEvery(lookEvery, look);
  for (let from = 0; from < lines.length; from += mostTopics) {
    const topics = lines.slice(from, from + mostTopics).map((line) => `downtime:line:${line}`);
    listen(topics, soon, soon);
  }
}
