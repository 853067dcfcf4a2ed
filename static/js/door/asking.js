/** What is asked at the door: one form for everybody, of which each person sees their questions. */
const isAnswered = (question) =>
  [...question.querySelectorAll("input, select, textarea")].some((input) =>
    ["checkbox", "radio"].includes(input.type) ? input.checked : input.value.trim());

export class Asking {
  constructor(part) {
    Object.assign(this, { form: part("asking"), lack: part("asking-lack"), why: part("asking-why") });
    this.questions = [...this.form.querySelectorAll(".question")];
  }

  get shown() {
    return this.questions.filter((question) => !question.hidden);
  }

  /** Empties the form for somebody who takes part in this way; whether there is anything to ask. */
  prepare(category) {
    this.form.reset();
    this.form.elements.category_id.value = category;
    this.form.dispatchEvent(new Event("change"));
    this.lack.hidden = this.why.hidden = true;
    return this.shown.length > 0;
  }

  /** Whether the person can be let in: all that must be is answered, or it is said why not. */
  suffices() {
    if (!this.form.reportValidity()) return false;
    const missing = this.shown.find((each) => "required" in each.dataset && !isAnswered(each));
    const isSaid = this.form.elements.why.value.trim();
    this.lack.hidden = this.why.hidden = !missing;
    if (!missing || isSaid) return true;
    missing.querySelector("input, select, textarea").focus();
    return false;
  }

  /** The answers of an act, with the words they were given to. */
  told() {
    const shown = this.shown;
    const asked = new Set(shown.map(({ dataset }) => `question_${dataset.question}`));
    const isTold = ([name]) => asked.has(name) || name === "why" || name === "category_id";
    return {
      shown: shown.map(({ dataset }) => [Number(dataset.question), Number(dataset.revision)]),
      answers: [...new FormData(this.form)].filter(isTold),
    };
  }
}
