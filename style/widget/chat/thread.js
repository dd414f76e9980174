// The messages on screen: one element each, kept in order and never drawn twice, and the place the reader has scrolled to.

import { content } from './bubbles.js';
import { find, make } from './elements.js';
import { settings } from './memory.js';
import { clock, dayName, dayOf, toDate } from './times.js';

const scroller = find('thread');
const list = find('messages');
const older = find('older');
const jump = find('jump');

/** Messages of one writer closer than this stand together, in microseconds. */
const TOGETHER = 5 * 60e6;

const isOwn = ({ message }) => message.from === 'customer';
const initials = (name) => name.split(/\s+/, 2).map((word) => [...word][0]).join('');

/**
 * `say(words)` answers a message with buttons, `retry(draft)` and `edit(draft)` are pressed on one that was refused,
 * `fetchOlder(id)` brings the page before a message, `looked()` is called when what the reader sees has changed.
 */
export function showThread({ say, retry, edit, fetchOlder, looked }) {
  /** Each entry twice, by the message's id and by its client_id: { message, draft, element, bubble, meta }. */
  const index = new Map();
  let entries = [];
  let drafts = [];
  let days = new Map();
  let atEnd = true;
  let more;
  let busy = false;
  let due = false;

  /** Takes in a message, or a new state of it. What is still on its way never replaces what the server made of it. */
  function put(message) {
    const entry = index.get(message.id) || index.get(message.client_id) || frame(message);
    if (!entry.message || message.id) {
      entry.message = message;
      entry.bubble.replaceChildren(...content(message, say));
      entry.bubble.title = toDate(message.at).toLocaleString();
    }
    if (message.id) index.set(message.id, entry);
    if (message.client_id) index.set(message.client_id, entry);
    return entry;
  }

  /** The empty element of a message; app/src/visitor/chat_message.rs writes the same. */
  function frame({ from, name }) {
    const own = from === 'customer';
    const [bubble, meta] = [make('div.bubble'), make('p.meta')];
    const writer = own ? 'You' : name || settings.title;
    const avatar = !own && make('span.avatar', { ariaHidden: 'true' }, initials(writer));
    const element = make(`li.message.${own ? 'own' : 'theirs'}`, {}, avatar, make('p.name', {}, writer), bubble, meta);
    return { bubble, meta, element };
  }

  /** Draws once for all that changes in one go. */
  function changed() {
    if (due) return;
    due = true;
    queueMicrotask(arrange);
  }

  function arrange() {
    due = false;
    for (const entry of index.values()) entry.draft = null;
    for (const draft of drafts) {
      const entry = put({ ...draft, from: 'customer', at: draft.at * 1000, body: { kind: 'text', text: draft.text } });
      if (!entry.message.id) entry.draft = draft;
    }
    entries = [...new Set(index.values())].filter(({ message, draft }) => message.id || draft);
    entries.sort(
      ({ message: one, draft }, { message: other, draft: last }) => !!draft - !!last || one.at - other.at || one.id - other.id,
    );

    const lastOwn = entries.map(isOwn).lastIndexOf(true);
    const answered = entries.reduce((at, { message }) => (message.from === 'agent' ? message.at : at), 0);
    const before = days;
    const wanted = [];
    days = new Map();
    entries.forEach((entry, i) => {
      const day = dayOf(entry);
      if (!days.has(day)) {
        days.set(day, before.get(day) || make('li.day'));
        days.get(day).textContent = dayName(entry);
        wanted.push(days.get(day));
      }
      wanted.push(entry.element);
      entry.element.classList.toggle('follows', together(entries[i - 1], entry));
      entry.element.classList.toggle('followed', together(entry, entries[i + 1]));
      // That a person of the business has seen it is known once they answer.
      tell(entry, i === lastOwn && (entry.message.at <= answered ? 'Seen' : 'Sent'));
      // A question can be answered until the visitor has said something else.
      for (const buttons of entry.bubble.querySelectorAll('fieldset')) buttons.disabled = i < lastOwn;
    });
    place(wanted);
    older.hidden = !more;
    looked();
  }

  function together(one, next) {
    const [a, b] = [one?.message, next?.message];
    return !!a && !!b && a.from === b.from && a.name === b.name && b.at - a.at < TOGETHER && dayOf(one) === dayOf(next);
  }

  /** The line below a bubble: when, and how far it has come. */
  function tell({ message, draft, meta, element }, state) {
    const problem = draft?.problem;
    const line = [clock(message), problem || (draft ? 'Sending…' : state)].filter(Boolean).join(' · ');
    element.classList.toggle('failed', !!problem);
    element.classList.toggle('sending', !!draft && !problem);
    if (meta.firstChild?.data === line) return;
    const button = (title, press) => make('button', { type: 'button', onclick: () => press(draft) }, title);
    meta.replaceChildren(line, ...(problem ? [button('Retry', retry), button('Edit', edit)] : []));
  }

  /** Brings the list into this order, touching only what is out of it: sounds play on, and nothing is read out twice. */
  function place(wanted) {
    const top = (element) => element.getBoundingClientRect().top;
    const edge = top(scroller);
    const anchor = !atEnd && wanted.find((element) => element.isConnected && element.getBoundingClientRect().bottom > edge);
    const before = anchor && top(anchor);
    const stay = new Set(wanted);
    for (const child of [...list.children]) if (!stay.has(child)) child.remove();
    let next = list.firstChild;
    for (const element of wanted) {
      if (element === next) next = next.nextSibling;
      else list.insertBefore(element, next);
    }
    if (anchor) scroller.scrollTop += top(anchor) - before;
    else if (atEnd) toEnd();
  }

  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight;
  }

  /** Draws what was said before; that is not read out as news. */
  function quietly(page) {
    scroller.ariaLive = 'off';
    page.messages.forEach(put);
    arrange();
    setTimeout(() => (scroller.ariaLive = 'polite'), 1_000);
  }

  async function loadOlder() {
    const first = entries.find(({ message }) => message.id);
    if (busy || !more || !first) return;
    busy = true;
    try {
      const page = await fetchOlder(first.message.id);
      more = page.older;
      quietly(page);
    } catch {
      // The button is still there.
    }
    busy = false;
  }

  scroller.onscroll = () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
    if (scroller.scrollTop < 60) loadOlder();
    looked();
  };
  older.onclick = loadOlder;
  jump.onclick = toEnd;
  // Neither a typing sign nor a phone's keyboard pushes the newest message out of sight.
  const watcher = new ResizeObserver(() => atEnd && toEnd());
  watcher.observe(scroller);
  watcher.observe(list.parentElement);

  return {
    /** Takes in the newest page. When it does not reach what is known, that is dropped: better less than with a gap. */
    reset(page) {
      if (more === undefined || !page.messages.some(({ id }) => index.has(id))) {
        index.clear();
        more = page.older;
      }
      quietly(page);
    },
    /** Takes in a message, unless it belongs to a part that is not loaded. */
    put(message) {
      if (more && message.at < entries[0]?.message.at) return;
      put(message);
      changed();
    },
    /** Shows what is on its way. */
    setDrafts(now) {
      drafts = now;
      changed();
    },
    toEnd() {
      atEnd = true;
      toEnd();
    },
    atEnd: () => atEnd,
    /** Offers the way down to who has scrolled up. */
    offerEnd(unread) {
      jump.hidden = atEnd;
      jump.textContent = unread ? `${unread} new` : 'Newest';
    },
    /** The times of the business's messages, oldest first. */
    times: () => entries.filter((entry) => !isOwn(entry)).map(({ message }) => message.at),
  };
}
