// The document that the page shows: what sysmap has found out about one map,
// written into the page as JSON. render/viewer/document.go writes it.

export type Language = "en" | "da";

/** A text in at least one of the languages. */
export type Text = Partial<Record<Language, string>>;

export interface SystemMap {
  version: string;
  digest: string;
  language: Language;
  languages: Language[];
  title: Text;
  note?: Text;
  unit: { label: Text };
  sources?: string[];
  goal: { raise?: string[]; lower?: string[] };
  categories?: Category[];
  clusters?: Named[];
  views: View[];
  variables: Variable[];
  links: Link[];
  loops: Loops;
  measures?: Measure[];
  actors?: Actor[];
  sectors?: Named[];
  efforts?: Effort[];
  lenses?: Lens[];
  scenarios?: Scenario[];
  drawings: Drawing[];
  /** The whole composed map, as the engine reads it. */
  map: string;
  /** What MAP was on the command line, for the commands that the page shows. */
  source?: string;
}

export interface Named {
  id: string;
  label: Text;
}

export interface Category extends Named {
  colour: string;
}

export interface Actor extends Named {
  sector?: string;
}

export interface View extends Named {
  note?: Text;
  kind: "map" | "cluster" | "view";
  variables: string[];
}

export interface Variable extends Named {
  category?: string;
  cluster?: string;
  note?: Text;
  measure?: { indicator?: Text; unit?: Text | string; source?: Text | string };
  horizon?: string;
  inertia?: number | number[];
  roles?: { actor: string; role: string }[];
  efforts?: string[];
  loops?: { total: string; reinforcing: string; balancing: string; undetermined: string };
  measures?: Record<string, number>;
  ranks?: Record<string, number>;
  why?: Text;
  effect?: { size: number; low: number; high: number; sign: number; certainty: number; rank: number };
}

export interface Link {
  /** The id of the link's group in the drawings. */
  id: string;
  from: string;
  to: string;
  sign: "positive" | "negative" | "unknown" | "+" | "-" | "?";
  strength?: number[];
  strength_stated?: boolean;
  delay?: number | number[];
  confidence?: string;
  probability?: number;
  evidence?: { source?: Text | string; kind?: string; quote?: Text | string; url?: string }[];
  note?: Text;
  words: Text;
}

export interface Loop {
  id: string;
  label?: Text;
  polarity: "R" | "B" | "U";
  /** Ids in the order of influence; links[i] leads from variables[i] to the next. */
  variables: string[];
  /** Indices into the document's links. */
  links: number[];
  length: number;
  delayed?: boolean;
  story?: Text;
}

export interface Loops {
  statement?: Text;
  complete?: boolean;
  total?: string | number;
  reinforcing?: string | number;
  balancing?: string | number;
  undetermined?: string | number;
  named?: Loop[];
  short?: Loop[];
}

export interface Measure extends Named {
  meaning?: Text;
}

export interface Effort extends Named {
  by?: string[];
  status?: string;
  level?: string;
  on?: (string | { variable?: string; link?: string; action?: string; amount?: number; press?: number })[];
}

export interface LensScale {
  title?: Text;
  low_label?: Text;
  high_label?: Text;
  diverging?: boolean;
  stops_light?: string[];
  stops_dark?: string[];
}

export interface Lens extends Named {
  group: string;
  note?: Text;
  scale?: LensScale;
  key?: { label: Text; colour_light?: string; colour_dark?: string; badge?: string; kind?: string }[];
  variables?: Record<string, {
    colour_light?: string;
    colour_dark?: string;
    badges?: string[];
    emphasis?: boolean;
    note?: Text;
  }>;
  links?: Record<string, { emphasis?: boolean; width?: number; note?: Text }>;
  fade?: boolean;
}

/** What a run says of the change in one variable, at each of the times. */
export interface Course {
  median: number[];
  low: number[];
  high: number[];
  probability_positive?: number[];
  probability_negative?: number[];
}

export interface Summary {
  times: number[];
  variables: Record<string, Course>;
  statements?: Text[];
  members?: number;
}

export interface Scenario extends Named {
  note?: Text;
  until?: number;
  summary?: Summary;
}

export interface Drawing {
  view: string;
  language: Language;
  theme: "light" | "dark";
  /** SVG, gzipped, in base64. */
  svg: string;
}

export function parseDocument(json: string): SystemMap {
  const d = JSON.parse(json) as SystemMap;
  d.variables ??= [];
  d.links ??= [];
  d.views ??= [];
  d.drawings ??= [];
  d.loops ??= {};
  d.goal ??= {};
  return d;
}
