/** Turns each word with `data-text` into a button that writes that text where the cursor was last. */
const TEXTS = "textarea[lang], input[lang]";

export default function placeholders(list) {
  const form = list.closest("form");
  let last = null;

  const isVisible = (field) => field?.checkVisibility();

  const insert = (text) => {
    const field = isVisible(last) ? last : [...form.querySelectorAll("textarea[lang]")].find(isVisible);
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  };

  form.addEventListener("focusin", ({ target }) => {
    if (target.matches(TEXTS)) last = target;
  });
  for (const chip of list.querySelectorAll("[data-text]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = chip.className;
    button.append(...chip.childNodes);
    button.addEventListener("click", () => insert(chip.dataset.text));
    chip.replaceWith(button);
  }
}
