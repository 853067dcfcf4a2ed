// The chosen colours, set before the first paint so that nothing flashes. Not a module for that reason.
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Storage is closed to us: the device decides.
}
