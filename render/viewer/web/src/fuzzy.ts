// Search that forgives slips of the hand, in English and Danish.

/** fold returns the two ways in which a text may be typed without its accents. */
function fold(text: string): [string, string] {
  const lower = text.toLowerCase();
  const strip = (s: string): string => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const pairs: [RegExp, string, string][] = [[/æ/g, "ae", "a"], [/ø/g, "oe", "o"], [/å/g, "aa", "a"], [/ß/g, "ss", "s"]];
  let long = lower;
  let short = lower;
  for (const [letter, two, one] of pairs) {
    long = long.replace(letter, two);
    short = short.replace(letter, one);
  }
  return [strip(long), strip(short)];
}

/**
 * distance counts the slips between two words: letters left out, put in,
 * changed, or two neighbours swapped (Damerau and Levenshtein, optimal string
 * alignment). It is at least limit + 1 where there are more than limit.
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let two: number[] = [];
  let one = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let d = Math.min(one[j]! + 1, row[j - 1]! + 1, one[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, two[j - 2]! + 1);
      row.push(d);
      least = Math.min(least, d);
    }
    if (least > limit) return limit + 1;
    two = one;
    one = row;
  }
  return one[b.length]!;
}

const slips = (length: number): number => (length < 4 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3);

/** wordCost says how far a typed word is from one of a text; Infinity is not at all. */
function wordCost(typed: string, word: string): number {
  if (word === typed) return 0;
  if (word.startsWith(typed)) return 0.1 + 0.01 * Math.min(20, word.length - typed.length);
  if (typed.length > 2 && word.includes(typed)) return 0.6;
  const limit = slips(typed.length);
  if (!limit) return Infinity;
  let best = distance(typed, word, limit);
  // Half a word with a slip in it: compare with the beginnings of the word.
  for (let n = Math.max(3, typed.length - 1); n <= Math.min(word.length - 1, typed.length + 1); n++) {
    best = Math.min(best, distance(typed, word.slice(0, n), limit) + 0.2);
  }
  return best > limit ? Infinity : 1 + best;
}

export interface Entry<T> {
  item: T;
  /** Folded texts under which it is found. */
  keys: string[];
}

export function entry<T>(item: T, texts: string[]): Entry<T> {
  const keys = new Set<string>();
  for (const text of texts) for (const folded of fold(text)) if (folded) keys.add(folded);
  return { item, keys: [...keys] };
}

function cost(typed: string, key: string): number {
  if (key.startsWith(typed)) return 0.05 * Math.min(1, (key.length - typed.length) / 40);
  const words = key.split(" ");
  let sum = 0;
  for (const part of typed.split(" ")) {
    const best = Math.min(...words.map((word) => wordCost(part, word)));
    if (best === Infinity) return Infinity;
    sum += best;
  }
  return sum + 0.2 + 0.02 * Math.min(10, words.length);
}

/** find returns what matches, best first; equals stay in their order. */
export function find<T>(typed: string, entries: Entry<T>[], most: number): T[] {
  const forms = [...new Set(fold(typed))].filter(Boolean);
  if (!forms.length) return [];
  const found: { item: T; cost: number; place: number }[] = [];
  entries.forEach(({ item, keys }, place) => {
    let best = Infinity;
    for (const form of forms) for (const key of keys) best = Math.min(best, cost(form, key));
    if (best < Infinity) found.push({ item, cost: best, place });
  });
  found.sort((a, b) => a.cost - b.cost || a.place - b.place);
  return found.slice(0, most).map((f) => f.item);
}
