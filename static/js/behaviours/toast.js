/** Lets a toast be closed. One without an action goes by itself, but never under a hand or the focus. */
const STAY_MS = 10_000;

export default function toast(element) {
  const close = element.querySelector(".toast-close");
  let timer;

  const go = () => element.remove();
  const wait = () => {
    if (!element.querySelector("form")) timer = setTimeout(go, STAY_MS);
  };

  close.hidden = false;
  close.addEventListener("click", go);
  element.addEventListener("keydown", (event) => event.key === "Escape" && go());
  for (const stop of ["pointerenter", "focusin"]) {
    element.addEventListener(stop, () => clearTimeout(timer));
  }
  for (const start of ["pointerleave", "focusout"]) element.addEventListener(start, wait);
  wait();
}
