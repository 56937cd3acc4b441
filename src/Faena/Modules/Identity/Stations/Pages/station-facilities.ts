import { define, h, texts } from "@web/elements/element";
import { api } from "@web/elements/http";

interface Facility {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly active: boolean;
}

/** `<station-facilities texts>` around the page: stations know facilities by number; their names are the catalog's to say. */
class StationFacilities extends HTMLElement {
  connectedCallback(): void {
    void this.#name();
  }

  async #name(): Promise<void> {
    const facilities = await api.get<readonly Facility[]>("/api/catalog/facilities").catch(() => []);
    const named = new Map(facilities.map((facility) => [String(facility.id), `${facility.code} · ${facility.name}`]));
    for (const cell of this.querySelectorAll<HTMLElement>("[data-facility]")) {
      const id = cell.dataset["facility"] ?? "";
      cell.textContent = named.get(id) ?? texts(this)("unknown", { id });
    }
    const choices = facilities
      .filter((facility) => facility.active)
      .map((facility) => h("option", { value: String(facility.id) }, named.get(String(facility.id))));
    this.querySelector("select[name=facilityId]")?.append(...choices);
  }
}

define("station-facilities", StationFacilities);
