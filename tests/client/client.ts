// What somebody writes who knows only our description: read a sheet, save a cell, meet a conflict, post an order.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

declare const process: { argv: string[]; exitCode?: number };
declare const console: { log(text: string): void; error(text: string): void };

const [, , address, token, order, site, numeroOp] = process.argv as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const api = createClient<paths>({
  baseUrl: address,
  headers: { Authorization: `Bearer ${token}` },
});
const sheetAt = {
  id_ot: Number(order),
  mes: 3,
  anio: 2025,
  id_sitio: Number(site),
  tipo_tiempo: "TE" as const,
};

function must<T>(data: T | undefined, error: unknown): T {
  if (data === undefined) {
    throw new Error(JSON.stringify(error));
  }
  return data;
}

async function readSheet() {
  const { data, error } = await api.GET("/api/produccion/obtener_partidas_produccion", { params: { query: sheetAt } });
  const line = must(data, error).partidas.find((row) => !row.es_subtitulo);
  if (!line || typeof line.id_partida_imp !== "number") {
    throw new Error("no line");
  }
  return { id: line.id_partida_imp, day: line.dia4 };
}

const before = await readSheet();
const body = {
  ...sheetAt,
  celdas: [
    {
      id_partida_imp: before.id,
      dia: 4,
      valor: 12.5,
      version: before.day?.version ?? null,
    },
  ],
};
const saved = await api.POST("/api/produccion/guardar_produccion_masiva", {
  body,
});
const created: number = must(saved.data, saved.error).creados;
const after = await readSheet();

// The same version again is somebody else's by now.
const again = await api.POST("/api/produccion/guardar_produccion_masiva", {
  body: { ...body, celdas: [{ ...body.celdas[0]!, valor: 13 }] },
});
let conflict = "";
if (again.response.status === 409 && again.error && "conflictos" in again.error && again.error.conflictos) {
  const refusal: components["schemas"]["Problem"] = again.error;
  conflict = `${refusal.code} ${again.error.conflictos.map((cell) => cell.valor_actual).join()}`;
}

const posted = await api.POST("/api/ordenes", {
  body: {
    numero_op: numeroOp,
    fecha_inicio: "2023-11-21T07:00:00",
    producto: "BALDE ROMANO",
    molde: "MOLDE-BALDE-01",
    maquina: "M1",
    tipo_orden: "POR_PESO",
    tiempo_ciclo: 30,
    peso_unitario: 87,
    cavidades: 2,
    peso_tiro: 176,
    horas_turno: 23,
    meta_kg: 1050,
    calendario: "LUN_SAB",
    lotes: [
      {
        color: "Rojo",
        personas: 1,
        materiales: [{ nombre: "PEAD", fraccion: 1 }],
        pigmentos: [],
      },
    ],
  },
});

console.log(
  [
    `created ${created}`,
    `shown ${after.day?.valor}`,
    `conflict ${conflict}`,
    `order ${must(posted.data, posted.error).cabecera.numero_op}`,
  ].join("; "),
);
