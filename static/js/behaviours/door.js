/** The door on a telephone: codes, names, walk-ins; goes on by itself when the network drops. */
import { Asking } from "../door/asking.js";
import { watch } from "../door/camera.js";
import { Gauges } from "../door/gauges.js";
import { forgetPage, keepPage } from "../door/keeping.js";
import { List } from "../door/list.js";
import { Names } from "../door/names.js";
import { Outcome } from "../door/outcome.js";
import { Queue } from "../door/queue.js";
import { keys, read, wipe, write } from "../door/store.js";

const REFRESH_MS = 60_000;
const SAME_CODE_MS = 4_000;
const LATE_NEWS = ["already_in", "refused"]; // shown even when nobody waits for them any more

export default async function door(root) {
  const part = (name) => document.querySelector(`[data-door="${name}"]`);
  const hours = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: root.dataset.zone,
  });
  const clock = (instant) => hours.format(new Date(instant));
  const { code } = root.dataset;
  const kept = `list:${code}`;
  const mayAdd = "mayAdd" in root.dataset;
  const outcome = new Outcome(part, clock, { mayAdd, door: `/door/${code}` });
  const asking = new Asking(part);
  const gauges = new Gauges(part);
  const seen = { code: "", at: 0 };
  const awaited = new Set(); // acts whose answer somebody stands and waits for
  let list = null;
  let last = null;

  const forget = async () => {
    await wipe(kept);
    await forgetPage(code);
  };

  const showState = async (status) => {
    if (status === 401 || status === 410) {
      await forget();
      return location.reload();
    }
    if (status !== undefined) gauges.isOffline = status === 0;
    gauges.showQueue(queue);
  };

  const keepList = () => list && write(kept, list.saved);
  const showHeard = (heard) =>
    outcome.show({ ...heard, since: heard.person?.since, about: heard.event ?? heard.door });

  /** Answers of the server: who was let in elsewhere meanwhile is shown, even minutes later. */
  const told = ({ acts, counts }) => {
    gauges.showCounts(counts);
    for (const heard of acts) {
      if (heard.person && list) heard.person = list.update(heard.person);
      heard.person ??= list?.byId.get(heard.act.person) ?? (heard.act.name && { name: heard.act.name });
      if (LATE_NEWS.includes(heard.verdict) && !awaited.has(heard.id)) showHeard(heard);
    }
    keepList();
  };

  const queue = new Queue(code, root.dataset.acts, { told, changed: showState });

  const tell = async (act) => {
    const { act: whole, answer } = await queue.add(act);
    awaited.add(whole.id);
    return { act: whole, answer: answer.finally(() => awaited.delete(whole.id)) };
  };

  const remember = (person) => {
    last = person;
    part("last").hidden = false;
    part("last-name").textContent = person.name;
    part("last-time").textContent = clock(person.since);
  };

  /** What somebody is to be asked before they come in; null where they are not let in. */
  const askedOf = async (person) =>
    person.asks && asking.prepare(person.category) ? outcome.ask(person, asking) : {};

  /** Lets in at once by the saved list; what the server knows better is shown when it answers. */
  const admit = async (person, act, verdict = "admitted") => {
    const answers = await askedOf(person);
    if (!answers) return;
    outcome.show({ verdict, person, since: person.since ?? new Date().toISOString() });
    const { act: whole, answer } = await tell({ ...act, person: person.id, ...answers });
    Object.assign(person, { status: "confirmed", asks: false });
    person.since ??= whole.at;
    person.entry ??= whole.id;
    remember(person);
    keepList();
    const heard = await answer;
    if (heard && heard.verdict !== verdict) showHeard(heard);
  };

  const enter = async (person, again = false) => {
    const verdict = list.judge(person, again);
    if (verdict === "admitted" || verdict === "again") return admit(person, { kind: "entry", again }, verdict);
    outcome.show({ verdict, person, since: person.since });
  };

  const open = (person) =>
    outcome.show({ verdict: "person", words: person.state, person, since: person.since });

  /** A code that the saved list does not know: only the server can say. */
  const ask = async (unknown) => {
    const { answer } = await tell({ kind: "entry", code: unknown });
    const heard = await answer;
    if (!heard) return outcome.show({ verdict: "offline_unknown" });
    if (heard.verdict === "admitted") remember(heard.person);
    showHeard(heard);
  };

  /** Without a network the form cannot be asked for: the name is enough. */
  const writeDown = async (name) => {
    const category = Number(root.dataset.category);
    const answers = await askedOf({ name, category, asks: true });
    if (!answers) return;
    const { act, answer } = await tell({ kind: "walk_in", name, category, ...answers });
    outcome.show({ verdict: "admitted", person: { name }, since: act.at });
    const heard = await answer;
    if (heard?.verdict === "admitted") remember(heard.person);
    else if (heard) showHeard(heard);
  };

  const addWalkIn = async (name, isAnother = false) => {
    const same = isAnother ? null : list?.namesake(name);
    if (same) return outcome.show({ verdict: "known", person: same, since: same.since });
    if (gauges.isOffline) return writeDown(name);
    const wanted = new URLSearchParams(isAnother ? { name, another: "y" } : { name });
    location.assign(`${root.dataset.walkIn}?${wanted}`);
  };

  const scanned = async (text) => {
    if (outcome.dialog.open && outcome.dialog.dataset.tone !== "good") return;
    Object.assign(seen, { code: text, at: Date.now() });
    let person = await list?.whose(text);
    if (!person && !gauges.isOffline && asking.questions.length) {
      await refresh(); // who registered just now is asked too
      person = await list?.whose(text);
    }
    return person ? enter(person) : ask(text);
  };

  /** The camera reads a code many times while it is held before it; who types it means it. */
  const held = (text) => {
    const isSame = text === seen.code && Date.now() - seen.at < SAME_CODE_MS;
    if (isSame) seen.at = Date.now();
    else scanned(text);
  };

  const leave = async (person, act) => {
    if (last === person) part("last").hidden = true;
    outcome.dialog.close();
    Object.assign(person, { since: null, entry: null });
    seen.code = "";
    const { answer } = await tell({ ...act, person: person.id });
    keepList();
    names.show();
    const heard = await answer;
    if (heard && act.kind === "exit") showHeard(heard);
  };
  const undo = (person) => person?.entry && leave(person, { kind: "undo", undoes: person.entry });

  /** What each act makes of a badge, and what the screen says of it. */
  const BADGES = { badge: ["given", "badge_given"], badge_back: ["printed", "badge_back"] };

  const noteBadge = async (kind, person) => {
    const [badge, verdict] = BADGES[kind];
    person.badge = badge;
    keepList();
    outcome.show({ verdict, person, since: person.since });
    const { answer } = await tell({ kind, person: person.id });
    const heard = await answer;
    if (heard && heard.verdict !== verdict) showHeard(heard);
  };

  const names = new Names(part, clock, { mayAdd, enter, open });

  /** What this device has done and not yet told stands in the new list too. */
  const applyWaiting = () => {
    for (const act of queue.acts) {
      const person = list.byId.get(act.person);
      if (!person) continue;
      if (act.kind in BADGES) [person.badge] = BADGES[act.kind];
      else if (act.kind === "undo" || act.kind === "exit") Object.assign(person, { since: null, entry: null });
      else Object.assign(person, { status: "confirmed", asks: false, since: person.since ?? act.at, entry: person.entry ?? act.id });
    }
  };

  const take = (saved) => {
    list = names.list = new List(saved);
    part("saved-at").textContent = clock(saved.savedAt);
  };

  const refresh = async () => {
    await forgetOldLists();
    try {
      await queue.send();
      const response = await fetch(root.dataset.list, { headers: { Accept: "application/json" } });
      if (!response.ok) return showState(response.status);
      take(await response.json());
      applyWaiting();
      await keepList();
      gauges.showCounts(list.saved.counts);
      showState(200);
    } catch {
      showState(0);
    }
  };

  const forgetOldLists = async () => {
    for (const key of await keys()) {
      const saved = key.startsWith("list:") ? await read(key) : null;
      if (!saved || new Date(saved.forgetAt) >= new Date()) continue;
      await wipe(key);
      await forgetPage(key.slice("list:".length));
      if (key === kept && list) location.reload();
    }
  };

  await forgetOldLists();
  const saved = await read(kept);
  if (saved) take(saved);
  await queue.open();
  const onClick = (name, act) => part(name).addEventListener("click", act);
  onClick("undo", () => undo(last));
  onClick("outcome-undo", () => undo(outcome.person));
  onClick("outcome-left", () => leave(outcome.person, { kind: "exit" }));
  onClick("outcome-enter", () => enter(outcome.person).then(() => names.show()));
  onClick("outcome-let-in", () => admit(outcome.person, { kind: "let_in" }).then(() => names.show()));
  onClick("outcome-hand-out", () => noteBadge("badge", outcome.person));
  onClick("outcome-badge-back", () => noteBadge("badge_back", outcome.person));
  onClick("outcome-again", () => enter(list.byId.get(outcome.person.id), true));
  onClick("outcome-another", () => { outcome.dialog.close(); addWalkIn(names.query, true); });
  onClick("add", () => addWalkIn(names.query));
  onClick("send", refresh);
  part("walk-in")?.addEventListener("click", (event) => {
    if (!gauges.isOffline) return;
    event.preventDefault();
    names.look("");
  });
  part("code").addEventListener("submit", (event) => {
    event.preventDefault();
    const field = part("code").elements.code;
    const text = field.value.trim();
    field.value = "";
    if (text) scanned(text);
  });
  part("forget").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!(await queue.send())) return showState(0); // nothing is thrown away unsent
    await forget();
    await wipe(queue.key);
    part("forget").submit();
  });
  addEventListener("online", refresh);
  addEventListener("offline", () => showState(0));
  await refresh();
  setInterval(refresh, REFRESH_MS);
  const typed = new URLSearchParams(location.search).get("name");
  if (typed) names.look(typed);
  root.dataset.ready = "";
  const isKept = await keepPage({ code, worker: root.dataset.worker, more: [root.dataset.decoder] });
  part("saved").hidden = !(isKept && list);
  if (!navigator.mediaDevices) return;
  part("camera").hidden = false;
  try {
    await watch(part("video"), root.dataset.decoder, held);
  } catch {
    part("hint").hidden = true;
    part("no-camera").hidden = false;
  }
}
