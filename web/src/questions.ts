// Questions that need no query language. Which one is asked is part of the address: its name, then ids of nodes.

import { beats, introducedBy, resultsOf, triedOn } from "./answers";
import { button, byId, make, nodes as parts, type Child } from "./dom";
import type { Drawing } from "./drawing";
import * as graph from "./graph";
import { matrix } from "./matrix";
import { isEntity } from "./node";
import { pathBetween } from "./path";
import { picker } from "./picker";
import { FILTERS } from "./sieve";
import * as store from "./state";
import type { State } from "./state";

type Nodes = (number | null)[];

interface Question {
  name: string;
  /** With "…" for the name of each node. */
  title: string;
  /** Labels of the nodes that are asked for. */
  fields: string[];
  /** Names of the classes that will do; none for papers and all entities. */
  classes: string[];
}

const ANSWERS: Record<string, (nodes: number[], drawing: Drawing) => Child[]> = {
  "path": pathBetween, "tried": triedOn, "beats": beats, "introduced": introducedBy, "results": resultsOf, "matrix": matrix,
};

const FIRST = 1; // what is asked until something else is

const root = byId("questions");
const select = root.querySelector("select")!;
const listed = (text = ""): string[] => text.split("|").filter(Boolean);
const QUESTIONS = Array.from(select.options, ({ value, text, dataset }): Question => ({
  name: value, title: text, fields: listed(dataset["fields"]), classes: listed(dataset["classes"]),
}));

export function mountQuestions(drawing: Drawing): void {
  const [fields, answer] = root.querySelectorAll(".fields, .answer");
  let shown = "";
  select.onchange = () => ask(select.value, asked(store.state).nodes.filter((node) => accepts(QUESTIONS[select.selectedIndex], node)));
  store.follow(() => {
    if (store.state.view !== "questions") return;
    const now = JSON.stringify(
      ["question" as const, ...FILTERS].map((key) => store.state[key]),
      (_, value: unknown) => (value instanceof Set ? [...value] : value),
    );
    if (now === shown) return;
    shown = now;
    const { question, nodes } = asked(store.state);
    const typed = fields.contains(document.activeElement);
    select.value = question.name;
    fields.replaceChildren(...pickers(question, nodes));
    answer.replaceChildren(...parts(answers(question, nodes, drawing)));
    if (typed) goOn();
  });
}

/** Moves the focus to the next empty field or the answer. */
function goOn(): void {
  const empty = [...root.querySelectorAll("input")].find(({ value }) => !value);
  (empty ?? root.querySelector("h2"))?.focus();
}

const ask = (name: string, nodes: Nodes): void =>
  store.set({ view: "questions", question: [name, ...nodes.map((node) => (node === null ? "-" : graph.id(node)))].join(" ") });

const pickers = (question: Question, nodes: Nodes): Node[] =>
  question.fields.map((label, place) =>
    picker(label, nodes[place], (node) => accepts(question, node), (node) => ask(question.name, nodes.map((other, at) => (at === place ? node : other)))),
  );

function answers({ name, title }: Question, nodes: Nodes, drawing: Drawing): Child[] {
  const given = nodes.filter((node) => node !== null);
  if (given.length < nodes.length) return [];
  const heading = given.reduce((text, node) => text.replace("…", () => graph.label(node)), title);
  return [make("h2", { tabIndex: -1 }, heading), ...ANSWERS[name](given, drawing)];
}

/** Buttons for the questions that one node answers. */
export function questionsAbout(node: number): HTMLElement[] {
  const about = QUESTIONS.filter((question) => question.fields.length === 1 && accepts(question, node));
  return about.map(({ name, title }) => button(title.replace("…", "it"), () => ask(name, [node]), { className: "plain" }));
}

/** The question of the address, with a node or null for each of its fields; the focus fills the first where none is given. */
function asked({ question: text, focus }: Readonly<State>): { question: Question; nodes: Nodes } {
  const [first, ...ids] = text.split(" ");
  const question = QUESTIONS.find(({ name }) => name === first) ?? QUESTIONS[FIRST];
  const given = ids.length ? ids.map(graph.nodeOf) : [focus];
  const nodes = question.fields.map((_, place) => given[place] ?? null);
  return { question, nodes: nodes.map((node) => (accepts(question, node) ? node : null)) };
}

function accepts({ classes }: Question, node: number | null): boolean {
  if (node === null) return false;
  const { name } = graph.classOf(node);
  return classes.length ? classes.includes(name) : isEntity(node) || name === "Paper";
}
