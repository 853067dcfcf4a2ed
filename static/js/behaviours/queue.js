/**
 * The queue by keys: J K move, X chooses, one key per decision, Z undoes. Acts on what is chosen,
 * else on the applicant in full. Single keys can be turned off on this device (WCAG 2.1.4).
 */
const OFF = "queue-keys-off";

export default function queue(root) {
  const rows = [...root.querySelectorAll("[data-row]")];
  const bulk = root.querySelector("[data-bulk]");
  const ticks = rows.map((row) => row.querySelector(".tick"));
  let here = Math.max(0, rows.findIndex((row) => "shown" in row.dataset));
  let last = here;

  const count = () => {
    const chosen = ticks.filter((tick) => tick.checked).length;
    if (!bulk) return;
    bulk.hidden = !chosen;
    const words = bulk.querySelector("[data-count]");
    words.textContent = words.dataset.count.replace("{count}", chosen);
  };

  /** Shows an applicant at the right without leaving the page: ticks stay as they are. */
  const open = async (number) => {
    here = number;
    const link = rows[here].querySelector("a");
    link.focus();
    const page = await fetch(link.href);
    if (!page.ok || number !== here) return;
    const rail = new DOMParser().parseFromString(await page.text(), "text/html").querySelector(".rail");
    document.querySelector(".rail").replaceWith(rail);
    rows.forEach((row, each) => row.toggleAttribute("data-shown", each === here));
    history.replaceState(null, "", link.href);
  };

  const choose = (all) => {
    const now = !ticks[here].checked;
    const [from, to] = all ? [Math.min(last, here), Math.max(last, here)] : [here, here];
    for (let each = from; each <= to; each += 1) ticks[each].checked = all || now;
    last = here;
    ticks[here].dispatchEvent(new Event("change", { bubbles: true }));
  };

  const decide = (key) => {
    const chosen = bulk && !bulk.hidden;
    const place = chosen ? bulk : document.querySelector("[data-decision]");
    place?.querySelector(`[data-key="${key}"]`)?.click();
  };

  const acts = {
    j: () => here < rows.length - 1 && open(here + 1),
    k: () => here > 0 && open(here - 1),
    x: (event) => choose(event.shiftKey),
    z: () => document.querySelector(".toast-action, .queue .notice button")?.click(),
    "/": () => document.getElementById("q").focus(),
    "?": () => document.getElementById("queue-keys").showModal(),
  };

  root.addEventListener("change", count);
  root.addEventListener("click", (event) => {
    const number = rows.findIndex((row) => row.querySelector("a") === event.target);
    const plain = !(event.metaKey || event.ctrlKey || event.shiftKey);
    if (number < 0 || !plain || matchMedia("(width < 1080px)").matches) return;
    event.preventDefault();
    open(number);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not(.tick), textarea, select") || event.target.closest("dialog");
    if (typing || event.metaKey || event.ctrlKey || event.altKey || localStorage.getItem(OFF)) return;
    const key = event.key.toLowerCase();
    const act = rows.length || key === "/" ? acts[key] : null;
    if (!act && !"awid".includes(key)) return;
    event.preventDefault();
    if (act) act(event);
    else decide(key);
  });
  const box = root.querySelector("[data-keys]");
  box.checked = !localStorage.getItem(OFF);
  box.addEventListener("change", () =>
    box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1"));
  count();
}
