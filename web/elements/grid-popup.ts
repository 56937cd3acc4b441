import { make } from "./grid-dom";

/** The one floating box of a grid: the choice list, the column menu or the conflict dialog. */
export class GridPopup {
  #box: HTMLElement | null = null;
  #closed: ((byOutside: boolean) => void) | null = null;

  constructor(private readonly root: HTMLElement) {}

  get isOpen(): boolean {
    return this.#box !== null;
  }

  /** Shows `content` beside `anchor`; `closed` runs once, whoever closes it. */
  open(content: HTMLElement, anchor: HTMLElement, closed: (byOutside: boolean) => void): void {
    this.close();
    // The top layer is above every card that cuts off what hangs out of it.
    const box = make("div", "fn-grid-popup", { popover: "manual" }, content);
    this.root.append(box);
    this.#box = box;
    this.#closed = closed;
    box.showPopover?.();
    this.#place(box, anchor.getBoundingClientRect());
    document.addEventListener("pointerdown", this.#outside, true);
    window.addEventListener("resize", this.#away);
    box.addEventListener("keydown", this.#key);
  }

  close(byOutside = false): void {
    const [box, closed] = [this.#box, this.#closed];
    if (!box) return;
    this.#box = this.#closed = null;
    document.removeEventListener("pointerdown", this.#outside, true);
    window.removeEventListener("resize", this.#away);
    closed?.(byOutside);
    box.remove();
  }

  #place(box: HTMLElement, anchor: DOMRect): void {
    const edge = 4;
    const { offsetWidth: width, offsetHeight: height } = box;
    const left = Math.max(edge, Math.min(anchor.left, window.innerWidth - width - edge));
    const below = anchor.bottom + height + edge <= window.innerHeight;
    const top = below ? anchor.bottom : Math.max(edge, anchor.top - height);
    box.style.left = `${left}px`;
    box.style.top = `${Math.min(top, Math.max(edge, window.innerHeight - height - edge))}px`;
  }

  readonly #outside = (event: Event): void => {
    if (event.target instanceof Node && !this.#box?.contains(event.target)) this.close(true);
  };

  readonly #away = (): void => this.close();

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  };
}

/** A short note under a cell: why it is blocked, or what is wrong with what is being typed. */
export class GridTip {
  readonly element: HTMLElement;

  constructor(id: string) {
    this.element = make("div", "fn-grid-tip", { id, role: "tooltip", popover: "manual" });
  }

  show(text: string, cell: HTMLElement | null, severity: "info" | "error"): void {
    const { element } = this;
    if (!text || !cell?.isConnected) {
      this.hide();
      return;
    }
    element.textContent = text;
    element.classList.toggle("fn-grid-error", severity === "error");
    if (!element.matches(":popover-open")) element.showPopover?.();
    const box = cell.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = element;
    const below = box.bottom + height + 6 <= window.innerHeight;
    element.style.left = `${Math.max(4, Math.min(box.left, window.innerWidth - width - 4))}px`;
    element.style.top = `${below ? box.bottom + 4 : box.top - height - 4}px`;
  }

  hide(): void {
    if (this.element.textContent === "") return;
    this.element.textContent = "";
    this.element.hidePopover?.();
  }
}
