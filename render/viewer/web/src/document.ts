// The document that the page shows: what sysmap has found out about one map,
// written into the page as JSON. render/viewer/document.go is its other side
// and says what everything means.

export type Language = "en" | "da";

/** A text in at least one of the languages; null where there is none. */
export type Text = Partial<Record<Language, string>> | null;

export interface SystemMap {
  version: string;
  digest: string;
  name: string;
  language: Language;
  languages: Language[];
  title: Text;
  note?: Text;
  unit: { id: string; label: Text };
  illustrative: boolean;
  /** What the map says on the whole, most important first, and what it does not say. */
  findings: Text[];
  gaps: Text[];
  sources: { text: Text; url?: string }[];
  goal: { label?: Text; raise: string[]; lower: string[] };
  categories: Category[];
  clusters: Named[];
  views: View[];
  variables: Variable[];
  links: Link[];
  loops: Loops;
  measures: Measure[];
  actors: Actor[];
  sectors: Named[];
  efforts: Effort[];
  lenses: Lens[];
  scenarios: Scenario[];
  seed: number;
  runs: number;
  until: number;
  press: number;
  /** The look that the page opens with. */
  theme?: "auto" | "light" | "dark";
  drawings: Drawing[];
  map: string;
}

export interface Named {
  id: string;
  label: Text;
  note?: Text;
}

export interface Category extends Named {
  class: string;
  colour: string;
  colour_dark: string;
}

export interface Actor extends Named {
  sector?: string;
  backbone?: boolean;
}

export interface View extends Named {
  kind: "map" | "cluster" | "view";
  variables: string[];
  loops: string[];
}

export interface Variable extends Named {
  group: string;
  category?: string;
  cluster?: string;
  measure?: { indicator: Text; unit?: string; source?: string };
  horizon?: Text;
  inertia?: [number, number];
  roles: { actor: string; role: string; label: Text }[];
  efforts: string[];
  loops?: Count;
  ranks: Record<string, number>;
  measures: Record<string, number>;
  why?: Text;
  effect?: Effect;
}

export interface Effect {
  size: number;
  low: number;
  high: number;
  sign: number;
  certainty: number;
  rank: number;
  in_goal: boolean;
}

/** How many loops, in decimal digits: there may be more than a number holds. */
export interface Count {
  total: string;
  reinforcing: string;
  balancing: string;
  undetermined: string;
}

export interface Link {
  id: string;
  ref: string;
  from: string;
  to: string;
  sign: number;
  words: Text;
  strength: [number, number];
  strength_stated: boolean;
  delay?: [number, number];
  confidence?: string;
  probability: number;
  core?: boolean;
  note?: Text;
  evidence?: Evidence[];
  loops?: Count;
}

export interface Evidence {
  source?: string;
  kind?: string;
  label?: Text;
  quote?: Text;
  url?: string;
}

export interface Loop {
  /** The name that people gave it. */
  id?: string;
  label?: Text;
  polarity: "R" | "B" | "U";
  variables: string[];
  links: number[];
  length: number;
  delayed?: boolean;
  story?: Text;
}

export interface Loops {
  statement: Text;
  complete: boolean;
  max_length: number;
  count: Count;
  by_length: (Count & { length: number })[];
  named: Loop[];
  short: Loop[];
  extent: Text;
}

export interface Measure extends Named {
  meaning: Text;
}

export interface Effort extends Named {
  by: string[];
  status?: Text;
  level?: Text;
  on: string[];
  links: number[];
}

export interface Scale {
  title: Text;
  low: number;
  high: number;
  low_label: Text;
  high_label: Text;
  diverging: boolean;
  stops_light: string[];
  stops_dark: string[];
}

/** A colour under both themes. */
export interface Tinted {
  colour_light?: string;
  colour_dark?: string;
}

export interface VariableMark extends Tinted {
  value?: number;
  ink_light?: string;
  ink_dark?: string;
  outline?: Tinted[];
  dashed?: boolean;
  badges?: Badge[];
  emphasis?: boolean;
  note?: Text;
}

export interface Badge extends Tinted {
  text: string;
  texts?: Text;
  shape: string;
  open?: boolean;
  small?: boolean;
}

export interface LinkMark extends Tinted {
  emphasis?: boolean;
  width?: number;
  band?: "" | "solid" | "broken";
  badges?: Badge[];
  note?: Text;
}

export interface Thread extends Tinted {
  id: string;
  label: Text;
  through: string[];
  stitch: string;
  knot?: Badge;
  note?: Text;
}

export interface KeyEntry {
  label: Text;
  badges?: Badge[];
  variable?: VariableMark;
  link?: LinkMark;
  thread?: Thread;
}

export interface Lens extends Named {
  group: string;
  scale?: Scale | null;
  key: KeyEntry[];
  list?: { badge: Badge; text: Text }[];
  variables: Record<string, VariableMark>;
  /** By the ids of links. */
  links: Record<string, LinkMark>;
  threads?: Thread[];
  fade: boolean;
}

/** How one variable changes: the median and the band of nine tenths, at each time. */
export interface Series {
  median: number[];
  low: number[];
  high: number[];
  probability_positive: number[];
  probability_negative: number[];
}

export interface Summary {
  method: string;
  members: number;
  times: number[];
  variables: Record<string, Series>;
}

export interface Scenario extends Named {
  until: number;
  interventions: { action: string; text: string; words?: Text }[];
  summary: Summary | null;
  statements: Text[];
}

export interface Drawing {
  view: string;
  language: Language;
  theme: "light" | "dark";
  prefix: string;
  width: number;
  height: number;
  svg: string;
}
