// Moments in the reader's zone: "Today 10:41", "Yesterday 17:40", "18 Nov, 17:40", "18 Oct 2024". The server
// names UTC, because it does not know where the reader is; what names another form is left as it is.
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'long' });

function midnight(at, days = 0) {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days).getTime();
}

function read(at, now) {
  const that = midnight(at);
  if (that === midnight(now)) return `Today ${clock.format(at)}`;
  if (that === midnight(now, -1)) return `Yesterday ${clock.format(at)}`;
  if (at.getFullYear() === now.getFullYear()) return `${short.format(at)}, ${clock.format(at)}`;
  return day.format(at);
}

export function localise(within) {
  const now = new Date();
  for (const time of within.querySelectorAll('time[datetime]')) {
    const at = new Date(time.dateTime);
    if (!time.textContent.endsWith(' UTC') || Number.isNaN(at.getTime())) continue;
    time.textContent = read(at, now);
    time.title = whole.format(at);
  }
}

localise(document);
