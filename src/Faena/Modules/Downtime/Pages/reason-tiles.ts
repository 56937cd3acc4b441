import "./reason-tiles.css";
import { define, h, icon, texts } from "@web/elements/element";
import { icons, type IconName } from "@web/icons";
import { mostTiles, pages, type Reason, type ReasonTree } from "./reason-tree";

const mostRecent = 4;

/** What was tapped. */
export class ReasonChosen extends Event {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super("reason-chosen", { bubbles: true });
    this.reason = reason;
  }
}

/** `<reason-tiles texts>`: the tree of reasons as tiles, the latest ones above them. Tells which one was tapped. */
export class ReasonTiles extends HTMLElement {
  #tree: ReasonTree | null = null;
  #recent: readonly number[] = [];
  #level: Reason | null = null;
  #page = 0;
  #chosen: number | null = null;

  show(tree: ReasonTree, recent: readonly number[], chosen: number | null = null): void {
    // What lies under a finger stays there unless it changes.
    if (tree === this.#tree && chosen === this.#chosen && recent.join() === this.#recent.join()) return;
    this.#tree = tree;
    this.#recent = recent;
    this.#chosen = chosen;
    if (this.#level && !tree.find(this.#level.id)) this.#go(null);
    else this.#draw();
  }

  /** Back to the main reasons. */
  reset(): void {
    this.#go(null);
  }

  #go(level: Reason | null): void {
    this.#level = level;
    this.#page = 0;
    const hadFocus = this.contains(document.activeElement);
    this.#draw();
    if (hadFocus) this.querySelector<HTMLElement>("button")?.focus();
  }

  #draw(): void {
    const tree = this.#tree;
    if (!tree) return;
    const say = texts(this);
    if (tree.isEmpty) {
      this.replaceChildren(h("p", { class: "muted" }, say("no_reasons")));
      return;
    }
    const level = this.#level;
    const recent = level ? [] : tree.recent(this.#recent, mostRecent);
    this.replaceChildren(
      ...(level ? [this.#back(level)] : []),
      ...(recent.length > 0
        ? [
            h("h3", {}, say("recent")),
            h("div", { class: "reason-recent" }, ...recent.map((one) => this.#tile(one, true))),
          ]
        : []),
      h("h3", {}, level ? say("which") : say("all")),
      h("div", { class: "reason-grid" }, ...this.#tiles(tree, level)),
    );
  }

  #tiles(tree: ReasonTree, level: Reason | null): HTMLElement[] {
    const below = tree.below(level?.id ?? null);
    // A main reason may be all that anybody knows.
    const isEnough = level !== null && tree.mayExplain(level);
    const cut = pages(below, isEnough ? mostTiles - 1 : mostTiles);
    const tiles = (cut[this.#page] ?? []).map((reason) => this.#tile(reason, tree.isLeaf(reason)));
    if (isEnough) tiles.push(this.#tile(level, true, texts(this)("general")));
    if (cut.length > 1) tiles.push(this.#more(cut.length));
    return tiles;
  }

  #tile(reason: Reason, isChoice: boolean, text = reason.name): HTMLElement {
    const tile = h(
      "button",
      { type: "button", class: "reason-tile", "aria-pressed": isChoice ? String(reason.id === this.#chosen) : null },
      icon(known(reason.icon)),
      h("span", {}, text),
    );
    tile.style.setProperty("--reason", reason.color);
    if (!isChoice) tile.append(icon("chevron-right", "icon reason-more"));
    tile.addEventListener("click", () => {
      if (!isChoice) this.#go(reason);
      else this.dispatchEvent(new ReasonChosen(reason));
    });
    return tile;
  }

  #more(count: number): HTMLElement {
    const tile = h("button", { type: "button", class: "reason-tile reason-next" }, icon("dots"), texts(this)("more"));
    tile.addEventListener("click", () => {
      this.#page = (this.#page + 1) % count;
      this.#draw();
    });
    return tile;
  }

  #back(level: Reason): HTMLElement {
    const back = h("button", { type: "button", class: "btn reason-back" }, icon("arrow-left"), level.name);
    back.setAttribute("aria-label", `${texts(this)("back")}: ${level.name}`);
    back.addEventListener("click", () => this.#go(this.#tree?.find(level.parentId) ?? null));
    return back;
  }
}

/** An icon this version has; another one where a later version chose it. */
export function known(name: string): IconName {
  return (icons as readonly string[]).includes(name) ? (name as IconName) : "tool";
}

define("reason-tiles", ReasonTiles);
