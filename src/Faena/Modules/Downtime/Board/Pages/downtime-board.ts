import "./board.css";
import { alertBox } from "@web/elements/alert";
import { define, h, icon, texts } from "@web/elements/element";
import { api } from "@web/elements/http";
import { duration, FacilityClock, ServerClock, stopwatch } from "../../Pages/facility-clock";
import { isLate, type ReasonStep } from "../../Pages/stop";
import { known } from "../../Pages/reason-tiles";
import { watchLines } from "../../Pages/watch-lines";

type State = "stopped" | "running" | "idle" | "silent";

interface BoardLine {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly state: State;
  readonly since: string | null;
  readonly reasonPath: readonly ReasonStep[];
  readonly carried: boolean;
  readonly minutesToday: number;
  readonly stopsToday: number;
  readonly unexplained: number;
}

interface Board {
  readonly facility: { readonly stopAlertMinutes: number };
  readonly now: string;
  readonly shift: { readonly name: string; readonly startsAt: string; readonly endsAt: string } | null;
  readonly lines: readonly BoardLine[];
}

const icons = { stopped: "player-pause", running: "player-play", idle: "moon", silent: "wifi-off" } as const;
// Lines fall silent by themselves, and a screen on a wall is never touched.
const lookAgain = 20_000;

/** `<downtime-board facility zone lines texts locale>`: the lines of a facility on the screen on its wall. */
class DowntimeBoard extends HTMLElement {
  readonly #clock = new ServerClock();
  #board: Board | null = null;
  #heardAt = 0;

  connectedCallback(): void {
    const lines = JSON.parse(this.getAttribute("lines") ?? "[]") as number[];
    watchLines(lines, () => void this.#look());
    setInterval(() => this.#tick(), 1_000);
    setInterval(() => void this.#look(), lookAgain);
    window.addEventListener("online", () => void this.#look());
    void this.#look();
  }

  async #look(): Promise<void> {
    const sentAt = Date.now();
    try {
      const board = await api.get<Board>(`/api/downtime/board?facilityId=${this.getAttribute("facility")}`);
      this.#clock.learn(Date.parse(board.now), sentAt, Date.now());
      this.#board = board;
      this.#heardAt = this.#clock.now();
      this.#draw();
    } catch {
      // What was heard last stays, and the screen says how old it is.
      this.#tick();
    }
  }

  get #wall(): FacilityClock {
    return new FacilityClock(this.getAttribute("zone") ?? "UTC", this.getAttribute("locale") ?? undefined);
  }

  #draw(): void {
    const board = this.#board;
    if (!board) return;
    const say = texts(this);
    const wall = this.#wall;
    const hours =
      board.shift && `${wall.time(Date.parse(board.shift.startsAt))}–${wall.time(Date.parse(board.shift.endsAt))}`;
    this.querySelector("[data-shift]")!.textContent = board.shift ? `${board.shift.name} · ${hours}` : say("no_shift");
    this.querySelector("[data-lines]")!.replaceChildren(
      ...(board.lines.length === 0
        ? [h("p", { class: "muted" }, say("no_lines"))]
        : board.lines.map((line) => this.#tile(line, wall))),
    );
    this.#tick();
  }

  #tile(line: BoardLine, wall: FacilityClock): HTMLElement {
    const say = texts(this);
    const since = line.since === null ? null : Date.parse(line.since);
    const reason = line.reasonPath.at(-1);
    const why =
      line.state !== "stopped"
        ? null
        : h(
            "p",
            { class: "board-why" },
            icon(reason ? known(reason.icon) : "help-circle"),
            line.reasonPath.length > 0 ? line.reasonPath.map((step) => step.name).join(" › ") : say("unexplained"),
          );
    if (why && reason) why.style.setProperty("--reason", reason.color);
    const watch = h("p", { class: "board-watch tabular" });
    if (line.state === "stopped" && since !== null) watch.dataset["since"] = String(since);
    const tile = h(
      "section",
      { class: "board-line", "aria-label": line.name },
      h(
        "header",
        {},
        h("h2", {}, line.name),
        h("span", { class: "board-state" }, icon(icons[line.state]), say(line.state)),
      ),
      watch,
      h("p", { class: "board-since" }, this.#since(line, since, wall)),
      line.state === "stopped" &&
        h("p", { class: "board-late", "data-late": "", hidden: true }, icon("bell"), this.#lateWords),
      why,
      h(
        "footer",
        { class: "tabular" },
        h("strong", {}, `${say("today")} ${duration(line.minutesToday * 60_000)}`),
        h("span", {}, say("stops", { n: line.stopsToday })),
        line.unexplained > 0 && h("span", { class: "board-debt" }, say("debt", { n: line.unexplained })),
        line.carried && h("span", { class: "board-debt" }, say("carried")),
      ),
    );
    tile.dataset["state"] = line.state;
    return tile;
  }

  get #lateWords(): string {
    return texts(this)("late", { n: this.#board!.facility.stopAlertMinutes });
  }

  #since(line: BoardLine, since: number | null, wall: FacilityClock): string {
    const say = texts(this);
    if (line.state === "idle") return "";
    if (line.state === "silent") return since === null ? say("never") : say("silent_since", { time: wall.time(since) });
    return since === null ? "" : say("since", { time: wall.time(since) });
  }

  /** A line that stands still for long is seen from farther away. */
  #alert(watch: HTMLElement, now: number): void {
    const tile = watch.closest(".board-line")!;
    const late = isLate(Number(watch.dataset["since"]), this.#board!.facility.stopAlertMinutes, now);
    tile.toggleAttribute("late", late);
    tile.querySelector<HTMLElement>("[data-late]")!.hidden = !late;
  }

  #count(): void {
    if (!this.#board) return;
    const say = texts(this);
    const { lines } = this.#board;
    const stopped = lines.filter((line) => line.state === "stopped").length;
    const late = this.querySelectorAll(".board-line[late]").length;
    const words = [
      say("of_lines", { stopped, all: lines.length }),
      ...(late > 0 ? [`${this.#lateWords}: ${late}`] : []),
    ].join(" · ");
    const place = this.querySelector("[data-count]")!;
    if (place.textContent !== words) place.textContent = words;
  }

  #tick(): void {
    const now = this.#clock.now();
    this.querySelector("[data-clock]")!.textContent = this.#wall.time(now);
    for (const watch of this.querySelectorAll<HTMLElement>("[data-since]")) {
      watch.textContent = stopwatch(now - Number(watch.dataset["since"]));
      this.#alert(watch, now);
    }
    this.#count();
    const isLost = this.#heardAt > 0 && now - this.#heardAt > 2 * lookAgain;
    const lost = this.querySelector<HTMLElement>("[data-lost]")!;
    if (isLost !== this.hasAttribute("lost")) {
      this.toggleAttribute("lost", isLost);
      lost.replaceChildren(
        ...(isLost ? [alertBox("warning", texts(this)("lost", { time: this.#wall.time(this.#heardAt) }))] : []),
      );
    }
  }
}

document.addEventListener("change", (event) => {
  const select = event.target;
  if (select instanceof HTMLSelectElement && select.matches("[data-board-facility]")) location.assign(select.value);
});

define("downtime-board", DowntimeBoard);
