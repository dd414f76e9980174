// The page around, where the chat stands in the launcher's frame. It is told nothing, and believed nothing, unless it is
// the page that loaded this frame.

const origin = () => location.ancestorOrigins?.[0] || (document.referrer && new URL(document.referrer).origin);

/** Its origin; nothing where there is none, or where it hides. */
export const around = parent !== window && origin();

/** Tells the launcher something. */
export const tell = (message) => around && parent.postMessage(message, around);
