/** The screen that says what became of a scan; goes away by itself unless a note must be read. */
const SHOWN_MS = 1200;
const TONES = { good: [880, 0.12], warn: [440, 0.25], bad: [196, 0.4] };

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

export class Outcome {
  constructor(part, clock) {
    Object.assign(this, { part, clock, dialog: part("outcome") });
    part("next").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => clearTimeout(this.timer));
  }

  /** Shows a verdict about a person; `words` of the server go before those that lie ready. */
  show({ verdict, words, person, since, about = "" }) {
    const ready = document.querySelector(`template[data-verdict="${verdict}"]`);
    const tone = ready.dataset.tone;
    const stays = tone !== "good" || Boolean(person?.note);
    this.person = person;
    this.dialog.dataset.tone = tone;
    this.part("outcome-words").textContent = words || ready.content.textContent.trim();
    this.part("outcome-time").textContent = since ? this.clock(since) : "";
    this.part("outcome-name").textContent = person?.name ?? "";
    this.part("outcome-name").lang = person?.lang ?? "";
    this.part("outcome-about").textContent = about || (person?.about ?? "");
    this.part("outcome-way").textContent = person?.way ?? "";
    this.part("outcome-facts").hidden = !person;
    this.part("outcome-note").hidden = !person?.note;
    this.part("outcome-note").lastElementChild.textContent = person?.note ?? "";
    this.part("outcome-again").hidden = verdict !== "already_in";
    this.part("outcome-undo").hidden = verdict !== "admitted";
    if (!this.dialog.open) this.dialog.showModal();
    sound(tone);
    clearTimeout(this.timer);
    if (!stays) this.timer = setTimeout(() => this.dialog.close(), SHOWN_MS);
  }
}
