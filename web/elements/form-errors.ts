import type { FormControl } from "./form-json";

/** Takes every message off a form's fields. */
export function clearFieldErrors(form: HTMLFormElement): void {
  for (const control of form.querySelectorAll<FormControl>("[aria-invalid]")) clearFieldError(control);
}

export function clearFieldError(control: FormControl): void {
  control.removeAttribute("aria-invalid");
  const place = placeOf(control);
  if (place) {
    place.textContent = "";
    place.hidden = true;
  }
}

/**
 * Puts each message beside its field and focuses the first bad one.
 * @returns the messages whose field is not in the form, which somebody else has to show.
 */
export function showFieldErrors(form: HTMLFormElement, errors: Readonly<Record<string, readonly string[]>>): string[] {
  const homeless: string[] = [];
  const bad = new Set<FormControl>();
  for (const [path, messages] of Object.entries(errors)) {
    const control = controlAt(form, path);
    const place = control && placeOf(control);
    if (!control || !place) {
      homeless.push(...messages);
      continue;
    }
    control.setAttribute("aria-invalid", "true");
    place.textContent = messages.join(" ");
    place.hidden = false;
    bad.add(control);
  }
  const first = [...form.elements].find((element) => bad.has(element as FormControl));
  if (first instanceof HTMLElement) first.focus();
  return homeless;
}

function controlAt(form: HTMLFormElement, path: string): FormControl | null {
  const found = [...form.elements].find(
    (element) =>
      "name" in element && typeof element.name === "string" && element.name.toLowerCase() === path.toLowerCase(),
  );
  return (found as FormControl | undefined) ?? null;
}

function placeOf(control: FormControl): HTMLElement | null {
  const ids = control.getAttribute("aria-describedby")?.split(" ") ?? [];
  for (const id of ids) {
    const place = document.getElementById(id);
    if (place?.classList.contains("field-error")) return place;
  }
  return null;
}
