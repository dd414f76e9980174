// How the visitor notices an answer: the count in the title, a sound for those who want it, the launcher around the chat.

import { find } from './elements.js';
import { around, tell } from './launcher.js';
import { keep, recall, settings } from './memory.js';

const sound = find('sound');
const close = find('close');
const title = document.title;

let open = parent === window;
let shown = 0;
let audio;

/** The chat is on screen: its tab is in front and the launcher has it open. */
export const visible = () => open && !document.hidden;

/** Two soft notes, for those who want them. Made here: no file to load. */
export function ring(wanted = sound.ariaPressed === 'true') {
  if (!wanted) return;
  audio = audio || new AudioContext();
  audio.resume();
  const now = audio.currentTime;
  const tone = new OscillatorNode(audio, { frequency: 660 });
  const volume = new GainNode(audio, { gain: 0.1 });
  tone.frequency.setValueAtTime(880, now + 0.12);
  volume.gain.setTargetAtTime(0, now + 0.15, 0.08);
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(now + 0.6);
}

/** Shows how many messages are unread. */
export function showUnread(count) {
  if (count === shown) return;
  shown = count;
  document.title = count ? `(${count}) ${title}` : title;
  tell({ frontdesk: 'unread', count });
}

/**
 * Connects with what is around. `opened(focus)` is called when the chat comes into sight, `paint(color, on_color)` when
 * the page around wants another colour.
 */
export function startNotices({ opened, paint }) {
  sound.ariaPressed = recall('sound') === true;
  sound.hidden = false;
  sound.onclick = () => {
    const on = sound.ariaPressed !== 'true';
    sound.ariaPressed = on;
    keep('sound', on);
    ring(on);
  };
  document.addEventListener('visibilitychange', () => visible() && opened(false));
  if (!around) return;
  close.hidden = false;
  close.onclick = () => tell({ frontdesk: 'close' });
  addEventListener('keydown', (event) => event.key === 'Escape' && close.click());
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || origin !== around || data?.frontdesk !== 'shown') return;
    open = data.open;
    if (data.color) paint(data.color, data.on_color);
    if (open) opened(data.focus);
  });
  tell({ frontdesk: 'ready', color: settings.color });
}
