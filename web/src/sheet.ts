// A table of answers that is sorted by any of its columns.

import { aria, button, column, csv, digits, grid, make, save, type Child } from "./dom";

export type Value = string | number | null;

export interface Column<Row> {
  name: string;
  value: (row: Row) => Value;
  /** What the column is sorted by, where that is not its value. */
  key?: (row: Row) => Value;
  /** What is shown, where that is not the value. */
  show?: (row: Row) => Child[];
}

/** Numbers before words, what is empty last in both directions. */
function compare(one: Value, other: Value, direction: number, words: Intl.Collator): number {
  const [kind, theirs] = [one, other].map((value) => (value === null || value === "" ? 2 : Number(typeof value !== "number")));
  if (kind === 2 || theirs === 2) return kind - theirs;
  return direction * (kind - theirs || (kind ? words.compare(String(one), String(other)) : Number(one) - Number(other)));
}

/** The first number in a text, "83.0%" and "−1,024" among them; null where there is none. */
export function numberIn(text: string | null): number | null {
  const found = /[+\-−]?\d[\d,]*(\.\d+)?/.exec(text ?? "");
  return found && Number(found[0].replace("−", "-").replaceAll(",", ""));
}

/** Lets the buttons of a table's head sort it; what is returned says which column it is sorted by. */
export function sorting(cells: readonly HTMLElement[], sort: (place: number) => void): (by: number, direction: number) => void {
  cells.forEach((cell, place) => (cell.onclick = () => sort(place)));
  return (by, direction) => cells.forEach((cell, at) => aria(cell, "sort", at !== by ? "none" : direction > 0 ? "ascending" : "descending"));
}

const FIRST = 100;

/** The rows under those columns that have anything to show. */
export function sheet<Row>(caption: string, all: readonly Column<Row>[], rows: readonly Row[], file: string): HTMLElement {
  const columns = all.filter(({ value }) => rows.some((row) => value(row)));
  let [by, direction, shown] = [-1, 1, FIRST];
  let sorted = rows;
  const cells = columns.map(({ name }) => column(make("button", { type: "button" }, name)));
  const table = grid(cells, []);
  const fill = (): void => {
    table.tBodies[0].replaceChildren(...sorted.slice(0, shown).map((row) => line(columns, row)));
    rest.hidden = rows.length <= shown;
  };
  const point = sorting(cells, (place) => {
    direction = by === place ? -direction : 1;
    by = place;
    const { value, key = value } = columns[by];
    const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
    sorted = [...rows].sort((one, other) => compare(key(one), key(other), direction, words));
    point(by, direction);
    fill();
  });
  const more = (): void => {
    shown = rows.length;
    fill();
  };
  const rest = button(`All ${digits(rows.length)} rows`, more, { className: "plain" });
  const download = (): void => save(file, csv([columns.map(({ name }) => name), ...sorted.map((row) => columns.map(({ value }) => value(row)))]));
  fill();
  const wide = make("div.wide", { tabIndex: 0, role: "region", "aria-label": caption }, table);
  return make("div.sheet", wide, rest, button("CSV", download, { className: "plain" }));
}

const line = <Row>(columns: readonly Column<Row>[], row: Row): HTMLElement =>
  make("tr", ...columns.map(({ show, value }) => make("td", ...(show?.(row) ?? [value(row)]))));
