/** The door on a telephone: codes, names, walk-ins; goes on by itself when the network drops. */
import { watch } from "../door/camera.js";
import { List } from "../door/list.js";
import { Outcome } from "../door/outcome.js";
import { Queue } from "../door/queue.js";
import { keys, read, wipe, write } from "../door/store.js";

const REFRESH_MS = 60_000;
const SAME_CODE_MS = 4_000; // a code held before the camera counts once

export default async function door(root) {
  const part = (name) => document.querySelector(`[data-door="${name}"]`);
  const hours = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: root.dataset.zone,
  });
  const clock = (instant) => hours.format(new Date(instant));
  const kept = `list:${root.dataset.code}`;
  const outcome = new Outcome(part, clock);
  const seen = { code: "", at: 0 };
  const awaited = new Set(); // acts whose answer somebody stands and waits for
  let list = null;
  let last = null;
  let isOffline = false;

  const showState = (status) => {
    if (status === 401 || status === 410) return location.reload();
    if (status !== undefined) isOffline = status === 0;
    const waiting = queue.acts.length;
    part("online").hidden = isOffline || waiting > 0;
    part("offline").hidden = !part("online").hidden;
    part("waiting").textContent = waiting;
    part("queue").hidden = !(isOffline && waiting);
    part("export").hidden = !waiting;
    const file = JSON.stringify({ device: queue.device, acts: queue.acts });
    part("export").href = URL.createObjectURL(new Blob([file], { type: "application/json" }));
  };

  const showCounts = (counts) => {
    const total = (name) => counts.reduce((sum, each) => sum + each[name], 0);
    const [came, expected] = [total("came"), total("expected")];
    part("came").textContent = came;
    part("expected").textContent = expected;
    const share = Math.min(100, (100 * came) / (expected || 1)).toFixed(1);
    part("counts").querySelector(".meter-value").setAttribute("d", `M0 0h${share}v1H0z`);
    document.querySelectorAll('[data-door="way"]').forEach((way, index) => {
      way.textContent = counts[index]?.came ?? "";
    });
  };

  const keepList = () => list && write(kept, list.saved);
  const showHeard = (heard) =>
    outcome.show({ ...heard, since: heard.person?.since, about: heard.event ?? heard.door });

  /** Answers of the server: who was let in elsewhere meanwhile is shown, even minutes later. */
  const told = ({ acts, counts }) => {
    showCounts(counts);
    for (const heard of acts) {
      if (heard.person && list) heard.person = list.update(heard.person);
      if (heard.verdict === "already_in" && !awaited.has(heard.id)) showHeard(heard);
    }
    keepList();
  };

  const queue = new Queue(root.dataset.code, root.dataset.acts, { told, changed: showState });

  const tell = async (act) => {
    const { act: whole, answer } = await queue.add(act);
    awaited.add(whole.id);
    return { act: whole, answer: answer.finally(() => awaited.delete(whole.id)) };
  };

  const remember = (act, person) => {
    last = { id: act.id, person };
    part("last").hidden = false;
    part("last-name").textContent = person.name;
    part("last-time").textContent = clock(act.at);
  };

  /** Decides by the saved list at once; what the server knows better is shown when it answers. */
  const enter = async (person, again = false) => {
    const verdict = list.judge(person, again);
    outcome.show({ verdict, person, since: person.since ?? new Date().toISOString() });
    if (verdict !== "admitted" && verdict !== "again") return;
    const { act, answer } = await tell({ kind: "entry", person: person.id, again });
    person.since ??= act.at;
    person.entry ??= act.id;
    remember(act, person);
    keepList();
    const heard = await answer;
    if (heard && heard.verdict !== verdict) showHeard(heard);
  };

  /** A code that the saved list does not know: only the server can say. */
  const ask = async (code) => {
    const { act, answer } = await tell({ kind: "entry", code });
    const heard = await answer;
    if (!heard) return outcome.show({ verdict: "offline_unknown" });
    if (heard.verdict === "admitted") remember(act, heard.person);
    showHeard(heard);
  };

  /** Without a network the form cannot be asked for: the name is enough. */
  const addWalkIn = async (name) => {
    if (!isOffline) return location.assign(`${root.dataset.walkIn}?name=${encodeURIComponent(name)}`);
    await tell({ kind: "walk_in", name, category: Number(root.dataset.category) });
    outcome.show({ verdict: "admitted", person: { name }, since: new Date().toISOString() });
  };

  const scanned = async (code) => {
    if (outcome.dialog.open && outcome.dialog.dataset.tone !== "good") return;
    if (code === seen.code && Date.now() - seen.at < SAME_CODE_MS) return Object.assign(seen, { at: Date.now() });
    Object.assign(seen, { code, at: Date.now() });
    const person = await list?.whose(code);
    return person ? enter(person) : ask(code);
  };

  const undo = async () => {
    if (!last) return;
    const { id, person } = last;
    last = null;
    part("last").hidden = true;
    outcome.dialog.close();
    Object.assign(person, { since: null, entry: null });
    seen.code = "";
    await tell({ kind: "undo", person: person.id, undoes: id });
    keepList();
    search();
  };

  const search = () => {
    const query = part("query").value;
    const found = list ? list.find(query) : [];
    part("found").replaceChildren(...found.map(line));
    part("nobody").hidden = found.length > 0 || query.trim().length < 2;
    part("add").hidden = !("mayAdd" in root.dataset) || query.trim().length < 2;
    part("added").textContent = query.trim();
  };

  const line = (person) => {
    const row = part("line").content.cloneNode(true);
    const of = (name) => row.querySelector(`[data-part="${name}"]`);
    of("name").textContent = person.name;
    of("name").lang = person.lang;
    of("about").textContent = [person.way, person.about].filter(Boolean).join(", ");
    of("since").hidden = !person.since;
    of("since").lastElementChild.textContent = person.since ? clock(person.since) : "";
    const refused = person.status !== "confirmed";
    of("refused").hidden = !refused;
    of("refused").textContent = person.state;
    of("enter").hidden = refused || Boolean(person.since);
    of("enter").addEventListener("click", () => enter(person).then(search));
    return row;
  };

  /** What this device has done and not yet told stands in the new list too. */
  const applyWaiting = () => {
    for (const act of queue.acts) {
      const person = list.byId.get(act.person);
      if (person && act.kind === "entry") person.since ??= act.at;
      if (person && act.kind === "undo") person.since = null;
    }
  };

  const refresh = async () => {
    try {
      await queue.send();
      const response = await fetch(root.dataset.list, { headers: { Accept: "application/json" } });
      if (!response.ok) return showState(response.status);
      list = new List(await response.json());
      applyWaiting();
      await keepList();
      showCounts(list.saved.counts);
      showSaved();
      showState(200);
    } catch {
      showState(0);
    }
  };

  const showSaved = () => {
    part("saved").hidden = false;
    part("saved-at").textContent = clock(list.saved.savedAt);
  };

  const forgetOldLists = async () => {
    for (const key of await keys()) {
      const saved = key.startsWith("list:") ? await read(key) : null;
      if (saved && new Date(saved.forgetAt) < new Date()) await wipe(key);
    }
  };

  await forgetOldLists();
  const saved = await read(kept);
  if (saved) {
    list = new List(saved);
    showSaved();
  }
  await queue.open();
  part("undo").addEventListener("click", undo);
  part("outcome-undo").addEventListener("click", undo);
  part("outcome-again").addEventListener("click", () => {
    outcome.dialog.close();
    enter(list.byId.get(outcome.person.id), true);
  });
  part("query").addEventListener("input", search);
  part("search").addEventListener("submit", (event) => { event.preventDefault(); search(); });
  part("add").addEventListener("click", () => addWalkIn(part("query").value.trim()));
  part("send").addEventListener("click", refresh);
  part("code").addEventListener("submit", (event) => {
    event.preventDefault();
    const field = part("code").elements.code;
    const code = field.value.trim();
    field.value = "";
    if (code) scanned(code);
  });
  part("forget").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!(await queue.send())) return showState(0); // nothing is thrown away unsent
    await wipe(kept);
    await wipe(queue.key);
    navigator.serviceWorker?.controller?.postMessage({ forget: location.href });
    part("forget").submit();
  });
  addEventListener("online", refresh);
  addEventListener("offline", () => showState(0));
  await refresh();
  setInterval(refresh, REFRESH_MS);
  root.dataset.ready = "";
  if ("serviceWorker" in navigator) {
    await navigator.serviceWorker.register(root.dataset.worker, { scope: "/door/" });
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ keep: location.href });
  }
  if (!navigator.mediaDevices) return;
  part("camera").hidden = false;
  try {
    await watch(part("video"), root.dataset.decoder, scanned);
  } catch {
    part("hint").hidden = true;
    part("no-camera").hidden = false;
  }
}
