/** Moves between the language tabs with the arrow keys; Enter follows the link. */
export default function languageTabs(tabs) {
  const links = [...tabs.querySelectorAll(".language-tab")];
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const here = links.indexOf(document.activeElement);
    if (!step || here < 0) return;
    event.preventDefault();
    links.at((here + step) % links.length).focus();
  });
}
