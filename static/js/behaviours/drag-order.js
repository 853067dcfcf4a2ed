/** Lets rows be put in order by a handle: dragged, or moved with the arrow keys. Each row has
    up and down buttons all the same. The server keeps the order and draws the rows anew. */
const handleOf = (row) => row.querySelector("[data-handle]");

export default function dragOrder(list) {
  const { url, token } = list.dataset;
  const rows = () => [...list.querySelectorAll(":scope > [data-row]")];
  const order = () => rows().map((row) => row.dataset.row).join(" ");

  // One after the other, so that the last order stays; only the last one is drawn.
  let saving = Promise.resolve();
  let newest;
  const save = (focused) => {
    const body = new URLSearchParams(rows().map((row) => ["row", row.dataset.row]));
    newest = body;
    list.ariaBusy = "true";
    saving = saving.then(() => send(body, focused));
  };

  // What has begun goes on when the page is left.
  const post = (body) =>
    fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token }, keepalive: true });

  const send = async (body, focused) => {
    const answer = await post(body);
    if (!answer.ok) {
      location.reload(); // which says why not, and shows the order as it is
      return;
    }
    if (body !== newest) return;
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...drawn.getElementById(list.id).children);
    attach();
    handleOf(document.getElementById(focused))?.focus();
    list.ariaBusy = null;
  };

  window.addEventListener("pagehide", () => {
    if (list.ariaBusy) post(newest);
  });

  const beside = (row, step) => rows()[rows().indexOf(row) + step];
  const middle = (row) => {
    const { top, height } = row.getBoundingClientRect();
    return top + height / 2;
  };

  // The others step aside: a row that left the page would lose pointer and focus.
  const step = (row, down) => {
    const other = beside(row, down ? 1 : -1);
    if (!other) return;
    if (down) row.before(other);
    else row.after(other);
    save(row.id);
  };

  const follow = (row, y) => {
    for (let other; (other = beside(row, -1)) && y < middle(other); ) row.after(other);
    for (let other; (other = beside(row, 1)) && y > middle(other); ) row.before(other);
  };

  const drag = (row, handle, start) => {
    const before = order();
    const moved = ({ clientY }) => follow(row, clientY);
    const end = () => {
      handle.removeEventListener("pointermove", moved);
      delete row.dataset.dragged;
      if (order() !== before) save(row.id);
    };
    row.dataset.dragged = "";
    handle.setPointerCapture(start.pointerId);
    handle.addEventListener("pointermove", moved);
    handle.addEventListener("lostpointercapture", end, { once: true });
  };

  const attach = () => {
    for (const row of rows()) {
      const handle = handleOf(row);
      handle.hidden = false;
      handle.addEventListener("pointerdown", (event) => {
        if (event.isPrimary && event.button === 0) drag(row, handle, event);
      });
      handle.addEventListener("keydown", (event) => {
        if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
        event.preventDefault();
        step(row, event.key === "ArrowDown");
      });
    }
  };

  attach();
}
