// The search peers over the same customers, and the questions that all are asked.
import MiniSearch from './peers/minisearch.js';
import uFuzzy from './peers/ufuzzy.js';
import { columns, search as ours } from './ours.js';

const SHOWN = 100;
/** A person finds a name among the first few, not on the third screen. */
const RECALL_WITHIN = 20;
const EACH = 12;

let people = null;
let haystack = null;
let mini = null;
// One mistake a term; letters of all scripts only where the question has some, since that costs uFuzzy a good deal.
const latin = new uFuzzy({ intraMode: 1 });
const unicode = new uFuzzy({
  unicode: true, interSplit: "[^\\p{L}\\d']+", intraSplit: '\\p{Ll}\\p{Lu}', intraBound: '\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}',
  intraChars: "[\\p{L}\\d']", intraContr: "'\\p{L}{1,2}\\b", intraMode: 1,
});

const fields = ['name', 'phone', 'email', 'region', 'externalId'];

export function prepare() {
  const { customers } = columns();
  const split = fields.map((field) => customers[field].split('\n'));
  people = split[0].map((_, id) => Object.fromEntries([['id', id], ...fields.map((field, at) => [field, split[at][id]])]));
  haystack = people.map((one) => fields.map((field) => one[field]).join(' '));
  mini = new MiniSearch({ fields, storeFields: ['name'], searchOptions: { prefix: true, fuzzy: 0.2 } });
  mini.addAll(people);
  return people.length;
}

const askers = {
  ours: (text) => ours(text).split('\n'),
  uFuzzy(text) {
    const engine = /[^\x00-\x7f]/.test(text) ? unicode : latin;
    const [ids, info, order] = engine.search(haystack, text, 0, 1e4);
    const best = info && order ? order.map((at) => info.idx[at]) : ids ?? [];
    return best.slice(0, SHOWN).map((id) => people[id].name);
  },
  MiniSearch: (text) => mini.search(text).slice(0, SHOWN).map((found) => found.name),
};

// mulberry32: small, and the same everywhere.
function random(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

function pick(next, fits) {
  const picked = [];
  while (picked.length < EACH) {
    const one = people[next(people.length)];
    if (fits(one)) picked.push(one);
  }
  return picked;
}

/** One letter left out, doubled, swapped or replaced, inside a word of the name. */
function mistyped(next, name) {
  const words = name.split(' ');
  const long = words.findIndex((word) => word.length >= 5);
  const word = words[long];
  const at = 1 + next(word.length - 2);
  const kinds = [
    () => word.slice(0, at) + word.slice(at + 1),
    () => word.slice(0, at) + word[at] + word.slice(at),
    () => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
    () => word.slice(0, at) + 'aeiourst'[next(8)] + word.slice(at + 1),
  ];
  words[long] = kinds[next(kinds.length)]();
  return words.join(' ');
}

/** What is typed, key by key, from the second key on; Chinese from the first. */
const keys = (text) => Array.from({ length: text.length }, (_, at) => text.slice(0, at + 1)).filter((part) => /[^\x00-\x7f]/.test(part) || part.length > 1);

function questions() {
  const next = random(7);
  const isLatin = (one) => /^[\x00-\x7f]+$/.test(one.name);
  const isLong = (one) => isLatin(one) && one.name.split(' ').some((word) => word.length >= 5);
  const latinNames = pick(next, isLatin).map((one) => one.name.toLowerCase());
  const phones = pick(next, (one) => one.phone).map((one) => one.phone.replace(/\D/g, '').slice(-8));
  const emails = pick(next, (one) => one.email).map((one) => one.email.split('@')[0]);
  const chinese = pick(next, (one) => !isLatin(one)).map((one) => one.name.slice(0, 3));
  const initials = Array.from({ length: EACH }, () => 'zhangliwchyx'[next(12)] + 'jmhlxgyf'[next(8)]);
  const typos = pick(next, isLong).map((one) => ({ name: one.name, text: mistyped(next, one.name) }));
  return { typed: [latinNames, phones, emails, chinese, initials].flat().flatMap(keys), typos };
}

const p95 = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)];

/** One round: every question to everybody in turn. */
export function round() {
  const { typed, typos } = questions();
  const times = { ours: [], uFuzzy: [], MiniSearch: [] };
  const found = { ours: 0, uFuzzy: 0, MiniSearch: 0 };
  const ask = (who, text) => {
    const begin = performance.now();
    const names = askers[who](text);
    times[who].push(performance.now() - begin);
    return names;
  };
  for (const text of typed) for (const who of Object.keys(askers)) ask(who, text);
  for (const { name, text } of typos) {
    for (const who of Object.keys(askers)) if (ask(who, text).slice(0, RECALL_WITHIN).includes(name)) found[who] += 1;
  }
  const each = (make) => Object.fromEntries(Object.keys(askers).map((who) => [who, make(who)]));
  return { questions: typed.length + typos.length, p95: each((who) => p95(times[who])), recall: each((who) => found[who] / typos.length) };
}
