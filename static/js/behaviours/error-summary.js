/** Takes the focus to the list of what is wrong, so that it is read first. */
export default function errorSummary(summary) {
  summary.focus();
}
