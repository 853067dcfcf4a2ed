/** Shows a page anew every ten seconds, as on a screen on the wall. */
const EVERY_MS = 10_000;

export default function keepFresh() {
  setTimeout(() => location.reload(), EVERY_MS);
}
