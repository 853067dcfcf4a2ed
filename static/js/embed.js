/** Fills each `<div data-dateline="https://…/en/events.html">` of somebody's page with the list. */
for (const place of document.querySelectorAll("[data-dateline]")) {
  fetch(place.dataset.dateline)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.statusText))))
    .then((list) => (place.innerHTML = list))
    .catch(() => {}); // what stands there stays: a link to the page
}
