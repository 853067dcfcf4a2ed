/**
 * Shows an event's hours on the reader's clock: `data-start` is an instant, `data-zone`
 * the event's zone. Only digits are made here (browsers have no Kyrgyz); the words come from the
 * server, with `{time}` where the digits go. Stays hidden when the clocks agree or the day differs.
 */
const clock = (instant, zone) =>
  new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).format(instant);

const day = (instant, zone) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(instant);

export default function localTime(element) {
  const { start, zone, words } = element.dataset;
  const instant = new Date(start);
  if (clock(instant) === clock(instant, zone) || day(instant) !== day(instant, zone)) return;
  element.textContent = words.replace("{time}", clock(instant));
  element.hidden = false;
}
