/** Copies the address in `data-copy` and says so with the words in `data-copied`. */
export default function copyLink(button) {
  if (!navigator.clipboard) return; // not over plain http
  const words = button.querySelector("span") ?? button;
  button.hidden = false; // useless without JavaScript, so the page ships it hidden
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    words.textContent = button.dataset.copied;
  });
}
