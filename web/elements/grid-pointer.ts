import type { GridHeader } from "./grid-header";
import type { GridRenderer } from "./grid-render";
import { areaOf, type Area, type Place } from "./grid-selection";

/** What the mouse can ask of the grid. */
export interface PointerTarget {
  readonly renderer: GridRenderer;
  readonly header: GridHeader;
  area(): Area;
  /** False when what is being typed cannot be taken yet: the editor then stays. */
  mayLeave(): boolean;
  select(place: Place, extend: boolean): void;
  /** The person let go of the button on this cell without dragging. */
  clicked(place: Place): void;
  selectColumns(from: number, to: number): void;
  previewFill(target: Area | null): void;
  fill(target: Area): void;
  openMenu(column: number): void;
  resize(column: number, width: number, done: boolean): void;
  fit(column: number): void;
  dropColumn(column: number, target: number, after: boolean): void;
}

type Drag = (event: PointerEvent) => void;

const dragThreshold = 6;

/** Turns presses and drags into selections, fills, widths and column moves. */
export class GridPointer {
  #last: { x: number; y: number } = { x: 0, y: 0 };
  #scroll: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly target: PointerTarget) {
    const { viewport } = target.renderer;
    viewport.addEventListener("pointerdown", (event) => this.#down(event));
    viewport.addEventListener("click", (event) => this.#click(event));
  }

  #down(event: PointerEvent): void {
    if ((event.target as Element).closest("input, textarea")) return;
    if (event.button !== 0) {
      this.#otherButton(event);
      return;
    }
    const { renderer, header } = this.target;
    if (renderer.head.contains(event.target as Node)) {
      const column = header.indexOf(event.target);
      if (column < 0 || (event.target as Element).closest("button")) return;
      event.preventDefault();
      if (!this.target.mayLeave()) return;
      if ((event.target as Element).classList.contains("fn-grid-grip")) this.#resize(event, column);
      else this.#header(event, column);
      return;
    }
    // A finger scrolls; it selects by the click that follows.
    if (event.pointerType === "touch") return;
    const place = renderer.placeOf(event.target);
    if (!place) return;
    event.preventDefault();
    if (!this.target.mayLeave()) return;
    if ((event.target as Element).classList.contains("fn-grid-handle")) this.#fill();
    else this.#select(event, place);
  }

