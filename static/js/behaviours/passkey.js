/**
 * Fills a form with what a passkey answers: `data-asked` is the question in JSON, `data-passkey`
 * says whether one is made ("create") or used ("get"). The page ships the form hidden.
 */
export default function passkey(form) {
  const known = window.PublicKeyCredential;
  if (!known?.parseRequestOptionsFromJSON) return; // an old browser, or a page over plain http
  form.hidden = false;
  document.querySelector("[data-passkey-unknown]")?.remove();
  const asked = JSON.parse(form.dataset.asked);

  const answer = () =>
    form.dataset.passkey === "create"
      ? navigator.credentials.create({ publicKey: known.parseCreationOptionsFromJSON(asked) })
      : navigator.credentials.get({ publicKey: known.parseRequestOptionsFromJSON(asked) });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      form.elements.credential.value = JSON.stringify(await answer());
    } catch (error) {
      if (error instanceof DOMException) return; // the person thought better of it
      throw error;
    }
    form.submit();
  });
}
