// The same segment counted by a loop over typed arrays, as one would write it for this one question.
import { scoredColumns } from './ours.js';

let people = null;

export function prepare() {
  const columns = scoredColumns();
  people = { ...columns, region: columns.region.split('\n') };
  return people.stage.length;
}

function count(question, minor) {
  const { stage, segment, value, lastOrder, region } = people;
  let counted = 0;
  for (let row = 0; row < stage.length; row += 1) {
    if (
      (stage[row] === question.stage || segment[row] === question.segment) && value[row] > minor
      && lastOrder[row] < question.before && region[row].toLowerCase().includes(question.region)
    ) counted += 1;
  }
  return counted;
}

export function segments(question) {
  const begin = performance.now();
  const counts = question.values.map((minor) => count(question, minor));
  return { ms: (performance.now() - begin) / question.values.length, counts };
}
