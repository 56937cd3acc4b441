/** What the server tells: something under this topic changed; re-read these ids (null: too many to name, re-read all). */
export interface Change {
  readonly topic: string;
  readonly ids: readonly number[] | null;
}

const firstPause = 2_000;
const longestPause = 60_000;

/**
 * Keeps a stream of Server-Sent Events open. What was missed while it was down is not repeated, so whoever needs it whole reads again
 * in `onOpen`. @returns the function that closes it.
 */
export function stream(
  url: string,
  on: Readonly<Record<string, (data: string) => void>>,
  onOpen: () => void,
  onLost: () => void = () => {},
): () => void {
  let source: EventSource | null = null;
  let pause = firstPause;
  let timer = 0;

  const open = () => {
    source = new EventSource(url);
    source.addEventListener("open", () => {
      pause = firstPause;
      onOpen();
    });
    for (const [name, take] of Object.entries(on)) {
      source.addEventListener(name, (event: MessageEvent<string>) => take(event.data));
    }
    source.addEventListener("error", () => {
      onLost();
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

/**
 * Listens to changes of the topics ("contracts:grid:12"). What was missed while the line was down is not repeated, so
 * `onReconnect` should re-read. @returns the function that stops listening.
 */
export function listen(
  topics: readonly string[],
  onChange: (change: Change) => void,
  onReconnect?: () => void,
): () => void {
  let opened = false;
  return stream(
    `/api/live?topics=${encodeURIComponent(topics.join(","))}`,
    { message: (data) => onChange(JSON.parse(data) as Change) },
    () => {
      if (opened) onReconnect?.();
      opened = true;
    },
  );
}
