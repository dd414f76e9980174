// Writing: words, files, and everything else a customer can send.

import * as api from "./api.js";
import { byId, closeMenu, el, icon, toggleMenu } from "./dom.js";
import { summary } from "./people.js";

const DEEDS = [
  ["image", "image", "Photo"], ["voice", "mic", "Voice note"], ["video", "video", "Video"], ["document", "file", "Document"],
  ["sticker", "sticker", "Sticker"], ["location", "pin", "Place"], ["contact", "person", "Contact"], ["order", "bag", "Order"],
  ["comment", "speech", "Comment under a post"], ["unsupported", "question", "Something unsupported"],
];

let chosen = { line: null, customer: null, report: console.error };
let context = null;

/** Whom the words go to. */
export function address(line, customer, report) {
  const other = chosen.line?.account !== line?.account || chosen.customer?.id !== customer?.id;
  chosen = { line, customer, report };
  for (const id of ["attach", "text", "send", "age"]) byId(id).disabled = !customer;
  byId("text").placeholder = customer ? `Message as ${customer.name}` : "Choose a customer first";
  if (other) end();
}

/** The next words answer this message. */
export function replyTo(message) {
  begin({ reply_to: message.id }, message.by === "customer" ? "Reply to yourself" : "Reply to the business", summary(message));
}

/** The next words replace those of this message. */
export function edit(message) {
  begin({ message: message.id, edit: true }, "Change the words", summary(message));
  byId("text").value = message.text || "";
  grow();
}

function begin(what, title, text) {
  context = what;
  byId("context").hidden = false;
  byId("context-title").textContent = title;
  byId("context-text").textContent = text;
  byId("text").focus();
}

function end() {
  if (context?.edit) byId("text").value = "";
  context = null;
  byId("context").hidden = true;
}

function grow() {
  const text = byId("text");
  if (CSS.supports("field-sizing", "content")) return;
  text.style.setProperty("height", "auto");
  text.style.setProperty("height", `${Math.min(text.scrollHeight + 2, 132)}px`);
}

async function send(deed) {
  const { line, customer, report } = chosen;
  if (!customer) return false;
  try {
    await api.act(line.account, customer.id, { age_seconds: Number(byId("age").value), ...deed });
    report(null);
    return true;
  } catch (error) {
    report(error);
    return false;
  }
}

async function sendWords() {
  const text = byId("text").value;
  if (!text.trim()) return;
  const deed = context?.edit ? { kind: "edit", message: context.message, text } : { kind: "text", text, reply_to: context?.reply_to };
  byId("text").value = "";
  const was = context;
  end();
  grow();
  if (!(await send(deed))) {
    byId("text").value = text;
    context = was;
    byId("context").hidden = !was;
  }
  byId("text").focus();
}

function kindOf(file) {
  const type = file.type.split("/")[0];
  return { image: "image", audio: "voice", video: "video" }[type] || "document";
}

async function sendFile(file) {
  try {
    const { id } = await api.upload(chosen.line.account, file);
    await sendWith({ kind: kindOf(file), media: id });
  } catch (error) {
    chosen.report(error);
  }
}

/** Sends with the words in the field as its caption. */
async function sendWith(deed) {
  const text = byId("text").value.trim();
  const captioned = ["image", "video", "document", "comment", "order"].includes(deed.kind);
  if (deed.kind === "comment" && !text) {
    chosen.report(new Error("Write the comment first, then choose “Comment under a post”."));
    return;
  }
  const sent = await send({ ...deed, text: captioned && text ? text : undefined, reply_to: context?.reply_to });
  if (sent && captioned) byId("text").value = "";
  if (sent) end();
  grow();
}

function openMenu() {
  const item = ([kind, name, title]) =>
    el("button", { type: "button", role: "menuitem", onclick: () => { closeMenu(true); sendWith({ kind }); } }, icon(name), title);
  const own = el("button", { type: "button", role: "menuitem", onclick: () => { closeMenu(true); byId("file").click(); } }, icon("upload"), "A file of your own…");
  const deeds = DEEDS.filter(([kind]) => chosen.line.can.includes(kind));
  toggleMenu(byId("attach"), byId("attach-menu"), [...deeds.map(item), own]);
}

/** Listens to the keys and buttons. */
export function start() {
  byId("attach").append(icon("plus"));
  byId("send").append(icon("send"));
  byId("context-end").append(icon("close"));
  byId("attach").addEventListener("click", openMenu);
  byId("context-end").addEventListener("click", () => { end(); byId("text").focus(); });
  byId("text").addEventListener("input", grow);
  byId("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      sendWords();
    } else if (event.key === "Escape" && context) end();
  });
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    sendWords();
  });
  byId("file").addEventListener("change", (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) sendFile(file);
  });
  byId("age").addEventListener("change", (event) => event.target.closest(".when").classList.toggle("late", event.target.value !== "0"));
}
