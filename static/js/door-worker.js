/**
 * Opens the door's page where there is no network. Only that page is kept; scripts and styles
 * come from the browser's own store.
 */
const DOORS = "doors";
const isScan = (request) =>
  request.mode === "navigate" && /^\/door\/[0-9a-z]+\/scan$/.test(new URL(request.url).pathname);

const fromNetwork = async (request) => {
  try {
    const answer = await fetch(request);
    const store = await caches.open(DOORS);
    if (answer.ok && !answer.redirected) await store.put(request.url, answer.clone());
    else await store.delete(request.url);
    return answer;
  } catch (offline) {
    const kept = await caches.match(request.url);
    if (kept) return kept;
    throw offline;
  }
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (isScan(event.request)) event.respondWith(fromNetwork(event.request));
});
self.addEventListener("message", ({ data }) => {
  if (data.forget) caches.open(DOORS).then((store) => store.delete(data.forget));
  if (data.keep) fetch(data.keep).then(async (answer) => {
    if (answer.ok && !answer.redirected) (await caches.open(DOORS)).put(data.keep, answer);
  });
});
