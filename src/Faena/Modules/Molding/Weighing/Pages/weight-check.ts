// The server's WeightCheck, for bales it does not know yet.
import { addDecimals, compareDecimals, multiplyDecimals, subtractDecimals } from "@web/elements/decimal";

/** What the plant decided: a difference matches strictly below the kilos, or the share of the weight where that is more. */
export interface ScaleRule {
  readonly tolerancia_kg: string;
  readonly tolerancia_pct: string;
  /** NETO or BRUTO: the weight the light looks at. */
  readonly semaforo: string;
}

export interface WeightCheck {
  readonly total_pesado: string;
  readonly diferencia: string;
  readonly diferencia_neta: string;
  readonly semaforo: "VACIO" | "FALTA" | "COINCIDE" | "EXCEDE";
}

export function checkWeights(
  bales: readonly string[],
  theoretical: { readonly gross: string; readonly net: string },
  rule: ScaleRule,
): WeightCheck {
  const total = addDecimals("0", ...bales);
  const looked = rule.semaforo === "BRUTO" ? theoretical.gross : theoretical.net;
  const difference = subtractDecimals(total, looked);
  const size = difference.startsWith("-") ? difference.slice(1) : difference;
  const share = multiplyDecimals(multiplyDecimals(looked, rule.tolerancia_pct), "0.01");
  const tolerance = compareDecimals(share, rule.tolerancia_kg) > 0 ? share : rule.tolerancia_kg;
  return {
    total_pesado: total,
    diferencia: subtractDecimals(total, theoretical.gross),
    diferencia_neta: subtractDecimals(total, theoretical.net),
    semaforo:
      bales.length === 0
        ? "VACIO"
        : compareDecimals(size, tolerance) < 0
          ? "COINCIDE"
          : difference.startsWith("-")
            ? "FALTA"
            : "EXCEDE",
  };
}
