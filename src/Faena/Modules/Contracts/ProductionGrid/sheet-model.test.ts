import { describe, expect, it } from "vitest";
import { fromScaled } from "@web/elements/decimal";
import { SheetModel, type LineJson, type SheetJson, type TimeType } from "./sheet-model";
import written from "./sheet-model.cases.json";

const here = 5;
const elsewhere = 7;

function line(id: number, given: Partial<LineJson> = {}): LineJson {
  return {
    id,
    anexo: "C-2",
    codigo: `2.${id}`,
    concepto: "ACERO",
    unidad: "TON",
    autorizado: given.pool_volumen ?? "10",
    pool: id,
    pool_volumen: "10",
    inicial: "0",
    pu_mn: "0",
    pu_usd: "0",
    acumulado: "0",
    monto_mn: "0",
    monto_usd: "0",
    cuenta: true,
    celdas: [],
    ...given,
  };
}

function sheet(lines: readonly LineJson[], type: TimeType = "TE", site = here): SheetModel {
  const zero = { mn: "0", usd: "0", homologado: "0" };
  const json: SheetJson = {
    version: 1,
    orden: {
      familia: 1,
      ot: "OT-1",
      activa: true,
      mes_cerrado: false,
      archivo: "",
      tipo_cambio: "19.1648",
    },
    dias_bloqueados: [],
    dias_cerrados: [],
    lineas: lines,
    totales: {
      aut: zero,
      ejec: zero,
      acum: zero,
      ejec_familia: zero,
      resta: zero,
    },
  };
  return new SheetModel(json, site, type);
}

const excessOf = (model: SheetModel, id: string, day: number) => fromScaled(model.split(id, day).excess);

// contracts.md §9.2: cap 10; 28 February TE 6 came before; 1 March CMA 3 at another site; 2 March TE 2 here.
describe("excess in time order", () => {
  const scenario = (cap: string, before: string) =>
    sheet([
      line(1, {
        pool_volumen: cap,
        inicial: before,
        celdas: [[2, "2", 1]],
        otras: [[1, "CMA", elsewhere, "3"]],
      }),
    ]);

  it("makes only the volume that passes the authorised one excess", () => {
    const model = scenario("10", "6");
    expect(excessOf(model, "1", 2)).toBe("1");
    expect(fromScaled(model.split("1", 2).authorised)).toBe("1");
    expect(fromScaled(model.remaining("1"))).toBe("-1");
  });

  it("has none when less came before", () => {
    const model = scenario("10", "4");
    expect(excessOf(model, "1", 2)).toBe("0");
    expect(fromScaled(model.remaining("1"))).toBe("1");
  });

  it("grows when a reprogramming authorises less", () => {
    expect(excessOf(scenario("8", "4"), "1", 2)).toBe("1");
  });

  it("counts to the last of six decimals", () => {
    const model = scenario("8", "4");
    model.write("1", 2, "1.000001");
    expect(excessOf(model, "1", 2)).toBe("0.000001");
  });

  it("follows a correction of an earlier day", () => {
    const model = sheet([
      line(1, {
        celdas: [
          [3, "8", 1],
          [9, "4", 1],
        ],
      }),
    ]);
    expect(excessOf(model, "1", 9)).toBe("2");
    model.write("1", 3, "10");
    expect(excessOf(model, "1", 9)).toBe("4");
    model.write("1", 3, null);
    expect(excessOf(model, "1", 9)).toBe("0");
  });

  it("counts TE before CMA of the same day, whatever is on the screen", () => {
    const minimum = sheet(
      [
        line(1, {
          celdas: [[4, "6", 1]],
          otras: [[4, "TE", here, "9"]],
        }),
      ],
      "CMA",
    );
    expect(excessOf(minimum, "1", 4)).toBe("5");
    const effective = sheet([
      line(1, {
        celdas: [[4, "9", 1]],
        otras: [[4, "CMA", here, "6"]],
      }),
    ]);
    expect(excessOf(effective, "1", 4)).toBe("0");
    expect(fromScaled(effective.remaining("1"))).toBe("-5");
  });

  it("counts the lower site first on the same day and type", () => {
    const given = line(1, {
      celdas: [[4, "6", 1]],
      otras: [[4, "TE", elsewhere, "6"]],
    });
    expect(excessOf(sheet([given], "TE", here), "1", 4)).toBe("0");
    const later = line(1, {
      celdas: [[4, "6", 1]],
      otras: [[4, "TE", here, "6"]],
    });
    expect(excessOf(sheet([later], "TE", elsewhere), "1", 4)).toBe("2");
  });

  it("shows a volume in a preview without writing it", () => {
    const model = sheet([line(1)]);
    const seen = model.preview("1", 5, "12.5");
    expect(fromScaled(seen.authorised)).toBe("10");
    expect(fromScaled(seen.excess)).toBe("2.5");
    expect(fromScaled(seen.remaining)).toBe("-2.5");
    expect(model.volume("1", 5)).toBeNull();
    expect(fromScaled(model.remaining("1"))).toBe("10");
  });
});

