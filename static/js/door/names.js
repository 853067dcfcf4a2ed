/** The search by name: whom the letters mean, and what can be done about each. */
export class Names {
  constructor(part, clock, { mayAdd, enter, open }) {
    Object.assign(this, { part, clock, mayAdd, enter, open, list: null });
    part("query").addEventListener("input", () => this.show());
    part("search").addEventListener("submit", (event) => {
      event.preventDefault();
      this.show();
    });
  }

  get query() {
    return this.part("query").value.trim();
  }

  /** Looks for these letters. */
  look(letters) {
    this.part("query").value = letters;
    this.part("query").focus();
    this.show();
  }

  show() {
    const found = this.list ? this.list.find(this.query) : [];
    this.part("found").replaceChildren(...found.map((person) => this.line(person)));
    this.part("nobody").hidden = found.length > 0 || this.query.length < 2;
    this.part("add").hidden = !this.mayAdd || this.query.length < 2;
    this.part("added").textContent = this.query;
  }

  line(person) {
    const row = this.part("line").content.cloneNode(true);
    const of = (name) => row.querySelector(`[data-part="${name}"]`);
    of("name").textContent = person.name;
    of("name").lang = person.lang;
    of("name").addEventListener("click", () => this.open(person));
    of("about").textContent = [person.way, person.about].filter(Boolean).join(", ");
    of("since").hidden = !person.since;
    of("since").lastElementChild.textContent = person.since ? this.clock(person.since) : "";
    const isRefused = person.status !== "confirmed";
    of("refused").hidden = !isRefused;
    of("refused").textContent = person.state;
    of("enter").hidden = isRefused || Boolean(person.since);
    of("enter").addEventListener("click", () => this.enter(person).then(() => this.show()));
    return row;
  }
}
