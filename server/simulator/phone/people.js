// The list of lines and of the chosen line's customers.

import { byId, CHANNEL_ICON, dress, el, icon, sync } from "./dom.js";

const KINDS = {
  image: "Photo", voice: "Voice note", audio: "Audio", video: "Video", document: "Document", sticker: "Sticker", location: "Place",
  contact: "Contact", order: "Order", unsupported: "Something unsupported", interactive: "Message with buttons", template: "Template",
  story_mention: "Mention in a story", advertisement: "Came through an advertisement", link: "Came through a link", mail: "E-mail",
};

/** One line about a message. */
export function summary(message) {
  if (!message) return "No messages yet";
  if (message.deleted) return "Message taken back";
  return message.subject || message.text || KINDS[message.kind] || message.kind;
}

const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

/** The time of today, the date of other days. */
export function when(at) {
  const then = new Date(at);
  return then.toDateString() === new Date().toDateString() ? time.format(then) : date.format(then);
}

/** Keeps the elements of a list that have not changed, so that the focus stays where it is. */
function fill(list, rows, key, make) {
  const old = new Map([...list.children].map((item) => [item.dataset.key, item]));
  const items = rows.map((row) => {
    const [id, look] = [key(row), JSON.stringify(row)];
    const kept = old.get(id);
    if (kept?.dataset.look === look) return kept;
    const made = make(row.value);
    made.dataset.key = id;
    made.dataset.look = look;
    const hadFocus = kept?.contains(document.activeElement);
    if (hadFocus) queueMicrotask(() => made.querySelector("button")?.focus());
    return made;
  });
  sync(list, items);
}

/** Draws lines and customers; `choose` is called with a line, or with a line and a customer. */
export function draw(state, chosen, choose) {
  const lines = state.lines.map((line) => {
    const unread = state.customers.filter((one) => one.line === line.account).reduce((sum, one) => sum + one.unread, 0);
    return { value: line, unread, current: line.account === chosen.line };
  });
  fill(byId("lines"), lines, (row) => row.value.account, (line) => lineRow(line, lines.find((row) => row.value === line), choose));
  const customers = state.customers.filter((one) => one.line === chosen.line);
  const channel = state.lines.find((line) => line.account === chosen.line)?.channel;
  const rows = customers.map((one) => ({ value: { ...one, typing_until: 0 }, channel, current: one.id === chosen.customer }));
  fill(byId("customers"), rows, (row) => row.value.id, (one) => customerRow(one, rows.find((row) => row.value === one), choose));
}

function lineRow(line, row, choose) {
  return el("li", {}, el("button", { type: "button", data: { channel: line.channel }, aria: { current: row.current }, onclick: () => choose(line.account) },
    el("span", { class: "badge-icon" }, icon(CHANNEL_ICON[line.channel])),
    el("span", { class: "row-text" }, el("strong", {}, line.title), el("span", {}, line.channel_name)),
    row.unread ? el("span", { class: "count", title: "Messages nobody has read" }, String(row.unread)) : null));
}

function customerRow(one, row, choose) {
  const avatar = dress(el("span", { class: "avatar", aria: { hidden: true } }), one.name, one.id);
  const side = el("span", { class: "row-side" });
  if (one.last) side.append(el("time", {}, when(one.last.at)));
  if (one.unread) side.append(el("span", { class: "count" }, String(one.unread)));
  const start = one.last?.by === "customer" ? "You: " : "";
  const text = one.last ? start + summary(one.last) : one.username ? `@${one.username}` : one.id;
  return el("li", {}, el("button", { type: "button", data: { channel: row.channel }, aria: { current: row.current }, onclick: () => choose(one.line, one.id) },
    avatar, el("span", { class: "row-text" }, el("strong", {}, one.name), el("span", {}, one.phone_on ? text : `Phone off · ${text}`)), side));
}
