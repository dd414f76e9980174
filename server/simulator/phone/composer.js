// Writing: words, files, and everything else a customer can send.

import * as api from "./api.js";
import { byId, closeMenu, el, icon, toggleMenu } from "./dom.js";
import { summary } from "./people.js";

const DEEDS = [
  ["image", "image", "Photo"], ["voice", "mic", "Voice note"], ["video", "video", "Video"], ["document", "file", "Document"],
  ["sticker", "sticker", "Sticker"], ["location", "pin", "Place"], ["contact", "person", "Contact"], ["order", "bag", "Order"],
  ["album", "layers", "Album of three"], ["comment", "speech", "Comment under a post"], ["story_reply", "story", "Answer to a story"],
  ["story_mention", "at", "Mention in a story"], ["advertisement", "megaphone", "Come through an advertisement"],
  ["link", "link", "Come through a link"], ["designed_mail", "mail", "Designed mail"], ["unsupported", "question", "Something unsupported"],
];

/** What the words in the field go along with. */
const CAPTIONED = ["image", "video", "document", "comment", "order", "album", "story_reply", "advertisement", "link"];

let chosen = { line: null, customer: null, report: console.error };
let context = null;
/** Of the mail that is being written: ids, or words for samples, with their names. */
let files = [];

const isMail = () => chosen.line?.channel === "email";

/** Whom the words go to. */
export function address(line, customer, report) {
  const other = chosen.line?.account !== line?.account || chosen.customer?.id !== customer?.id;
  chosen = { line, customer, report };
  for (const id of ["attach", "text", "send", "age", "subject"]) byId(id).disabled = !customer;
  const words = isMail() ? "Write a mail as" : "Message as";
  byId("text").placeholder = customer ? `${words} ${customer.name}` : "Choose a customer first";
  if (other) {
    end();
    put([]);
  }
  byId("subject").hidden = !isMail() || context !== null;
}

/** The next words answer this message. */
export function replyTo(message) {
  const whom = message.by === "customer" ? "Reply to yourself" : "Reply to the business";
  begin({ reply_to: message.id }, isMail() ? "Reply in this thread" : whom, summary(message));
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
  byId("subject").hidden = true;
  byId("text").focus();
}

function end() {
  if (context?.edit) byId("text").value = "";
  context = null;
  byId("context").hidden = true;
  byId("subject").hidden = !isMail();
}

/** These files go along with the mail. */
function put(wanted) {
  files = wanted;
  const chip = (file) => el("li", {}, el("span", {}, file.name),
    el("button", { class: "icon", type: "button", aria: { label: `Leave out ${file.name}` }, onclick: () => put(files.filter((one) => one !== file)) }, icon("close")));
  byId("files").replaceChildren(...files.map(chip));
  byId("files").hidden = !files.length;
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

async function sendMail() {
  const [text, subject] = [byId("text").value, byId("subject").value.trim()];
  if (!text.trim() && !files.length) return;
  const reply = context?.reply_to;
  const mail = { kind: "text", text: text.trim() ? text : undefined, subject: reply ? undefined : subject, reply_to: reply, files: files.map(({ id }) => id) };
  if (await send(mail)) {
    byId("text").value = "";
    byId("subject").value = "";
    end();
    put([]);
    grow();
  }
  byId("text").focus();
}

async function sendWords() {
  if (isMail()) return sendMail();
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

/** Several pictures are an album where there are such. */
async function sendFiles(own) {
  try {
    const sent = [];
    for (const file of own) {
      const { id } = await api.upload(chosen.line.account, file);
      sent.push({ id, name: file.name, kind: kindOf(file) });
    }
    if (isMail()) return put([...files, ...sent]);
    const album = sent.length > 1 && sent.every(({ kind }) => kind === "image") && chosen.line.can.includes("album");
    if (album) return await sendWith({ kind: "album", files: sent.map(({ id }) => id) });
    for (const { kind, id } of sent) await sendWith({ kind, media: id });
  } catch (error) {
    chosen.report(error);
  }
}

/** Sends with the words in the field as its caption. */
async function sendWith(deed) {
  const text = byId("text").value.trim();
  const captioned = CAPTIONED.includes(deed.kind);
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
  const goesAlong = (kind) => isMail() && kind !== "designed_mail";
  const choose = (kind, title) => (goesAlong(kind) ? put([...files, { id: kind, name: title }]) : sendWith({ kind }));
  const item = ([kind, name, title]) =>
    el("button", { type: "button", role: "menuitem", onclick: () => { closeMenu(true); choose(kind, title); } }, icon(name), title);
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
    // A mail has lines; what sends it is the button, or Enter with Ctrl.
    const sends = isMail() ? event.ctrlKey || event.metaKey : !event.shiftKey;
    if (event.key === "Enter" && sends && !event.isComposing) {
      event.preventDefault();
      sendWords();
    } else if (event.key === "Escape" && context) end();
  });
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    sendWords();
  });
  byId("file").addEventListener("change", (event) => {
    const own = [...event.target.files];
    event.target.value = "";
    if (own.length) sendFiles(own);
  });
  byId("age").addEventListener("change", (event) => event.target.closest(".when").classList.toggle("late", event.target.value !== "0"));
}
