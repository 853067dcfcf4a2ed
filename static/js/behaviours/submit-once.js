/** Lets a button send its form once: it says what it does in `data-busy` until the page answers. */
export default function submitOnce(button) {
  const words = [...button.childNodes].at(-1);
  const rest = words?.textContent;

  const release = () => {
    button.removeAttribute("aria-busy");
    if (words) words.textContent = rest;
  };

  button.form?.addEventListener("submit", (event) => {
    if (event.submitter !== button) return;
    if (button.getAttribute("aria-busy") === "true") return event.preventDefault();
    button.setAttribute("aria-busy", "true");
    if (button.dataset.busy && words) words.textContent = button.dataset.busy;
  });
  window.addEventListener("pageshow", release); // back from the next page
}
