/** What the server tells: something under this topic changed; re-read these ids (null: too many to name, re-read all). */
export interface Change {
  readonly topic: string;
  readonly ids: readonly number[] | null;
}

const firstPause = 2_000;
const longestPause = 60_000;

/**
 * Listens to changes of the topics ("contracts:grid:12"). What was missed while the line was down is not repeated, so
 * `onReconnect` should re-read. @returns the function that stops listening.
 */
export function listen(
  topics: readonly string[],
  onChange: (change: Change) => void,
  onReconnect?: () => void,
): () => void {
  let source: EventSource | null = null;
  let pause = firstPause;
  let timer = 0;
  let opened = false;

  const open = () => {
    source = new EventSource(`/api/live?topics=${encodeURIComponent(topics.join(","))}`);
    source.addEventListener("open", () => {
      if (opened) onReconnect?.();
      opened = true;
      pause = firstPause;
    });
    source.addEventListener("message", (event: MessageEvent<string>) => onChange(JSON.parse(event.data) as Change));
    source.addEventListener("error", () => {
      // The browser reconnects by itself unless the answer was a refusal; then we ask again, less and less often.
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = window.setTimeout(open, pause);
      pause = Math.min(pause * 2, longestPause);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
