// k-means of ours and of ml-kmeans, from the same centres over the same points.
import { kmeans } from './peers/ml-kmeans.js';
import { kmeans as ours, pointsOf } from './ours.js';

const D = 3;
let points = null;
let rows = null;
let centres = null;

/** Centres are points far apart in the table, all different. */
export function prepare(k) {
  points = pointsOf();
  rows = Array.from({ length: points.length / D }, (_, at) => Array.from(points.subarray(at * D, at * D + D)));
  centres = [];
  for (let at = 0; centres.length < k && at < rows.length; at += Math.floor(rows.length / (3 * k))) {
    if (!centres.some((centre) => centre.join() === rows[at].join())) centres.push(rows[at]);
  }
  return { rows: rows.length, centres: centres.length };
}

/** Sum of squared distances of all points to the nearest centre. */
function inertia(found) {
  const gap = (point, centre) => centre.reduce((sum, x, at) => sum + (x - point[at]) ** 2, 0);
  return rows.reduce((sum, point) => sum + Math.min(...found.map((centre) => gap(point, centre))), 0);
}

function run(work) {
  const begin = performance.now();
  const found = work();
  return { ms: performance.now() - begin, found };
}

export function byUs(iterations) {
  const { ms, found } = run(() => ours(Float64Array.from(centres.flat()), iterations));
  return { ms, inertia: inertia(Array.from({ length: centres.length }, (_, at) => Array.from(found.subarray(at * D, at * D + D)))) };
}

export function byThem(iterations) {
  const { ms, found } = run(() => kmeans(rows, centres.length, { initialization: centres, maxIterations: iterations, tolerance: 0 }));
  return { ms, inertia: inertia(found.centroids) };
}
