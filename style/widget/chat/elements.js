// Elements made by script. Text only ever becomes text nodes, so nothing anybody writes turns into markup.

export const find = (id) => document.getElementById(id);

/** An element: make('p.note', { hidden: true }, 'text', another). Children that are missing are left out. */
export function make(name, properties, ...children) {
  const [tag, ...classes] = name.split('.');
  const element = Object.assign(document.createElement(tag), properties);
  if (classes.length) element.className = classes.join(' ');
  element.append(...children.flat().filter((child) => child || child === 0));
  return element;
}

/** A link that opens a tab of its own and tells the other site nothing. */
export const link = (href, ...children) => make('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...children);

// A link ends before the punctuation of the sentence around it.
const LINKS = /(https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}])/gi;

/** What somebody wrote: their line breaks kept, their web addresses made links. */
export const text = (words) =>
  words && make('p.text', { dir: 'auto' }, words.split(LINKS).map((part, i) => (i % 2 ? link(part, part) : part)));

/** 1.4 MB: a size for people. */
export const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