// contracts.md §9.3: `4.7.` has a pool of 10; one variant has 6 on day 1, the other 5 on day 2.
describe("shared quantity", () => {
  const variants = () => sheet([line(1, { pool: 1, celdas: [[1, "6", 1]] }), line(2, { pool: 1, cuenta: false })]);

  it("makes one variant excess because of the other", () => {
    const model = variants();
    const touched = model.write("2", 2, "5");
    expect(excessOf(model, "2", 2)).toBe("1");
    expect(excessOf(model, "1", 1)).toBe("0");
    expect(touched.map((each) => each.id)).toEqual(["1", "2"]);
  });

  it("breaks a tie by the line", () => {
    const model = variants();
    model.write("2", 1, "5");
    expect(excessOf(model, "1", 1)).toBe("0");
    expect(excessOf(model, "2", 1)).toBe("1");
  });

  it("counts the authorised volume once in a subtotal", () => {
    const model = variants();
    expect(fromScaled(model.authorisedOf(model.lines))).toBe("10");
  });
});

// contracts.md §9.7: a line's month is TE and CMA at this site; only the day cells follow the time type.
describe("sums", () => {
  const lines = [
    line(1, {
      anexo: "C-2",
      pool_volumen: "100",
      celdas: [[3, "12.5", 1]],
      otras: [
        [4, "CMA", here, "0.25"],
        [4, "TE", elsewhere, "40"],
      ],
      plan: [[3, "10"]],
    }),
    line(2, {
      anexo: "C-5",
      pool_volumen: "100",
      otras: [[3, "CMA", here, "10"]],
    }),
    line(3, {
      anexo: "C-5",
      pool_volumen: "100",
      celdas: [[3, "3.000001", 1]],
    }),
  ];

  it("adds both time types of the site to the month", () => {
    const model = sheet(lines);
    expect(fromScaled(model.monthOf(model.lines))).toBe("25.750001");
    expect(fromScaled(model.monthOf(model.annexes[1]?.lines ?? []))).toBe("13.000001");
  });

  it("adds only the shown time type to a day", () => {
    const model = sheet(lines);
    expect(fromScaled(model.dayOf(model.lines, 3))).toBe("15.500001");
    model.write("2", 3, "0.1");
    model.write("3", 3, "0.2");
    expect(fromScaled(model.dayOf(model.annexes[1]?.lines ?? [], 3))).toBe("0.3");
  });

  it("tells TE and CMA of a day apart", () => {
    const model = sheet(lines);
    const second = model.line("2");
    if (!second) throw new Error("no line");
    model.write("2", 3, "4");
    const done = model.done(second, 3);
    expect([fromScaled(done.TE), fromScaled(done.CMA)]).toEqual(["4", "10"]);
  });

  it("keeps annexes in the order of the sheet", () => {
    expect(sheet(lines).annexes.map((annex) => annex.key)).toEqual(["C-2", "C-5"]);
  });

  it("takes a zero for an empty day", () => {
    const model = sheet(lines);
    model.write("1", 3, "0");
    expect(model.volume("1", 3)).toBeNull();
  });
});

/** A sheet, what was typed into it (line, day, volume), and what the server shows after the save; CountingCasesTests.cs wrote it down. */
interface Save {
  readonly site: number;
  readonly type: TimeType;
  readonly lineas: readonly LineJson[];
  readonly typed: readonly (readonly [number, number, string | null])[];
  readonly shown: readonly {
    readonly id: number;
    readonly month: string;
    readonly days: readonly (readonly [day: number, authorised: string, excess: string])[];
  }[];
}

const saves = written as unknown as readonly Save[];

describe("what one sees while typing", () => {
  it.each(saves)("is what the server counts after the save ($type at site $site, $typed)", (save) => {
    const model = sheet(save.lineas, save.type, save.site);
    for (const [id, day, value] of save.typed) model.write(String(id), day, value);
    const shown = model.lines.map((each) => ({
      id: each.json.id,
      month: fromScaled(model.month(each)),
      days: [...each.volumes.keys()]
        .sort((a, b) => a - b)
        .map((day) => [
          day,
          fromScaled(model.split(each.id, day).authorised),
          fromScaled(model.split(each.id, day).excess),
        ]),
    }));
    expect(shown).toEqual(save.shown);
  });

  it("is excess in some of them", () => {
    expect(
      saves.filter((save) => save.shown.some(({ days }) => days.some(([, , excess]) => excess !== "0"))),
    ).not.toEqual([]);
  });
});
