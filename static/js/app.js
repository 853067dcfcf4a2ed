/** Attaches to each element with `data-behaviour` the behaviours it names. */
const attached = new WeakSet();

const load = async (element, name) => {
  if (!/^[a-z-]+$/.test(name)) return;
  const { default: attach } = await import(`./behaviours/${name}.js`);
  attach(element);
};

const attachAll = async () => {
  const loading = [];
  for (const element of document.querySelectorAll("[data-behaviour]")) {
    if (attached.has(element)) continue;
    attached.add(element);
    loading.push(...element.dataset.behaviour.split(" ").map((name) => load(element, name)));
  }
  await Promise.all(loading);
  document.documentElement.dataset.ready = ""; // the journeys wait for it, as keys pressed earlier are lost
};

attachAll();
document.addEventListener("htmx:after:swap", attachAll); // the desk replaces parts of its pages
