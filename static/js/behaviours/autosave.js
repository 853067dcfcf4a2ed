/**
 * Keeps a form's changes on the server while a person types: two seconds after the last key, and
 * when they leave. Sends the form to `data-autosave`, shows the answer's `message` in the element
 * named by `data-status`, takes over its `fields` (hidden ones) and `hints` (`data-hint`). Without
 * it the button "Save draft" does the same.
 */
const PAUSE_MS = 2000;

export default function autosave(form) {
  const status = document.getElementById(form.dataset.status);
  const token = form.elements.csrf_token?.value;
  let timer;
  let dirty = false;

  const say = (message, state) => {
    if (!status) return;
    (status.querySelector("span") ?? status).textContent = message;
    status.dataset.state = state;
    status.hidden = false;
  };

  const save = async () => {
    clearTimeout(timer);
    if (!dirty) return;
    dirty = false;
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-CSRFToken": token, Accept: "application/json" },
        keepalive: true,
      });
      const { message, version, fields = {}, hints = {} } = await answer.json();
      if (version !== undefined) fields.version = version;
      for (const [name, value] of Object.entries(fields)) {
        if (form.elements[name]) form.elements[name].value = value;
      }
      for (const [name, words] of Object.entries(hints)) {
        const hint = form.querySelector(`[data-hint="${name}"]`);
        if (hint) hint.textContent = words;
      }
      say(message, answer.ok ? "saved" : "failed");
    } catch {
      dirty = true; // no network: the next key or the leaving tries again
      say(form.dataset.failed, "failed");
    }
  };

  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE_MS);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    dirty = false;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
}
