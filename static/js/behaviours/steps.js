/**
 * Shows the fieldsets of a long form one after the other. The last one, before which nothing is
 * sent, shows what was answered. Without script all of them stand on one page.
 */
const button = (label, look) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `button button-large ${look}`;
  made.textContent = label;
  return made;
};

const answerOf = (field) => {
  if (field.type === "file") return field.files[0]?.name;
  if (field.type === "checkbox") return field.checked && "✓";
  if (field.type === "radio") return field.checked && field.labels[0].textContent.trim();
  return field.tagName === "SELECT" ? field.value && field.selectedOptions[0].text : field.value.trim();
};

const labelOf = (field) => {
  const label = field.type === "radio" ? field.closest("fieldset").querySelector("legend") : field.labels[0];
  return label?.firstChild?.textContent.trim() || label?.textContent.trim();
};

const sum = (list, steps) => {
  list.replaceChildren();
  for (const field of steps.flatMap((step) => [...step.querySelectorAll("input, select, textarea")])) {
    const answer = field.labels?.length && answerOf(field);
    if (!answer) continue;
    const [term, value] = [document.createElement("dt"), document.createElement("dd")];
    [term.textContent, value.textContent] = [labelOf(field), answer];
    list.append(term, value);
  }
  list.hidden = false;
};

export default function steps(form) {
  const all = [...form.children].filter((child) => child.matches("fieldset"));
  const words = Object.assign(document.createElement("p"), { className: "steps", tabIndex: -1 });
  all[0].before(words);

  const later = form.querySelector("[name=later]");
  let here = 0;

  const show = (number) => {
    here = number;
    all.forEach((step, each) => (step.hidden = each !== number));
    words.textContent = form.dataset.step.replace("{number}", number + 1).replace("{count}", all.length);
    if (number === all.length - 1) sum(form.querySelector("[data-answers]"), all.slice(0, -1));
  };
  const go = (number) => {
    show(number);
    words.focus();
    words.scrollIntoView({ block: "nearest" });
  };
  all.forEach((step, number) => {
    const line = Object.assign(document.createElement("div"), { className: "actions" });
    if (number) line.append(button(form.dataset.back, "button-ghost"));
    if (number < all.length - 1) line.prepend(button(form.dataset.next, ""));
    if (later && number < all.length - 1) line.append(later.cloneNode(true));
    line.addEventListener("click", (event) => {
      if (event.target.type !== "button") return;
      go(number + (event.target === line.firstChild && number < all.length - 1 ? 1 : -1));
    });
    step.append(line);
  });
  form.addEventListener("submit", (event) => {
    if (here === all.length - 1 || event.submitter?.closest("fieldset, .language-menu")) return;
    event.preventDefault(); // Enter in a field goes on to the next step
    go(here + 1);
  });
  show(0);
}
