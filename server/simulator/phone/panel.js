// Orders: the customer's phone, the line, and trouble.

import * as api from "./api.js";
import { ask, byId, el, icon } from "./dom.js";

const TROUBLES = [
  ["lost", "The answer gets lost", "The message goes out, but the connection breaks before Frontdesk hears so.", { kind: "lost_answer" }],
  ["slow", "It takes 20 seconds", "The message goes out at once; the answer comes 20 seconds later.", { kind: "slow", after_ms: 20000 }],
  ["many", "Too many messages: wait 5 seconds", "Nothing is sent. Frontdesk is told how long to wait.", { kind: "status", status: 429, retry_after: 5 }],
  ["many-silent", "Too many messages, without saying how long", "Nothing is sent, and Frontdesk must guess how long to wait.", { kind: "status", status: 429 }],
  ["down", "The provider is down", "Nothing is sent: “503 Service Unavailable”.", { kind: "status", status: 503 }],
  ["broken", "The provider stumbles after sending", "The message goes out, but the answer is “500 Internal Server Error”.", { kind: "status", status: 500, accept: true }],
  ["token", "The access has expired", "Nothing is sent until the business connects the line again.", null],
  ["fails", "Accepted, then it fails", "The provider says yes, and a moment later that the message could not be delivered.", null],
  ["none", "No receipts", "Frontdesk never hears whether the message arrived.", { kind: "no_statuses" }],
  ["twice", "Receipts come twice", "Each receipt is told two times.", { kind: "duplicate_statuses" }],
  ["backwards", "Receipts in the wrong order", "“Read” comes before “sent”.", { kind: "reversed_statuses" }],
  ["early", "Receipts before the answer", "Frontdesk hears that the message was read before it knows that it was sent.", { kind: "early_statuses" }],
];

const MAIL_TROUBLES = [
  ["lost", "The answer gets lost", "The mail goes out, but the connection breaks before Frontdesk hears so.", { kind: "lost_answer" }],
  ["slow", "It takes 20 seconds", "The mail goes out at once; the answer comes 20 seconds later.", { kind: "slow", after_ms: 20000 }],
  ["many-silent", "Too many mails", "Nothing is sent: “450 Too many messages, try again later”.", { kind: "status", status: 429 }],
  ["down", "The mail server is down", "Nothing is sent: “421 Service not available”.", { kind: "status", status: 503 }],
  ["broken", "It stumbles after taking the mail", "The mail goes out, but the answer is “451 Local error in processing”.", { kind: "status", status: 500, accept: true }],
  ["token", "The password is refused", "Nothing is sent until the business enters the right one.", { kind: "error", code: 535 }],
  ["nobody", "There is no such mailbox", "The mail is refused: “550 No such user here”.", { kind: "error", code: 550 }],
  ["spam", "It is taken for spam", "The mail is refused: “554 Message rejected as spam”.", { kind: "error", code: 554 }],
  ["fails", "Taken, then it comes back", "A server further on cannot deliver the mail, and a report comes back.", { kind: "failed_status", code: 511 }],
];

const RECEIPTS = ["fails", "none", "twice", "backwards", "early"];

function troubles(line) {
  if (line.channel === "email") return MAIL_TROUBLES;
  const withCodes = TROUBLES.map(([id, title, text, fault]) => {
    const telegram = line.channel === "telegram";
    if (id === "token") return [id, title, text, { kind: "error", code: telegram ? 401 : line.channel === "gupshup" ? 1003 : 190 }];
    if (id === "fails") return [id, title, text, { kind: "failed_status", code: line.channel === "gupshup" ? 1013 : 131026 }];
    return [id, title, text, fault];
  });
  const failing = ["whatsapp", "gupshup"].includes(line.channel);
  return withCodes.filter(([id]) => (line.receipts || !RECEIPTS.includes(id)) && (id !== "fails" || failing));
}

let drawn = "";
let kept = { trouble: "lost", times: "1" };

/** Draws the panel for this line and customer. */
export function draw(state, line, customer, report) {
  const faults = state.faults.filter((fault) => !fault.line || fault.line === line.account);
  const pending = state.pending.filter((post) => post.line === line.account);
  const failing = pending.find((post) => post.last)?.last || "";
  const shown = customer && { ...customer, last: 0, typing: 0, typing_until: 0, unread: 0, messages: 0 };
  const look = JSON.stringify([line, shown, faults, state.webhooks, pending.length, failing]);
  if (look === drawn) return;
  drawn = look;
  const body = byId("panel-body");
  const focused = body.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  const scroll = body.scrollTop;
  const run = (promise) => promise.then(() => report(null), report);
  body.replaceChildren(...[
    customer && customerCard(line, customer, run),
    troubleCard(line, faults, run),
    webhookCard(line, state.webhooks, pending.length, failing, run),
    lineCard(line, run),
    restartCard(run),
  ].filter(Boolean));
  body.scrollTop = scroll;
  if (focused) body.querySelector(`[data-focus="${focused}"]`)?.focus();
}

const card = (title, ...children) => el("section", { class: "card" }, el("h3", {}, title), ...children);

function toggle(focus, title, hint, checked, change) {
  const input = el("input", { type: "checkbox", role: "switch", checked, data: { focus }, onchange: (event) => change(event.target.checked) });
  return el("label", { class: "toggle" }, el("span", {}, title, hint ? el("small", {}, hint) : null), input);
}

