// The page: what is chosen, and drawing it again whenever something changed.

import * as api from "./api.js";
import * as chat from "./chat.js";
import * as composer from "./composer.js";
import { ask, byId, closeMenu, icon } from "./dom.js";
import * as panel from "./panel.js";
import * as people from "./people.js";

const app = byId("app");
let chosen = fromAddress();
let state = null;
let loading = false;
let again = false;

function fromAddress() {
  const [line, customer] = location.hash.slice(1).split("/").map((part) => decodeURIComponent(part));
  return { line: line || null, customer: customer || null };
}

function report(error) {
  const notice = byId("notice");
  notice.hidden = !error;
  notice.textContent = error ? error.message : "";
}

/** Loads and draws; calls that come meanwhile become one more. */
async function refresh() {
  if (loading) {
    again = true;
    return;
  }
  loading = true;
  try {
    state = await api.state(chosen.line ?? "", chosen.customer ?? "");
    draw();
  } catch (error) {
    connected(false);
    console.warn(error);
  }
  loading = false;
  if (again) {
    again = false;
    setTimeout(refresh, 60);
  }
}

function current() {
  const line = state.lines.find((one) => one.account === chosen.line);
  const customer = state.customers.find((one) => one.line === chosen.line && one.id === chosen.customer);
  return { line, customer };
}

function draw() {
  if (!state.lines.some((line) => line.account === chosen.line) && state.lines.length) return choose(state.lines[0].account);
  const { line, customer } = current();
  if (line && !customer) {
    const first = state.customers.find((one) => one.line === line.account);
    if (first) return choose(line.account, first.id, false);
  }
  people.draw(state, chosen, choose);
  composer.address(line, customer, report);
  if (!line || !customer) return;
  const messages = state.chats.find((one) => one.line === line.account && one.customer === customer.id)?.messages;
  if (messages) chat.draw(line, customer, messages, report);
  panel.draw(state, line, customer, report);
  document.title = `${customer.name} · ${line.title}`;
  look(line, customer);
}

/** Whoever looks at the chat has read it. */
function look(line, customer) {
  const visible = !document.hidden && (app.dataset.view === "chat" || matchMedia("(min-width: 721px)").matches);
  if (visible && customer.unread && customer.phone_on) api.open(line.account, customer.id).catch(report);
}

function choose(line, customer = null, show = customer !== null) {
  const people = state?.customers.filter((one) => one.line === line) ?? [];
  chosen = { line, customer: customer ?? people[0]?.id ?? null };
  history.replaceState(null, "", `#${encodeURIComponent(line)}/${encodeURIComponent(chosen.customer ?? "")}`);
  if (show) app.dataset.view = "chat";
  report(null);
  closeMenu();
  if (state) refresh().then(() => show && chat.toEnd());
}

function connected(on) {
  byId("link").dataset.on = String(on);
  byId("link-text").textContent = on ? "Live" : "The simulator does not answer; trying again…";
  if (on) refresh();
}

function showPanel(open) {
  app.dataset.panel = open ? "open" : "";
  (open ? byId("close-panel") : byId("open-panel")).focus();
}

async function newCustomer() {
  if (!chosen.line) return;
  const name = await ask({ title: "New customer", label: "Name", yes: "Add" });
  if (!name) return;
  try {
    const { id } = await api.newCustomer(chosen.line, name === true ? "New customer" : name);
    choose(chosen.line, id);
    byId("text").focus();
  } catch (error) {
    report(error);
  }
}

function tellTime() {
  byId("clock").textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

byId("back").append(icon("back"));
byId("open-panel").append(icon("sliders"));
byId("close-panel").append(icon("close"));
byId("back").addEventListener("click", () => {
  app.dataset.view = "people";
  document.querySelector('.customers [aria-current="true"]')?.focus();
});
byId("open-panel").addEventListener("click", () => showPanel(true));
byId("close-panel").addEventListener("click", () => showPanel(false));
byId("new-customer").addEventListener("click", newCustomer);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && app.dataset.panel === "open") showPanel(false);
});
document.addEventListener("visibilitychange", () => state && refresh());
window.addEventListener("hashchange", () => {
  chosen = fromAddress();
  refresh();
});
// A picture that arrives late must not push the last message away.
byId("messages").addEventListener("load", (event) => {
  const list = byId("messages");
  if (list.scrollHeight - list.scrollTop - list.clientHeight < event.target.clientHeight + 80) chat.toEnd();
}, true);
composer.start();
tellTime();
setInterval(tellTime, 10000);
// Signs of typing end by themselves, without anything that changes.
setInterval(() => {
  chat.catchUp();
  if (state && current().customer?.typing) refresh();
}, 1000);
api.listen(refresh, connected);
