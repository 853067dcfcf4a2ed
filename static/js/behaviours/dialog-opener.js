/** Opens the dialog named in `data-dialog` in place of the page that asks the same. */
export default function dialogOpener(link) {
  const dialog = document.getElementById(link.dataset.dialog);
  if (!dialog) return;
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
    dialog.querySelector(".dialog-title")?.focus();
  });
  dialog.addEventListener("click", (event) => {
    const outside = event.target === dialog;
    if (!outside && !event.target.closest("[data-close]")) return;
    event.preventDefault();
    dialog.close();
  });
}
