/** What this device keeps of one door: the list, and the acts that the server has not heard of. */
const NAME = "doors";

const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore("kept");
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const run = async (mode, ask) => {
  const kept = (await opened).transaction("kept", mode).objectStore("kept");
  return new Promise((resolve, reject) => {
    const request = ask(kept);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
};

export const read = (key) => run("readonly", (kept) => kept.get(key));
export const write = (key, value) => run("readwrite", (kept) => kept.put(value, key));
export const wipe = (key) => run("readwrite", (kept) => kept.delete(key));
export const keys = () => run("readonly", (kept) => kept.getAllKeys());
