// The visitor's chat: brings the page the server has written to life. Each part stands in a file of its own under chat/.

import { openComposer } from './chat/composer.js';
import { find } from './chat/elements.js';
import { goLive } from './chat/live.js';
import { keep, recall, settings, token } from './chat/memory.js';
import { ring, showUnread, startNotices, visible } from './chat/notices.js';
import { openOutbox } from './chat/outbox.js';
import { fetchMessages } from './chat/server.js';
import { showThread } from './chat/thread.js';

const status = find('status');
const typing = find('typing');
const connection = find('connection');

/** Where the live connection goes on; unknown until the messages were fetched. */
let cursor;
/** How far the business's messages have come here and were seen here, and what the server was told of it. */
let received = 0;
let seen = recall('seen') || 0;
let told = {};
let late;
let quiet;

const thread = showThread({
  say,
  retry: (draft) => outbox.retry(draft),
  edit(draft) {
    outbox.remove(draft.client_id);
    composer.take(draft.text, draft.attachments);
  },
  fetchOlder: fetchMessages,
  looked,
});
const outbox = openOutbox({
  changed: () => thread.setDrafts(outbox.all()),
  accepted: thread.put,
});
const live = goLive({ catchUp, cursor: () => cursor, receive, changed: connected });
const composer = openComposer({ send: say, typing: (on) => live.signal({ frame: 'typing', on }) });

function say(text, attachments = []) {
  thread.toEnd();
  outbox.add(text, attachments);
}

/** Fetches the newest messages where a live connection cannot bring them. */
async function catchUp(signal, doubtful) {
  if (cursor !== undefined && !doubtful) return;
  const page = await fetchMessages(null, signal);
  page.messages.forEach(arrived);
  markSeen(page.seen_at);
  thread.reset(page);
  status.textContent = page.online ? 'Online now' : 'We answer as soon as we can';
  status.classList.toggle('online', page.online);
  cursor = page.cursor;
}

function receive(frame) {
  cursor = frame.cursor || cursor;
  if (frame.frame === 'message') {
    const { message } = frame;
    if (message.from !== 'customer') {
      showTyping(false);
      if (message.at > received && !visible()) ring();
    }
    arrived(message);
    thread.put(message);
  } else if (frame.frame === 'marks') {
    // Another tab of this visitor was quicker.
    markSeen(frame.seen_at);
    looked();
  } else if (frame.frame === 'typing') {
    showTyping(frame.on, frame.name);
  } else if (frame.frame === 'resync') {
    cursor = undefined;
    live.again();
  }
}

/** A message is on this device: what we sent need not be sent again, and what they sent has come. */
function arrived(message) {
  if (message.from === 'customer') outbox.remove(message.client_id);
  else received = Math.max(received, message.at);
}

/** What the reader sees has changed. */
function looked() {
  const times = thread.times();
  if (visible() && thread.atEnd()) markSeen(times[times.length - 1]);
  const unread = times.filter((at) => at > seen).length;
  thread.offerEnd(unread);
  showUnread(unread);
  tellMarks();
}

function markSeen(at) {
  if (at > seen) keep('seen', (seen = at));
}

/** Tells the server what it does not know yet; anew on each connection, for the last one may have lost it. */
function tellMarks() {
  for (const [frame, up_to] of [['received', received], ['seen', seen]]) {
    if (up_to > (told[frame] || 0)) live.signal({ frame, up_to: (told[frame] = up_to) });
  }
}

function showTyping(on, name) {
  clearTimeout(quiet);
  typing.hidden = !on;
  typing.lastChild.textContent = on ? `${name} is typing` : '';
  // A sign that is not renewed was lost on the way.
  if (on) quiet = setTimeout(showTyping, 7_000, false);
}

/** Makes this the accent. By script, because the page's policy forbids styles in markup. */
function paint(color, on_color) {
  const { style } = document.documentElement;
  style.setProperty('--accent', color);
  style.setProperty('--on-accent', on_color);
}

function connected(up) {
  clearTimeout(late);
  if (up) {
    connection.hidden = true;
    told = {};
    tellMarks();
    outbox.wake();
  } else {
    // Most interruptions are over before anybody notices.
    late = setTimeout(() => (connection.hidden = false), 1_500);
  }
}

paint(settings.color, settings.on_color);
find('refresh').remove();
if (token !== settings.token) find('messages').replaceChildren();
connected(false);
thread.setDrafts(outbox.all());
outbox.wake();
startNotices({
  paint,
  opened(focus) {
    looked();
    if (focus && matchMedia('(pointer: fine)').matches) composer.focus();
  },
});
