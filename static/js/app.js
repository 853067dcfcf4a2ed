/** Attaches to each element with `data-behaviour` the behaviours it names. */
const attached = new WeakSet();

const load = async (element, name) => {
  if (!/^[a-z-]+$/.test(name)) return;
  const { default: attach } = await import(`./behaviours/${name}.js`);
  attach(element);
};

const attachAll = () => {
  for (const element of document.querySelectorAll("[data-behaviour]")) {
    if (attached.has(element)) continue;
    attached.add(element);
    element.dataset.behaviour.split(" ").forEach((name) => load(element, name));
  }
};

attachAll();
document.addEventListener("htmx:after:swap", attachAll); // the desk replaces parts of its pages
