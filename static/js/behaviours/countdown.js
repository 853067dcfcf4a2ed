/** Counts the seconds of `data-seconds` down by the clock, then says `data-done`. The words beside it suffice without. */
const TICK_MS = 1000;

export default function countdown(element) {
  const end = Date.now() + element.dataset.seconds * 1000;

  const show = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    const digits = [Math.floor(left / 60), left % 60].map((part) => String(part).padStart(2, "0"));
    element.textContent = left > 0 ? digits.join(":") : element.dataset.done;
    if (left > 0) setTimeout(show, TICK_MS);
    else element.setAttribute("role", "status");
  };

  element.hidden = false;
  show();
}
