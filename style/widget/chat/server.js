// Requests to the server. Whatever goes wrong is thrown as a refusal: a sentence for the visitor, and whether it passes.

import { settings, token } from './memory.js';

const address = `/chat/${encodeURIComponent(settings.key)}`;
const headers = { Authorization: `Bearer ${token}` };

/** Why a request failed. It passes when the request itself is right: no connection, a fault over there, too many at once. */
const refusal = (status, answer) => ({
  message: answer?.message || (status ? 'The server did not take it.' : 'The server could not be reached.'),
  passing: status < 400 || status >= 500 || status === 408 || status === 429,
  wait: answer?.after_seconds * 1_000 || 0,
});

export const fileAddress = (file) => `${address}/files/${encodeURIComponent(file.key)}`;

/** Asks for the newest messages, or for those before one. */
export const fetchMessages = (before, signal) => call('GET', `messages${before ? `?before=${before}` : ''}`, undefined, signal);

/** Sends a message; a repeat of its client_id is the same message. */
export const postMessage = (draft) => call('POST', 'messages', draft);

/** Tells something by the way. Nobody minds when it gets lost: the next one says it again. */
export const postSignal = (signal) => call('POST', 'signals', signal).catch(() => {});

async function call(method, path, body, signal = AbortSignal.timeout?.(20_000)) {
  let answer;
  try {
    answer = await fetch(`${address}/${path}`, {
      method,
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });
    if (answer.status === 204) return null;
    if (answer.ok) return await answer.json();
  } catch {
    throw refusal(0);
  }
  throw refusal(answer.status, await answer.json().catch(() => null));
}

/** Uploads a file; fetch could not tell how far it is. */
export function upload(file, progress) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${address}/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Authorization', headers.Authorization);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
    request.onload = ({ target: { status, response } }) => (status === 201 ? done(response) : failed(refusal(status, response)));
    request.onerror = () => failed(refusal(0));
    request.send(file);
  });
}

/** The live connection by WebSocket. Browsers cannot give it headers, so the token travels as a subprotocol. */
export const openSocket = (after) =>
  new WebSocket(`${location.origin.replace('http', 'ws')}${address}/live?after=${after}`, ['frontdesk', token]);

/** The live connection by Server-Sent Events. */
export const openEvents = (after, signal) => fetch(`${address}/events?after=${after}`, { headers, signal });
