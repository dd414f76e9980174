// The chat on the phone.

import * as api from "./api.js";
import { bubble } from "./bubble.js";
import { byId, closeMenu, dress, el, icon, isMenuOpen, sync, toggleMenu } from "./dom.js";
import * as composer from "./composer.js";
import * as mail from "./mail.js";

const EMOJIS = ["👍", "❤️", "😂", "😮", "😢", "🙏"];
const dayName = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

let drawn = { chat: null, looks: new Map() };
let late = null;

/** Draws the chat with this customer; `report` shows what went wrong. */
export function draw(line, customer, messages, report) {
  byId("device").dataset.channel = line.channel;
  head(line, customer);
  const list = byId("messages");
  // A menu that is open must not be pulled away.
  if (isMenuOpen() && list.contains(document.activeElement) && drawn.chat === key(line, customer)) {
    late = () => draw(line, customer, messages, report);
    return;
  }
  late = null;
  const changed = drawn.chat !== key(line, customer);
  if (changed) {
    drawn = { chat: key(line, customer), looks: new Map() };
    list.replaceChildren();
  }
  const atEnd = changed || list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const shown = messages.filter((message) => message.kind !== "reaction");
  const find = (id) => messages.find((message) => message.id === id || message.also === id);
  const acts = actions(line, customer, report);
  const looks = new Map();
  const rows = [];
  let before = null;
  const mails = line.channel === "email";
  for (const one of mails ? mail.threads(shown) : []) rows.push(kept(looks, one.id, JSON.stringify(one), () => mail.thread(one, line, customer, acts)));
  for (const message of mails ? [] : shown) {
    const day = new Date(message.at).toDateString();
    if (!before || new Date(before.at).toDateString() !== day) rows.push(kept(looks, `day ${day}`, day, () => el("p", { class: "day" }, dayOf(message.at))));
    const first = !before || before.by !== message.by;
    const look = JSON.stringify([message, first]);
    rows.push(kept(looks, message.id, look, () => bubble(message, { find, first, acts, waiting: Boolean(message.post) })));
    before = message;
  }
  if (!shown.length) rows.push(kept(looks, "empty", "", () => el("div", { class: "empty" }, el("strong", {}, `You are ${customer.name}`), `Write to ${line.title}, and the message arrives in Frontdesk like a real one over ${line.channel_name}.`)));
  if (customer.typing) rows.push(kept(looks, "typing", "", () => el("div", { class: "typing", role: "img", aria: { label: "The business is typing" } }, el("i"), el("i"), el("i"))));
  drawn.looks = looks;
  sync(list, rows);
  if (atEnd) toEnd();
}

/** Shows the last message. */
export function toEnd() {
  const list = byId("messages");
  list.scrollTop = list.scrollHeight;
}

const key = (line, customer) => `${line.account}/${customer.id}`;

/** Draws what came while a menu was open. */
export function catchUp() {
  if (late && !isMenuOpen()) late();
}

function kept(looks, id, look, make) {
  const old = drawn.looks.get(id);
  const entry = old?.look === look ? old : { look, element: make() };
  looks.set(id, entry);
  return entry.element;
}

function dayOf(at) {
  const today = new Date().toDateString();
  return new Date(at).toDateString() === today ? "Today" : dayName.format(new Date(at));
}

function head(line, customer) {
  dress(byId("chat-avatar"), customer.name, customer.id);
  byId("chat-name").textContent = customer.name;
  const known = customer.username ? `@${customer.username}` : `${line.channel === "whatsapp" || line.channel === "gupshup" ? "+" : ""}${customer.id}`;
  const state = !customer.phone_on ? "Phone is off" : customer.blocked ? `Has blocked ${line.title}` : customer.typing ? `${line.title} is typing…` : `writes to ${line.title} · ${known}`;
  if (byId("chat-state").textContent !== state) byId("chat-state").textContent = state;
  const signal = customer.phone_on ? "signal" : "off";
  if (byId("signal").dataset.look !== signal) {
    byId("signal").dataset.look = signal;
    byId("signal").replaceChildren(icon(signal));
  }
}

function actions(line, customer, report) {
  const act = (deed) => api.act(line.account, customer.id, deed).catch(report);
  return {
    answer: composer.replyTo,
    tap: (message, choice) => act({ kind: "choice", reply_to: message.id, choice: choice.id }),
    jump: (id) => document.querySelector(`[data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "center", behavior: "smooth" }),
    menu: (message, button, menu) => {
      const item = (name, title, run) => el("button", { type: "button", role: "menuitem", onclick: () => { closeMenu(true); run(); } }, icon(name), title);
      const can = (deed) => line.can.includes(deed);
      const own = message.by === "customer";
      const items = [];
      if (can("reaction") && message.kind !== "comment") items.push(emojis(message, act));
      if (message.kind !== "comment") items.push(item("reply", "Reply", () => composer.replyTo(message)));
      if (message.customer_reaction && can("unreact")) items.push(item("close", "Take the reaction away", () => act({ kind: "unreact", message: message.id })));
      if (!own && can("bounce") && message.stage !== "failed") items.push(item("bounce", "Send back as undeliverable", () => act({ kind: "bounce", message: message.id })));
      if (own && can("edit") && message.kind === "text") items.push(item("edit", "Change the words", () => composer.edit(message)));
      if (own && can("delete") && message.kind !== "comment") items.push(item("bin", "Take it back", () => act({ kind: "delete", message: message.id })));
      if (!items.length) return;
      if (line.channel !== "email") place(button, menu);
      toggleMenu(button, menu, items);
    },
  };
}

/** To where there is room: upwards in the lower half, leftwards at the right edge. */
function place(button, menu) {
  const [box, room] = [button.getBoundingClientRect(), byId("messages").getBoundingClientRect()];
  menu.classList.toggle("up", box.top > room.top + room.height / 2);
  menu.classList.toggle("end", box.left + 240 > room.right);
}

function emojis(message, act) {
  const one = (emoji) => el("button", { type: "button", role: "menuitem", aria: { label: `React with ${emoji}` }, onclick: () => { closeMenu(true); act({ kind: "reaction", message: message.id, emoji }); } }, emoji);
  return el("div", { class: "emojis", role: "group", aria: { label: "Reactions" } }, ...EMOJIS.map(one));
}