function customerCard(line, customer, run) {
  const set = (change) => run(api.setCustomer(line.account, customer.id, change));
  if (line.channel === "email") return card(customer.name, toggle("blocked", "Wants no mail from the business", "What is sent comes back with a report.", customer.blocked, (blocked) => set({ blocked })));
  const parts = [toggle("on", "Phone is on", "When it is off, messages wait at the provider.", customer.phone_on, (phone_on) => set({ phone_on }))];
  if (line.receipts) parts.push(toggle("receipts", "Read receipts", "The business may see what was read.", customer.read_receipts, (read_receipts) => set({ read_receipts })));
  parts.push(toggle("blocked", "Has blocked the business", "", customer.blocked, (blocked) => set({ blocked })));
  if (line.channel !== "telegram") {
    const open = customer.window_open;
    parts.push(el("p", { class: "hint" }, open ? "The business may answer freely: the customer wrote within 24 hours." : "The business may not answer freely: the customer did not write within 24 hours."));
    if (open) parts.push(el("div", {}, el("button", { class: "quiet small", type: "button", data: { focus: "window" }, onclick: () => set({ window_shut: true }) }, "Let 24 hours be over")));
  }
  return card(customer.name, ...parts);
}

function troubleCard(line, faults, run) {
  const all = troubles(line);
  const chosen = all.find(([id]) => id === kept.trouble) || all[0];
  const hint = el("p", { class: "hint" }, chosen[2]);
  const what = el("select", { data: { focus: "trouble" } }, ...all.map(([id, title]) => el("option", { value: id, selected: id === chosen[0] }, title)));
  what.addEventListener("change", () => {
    kept.trouble = what.value;
    hint.textContent = all.find(([id]) => id === what.value)[2];
  });
  const lengths = [["1", "the next message"], ["3", "the next 3 messages"], ["", "every message until you stop it"]];
  const times = el("select", { data: { focus: "times" }, onchange: () => { kept.times = times.value; } }, ...lengths.map(([value, title]) => el("option", { value, selected: value === kept.times }, title)));
  const order = () => run(api.order({ ...all.find(([id]) => id === what.value)[3], line: line.account, ...(times.value ? { times: Number(times.value) } : {}) }));
  const parts = [
    el("p", { class: "hint" }, "Lets something go wrong with what agents send over this line, to see how Frontdesk copes."),
    el("label", { class: "field" }, "What goes wrong", what), hint,
    el("label", { class: "field" }, "With", times),
    el("div", { class: "row" }, el("button", { class: "strong", type: "button", data: { focus: "order" }, onclick: order }, "Make trouble")),
  ];
  if (faults.length) {
    const name = (fault) => all.find(([, , , known]) => Object.entries(known).every(([key, value]) => fault[key] === value) && known.kind === fault.kind && (known.retry_after || null) === (fault.retry_after || null))?.[1] || fault.kind;
    const left = (fault) => (fault.times ? `, ${fault.times} more` : ", until you stop it");
    parts.push(el("ul", { class: "orders", aria: { label: "Trouble that was ordered" } }, ...faults.map((fault) => el("li", {}, icon("bolt"), name(fault) + left(fault)))));
    parts.push(el("div", {}, el("button", { class: "quiet small danger", type: "button", data: { focus: "clear" }, onclick: () => run(api.order({ clear: true, line: line.account })) }, "Stop the trouble")));
  }
  return card("Trouble", ...parts);
}

function webhookCard(line, webhooks, waiting, failing, run) {
  const pick = (focus, title, options, value, change) => {
    const select = el("select", { data: { focus }, onchange: (event) => change(Number(event.target.value)) },
      ...options.map(([number, text]) => el("option", { value: number, selected: number === value }, text)));
    return el("label", { class: "field" }, title, select);
  };
  const set = (change) => run(api.webhooks(change));
  const parts = [
    pick("copies", "Each arrives", [[0, "once, as it should"], [1, "twice"], [2, "three times"]], webhooks.duplicate, (duplicate) => set({ duplicate })),
    pick("delay", "They arrive", [[0, "at once"], [2000, "after 2 seconds"], [10000, "after 10 seconds"]], webhooks.delay_ms, (delay_ms) => set({ delay_ms })),
    toggle("mixed", "In mixed order", "Messages overtake each other.", webhooks.shuffle, (shuffle) => set({ shuffle })),
  ];
  if (waiting) {
    parts.push(el("p", { class: "hint" }, `${waiting} on the way. ${failing}`));
    parts.push(el("div", {}, el("button", { class: "quiet small", type: "button", data: { focus: "retry" }, onclick: () => set({ retry_now: true }) }, "Try again now")));
  }
  return card("What customers send", ...parts);
}

function lineCard(line, run) {
  const parts = [];
  if (line.receipts) parts.push(toggle("auto", "Everything is read at once", "Off: a message is read when you open its chat here.", line.auto_read, (auto_read) => run(api.setLine(line.account, { auto_read }))));
  if (line.channel === "gupshup") parts.push(toggle("version", "Meta’s format", "Gupshup passes Meta’s webhooks on (version 3) instead of making its own (version 2).", line.version === 3, (on) => run(api.setLine(line.account, { version: on ? 3 : 2 }))));
  parts.push(el("p", { class: "hint" }, `${line.title} is known to ${line.channel_name} as ${line.account}${line.phone ? `, +${line.phone}` : ""}. Frontdesk is told at ${line.callback || "no address"}.`));
  return card("This line", ...parts);
}

function restartCard(run) {
  const begin = async () => {
    const sure = await ask({ title: "Begin anew?", text: "All chats, new customers and orders on all phones are forgotten. Frontdesk keeps what it has.", yes: "Begin anew" });
    if (sure) run(api.reset());
  };
  return card("All phones", el("div", {}, el("button", { class: "quiet small danger", type: "button", data: { focus: "reset" }, onclick: begin }, "Begin anew…")));
}
