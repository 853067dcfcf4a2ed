/** Shows of a form's questions those that are asked: of this way of taking part, after this answer. */
const chosen = (form, name) =>
  [...form.elements]
    .filter((input) => input.name === name)
    .flatMap((input) => {
      if (input.type !== "checkbox" && input.type !== "radio") return [input.value];
      if (input.checked) return [input.value === "y" ? "yes" : input.value];
      return input.type === "checkbox" && input.value === "y" ? ["no"] : [];
    });

export default function askedWhen(list) {
  const form = list.closest("form");
  const questions = [...list.children];

  const applies = ({ dataset }) => {
    const ways = dataset.ways?.split(" ");
    if (ways && !chosen(form, "category_id").some((way) => ways.includes(way))) return false;
    if (!dataset.after) return true;
    const earlier = form.elements.namedItem(dataset.after);
    const holder = (earlier?.[0] ?? earlier)?.closest?.(".question");
    return !holder?.hidden && chosen(form, dataset.after).includes(dataset.answer);
  };

  const show = () => {
    for (const question of questions) question.hidden = !applies(question);
  };

  list.dataset.live = ""; // the sentences that say when are not needed any more
  form.addEventListener("change", show);
  show();
}
