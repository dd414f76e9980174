// Calls of the control API.

const path = (...parts) => "/control/" + parts.map(encodeURIComponent).join("/");

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(body.error || `The simulator answered ${response.status}.`);
  }
  return body;
}

const post = (address, body = {}) =>
  fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }).then(answer);

export const state = (line, customer) => {
  const query = new URLSearchParams({ line, customer });
  return fetch(`/control/state?${query}`).then(answer);
};
export const act = (line, customer, deed) => post(path("customers", line, customer, "messages"), deed);
export const setCustomer = (line, customer, change) => post(path("customers", line, customer), change);
export const open = (line, customer) => post(path("customers", line, customer, "open"));
export const newCustomer = (line, name) => post(path("customers", line), { name });
export const setLine = (line, change) => post(path("lines", line), change);
export const order = (fault) => post(path("faults"), fault);
export const webhooks = (change) => post(path("webhooks"), change);
export const reset = () => post(path("reset"));

export function upload(line, file) {
  const form = new FormData();
  form.append("file", file);
  return fetch(`/control/files?${new URLSearchParams({ line })}`, { method: "POST", body: form }).then(answer);
}

/** Calls back at every change, and says whether the connection stands. */
export function listen(changed, connected) {
  const source = new EventSource("/control/events");
  source.onopen = () => connected(true);
  source.onmessage = changed;
  source.onerror = () => connected(false);
}
