/**
 * Fills each `<div data-dateline="https://…/en/events.html">` of somebody's page with the list;
 * `data-theme` (light, dark, auto) brings a look with it.
 */
const places = document.querySelectorAll("[data-dateline]");

if ([...places].some((place) => place.dataset.theme)) {
  const look = document.createElement("link");
  look.rel = "stylesheet";
  look.href = new URL("embed.css", document.currentScript.src);
  document.head.append(look);
}
for (const place of places) {
  fetch(place.dataset.dateline)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.statusText))))
    .then((list) => (place.innerHTML = list))
    .catch(() => {}); // what stands there stays: a link to the page
}
