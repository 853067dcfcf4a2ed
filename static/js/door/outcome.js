/** The screen that says what became of a scan; goes away by itself unless there is more to do. */
const SHOWN_MS = 1200;
const TONES = { good: [880, 0.12], plain: [660, 0.12], warn: [440, 0.25], bad: [196, 0.4] };
const BUTTONS = ["enter", "hand-out", "let-in", "again", "another", "undo", "badge-back", "left"];

const WITH_BADGE = ["admitted", "already_in", "again", "person", "badge_back"];
const owesBadge = (person) => Boolean(person?.badge) && person.badge !== "given";

let speaker;
const sound = (tone) => {
  try {
    speaker ??= new AudioContext();
    const [pitch, seconds] = TONES[tone];
    const voice = speaker.createOscillator();
    const volume = speaker.createGain();
    volume.gain.value = 0.2;
    voice.frequency.value = pitch;
    voice.connect(volume).connect(speaker.destination);
    voice.start();
    voice.stop(speaker.currentTime + seconds);
  } catch {
    // No sound on this device: colour, sign and word say it.
  }
  navigator.vibrate?.(tone === "good" ? 80 : [120, 60, 120]);
};

/** What can be done about somebody after a verdict. */
const choices = (verdict, person, mayAdd) => {
  const isOpen = verdict === "person" || verdict === "known";
  const isRefused = person?.id && person.status !== "confirmed";
  return {
    enter: isOpen && person.status === "confirmed" && !person.since,
    "let-in": (isOpen || verdict === "cancelled" || verdict === "not_approved")
      && isRefused && person.mayBeLetIn && mayAdd,
    "hand-out": WITH_BADGE.includes(verdict) && owesBadge(person) && (person.since || verdict !== "person"),
    again: verdict === "already_in",
    another: verdict === "known",
    undo: verdict === "admitted" ? Boolean(person.id) : verdict === "person" && person.since,
    "badge-back": (verdict === "person" || verdict === "badge_given") && person?.badge === "given",
    left: (verdict === "person" || verdict === "already_in") && person?.since,
  };
};

export class Outcome {
  constructor(part, clock, { mayAdd, door }) {
    Object.assign(this, { part, clock, mayAdd, door, dialog: part("outcome") });
    part("next").addEventListener("click", () => this.dialog.close());
    part("outcome-photo").addEventListener("error", ({ target }) => { target.hidden = true; });
    this.dialog.addEventListener("close", () => clearTimeout(this.timer));
  }

  /** Shows a verdict about a person; `words` of the server go before those that lie ready. */
  show({ verdict, words, person, since, about = "" }) {
    const ready = document.querySelector(`template[data-verdict="${verdict}"]`);
    const tone = ready.dataset.tone;
    this.dialog.dataset.tone = tone;
    this.part("outcome-words").textContent = words || ready.content.textContent.trim();
    this.part("outcome-time").textContent = since ? this.clock(since) : "";
    this.introduce(person, about);
    this.part("asking").hidden = verdict !== "asked";
    this.part("outcome-actions").hidden = verdict === "asked";
    const can = choices(verdict, person, this.mayAdd);
    for (const name of BUTTONS) this.part(`outcome-${name}`).hidden = !can[name];
    if (!this.dialog.open) this.dialog.showModal();
    sound(tone);
    clearTimeout(this.timer);
    if (tone === "good" && !person?.note && !person?.document && person?.badge !== "printed") this.timer = setTimeout(() => this.dialog.close(), SHOWN_MS);
  }

  introduce(person, about) {
    this.person = person;
    this.part("outcome-name").textContent = person?.name ?? "";
    this.part("outcome-name").lang = person?.lang ?? "";
    this.part("outcome-about").textContent = about || (person?.about ?? "");
    this.part("outcome-way").textContent = person?.way ?? "";
    this.part("outcome-state").textContent = person?.state ?? "";
    this.part("outcome-facts").hidden = !person?.way;
    this.part("outcome-note").hidden = !person?.note;
    this.part("outcome-note").lastElementChild.textContent = person?.note ?? "";
    this.part("outcome-photo").hidden = !person?.photo;
    if (person?.photo) this.part("outcome-photo").src = `${this.door}/people/${person.id}/photo`;
    this.part("outcome-document").hidden = !person?.document || !navigator.onLine;
    this.part("outcome-document").href = `${this.door}/people/${person?.id}/document`;
    this.part("outcome-badge-given").hidden = person?.badge !== "given";
    this.part("outcome-badge").hidden = person?.status !== "confirmed";
    this.part("outcome-badge").href = `${this.door}/people/${person?.id}/badge`;
  }

  /** Asks somebody what is to be asked; the answers, or null where the person is not let in. */
  ask(person, asking) {
    this.show({ verdict: "asked", person });
    this.part("asking").scrollIntoView({ block: "nearest" });
    return new Promise((resolve) => {
      const done = new AbortController();
      const end = (told) => { done.abort(); resolve(told); };
      asking.form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (asking.suffices()) end(asking.told());
      }, done);
      this.dialog.addEventListener("close", () => end(null), done);
      this.part("asking-not").addEventListener("click", () => this.dialog.close(), done);
    });
  }
}
