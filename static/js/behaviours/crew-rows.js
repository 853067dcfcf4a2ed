/** Adds and removes rows of a crew without sending the form, so that chosen files stay chosen. */
export default function crewRows(crew) {
  const list = crew.querySelector(".crew-list");
  const blank = crew.querySelector("template").innerHTML;
  let next = list.children.length;

  crew.addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if (!pressed) return;
    if (pressed.value.startsWith("add:") && list.children.length < Number(crew.dataset.most)) {
      event.preventDefault();
      list.insertAdjacentHTML("beforeend", blank.replaceAll("NUMBER", next++));
      list.lastElementChild.querySelector("input").focus();
    } else if ("remove" in pressed.dataset || pressed.value.startsWith("remove:")) {
      event.preventDefault();
      pressed.closest(".crew-row").remove();
    } else if (pressed.value.startsWith("add:")) event.preventDefault();
  });
}
