// What a sheet makes, reckoned on the device while the server cannot: whole shots and exact decimals, as the server has them.
import { addDecimals, fromScaled, meanDecimal, multiplyDecimals, subtractDecimals } from "@web/elements/decimal";

/** The members of a sheet's body that decide its shots; numbers as their text. */
export interface CountedSheet {
  readonly colada_inicial: string | null;
  readonly colada_final: string | null;
  readonly digitos_contador?: string | null;
  readonly vuelta_contador?: boolean;
  readonly cavidades?: string | null;
  readonly detalles: readonly {
    readonly coladas: string | null;
    readonly merma_kg?: string | null;
  }[];
}

/** The order's shot: grams of its pieces, and with the runner. */
export interface ShotWeights {
  readonly cavidades: number;
  readonly neto: string;
  readonly tiro: string;
}

export interface SheetFigures {
  readonly coladas: string;
  readonly piezas: string;
  readonly kg: string;
  readonly kg_neto: string;
}

const digits = /^\d{1,12}$/;

/** Null where the readings tell nothing, or not yet. */
export function shotsOf(sheet: CountedSheet): bigint | null {
  const { colada_inicial: start, colada_final: end } = sheet;
  if (start === null && end === null) {
    const hours = sheet.detalles.flatMap(({ coladas }) => (coladas === null ? [] : [coladas]));
    return hours.every((shots) => digits.test(shots)) ? hours.reduce((sum, shots) => sum + BigInt(shots), 0n) : null;
  }
  if (start === null || end === null || !digits.test(start) || !digits.test(end)) return null;
  const moved = BigInt(end) - BigInt(start);
  if (moved >= 0n) return moved;
  const places = Number(sheet.digitos_contador ?? 0);
  return sheet.vuelta_contador && places > 0 && places <= 12 ? moved + 10n ** BigInt(places) : null;
}

export function figuresOf(shots: bigint, weights: ShotWeights, cavities: string | null = null): SheetFigures {
  const runner = subtractDecimals(weights.tiro, weights.neto);
  const working = cavities !== null && digits.test(cavities) ? cavities : String(weights.cavidades);
  // A blocked cavity takes its share of the pieces; the runner stays.
  const net =
    working === String(weights.cavidades)
      ? weights.neto
      : meanDecimal(multiplyDecimals(weights.neto, working), weights.cavidades, 6);
  const kilos = (grams: string) => multiplyDecimals(fromScaled(shots, 3), grams);
  return {
    coladas: shots.toString(),
    piezas: (shots * BigInt(working)).toString(),
    kg: kilos(addDecimals(net, runner)),
    kg_neto: kilos(net),
  };
}
