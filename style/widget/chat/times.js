// Times as the visitor's own clock and language show them.

const hours = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const date = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

export const toDate = (micros) => new Date(micros / 1000);
export const clock = (message) => hours.format(toDate(message.at));
export const dayOf = ({ message }) => toDate(message.at).toDateString();

/** Today, Yesterday or the date. */
export function dayName(entry) {
  const day = new Date();
  if (dayOf(entry) === day.toDateString()) return 'Today';
  day.setDate(day.getDate() - 1);
  return dayOf(entry) === day.toDateString() ? 'Yesterday' : date.format(toDate(entry.message.at));
}
