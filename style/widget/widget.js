// The launcher: a round button on any website that opens the chat in a frame.
//
//   <script src="https://desk.example/widget.js" data-inbox="KEY" async></script>
//
// data-color="#rrggbb" instead of the inbox's colour; data-position="left"; data-open: open at once.
// Pages may also call frontdesk.open() and frontdesk.close().

(() => {
  const script = document.currentScript || document.querySelector('script[data-inbox]');
  const { inbox, color, position, open } = script.dataset;
  if (!inbox || window.frontdesk?.open) return;
  const origin = new URL(script.src).origin;
  const side = position === 'left' ? 'left' : 'right';
  const phone = matchMedia('(max-width: 480px), (max-height: 480px)');
  let frame;
  /** The page in the frame listens. */
  let ready = false;
  let opened = false;
  let unread = 0;

  // Storage throws where it is blocked; the chat works without.
  const kept = `frontdesk-widget:${inbox}`;
  function remember(storage, value) {
    try {
      return value === undefined ? window[storage][kept] : (window[storage][kept] = value);
    } catch {
      return '';
    }
  }

  const styles = `
    button, iframe { position: fixed; z-index: 2147483000; ${side}: 20px; border: 0; }
    button { bottom: 20px; width: 56px; height: 56px; border-radius: 50%; padding: 0; cursor: pointer;
      background: #4f46e5; color: #fff; box-shadow: 0 2px 6px #0003, 0 8px 24px #0003;
      transition: transform .2s; }
    button:hover { transform: scale(1.05); }
    button:focus-visible { outline: 3px solid; outline-offset: -6px; }
    svg { position: absolute; inset: 14px; width: 28px; fill: none; stroke: currentColor; stroke-width: 1.8;
      stroke-linecap: round; stroke-linejoin: round; transition: opacity .2s, transform .2s; }
    svg + svg, [aria-expanded=true] svg { opacity: 0; transform: rotate(-45deg) scale(.6); }
    [aria-expanded=true] svg + svg { opacity: 1; transform: none; }
    [hidden] { display: none; }
    span { position: absolute; top: -4px; right: -4px; min-width: 20px; border-radius: 10px; background: #d92d20; color: #fff;
      font: 600 12px/20px system-ui, sans-serif; box-shadow: 0 0 0 2px #fff; }
    iframe { bottom: 92px; width: 400px; height: min(680px, 100% - 112px); border-radius: 16px; background: #fff;
      color-scheme: light dark; box-shadow: 0 0 0 1px #00000012, 0 12px 48px #0003; transition: opacity .2s, transform .2s; }
    iframe.closed { visibility: hidden; opacity: 0; transform: translateY(12px); transition: all .2s; }
    @media ${phone.media} {
      iframe { inset: var(--top, 0) 0 auto; width: 100%; height: var(--height, 100dvh); border-radius: 0; }
      [aria-expanded=true] { display: none; }
    }
    @media (prefers-color-scheme: dark) { iframe { background: #17181c; box-shadow: 0 0 0 1px #fff2, 0 12px 48px #000a; } }
    @media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
    @media print { * { display: none; } }`;

  const host = document.createElement('frontdesk-chat');
  host.style.setProperty('all', 'initial', 'important');
  const root = host.attachShadow({ mode: 'open' });
  // A sheet made by script is welcome even where the page's policy forbids <style>.
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(Object.assign(document.createElement('style'), { textContent: styles }));
  }

  const button = document.createElement('button');
  const badge = document.createElement('span');
  button.append(icon('M7.9 20A9 9 0 1 0 4 16.1L2 22Z'), icon('M6 9l6 6 6-6'), badge);
  button.onclick = () => show(!opened);
  root.append(button);

  function icon(path) {
    const [svg, line] = ['svg', 'path'].map((name) => document.createElementNS('http://www.w3.org/2000/svg', name));
    svg.setAttribute('viewBox', '0 0 24 24');
    line.setAttribute('d', path);
    svg.append(line);
    return svg;
  }

  /** Paints the launcher, with what stands on it black or white, whichever reads better. */
  function paint(accent) {
    const [red, green, blue] = (accent.match(/\w\w/g) || []).map((hex) => (parseInt(hex, 16) / 255) ** 2.2);
    button.style.background = accent;
    button.style.color = 0.21 * red + 0.72 * green + 0.07 * blue > 0.2 ? '#16181d' : '#fff';
  }

  function label() {
    const news = unread ? `, ${unread} unread message${unread > 1 ? 's' : ''}` : '';
    button.ariaLabel = opened ? 'Close chat' : `Open chat${news}`;
    button.ariaExpanded = opened;
    badge.textContent = unread > 9 ? '9+' : unread;
    badge.hidden = opened || !unread;
  }

  /** Makes the frame, once. */
  function load() {
    if (frame) return;
    frame = document.createElement('iframe');
    frame.title = 'Chat';
    frame.className = 'closed';
    frame.allow = 'autoplay';
    // The chat learns who embeds it, and then talks to nobody else.
    frame.referrerPolicy = 'origin';
    // Where browsers give a frame no storage, the launcher keeps for the chat what it asks to be kept.
    frame.src = `${origin}/chat/${encodeURIComponent(inbox)}#${encodeURIComponent(remember('localStorage') || '')}`;
    root.prepend(frame);
  }

  function tell(focus) {
    const state = { frontdesk: 'shown', open: opened, focus, color, on_color: button.style.color };
    if (ready) frame.contentWindow.postMessage(state, origin);
  }

  function show(wanted, focus = true) {
    opened = wanted;
    if (opened) load();
    remember('localStorage', remember('localStorage') || '[]');
    remember('sessionStorage', opened ? 'open' : '');
    // Asking for its place draws the closed frame first, so that it is seen to open.
    frame.getBoundingClientRect();
    frame.classList.toggle('closed', !opened);
    label();
    if (focus) (opened ? frame : button).focus();
    tell(focus);
  }

  addEventListener('message', ({ origin: from, source, data }) => {
    if (from !== origin || !frame || source !== frame.contentWindow) return;
    if (data.frontdesk === 'ready') {
      ready = true;
      if (!color) paint(data.color);
      tell(root.activeElement === frame);
    } else if (data.frontdesk === 'unread') {
      unread = data.count;
      label();
    } else if (data.frontdesk === 'keep') {
      remember('localStorage', data.kept);
    } else if (data.frontdesk === 'close') {
      show(false);
    }
  });
  addEventListener('keydown', ({ key }) => key === 'Escape' && opened && show(false));
  // A phone's keyboard covers the page; the chat stays above it.
  window.visualViewport?.addEventListener('resize', ({ target }) => {
    host.style.setProperty('--height', `${target.height}px`);
    host.style.setProperty('--top', `${target.offsetTop}px`);
  });

  function start() {
    document.body.append(host);
    // A chat that was open stays open on the next page, except over the whole screen of a phone.
    if (open !== undefined || (remember('sessionStorage') && !phone.matches)) show(true, false);
    // Who has chatted before sees at once that there is an answer; others load nothing.
    else if (remember('localStorage')) load();
  }

  window.frontdesk = { open: () => show(true), close: () => opened && show(false) };
  if (color) paint(color);
  label();
  if (document.body) start();
  else addEventListener('DOMContentLoaded', start);
})();
