/**
 * Shows in a frame what its form says, half a second after the last change. On the button that
 * does so by hand, whose `formtarget` names the frame.
 */
const PAUSE_MS = 500;

export default function livePreview(button) {
  const { form } = button;
  let timer;

  const show = () => {
    const frame = document.querySelector(`iframe[name="${button.formTarget}"]`);
    frame.replaceWith(frame.cloneNode()); // a new frame: the way back stays one step
    form.requestSubmit(button);
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE_MS);
  });
  button.hidden = true;
  show();
}
