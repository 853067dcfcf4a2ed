/** Keeps the door's page and all it is made of on the device, so that it opens without a network. */
const nameOf = (code) => `door:${code}`;
const isPart = (address) => address.startsWith(`${location.origin}/static/`);

/** Keeps this page anew, with `more` that it fetches only now and then; whether it is kept. */
export const keepPage = async ({ code, worker, more }) => {
  if (!("serviceWorker" in navigator)) return false;
  const page = location.origin + location.pathname;
  const store = await caches.open(nameOf(code));
  try {
    await navigator.serviceWorker.register(worker, { scope: "/door/" });
    await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name).filter(isPart);
    const parts = new Set([...loaded, ...more.map((each) => new URL(each, location).href)]);
    const standing = new Set((await store.keys()).map(({ url }) => url));
    await store.addAll([page, ...[...parts].filter((each) => !standing.has(each))]);
    const gone = [...standing].filter((each) => each !== page && !parts.has(each));
    await Promise.all(gone.map((each) => store.delete(each)));
  } catch {
    // Without a network now: what was kept before still stands.
  }
  return Boolean(await store.match(page, { ignoreVary: true }));
};

export const forgetPage = (code) => caches.delete(nameOf(code));
