// A measuring page with the reference book open, and what its peers make from the same columns.
import { BOOK, DATABASE, benchPage, same, withBook } from './browser.js';

/** DuckDB's table of orders is made first, from the columns the book was made from; then the book is opened as the app opens it. */
export async function withOrders(profile) {
  await withBook(profile);
  const { page, call } = await benchPage(profile.context);
  await call('ours.generate', BOOK);
  const [rows, sum] = await call('duckdb.prepareOrders');
  await call('ours.forget');
  await call('ours.load', DATABASE);
  const [, orders, , total] = await call('ours.check');
  same('orders and their sum', [orders, total], [rows, sum]);
  return { page, call };
}

/** The reference book open and scored. */
export async function withScores(profile) {
  await withBook(profile);
  const { page, call } = await benchPage(profile.context);
  await call('ours.load', DATABASE);
  await call('ours.score');
  return { page, call };
}
