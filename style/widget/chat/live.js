// The live connection. It ends in many ways and always comes back: from the last cursor, so nothing is missed.

import { rest } from './patience.js';
import { openEvents, openSocket, postSignal } from './server.js';

/** The server says something every 15 s; a connection silent for twice as long is dead. */
const SILENCE = 30_000;

/**
 * Goes live and stays so. `catchUp(signal, doubtful)` brings the page up to date where it has no cursor yet, or where
 * connections came up and brought nothing; `cursor()` tells where to go on; `receive(frame)` takes what comes;
 * `changed(up)` learns when the connection comes and goes.
 */
export function goLive({ catchUp, cursor, receive, changed }) {
  let socket;
  let up = false;
  let heard = 0;
  let failures = 0;
  let refused = 0;
  let cut = () => {};
  let pause;

  function be(now) {
    heard = Date.now();
    if (up !== now) changed((up = now));
  }

  function hear(json) {
    heard = Date.now();
    failures = 0;
    receive(JSON.parse(json));
  }

  /** Resolves when the socket is gone. */
  const listenToSocket = (signal) =>
    new Promise((gone) => {
      const own = openSocket(cursor());
      refused += 1;
      own.onopen = () => {
        refused = 0;
        socket = own;
        be(true);
      };
      own.onmessage = ({ data }) => !signal.aborted && hear(data);
      own.onclose = gone;
      // A socket on a dead network takes a minute to close; nobody waits for it.
      signal.addEventListener('abort', () => gone(own.close()));
    });

  /** Ends when the stream does. Some proxies let no WebSocket through. */
  async function listenToEvents(signal) {
    // Should this fail too, the network is to blame and sockets get another chance.
    refused = 0;
    const answer = await openEvents(cursor(), signal);
    if (!answer.ok) return;
    refused = 2;
    be(true);
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      heard = Date.now();
      const lines = (rest + decoder.decode(part.value, { stream: true })).split('\n');
      rest = lines.pop();
      for (const line of lines) if (line.startsWith('data:')) hear(line.slice(5));
    }
  }

  async function run() {
    for (;;) {
      const attempt = new AbortController();
      cut = () => attempt.abort();
      heard = Date.now();
      try {
        await catchUp(attempt.signal, failures > 1);
        await (refused < 2 ? listenToSocket : listenToEvents)(attempt.signal);
      } catch {
        // Every failure is answered alike: by the next attempt.
      }
      cut();
      socket = undefined;
      be(false);
      pause = rest(failures++);
      await pause.over;
    }
  }

  function again() {
    failures = 0;
    cut();
    pause?.wake();
  }

  const silent = (span) => Date.now() - heard > span;
  setInterval(() => silent(up ? SILENCE : SILENCE / 2) && cut(), 2_000);
  addEventListener('online', again);
  addEventListener('offline', () => cut());
  // After hours of sleep the old connection still looks open.
  document.addEventListener('visibilitychange', () => !document.hidden && (!up || silent(SILENCE / 2)) && again());
  run();

  return {
    /** Ends the present connection; the next one follows at once. */
    again,
    /** Tells the server something by the way. */
    signal(signal) {
      if (socket?.readyState === 1) socket.send(JSON.stringify(signal));
      else postSignal(signal);
    },
  };
}
