// Messages on their way. Each is kept until the server has it, and keeps its client_id, so that sending it twice does no
// harm.

import { forget, keep, recallAll, uuid } from './memory.js';
import { rest } from './patience.js';
import { postMessage } from './server.js';

/** `changed()` is called whenever the list or a state changes, `accepted(message)` with what the server made of one. */
export function openOutbox({ changed, accepted }) {
  /** Oldest first: { client_id, at, text, attachments, problem }. */
  let waiting = recallAll('out:').sort((one, other) => one.at - other.at);
  let busy = false;
  let pause;

  const save = (draft) => keep(`out:${draft.client_id}`, draft);

  function remove(client_id) {
    if (!waiting.some((draft) => draft.client_id === client_id)) return;
    waiting = waiting.filter((draft) => draft.client_id !== client_id);
    forget(`out:${client_id}`);
    changed();
  }

  /** Sends one after the other. A message the server refuses steps aside; any other trouble holds up the line. */
  async function work() {
    if (busy) return;
    busy = true;
    let failures = 0;
    for (let draft; (draft = waiting.find(({ problem }) => !problem)); ) {
      const { client_id, text, attachments } = draft;
      try {
        const message = await postMessage({ client_id, text, attachments: attachments.map(({ key }) => key) });
        failures = 0;
        accepted(message);
        remove(client_id);
      } catch (refusal) {
        if (refusal.passing) {
          pause = rest(failures++, refusal.wait);
          await pause.over;
        } else {
          draft.problem = refusal.message;
          save(draft);
          changed();
        }
      }
    }
    busy = false;
  }

  return {
    /** All that wait, oldest first. */
    all: () => waiting,
    add(text, attachments) {
      const last = waiting[waiting.length - 1]?.at || 0;
      const draft = { client_id: uuid(), at: Math.max(Date.now(), last + 1), text, attachments };
      waiting.push(draft);
      save(draft);
      changed();
      work();
    },
    /** Tries a refused message once more. */
    retry(draft) {
      delete draft.problem;
      save(draft);
      changed();
      work();
    },
    /** The server has it, as a message that came back tells, or the visitor takes it back. */
    remove,
    /** The connection is back: no more waiting. */
    wake() {
      pause?.wake();
      work();
    },
  };
}
