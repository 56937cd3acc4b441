import type { ConflictRow } from "@web/elements/conflict-dialog";
import type { Said } from "../../Pages/stop";

const fields = ["startedAt", "endedAt", "reasonId", "crewSize", "jobNumber", "note"] as const;

type Field = (typeof fields)[number];

/** Where two people say two things of one stop: a row for each field in which they differ. */
export function differences(
  mine: Said,
  theirs: Said,
  words: {
    readonly stop: string;
    readonly who: string;
    readonly when: string;
    readonly label: (field: Field) => string;
    readonly value: (field: Field, said: Said) => string;
  },
): readonly ConflictRow[] {
  return fields
    .filter((field) => mine[field] !== theirs[field])
    .map((field) => ({
      rowId: words.stop,
      columnId: field,
      row: words.stop,
      column: words.label(field),
      mine: words.value(field, mine),
      theirs: words.value(field, theirs),
      who: words.who,
      when: words.when,
    }));
}

/** What is stored, with mine in the fields that were chosen so. */
export function merged(mine: Said, theirs: Said, chosen: Iterable<string>): Said {
  const own = Object.fromEntries([...chosen].map((field) => [field, mine[field as Field]]));
  return { ...theirs, ...own };
}
