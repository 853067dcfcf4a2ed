/** The jump box: Ctrl+K opens it from anywhere, the arrows walk through what it has found. */
export default function jump(opener) {
  const dialog = document.getElementById(opener.dataset.dialog);
  if (!dialog) return;
  const field = dialog.querySelector("input");

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!dialog.open) dialog.showModal();
    field.select();
  });
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = [field, ...dialog.querySelectorAll("a")];
    const next = stops.indexOf(document.activeElement) + step;
    stops[(next + stops.length) % stops.length].focus();
  });
  field.addEventListener("keydown", (event) => {
    const first = dialog.querySelector("a");
    if (event.key !== "Enter" || !first) return;
    event.preventDefault();
    first.click();
  });
}
