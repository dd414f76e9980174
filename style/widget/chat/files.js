// The files of the message being written: chosen, pasted or dropped, uploaded at once, and shown with their progress.

import { find, make, size } from './elements.js';
import { upload } from './server.js';

/** The server's limits (types/src/limits.rs), told before time is spent on uploading. */
const LARGEST = 16 * 1024 * 1024;
const MOST = 10;

const chips = find('files');
const input = find('file');

/** `changed()` is called when a file comes, goes, or is ready. */
export function openFiles(changed) {
  /** Each { attachment, chip }; without an attachment while it is not uploaded. */
  let files = [];

  /** Shows a file in the list. */
  function show(name, note, attachment) {
    const one = { attachment, note: make('small', {}, note) };
    one.end = make('button', { type: 'button', ariaLabel: `Remove ${name}`, onclick: () => remove(one) }, '×');
    one.chip = make('li', {}, make('span', {}, name), one.note, one.end);
    chips.append(one.chip);
    files.push(one);
    changed();
    return one;
  }

  function remove(one) {
    files = files.filter((other) => other !== one);
    one.chip.remove();
    changed();
  }

  async function add(file) {
    const one = show(file.name, size(file.size));
    const fail = (reason) => {
      one.chip.className = 'failed';
      one.note.textContent = reason;
    };
    if (file.size > LARGEST) return fail(`${size(file.size)}: too large, at most 16 MB`);
    if (files.length > MOST) return fail(`Too many: at most ${MOST} in one message`);
    const progress = make('progress', { value: 0, ariaLabel: 'Upload' });
    one.end.before(progress);
    try {
      one.attachment = await upload(file, (share) => (progress.value = share));
    } catch (refusal) {
      const again = () => {
        remove(one);
        add(file);
      };
      fail(refusal.message);
      if (refusal.passing) one.end.before(make('button', { type: 'button', onclick: again }, 'Retry'));
    }
    progress.remove();
    changed();
  }

  const addAll = (list) => [...list].forEach(add);
  input.onchange = () => {
    addAll(input.files);
    input.value = '';
    find('text').focus();
  };

  for (const kind of ['dragover', 'dragleave', 'drop']) {
    document.addEventListener(kind, (event) => {
      const { types, files: dropped } = event.dataTransfer;
      if (!types.includes('Files')) return;
      event.preventDefault();
      document.body.classList.toggle('dropping', kind === 'dragover');
      if (kind === 'drop') addAll(dropped);
    });
  }

  return {
    add: addAll,
    /** Takes files that are already uploaded. */
    take: (attachments) => attachments.forEach((one) => show(one.name, size(one.bytes), one)),
    all: () => files.map(({ attachment }) => attachment),
    ready: () => files.every(({ attachment }) => attachment),
    clear() {
      files = [];
      chips.replaceChildren();
    },
  };
}
