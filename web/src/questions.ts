// Questions that need no query language. Which one is asked is part of the address: its name, then ids of nodes.

import { button, choice, make, type Child } from "./dom";
import { beats, introducedBy, resultsOf, triedOn } from "./answers";
import type { Drawing, Mount } from "./drawing";
import type { Graph } from "./graph";
import { matrix } from "./matrix";
import { isEntity } from "./node";
import { pathBetween } from "./path";
import { picker } from "./picker";
import { FILTERS } from "./sieve";
import type { State, Store } from "./state";

type Nodes = (number | null)[];

interface Question {
  /** With "…" for the name of each node. */
  title: string;
  /** Labels of the nodes that are asked for. */
  fields: string[];
  /** Names of the classes that will do; none for papers and all entities. */
  classes: string[];
  answer: (graph: Graph, store: Store, nodes: number[], drawing: Drawing) => Child[];
}

const QUESTIONS: Record<string, Question> = {
  path: { title: "How are … and … connected?", fields: ["From", "To"], classes: [], answer: pathBetween },
  tried: { title: "What was tried on …?", fields: ["Dataset or task"], classes: ["Dataset", "Task"], answer: triedOn },
  beats: { title: "What beats …?", fields: ["Method"], classes: ["Method", "Dataset"], answer: beats },
  introduced: {
    title: "Who introduced …?",
    fields: ["Name"],
    classes: ["Method", "Dataset", "Task", "Metric"],
    answer: introducedBy,
  },
  results: {
    title: "Which results for …?",
    fields: ["Dataset, task, metric or method"],
    classes: ["Dataset", "Task", "Metric", "Method"],
    answer: resultsOf,
  },
  matrix: { title: "Which method was evaluated on which dataset?", fields: [], classes: [], answer: matrix },
};

const FIRST = "tried"; // what is asked until something else is

export const mountQuestions: Mount = (root, graph, store, drawing) => {
  let shown = "";
  const show = (): void => {
    if (store.state.view !== "questions") return;
    const now = JSON.stringify(
      ["question" as const, ...FILTERS].map((key) => store.state[key]),
      (_, value: unknown) => (value instanceof Set ? [...value] : value),
    );
    if (now === shown) return;
    shown = now;
    const at = [...root.querySelectorAll(CONTROLS)].indexOf(document.activeElement!);
    root.replaceChildren(...form(graph, store, drawing));
    if (at >= 0) goOn(root, at);
  };
  store.subscribe(show);
  show();
};

const CONTROLS = ".asking select, .asking input";

/** Leaves the focus on the choice of the question, or moves it from a field to the next empty one or the answer. */
function goOn(root: HTMLElement, at: number): void {
  const controls = [...root.querySelectorAll<HTMLInputElement | HTMLSelectElement>(CONTROLS)];
  const next = at ? (controls.find(({ value }) => !value) ?? root.querySelector<HTMLElement>("h2")) : controls[0];
  next?.focus();
}

function form(graph: Graph, store: Store, drawing: Drawing): Node[] {
  const { name, nodes } = asked(graph, store.state);
  const question = QUESTIONS[name];
  const ask = (to: string, of: Nodes): void =>
    store.set({ question: [to, ...of.map((node) => (node === null ? "-" : graph.id(node)))].join(" ") });
  const titles = Object.entries(QUESTIONS).map(([value, { title }]) => [value, title] as const);
  const select = choice("Question", titles, name, (to) =>
    ask(
      to,
      nodes.filter((node) => accepts(graph, QUESTIONS[to], node)),
    ),
  );
  const fields = question.fields.map((label, place) => {
    const choose = (node: number): void =>
      ask(
        name,
        nodes.map((each, at) => (at === place ? node : each)),
      );
    return picker(graph, label, nodes[place], (node) => accepts(graph, question, node), choose);
  });
  const given = nodes.filter((node) => node !== null);
  const complete = given.length === nodes.length;
  const answer = complete ? [heading(graph, question, given), ...question.answer(graph, store, given, drawing)] : [];
  return [make("div", { className: "asking" }, select, ...fields), make("div", { className: "answer" }, ...answer)];
}

/** Buttons for the questions that one node answers. */
export function questionsAbout(graph: Graph, store: Store, node: number): HTMLElement[] {
  const about = Object.entries(QUESTIONS).filter(
    ([, question]) => question.fields.length === 1 && accepts(graph, question, node),
  );
  const ask = (name: string): void => store.set({ view: "questions", question: `${name} ${graph.id(node)}` });
  return about.map(([name, { title }]) => button(title.replace("…", "it"), () => ask(name), { className: "plain" }));
}

const heading = (graph: Graph, { title }: Question, nodes: number[]): HTMLElement =>
  make(
    "h2",
    { tabIndex: -1 },
    nodes.reduce((text, node) => text.replace("…", () => graph.label(node)), title),
  );

/** The question of the address, with a node or null for each of its fields; the focus fills the first where none is given. */
function asked(graph: Graph, { question, focus }: Readonly<State>): { name: string; nodes: Nodes } {
  const [first = "", ...ids] = question.split(" ");
  const name = Object.hasOwn(QUESTIONS, first) ? first : FIRST;
  const given = ids.length ? ids.map((id) => graph.nodeOf(id)) : [focus];
  const fits = (node: number | null = null): boolean => accepts(graph, QUESTIONS[name], node);
  return { name, nodes: QUESTIONS[name].fields.map((_, place) => (fits(given[place]) ? given[place] : null)) };
}

function accepts(graph: Graph, { classes }: Question, node: number | null): boolean {
  if (node === null) return false;
  const { name } = graph.classes[graph.type[node]];
  return classes.length ? classes.includes(name) : isEntity(graph, node) || name === "Paper";
}
