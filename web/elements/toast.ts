import { toneIcons, type Tone } from "./alert";
import { h, icon, pageTexts } from "./element";
import { tab } from "./memory";

const shownFor = 6_000;
const left = "toast";

/** A short note that something happened. A failure stays until it is closed. */
export function toast(message: string, tone: Tone = "success"): void {
  const note = h("div", { class: `toast-note toast-${tone}` }, icon(toneIcons[tone]), h("span", {}, message));
  const close = h("button", {
    type: "button",
    class: "btn btn-ghost btn-icon btn-sm",
    "aria-label": pageTexts()("close"),
  });
  close.append(icon("x"));
  close.addEventListener("click", () => note.remove());
  note.append(close);
  region().append(note);
  if (tone !== "danger") leaveUnlessRead(note);
}

/** Says it after the next page has loaded, for actions that end on another page. */
export function toastOnNextPage(message: string, tone: Tone = "success"): void {
  tab.keepJson(left, { message, tone });
}

function leaveUnlessRead(note: HTMLElement): void {
  const leave = () => {
    if (note.matches(":hover, :focus-within")) setTimeout(leave, 1_000);
    else note.remove();
  };
  setTimeout(leave, shownFor);
}

function region(): HTMLElement {
  const existing = document.querySelector<HTMLElement>(".toasts");
  if (existing) return existing;
  const made = h("div", { class: "toasts", role: "status", "aria-live": "polite" });
  document.body.append(made);
  return made;
}

const waiting = tab.takeJson(left) as { message: string; tone: Tone } | null;
if (waiting !== null) {
  const { message, tone } = waiting;
  // A live region announces only what is added after it exists.
  region();
  setTimeout(() => toast(message, tone), 200);
}
