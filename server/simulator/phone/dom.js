// Making elements, and the icons.

const PATHS = {
  back: "M15 5l-7 7 7 7",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  plus: "M12 5v14M5 12h14",
  send: "M4 12l16-8-6 16-3-6-7-2z",
  close: "M6 6l12 12M18 6L6 18",
  sliders: "M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M9 9h.01",
  mic: "M12 3a3 3 0 0 1 3 3v6a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4",
  video: "M3 7h12v10H3zM15 11l6-4v10l-6-4",
  file: "M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5",
  sticker: "M12 3a9 9 0 1 0 9 9c-5 0-9-4-9-9zM9 14c1 1.500 3 2 5 1M9 9.500h.01",
  pin: "M12 21s-7-6.500-7-11.500a7 7 0 0 1 14 0C19 14.500 12 21 12 21zM12 9.500h.01",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 4-6 8-6s8 2 8 6",
  bag: "M6 8h12l1 13H5zM9 8a3 3 0 0 1 6 0",
  speech: "M4 5h16v11H9l-5 4z",
  camera: "M4 8h4l2-3h4l2 3h4v11H4zM12 16.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  bolt: "M13 3L5 14h6l-1 7 8-11h-6z",
  plane: "M3 11l18-7-4 16-6-4-3 4v-6z",
  layers: "M12 4l9 5-9 5-9-5zM3 14l9 5 9-5",
  question: "M9 9a3 3 0 1 1 4 3c-1 .500-1 1-1 2M12 18h.01",
  upload: "M12 16V4M7 9l5-5 5 5M4 20h16",
  reply: "M10 6L4 12l6 6M4 12h9a7 7 0 0 1 7 7",
  edit: "M4 20l1-5L16 4l4 4L9 19z",
  bin: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2",
  tick: "M5 12.500l5 5L20 7",
  ticks: "M2 12.500l5 5L16 7M11 16.500l1.500 1L22 7",
  off: "M4 4l16 16M9 5a12 12 0 0 1 12 4M3 9c1-1 2-2 4-3M6 13a8 8 0 0 1 3-2M12 19h.01",
  signal: "M5 20v-4M10 20v-8M15 20V8M20 20V4",
  story: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 8.500v7M8.500 12h7",
  at: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM16 8v5a2.500 2.500 0 0 0 5 0v-1a9 9 0 1 0-3.500 7.100",
  megaphone: "M4 10v4l11 5V5zM15 9a3 3 0 0 1 0 6M7 15l1 5h3l-1-4",
  mail: "M3 6h18v12H3zM3 7l9 6 9-6",
  bounce: "M4 9h11a5 5 0 0 1 0 10h-4M8 5L4 9l4 4",
  link: "M10 14l4-4M8 12l-3 3a3.500 3.500 0 0 0 5 5l3-3M16 12l3-3a3.500 3.500 0 0 0-5-5l-3 3",
};

/** The line's icon by channel. */
export const CHANNEL_ICON = { whatsapp: "speech", messenger: "bolt", instagram: "camera", gupshup: "layers", telegram: "plane", email: "mail" };

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", PATHS[name] || "");
  svg.append(line);
  return svg;
}

/** An element with properties (`on…` are listeners, `data` and `aria` are groups of attributes) and children. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name === "aria") for (const [key, text] of Object.entries(value)) element.setAttribute(`aria-${key}`, text);
    else if (name === "class") element.className = value;
    else if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Puts these elements into the list. Those that stay are not moved: they keep the focus and go on playing. */
export function sync(list, items) {
  const wanted = new Set(items);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  items.forEach((item, at) => {
    if (list.children[at] !== item) list.insertBefore(item, list.children[at] ?? null);
  });
}

export const byId = (id) => document.getElementById(id);

const TINTS = ["#7a4fbf", "#1c7c9c", "#a8541c", "#2f7d46", "#b03a5b", "#4a62c4", "#7d6b17", "#8a4a87"];

/** Fills an avatar with initials on a colour of the person's own. */
export function dress(avatar, name, id) {
  const words = name.trim().split(/\s+/);
  avatar.textContent = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...word][0] || "").join("").toUpperCase();
  const sum = [...id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 100003, 7);
  avatar.style.setProperty("--tint", TINTS[sum % TINTS.length]);
  return avatar;
}

/** Asks in a dialog: yes or no, or for a text. `null` means no. */
export function ask({ title, text = "", label, yes }) {
  const dialog = byId("ask");
  byId("ask-title").textContent = title;
  byId("ask-text").textContent = text;
  byId("ask-text").hidden = !text;
  byId("ask-field").hidden = !label;
  byId("ask-label").textContent = label || "";
  byId("ask-input").value = "";
  byId("ask-yes").textContent = yes;
  dialog.returnValue = "";
  dialog.showModal();
  (label ? byId("ask-input") : byId("ask-yes")).focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes" ? byId("ask-input").value || true : null), { once: true });
  });
}

/** Opens a menu under a button; Escape, a click elsewhere or a choice closes it. Arrow keys move. */
export function toggleMenu(button, menu, items) {
  if (!menu.hidden) return closeMenu();
  closeMenu();
  menu.replaceChildren(...items);
  menu.hidden = false;
  button.setAttribute("aria-expanded", "true");
  opened = { button, menu };
  menu.querySelector("button")?.focus();
}

let opened = null;

export function closeMenu(back = false) {
  if (!opened) return;
  opened.menu.hidden = true;
  opened.button.setAttribute("aria-expanded", "false");
  if (back) opened.button.focus();
  opened = null;
}

export const isMenuOpen = () => opened !== null;

document.addEventListener("pointerdown", (event) => {
  if (opened && !opened.menu.contains(event.target) && !opened.button.contains(event.target)) closeMenu();
});
document.addEventListener("keydown", (event) => {
  if (!opened) return;
  const buttons = [...opened.menu.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (event.key === "Escape") closeMenu(true);
  else if (event.key === "Tab") closeMenu();
  else if (step) buttons.at((at + step + buttons.length) % buttons.length)?.focus();
  else return;
  if (event.key !== "Tab") event.preventDefault();
});
