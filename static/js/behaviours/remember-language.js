/** Keeps the language a reader chose for addresses without one, such as the bare front page. */
const YEAR = 365 * 24 * 3600; // seconds

export default function rememberLanguage(menu) {
  menu.addEventListener("click", (event) => {
    const item = event.target.closest(".menu-item");
    if (item) document.cookie = `language=${item.lang};path=/;max-age=${YEAR};samesite=lax`;
  });
}
