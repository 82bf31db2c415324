// A table of answers that is sorted by any of its columns.

import { button, csv, digits, make, nodes, save, type Child } from "./dom";

export type Value = string | number | null;

export interface Column<Row> {
  name: string;
  value: (row: Row) => Value;
  /** What the column is sorted by, where that is not its value. */
  key?: (row: Row) => Value;
  /** What is shown, where that is not the value. */
  show?: (row: Row) => Child[];
}

const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Numbers before words, what is empty last in both directions. */
export function compare(one: Value, other: Value, direction: number, order = words.compare): number {
  const empty = (value: Value): boolean => value === null || value === "" || Number.isNaN(value);
  if (empty(one) || empty(other)) return Number(empty(one)) - Number(empty(other));
  if (typeof one === "number" && typeof other === "number") return direction * (one - other);
  if (typeof one !== typeof other) return direction * (typeof one === "number" ? -1 : 1);
  return direction * order(String(one), String(other));
}

/** The first number in a text, "83.0%" and "−1,024" among them; null where there is none. */
export function numberIn(text: string | null): number | null {
  const found = /[+\-−]?\d[\d,]*(\.\d+)?/.exec(text ?? "");
  return found && Number(found[0].replace("−", "-").replaceAll(",", ""));
}

/** The head of a table whose columns are buttons; `point` says which the rows are sorted by. */
export function header(
  names: readonly string[],
  sort: (place: number) => void,
): { element: HTMLElement; point: (by: number, direction: number) => void } {
  const cells = names.map((name, place) =>
    make(
      "th",
      { scope: "col" },
      button(name, () => sort(place)),
    ),
  );
  const point = (by: number, direction: number): void =>
    cells.forEach((cell, at) =>
      cell.setAttribute("aria-sort", at !== by ? "none" : direction > 0 ? "ascending" : "descending"),
    );
  return { element: make("thead", {}, make("tr", { "aria-rowindex": 1 }, ...cells)), point };
}

const FIRST = 100;

/** The rows under those columns that have anything to show. */
export function sheet<Row>(
  caption: string,
  all: readonly Column<Row>[],
  rows: readonly Row[],
  file: string,
): HTMLElement {
  const columns = all.filter(({ value }) => rows.some((row) => value(row)));
  let [by, direction, shown] = [-1, 1, FIRST];
  const body = make("tbody");
  const rest = button(
    "",
    () => {
      shown = rows.length;
      fill();
    },
    { className: "plain" },
  );
  const head = header(
    columns.map(({ name }) => name),
    (place) => sort(place),
  );
  const ordered = (): Row[] => {
    const { key, value } = columns[by] ?? {};
    const of = key ?? value;
    return of ? [...rows].sort((one, other) => compare(of(one), of(other), direction)) : [...rows];
  };
  const fill = (): void => {
    body.replaceChildren(
      ...ordered()
        .slice(0, shown)
        .map((row) => line(columns, row)),
    );
    rest.hidden = rows.length <= shown;
    rest.textContent = `All ${digits(rows.length)} rows`;
  };
  const sort = (place: number): void => {
    direction = by === place ? -direction : 1;
    by = place;
    head.point(by, direction);
    fill();
  };
  const download = (): void =>
    save(
      file,
      csv([columns.map(({ name }) => name), ...ordered().map((row) => columns.map(({ value }) => value(row)))]),
    );
  fill();
  const table = make("table", {}, head.element, body);
  return make(
    "div",
    { className: "sheet" },
    make("div", { className: "wide", tabIndex: 0, role: "region", "aria-label": caption }, table),
    rest,
    button("CSV", download, { className: "plain" }),
  );
}

function line<Row>(columns: readonly Column<Row>[], row: Row): HTMLElement {
  const cells = columns.map(({ show, value }) => make("td", {}, ...nodes(show?.(row) ?? [value(row)])));
  return make("tr", {}, ...cells);
}
