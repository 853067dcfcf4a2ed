/** Makes the filters a sheet on phones: the focus goes in, Esc closes. They open as a link to their id. */
export default function filtersSheet(filters) {
  const isOpen = () => document.location.hash === `#${filters.id}`;
  const close = () => filters.querySelector(".filters-close a")?.click();

  window.addEventListener("hashchange", () => {
    document.documentElement.toggleAttribute("data-sheet", isOpen());
    if (isOpen()) filters.querySelector("a, input, button")?.focus();
  });
  filters.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) close();
  });
}
