/**
 * Opens the door's page where there is no network: `door/keeping.js` has kept it with its parts.
 * Other pages of the door lead back to it then; what stood in their address goes along.
 */
const PATIENCE_MS = 4_000; // with a network that does not answer
const ANYHOW = { ignoreSearch: true, ignoreVary: true };

const later = (answer) => new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS, answer); });

const keptFor = async ({ pathname, search }) => {
  const scan = `/door/${pathname.split("/")[2]}/scan`;
  const kept = await caches.match(scan, ANYHOW);
  return kept && pathname !== scan ? Response.redirect(scan + search) : kept;
};

const open = async (request) => {
  const kept = await keptFor(new URL(request.url));
  const fetched = fetch(request);
  if (!kept) return fetched;
  return Promise.race([fetched.catch(() => kept), later(kept)]);
};

const part = async (request) => (await caches.match(request, { ignoreVary: true })) ?? fetch(request);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(open(request));
  else if (new URL(request.url).pathname.startsWith("/static/")) event.respondWith(part(request));
});
