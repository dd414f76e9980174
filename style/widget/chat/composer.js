// Where the visitor writes: a text that grows, the files that go with it, and the sign that somebody is typing.

import { find } from './elements.js';
import { openFiles } from './files.js';
import { keep, recall } from './memory.js';

/** A typing sign is renewed this often, and taken back after so long without a key. */
const RENEW = 3_000;
const IDLE = 5_000;

const field = find('text');
const button = find('send');

/** `send(text, attachments)` is called for each message, `typing(on)` sparingly. */
export function openComposer({ send, typing }) {
  const files = openFiles(changed);
  let told = 0;
  let idle;

  function changed() {
    button.disabled = !files.ready() || !(field.value.trim() || files.all().length);
    keep('draft', field.value);
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  }

  function type(on) {
    clearTimeout(idle);
    if (on) idle = setTimeout(type, IDLE, false);
    if (on ? Date.now() - told > RENEW : told) {
      told = on ? Date.now() : 0;
      typing(on);
    }
  }

  function submit(event) {
    event.preventDefault();
    changed();
    if (button.disabled) return;
    type(false);
    send(field.value.trim(), files.all());
    field.value = '';
    files.clear();
    changed();
    field.focus();
  }

  find('composer').onsubmit = submit;
  field.oninput = () => {
    changed();
    type(!!field.value);
  };
  field.onkeydown = (event) => {
    // Enter also ends the choice of a Chinese or Japanese word.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
  };
  field.onpaste = (event) => {
    if (event.clipboardData.files.length) event.preventDefault();
    files.add(event.clipboardData.files);
  };

  // What had been written before the visitor went to this page.
  field.value = field.value || recall('draft') || '';
  changed();

  return {
    /** Takes a message back to be changed, before what is already there. */
    take(text, attachments) {
      field.value = [text, field.value].filter(Boolean).join('\n');
      files.take(attachments);
      changed();
      field.focus();
    },
    focus: () => field.focus(),
  };
}
