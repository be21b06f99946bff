// The Dexie database that `load` and `reopen` read: a tenth of the reference book, since writing all of it takes minutes.
import { BOOK, benchPage, say } from './browser.js';

export const DEXIE_SHARE = 1 / 10;

/** Makes it once for the profile; says its rows and the figures that reading them must give. */
export async function withDexie(profile) {
  if (!profile.dexie) {
    say('making the Dexie database');
    const { page, call } = await benchPage(profile.context);
    await call('ours.generate', BOOK);
    profile.dexie = await call('dexie.prepare', DEXIE_SHARE);
    await call('dexie.bulkPut', 'bench-dexie');
    await page.close();
  }
  return profile.dexie;
}
