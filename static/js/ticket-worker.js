/**
 * Shows a kept ticket when there is no network. Everything else goes its usual way; styles and
 * fonts come from the browser's own store. The five tickets opened last are kept.
 */
const TICKETS = "tickets";
const MOST = 5;
const isTicket = (request) =>
  request.mode === "navigate" && /^\/r\/[a-z2-7]+$/.test(new URL(request.url).pathname);

/** A ticket is one, whatever language its address asks for. */
const placeOf = (address) => new URL(address).origin + new URL(address).pathname;
const keptAt = (address) => caches.match(placeOf(address), { ignoreVary: true });

const keep = async (whole, answer) => {
  const address = placeOf(whole);
  const store = await caches.open(TICKETS);
  if (!answer.ok || answer.redirected) return store.delete(address); // erased or ended
  await store.delete(address); // to the end of the line
  await store.put(address, answer);
  const kept = await store.keys();
  await Promise.all(kept.slice(0, -MOST).map((oldest) => store.delete(oldest)));
};

const fromNetwork = async (request) => {
  try {
    const answer = await fetch(request);
    await keep(request.url, answer.clone());
    return answer;
  } catch (offline) {
    const kept = await keptAt(request.url);
    if (kept) return kept;
    throw offline;
  }
};

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (isTicket(event.request)) event.respondWith(fromNetwork(event.request));
});
self.addEventListener("message", async ({ data, ports: [asker] }) => {
  const answer = await fetch(data.keep).catch(() => null); // without a network the kept one stands
  if (answer) await keep(data.keep, answer);
  asker.postMessage(Boolean(await keptAt(data.keep)));
});
