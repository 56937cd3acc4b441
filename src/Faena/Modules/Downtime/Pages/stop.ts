// A stop as the server tells it, and what a person says of one.

export interface ReasonStep {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly color: string;
  readonly icon: string;
}

export interface ShiftOfStop {
  readonly id: number;
  readonly name: string;
  readonly code: string;
  readonly productionDate: string;
}

/** A stop as the server tells it. */
export interface DowntimeEvent {
  readonly id: number;
  readonly clientId: string | null;
  readonly lineId: number;
  readonly reasonId: number | null;
  readonly reasonPath: readonly ReasonStep[];
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly state: "open" | "closed" | "deleted";
  readonly shift: ShiftOfStop | null;
  readonly productionDate: string;
  readonly shiftSource: "auto" | "manual";
  readonly crewSize: number;
  readonly note: string;
  readonly job: { readonly number: string; readonly verified: boolean } | null;
  readonly enteredBy: { readonly id: number; readonly name: string };
  readonly carried: boolean;
  readonly canEdit: boolean;
  readonly canDelete: boolean;
  readonly canExplain: boolean;
  readonly etag: string;
}

/** What a person says of a stop. */
export interface Said {
  readonly reasonId: number | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly crewSize: number;
  readonly note: string;
  readonly jobNumber: string;
}

export function saidOf(event: DowntimeEvent): Said {
  return {
    reasonId: event.reasonId,
    startedAt: Date.parse(event.startedAt),
    endedAt: event.endedAt === null ? null : Date.parse(event.endedAt),
    crewSize: event.crewSize,
    note: event.note,
    jobNumber: event.job?.number ?? "",
  };
}

/** The body that says it. */
export function written(line: number, said: Said): object {
  return {
    lineId: line,
    reasonId: said.reasonId,
    startedAt: new Date(said.startedAt).toISOString(),
    endedAt: said.endedAt === null ? null : new Date(said.endedAt).toISOString(),
    crewSize: said.crewSize,
    note: said.note,
    jobNumber: said.jobNumber,
  };
}

/** Whether a stop that still runs is worth an alert. @param after in minutes; 0: none is. */
export function isLate(startedAt: number, after: number, now: number): boolean {
  return after > 0 && now - startedAt >= after * 60_000;
}
