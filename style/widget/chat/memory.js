// What this browser keeps between visits. Many block storage in frames of other sites; there the launcher keeps it with
// the page around. Where nobody does, it is kept as long as the page lives.

import { find } from './elements.js';
import { around, tell } from './launcher.js';

/** What the server wrote into the page: key, title, greeting, color, token. */
export const settings = JSON.parse(find('settings').textContent);

const shelf = `frontdesk:${settings.key}`;
let storage;
let kept = new Map();
try {
  storage = localStorage;
} catch {
  // Then without.
}
try {
  // Only then is the address believed: it could be a trap that gives the visitor somebody else's name.
  if (!storage && around) kept = new Map(JSON.parse(decodeURIComponent(location.hash.slice(1))));
} catch {
  // Nothing was kept.
}

const read = (name) => kept.get(name) || storage?.getItem(name);

function write(name, value) {
  try {
    storage.setItem(name, value);
  } catch {
    // Blocked, or full.
    kept.set(name, value);
    if (!storage) tell({ frontdesk: 'keep', kept: JSON.stringify([...kept]) });
  }
}

/** What was kept under this name; null when nothing was. */
export const recall = (name) => JSON.parse(read(`${shelf}:${name}`) || 'null');

/** Keeps a value under this name. */
export const keep = (name, value) => write(`${shelf}:${name}`, JSON.stringify(value));

/** Forgets what was kept under this name. */
export function forget(name) {
  kept.delete(`${shelf}:${name}`);
  storage?.removeItem(`${shelf}:${name}`);
}

/** Everything kept under names that begin so. */
export function recallAll(start) {
  const names = [...kept.keys(), ...Object.keys(storage || {})];
  return names.filter((name) => name.startsWith(`${shelf}:${start}`)).map((name) => JSON.parse(read(name)));
}

/** Who this visitor is: what the browser remembers, or else what the page brought. */
export const token = /^[\w-]{43}$/.exec(read(shelf))?.[0] || settings.token;
write(shelf, token);

/** A random UUID, on pages without HTTPS too. */
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Every x is any digit; y is 8, 9, a or b.
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) => {
    const random = crypto.getRandomValues(new Uint8Array(1))[0] % 16;
    return (place === 'x' ? random : (random % 4) + 8).toString(16);
  });
}
