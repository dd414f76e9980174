// One message in the chat.

import { el, icon } from "./dom.js";
import { summary } from "./people.js";

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const LABELS = {
  template: ["file", "Template"], comment: ["speech", "Comment under a post"], order: ["bag", "Order"],
  unsupported: ["question", "Something the business cannot read"], choice: ["reply", "Tapped"],
  story_reply: ["story", "Answer to their story"], story_mention: ["at", "Mention in a story"],
};
const STAGES = { accepted: "accepted", sent: "sent", delivered: "delivered", read: "read", failed: "failed" };

/** The row with the bubble. `acts` has `menu(message, button)`, `tap(message, choice)` and `jump(id)`. */
export function bubble(message, { find, first, acts, waiting }) {
  const mine = message.by === "customer";
  const box = el("div", { class: "bubble" });
  if (message.deleted) box.append(el("p", { class: "gone" }, mine ? "You took this message back" : "This message was deleted"));
  else box.append(...contents(message, find, acts));
  box.append(meta(message, mine, waiting));
  const reactions = [message.customer_reaction, message.business_reaction].filter(Boolean);
  if (reactions.length) {
    box.classList.add("reacted");
    const who = [message.customer_reaction && `you: ${message.customer_reaction}`, message.business_reaction && `the business: ${message.business_reaction}`];
    box.append(el("span", { class: "reaction", title: who.filter(Boolean).join(", ") }, ...reactions));
  }
  const row = el("div", { class: `bubble-row ${mine ? "mine" : "theirs"}${first ? " turn" : ""}`, data: { id: message.id } }, box);
  if (!message.deleted) row.append(actions(message, acts));
  return row;
}

function actions(message, acts) {
  const menu = el("div", { class: "menu", role: "menu", hidden: true });
  const button = el("button", { class: "icon more", type: "button", aria: { label: `What to do with: ${summary(message)}`, haspopup: "menu", expanded: "false" } }, icon("more"));
  button.addEventListener("click", () => acts.menu(message, button, menu));
  return el("div", { class: "menu-anchor" }, button, menu);
}

function contents(message, find, acts) {
  const parts = [];
  if (LABELS[message.kind]) parts.push(el("p", { class: "label" }, icon(LABELS[message.kind][0]), LABELS[message.kind][1]));
  if (message.referral) parts.push(el("p", { class: "label" }, icon(message.referral.paid ? "megaphone" : "link"),
    `Came through the ${message.referral.paid ? "advertisement" : "link"} “${message.referral.title}”`));
  if (message.comment) parts.push(el("p", { class: "label" }, icon("reply"), "Private answer to your comment"));
  const answered = message.reply_to && message.kind !== "choice" ? find(message.reply_to) : null;
  if (answered) {
    const who = answered.by === "customer" ? "You" : "The business";
    parts.push(el("button", { class: "quote", type: "button", onclick: () => acts.jump(answered.id) }, el("strong", {}, who), summary(answered)));
  }
  if (message.more_files?.length) parts.push(album(message));
  else if (message.media) parts.push(media(message));
  if (message.place) parts.push(place(message.place));
  for (const card of message.contacts) parts.push(contact(card));
  if (message.header) parts.push(el("h4", { dir: "auto" }, message.header));
  if (message.text) parts.push(el("div", { class: "words", dir: "auto" }, message.text));
  for (const item of message.items) parts.push(el("p", { class: "footer" }, `${item.quantity} × ${item.product_retailer_id}, ${item.item_price} ${item.currency}`));
  if (message.footer) parts.push(el("p", { class: "footer", dir: "auto" }, message.footer));
  if (message.choices.length) parts.push(taps(message, acts));
  return parts;
}

/** Several pictures in one message. */
function album(message) {
  const ids = [message.media, ...message.more_files.map((file) => file.id)];
  const picture = (id, at) => el("img", { class: "picture", src: `/control/files/${encodeURIComponent(id)}`, alt: `Photo ${at + 1} of ${ids.length}` });
  return el("div", { class: "pictures" }, ...ids.map(picture));
}

/** A message's file, to look at, to listen to, or to save. */
export function media(message) {
  const source = `/control/files/${encodeURIComponent(message.media)}`;
  const kind = message.file?.media_type || "";
  if (message.kind === "sticker") return el("img", { class: "sticker", src: source, alt: "Sticker" });
  if (kind.startsWith("image/") && message.kind !== "document") return el("img", { class: "picture", src: source, alt: message.text || "Photo" });
  if (kind.startsWith("audio/")) return el("audio", { src: source, controls: true, preload: "metadata", aria: { label: "Voice note" } });
  if (kind.startsWith("video/")) return el("video", { src: source, controls: true, preload: "metadata", aria: { label: "Video" } });
  const size = message.file ? `${Math.max(1, Math.round(message.file.size / 1024))} kB` : "";
  return el("a", { class: "tile", href: source, download: message.file?.name || "file" }, icon("file"),
    el("span", {}, el("strong", { dir: "auto" }, message.file?.name || "File"), el("small", {}, size)));
}

function place({ latitude, longitude, name, address }) {
  return el("div", { class: "tile" }, icon("pin"),
    el("span", {}, el("strong", {}, name || "A place"), el("small", {}, address || `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`)));
}

function contact(card) {
  return el("div", { class: "tile" }, icon("person"),
    el("span", {}, el("strong", {}, card.name?.formatted_name || "Contact"), el("small", {}, card.phones?.[0]?.phone || "")));
}

function taps(message, acts) {
  const buttons = message.choices.map((choice) => {
    const link = choice.kind === "link";
    const title = link ? "Opens a page on the customer’s phone; the business is not told." : undefined;
    return el("button", { type: "button", disabled: link, title, onclick: () => acts.tap(message, choice) }, choice.title,
      choice.description ? el("small", {}, choice.description) : null);
  });
  if (!message.list_button) return el("div", { class: "taps" }, ...buttons);
  return el("div", { class: "taps" }, el("details", {}, el("summary", {}, message.list_button), el("div", { class: "taps" }, ...buttons)));
}

function meta(message, mine, waiting) {
  const line = el("p", { class: "meta" });
  if (message.edits && !message.deleted) line.append(el("span", {}, "edited"));
  line.append(el("time", {}, clock.format(new Date(message.at))));
  if (!mine) {
    if (message.stage) line.append(el("span", { title: message.reference ? `The business calls it ${message.reference}` : "" }, `· ${STAGES[message.stage]}${message.failure ? ` (${message.failure})` : ""}`));
    return line;
  }
  line.append(...fate(message, waiting));
  return line;
}

/** How far a message of the customer has come. */
export function fate(message, waiting) {
  const [name, look, words] = message.seen ? ["ticks", "seen", "The business has seen it"]
    : message.arrived ? ["tick", "", "Frontdesk has it"]
    : message.post?.last ? ["clock", "waiting", `Waiting: ${message.post.last} Tried ${message.post.attempts} times.`]
    : ["clock", "", waiting ? "On its way to Frontdesk" : "Not told to Frontdesk"];
  const sign = el("span", { class: look, title: words, role: "img", aria: { label: words } }, icon(name));
  return look === "waiting" ? [el("span", { class: look }, "· waiting"), sign] : [sign];
}
