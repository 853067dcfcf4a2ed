/** Three buttons that choose the colours; the choice stays on this device. */
export default function theme(group) {
  const root = document.documentElement;
  const buttons = [...group.querySelectorAll("button")];

  const show = () => {
    const current = root.dataset.theme ?? "system";
    buttons.forEach((button) => button.setAttribute("aria-pressed", button.value === current));
  };

  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.value === "system") {
      delete root.dataset.theme;
      localStorage.removeItem("theme");
    } else {
      root.dataset.theme = button.value;
      localStorage.setItem("theme", button.value);
    }
    show();
  });
  show();
  group.hidden = false;
}
