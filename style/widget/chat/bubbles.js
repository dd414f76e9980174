// What stands inside a bubble, by the kind of the message. A kind this version does not know gets a placeholder.

import { link, make, size, text } from './elements.js';
import { fileAddress } from './server.js';

const PICTURES = /^image\/(png|jpeg|gif|webp|avif)$/;
const FILMS = /^video\/(mp4|webm)$/;

/** Draws each kind of body; `say(words)` answers it with the press of a button. */
const bodies = {
  __proto__: null,
  text: (body) => text(body.text),
  template: (body) => text(body.text),
  choice: (body) => text(body.title),
  media: (body) => text(body.caption),
  location(body) {
    const map = `https://www.openstreetmap.org/?mlat=${body.latitude / 1e6}&mlon=${body.longitude / 1e6}&zoom=17`;
    return [link(map, body.name || 'Show on the map'), text(body.address)];
  },
  contacts: (body) =>
    body.cards.map((card) =>
      make(
        'div.card',
        {},
        make('strong', {}, card.name),
        card.phones?.map((phone) => link(`tel:${phone.replace(/[^+\d]/g, '')}`, phone)),
        card.emails?.map((email) => link(`mailto:${encodeURIComponent(email)}`, email)),
      ),
    ),
  interactive: (body, say) => [
    text(body.text),
    body.footer && make('small', {}, body.footer),
    answers(body.buttons?.map(({ title }) => answer(title, say))),
    body.sections?.map(({ title, rows }) => [
      title && make('small', {}, title),
      answers(rows.map((row) => answer(row.title, say, row.description && make('small', {}, row.description)))),
    ]),
  ].flat(),
  rating_request: (body, say) => [text(body.text), answers([...'12345'].map((score) => answer(score, say)), 'answers.scores')],
  rating: (body) => [
    make('span.stars', { role: 'img', ariaLabel: `${body.score} of 5` }, '★'.repeat(body.score) + '☆'.repeat(5 - body.score)),
    text(body.comment),
  ],
  order: (body) => [make('ul', {}, body.items.map(ordered)), text(body.remark)],
  call(body) {
    const length = body.outcome === 'answered' ? `${Math.floor(body.seconds / 60)} min ${body.seconds % 60} s` : body.outcome;
    return text(`${body.video ? 'Video' : 'Voice'} call, ${length}`);
  },
  email: (body) => [make('strong', {}, body.subject), text(body.text)],
};

/** One line of an order. */
function ordered({ quantity, product, price_cents, currency }) {
  const price = (price_cents * quantity) / 100;
  return make('li', {}, `${quantity} × ${product}, ${price.toLocaleString(undefined, { style: 'currency', currency })}`);
}

/** A button that says what stands on it. */
const answer = (title, say, more) => make('button', { type: 'button', onclick: () => say(title) }, title, more);

/** Buttons that go out together once the question is answered. */
const answers = (buttons, look = 'answers') => buttons?.length && make(`fieldset.${look}`, {}, buttons);

/** A file: shown in place where every browser can, else to be downloaded. */
function attachment(file) {
  const href = fileAddress(file);
  if (PICTURES.test(file.media_type)) return link(href, make('img', { src: href, alt: file.name }));
  const player = { src: href, controls: true, preload: 'metadata', title: file.name };
  if (file.media_type.startsWith('audio/')) return make('audio', player);
  if (FILMS.test(file.media_type)) return make('video', player);
  return make('a.file', { href, download: file.name }, make('span', {}, file.name), make('small', {}, size(file.bytes)));
}

/** Everything inside the bubble of a message. One that cannot be drawn never takes the others with it. */
export function content({ body, attachments }, say) {
  let parts = [];
  try {
    const files = attachments.length && make(`div.files.${body.media || ''}`, {}, attachments.map(attachment));
    parts = [bodies[body.kind](body, say), files].flat(2).filter(Boolean);
  } catch {
    // A kind or a shape of a newer version.
  }
  return parts.length ? parts : [make('em', {}, 'This message cannot be shown here.')];
}
