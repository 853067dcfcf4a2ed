/** Keeps the language a reader chose for addresses without one, such as the bare front page. */
const YEAR = 365 * 24 * 3600; // seconds

export default function rememberLanguage(menu) {
  menu.addEventListener("click", (event) => {
    const link = event.target.closest("a[hreflang]");
    if (link) document.cookie = `language=${link.hreflang};path=/;max-age=${YEAR};samesite=lax`;
  });
}