  #click(event: MouseEvent): void {
    const { renderer, header } = this.target;
    const button = (event.target as Element).closest(".fn-grid-menu-button");
    if (button) {
      if (this.target.mayLeave()) this.target.openMenu(header.indexOf(button));
      return;
    }
    if ((event as PointerEvent).pointerType !== "touch") return;
    const place = renderer.placeOf(event.target);
    if (!place || !this.target.mayLeave()) return;
    this.target.select(place, event.shiftKey);
    this.target.clicked(place);
  }

  // The browser focuses what is pressed with any button: the cursor goes along, but a selection under the pointer stays.
  #otherButton(event: PointerEvent): void {
    const place = this.target.renderer.placeOf(event.target);
    if (!place || event.pointerType === "touch" || !this.target.mayLeave()) return;
    const { top, bottom, left, right } = this.target.area();
    const inside = place.row >= top && place.row <= bottom && place.column >= left && place.column <= right;
    if (!inside) this.target.select(place, false);
  }

  #select(event: PointerEvent, place: Place): void {
    const extend = event.shiftKey;
    this.target.select(place, extend);
    let last = place;
    let moved = extend;
    this.#drag(
      ({ clientX, clientY }) => {
        const next = this.target.renderer.placeAt(clientX, clientY);
        if (next.row === last.row && next.column === last.column) return;
        last = next;
        moved = true;
        this.target.select(next, true);
      },
      () => {
        if (!moved) this.target.clicked(place);
      },
    );
  }

  #fill(): void {
    const source = this.target.area();
    let target: Area | null = null;
    this.#drag(
      ({ clientX, clientY }) => {
        target = fillTarget(source, this.target.renderer.placeAt(clientX, clientY));
        this.target.previewFill(target);
      },
      () => {
        this.target.previewFill(null);
        if (target) this.target.fill(target);
      },
    );
  }

  #resize(event: PointerEvent, column: number): void {
    const start = event.clientX;
    const width = this.target.header.cell(column)?.offsetWidth ?? 0;
    if (event.detail === 2) {
      this.target.fit(column);
      return;
    }
    const wide = (at: number) => width + at - start;
    let last = start;
    this.#drag(
      ({ clientX }) => {
        last = clientX;
        this.target.resize(column, wide(clientX), false);
      },
      () => {
        if (last !== start) this.target.resize(column, wide(last), true);
      },
      false,
    );
  }

  #header(event: PointerEvent, column: number): void {
    const { header, renderer } = this.target;
    const start = event.clientX;
    let drop: { target: number; after: boolean } | null = null;
    let dragging = false;
    const clear = () => {
      for (const cell of header.row.querySelectorAll(".fn-drop-before, .fn-drop-after")) {
        cell.classList.remove("fn-drop-before", "fn-drop-after");
      }
    };
    if (event.shiftKey) this.target.selectColumns(this.target.area().left, column);
    else this.target.selectColumns(column, column);
    this.#drag(
      ({ clientX, clientY }) => {
        if (!dragging && Math.abs(clientX - start) < dragThreshold) return;
        dragging = true;
        clear();
        const target = renderer.placeAt(clientX, clientY).column;
        const box = header.cell(target)?.getBoundingClientRect();
        if (!box || target === column) {
          drop = null;
          return;
        }
        drop = { target, after: clientX > box.left + box.width / 2 };
        header.cell(target)?.classList.add(drop.after ? "fn-drop-after" : "fn-drop-before");
      },
      () => {
        clear();
        if (drop) this.target.dropColumn(column, drop.target, drop.after);
      },
    );
  }

  #drag(move: Drag, end: () => void, scrolls = true): void {
    const onMove = (event: PointerEvent) => {
      this.#last = { x: event.clientX, y: event.clientY };
      move(event);
    };
    const onEnd = () => {
      clearInterval(this.#scroll);
      document.removeEventListener("pointermove", onMove);
      document.removeEventListener("pointerup", onEnd);
      document.removeEventListener("pointercancel", onEnd);
      end();
    };
    document.addEventListener("pointermove", onMove);
    document.addEventListener("pointerup", onEnd);
    document.addEventListener("pointercancel", onEnd);
    clearInterval(this.#scroll);
    const { viewport } = this.target.renderer;
    const box = viewport.getBoundingClientRect();
    this.#last = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    if (scrolls) this.#scroll = setInterval(() => this.#scrollAlong(move), 40);
  }

  // A drag beyond the edge goes on scrolling while the pointer rests there.
  #scrollAlong(move: Drag): void {
    const { viewport, head } = this.target.renderer;
    const box = viewport.getBoundingClientRect();
    const { x, y } = this.#last;
    const over = (value: number, low: number, high: number) =>
      value < low ? value - low : value > high ? value - high : 0;
    const across = over(x, box.left, box.right);
    const down = over(y, box.top + head.offsetHeight, box.bottom);
    if (across === 0 && down === 0) return;
    viewport.scrollBy(Math.max(-60, Math.min(60, across)), Math.max(-60, Math.min(60, down)));
    move(new PointerEvent("pointermove", { clientX: x, clientY: y }));
  }
}

/** The handle fills in one direction only, the one the pointer went furthest. */
export function fillTarget(source: Area, place: Place): Area | null {
  const whole = areaOf(
    { row: Math.min(source.top, place.row), column: Math.min(source.left, place.column) },
    { row: Math.max(source.bottom, place.row), column: Math.max(source.right, place.column) },
  );
  const [up, down] = [source.top - whole.top, whole.bottom - source.bottom];
  const [left, right] = [source.left - whole.left, whole.right - source.right];
  const furthest = Math.max(up, down, left, right);
  if (furthest === 0) return null;
  if (furthest === down) return { ...source, top: source.bottom + 1, bottom: whole.bottom };
  if (furthest === up) return { ...source, top: whole.top, bottom: source.top - 1 };
  if (furthest === right) return { ...source, left: source.right + 1, right: whole.right };
  return { ...source, left: whole.left, right: source.left - 1 };
}
