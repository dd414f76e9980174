// Mails, thread by thread, as a small mail program shows them.

import { fate, media } from "./bubble.js";
import { dress, el, icon } from "./dom.js";
import { when } from "./people.js";

const bare = (subject) => (subject || "").replace(/^(re:\s*)+/i, "") || "(no subject)";

/** The threads, the one with the latest mail last; each has its first mail's id and subject, and its mails from old to new. */
export function threads(messages) {
  const roots = new Map();
  const byRoot = new Map();
  for (const mail of messages) {
    const before = [...mail.references, mail.reply_to].filter(Boolean);
    const root = before.map((id) => roots.get(id)).find(Boolean) ?? mail.id;
    roots.set(mail.id, root);
    const thread = byRoot.get(root) ?? { id: root, subject: bare(mail.subject), mails: [] };
    byRoot.delete(root);
    byRoot.set(root, thread);
    thread.mails.push(mail);
  }
  return [...byRoot.values()];
}

/** One thread. `acts` has `menu(message, button, menu)` and `answer(mail)`. */
export function thread({ subject, mails }, line, customer, acts) {
  const last = mails.at(-1);
  const answer = el("button", { class: "quiet small", type: "button", onclick: () => acts.answer(last) }, icon("reply"), "Reply");
  return el("section", { class: "mail-thread", aria: { label: subject } }, el("h3", { dir: "auto" }, subject),
    ...mails.map((mail) => card(mail, line, customer, acts)), el("div", { class: "mail-end" }, answer));
}

const attached = (file) => media({ kind: file.media_type.startsWith("image/") ? "image" : "document", media: file.id, file });

function card(mail, line, customer, acts) {
  const mine = mail.by === "customer";
  const name = mine ? customer.name : line.title;
  const menu = el("div", { class: "menu end", role: "menu", hidden: true });
  const more = el("button", { class: "icon more", type: "button", aria: { label: `What to do with: ${mail.text || "this mail"}`, haspopup: "menu", expanded: "false" } }, icon("more"));
  more.addEventListener("click", () => acts.menu(mail, more, menu));
  const head = el("header", { class: "mail-head" },
    dress(el("span", { class: "avatar", aria: { hidden: true } }), name, mine ? customer.id : line.account),
    el("div", { class: "row-text" }, el("strong", { dir: "auto" }, name),
      el("span", {}, mine ? `to ${mail.answer_to || line.account}` : `to ${customer.id}`)),
    el("time", {}, when(mail.at)),
    mine ? el("span", { class: "fate" }, ...fate(mail, Boolean(mail.post))) : null,
    el("div", { class: "menu-anchor" }, more, menu));
  const files = [mail.file && { ...mail.file, id: mail.media }, ...(mail.more_files || [])].filter(Boolean);
  return el("article", { class: `mail bubble-row ${mine ? "mine" : "theirs"}`, data: { id: mail.id } }, head,
    mail.text ? el("div", { class: "words", dir: "auto" }, mail.text) : null,
    files.length ? el("div", { class: "mail-files" }, ...files.map(attached)) : null,
    mail.stage === "failed" ? el("p", { class: "gone" }, "This mail did not get here: it went back with a report.") : null);
}
