/** One tick in the head of a table for all the ticks named by `data-select`. */
export default function selectAll(box) {
  const ticks = [...document.getElementsByName(box.dataset.select)];

  const show = () => {
    const chosen = ticks.filter((tick) => tick.checked).length;
    box.checked = chosen > 0 && chosen === ticks.length;
    box.indeterminate = chosen > 0 && chosen < ticks.length;
  };

  box.hidden = false;
  box.addEventListener("change", () => {
    ticks.forEach((tick) => (tick.checked = box.checked));
  });
  ticks.forEach((tick) => tick.addEventListener("change", show));
  show();
}
