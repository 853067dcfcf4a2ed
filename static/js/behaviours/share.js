/** Opens the device's own way to share the page; stays hidden where there is none. */
export default function share(button) {
  if (!navigator.share) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const url = button.dataset.url ?? document.location.href;
    try {
      await navigator.share({ title: document.title, url });
    } catch (refusal) {
      if (refusal.name !== "AbortError") throw refusal; // closed by the person: nothing to say
    }
  });
}
