/** Acts wait here until the server has them; each has an id of its own, so none counts twice. */
import { read, write } from "./store.js";

const PATIENCE_MS = 15_000; // with a network that does not answer

export class Queue {
  constructor(code, address, { told, changed }) {
    Object.assign(this, { key: `queue:${code}`, address, told, changed, acts: [], heard: new Map(), sending: null });
  }

  async open() {
    this.acts = (await read(this.key)) ?? [];
    this.device = (await read("device")) ?? crypto.randomUUID();
    await write("device", this.device);
    this.changed();
  }

  /** Keeps an act on the device first, then tries to send it; gives the server's answer or null. */
  async add(act) {
    const whole = { id: crypto.randomUUID(), at: new Date().toISOString(), ...act };
    this.acts.push(whole);
    await this.keep();
    return { act: whole, answer: this.send().then(() => this.heard.get(whole.id) ?? null) };
  }

  /** Sends what waits, one request at a time; whether the server has heard all of it. */
  async send() {
    while (this.sending) await this.sending;
    if (!this.acts.length) return true;
    this.sending = this.post().finally(() => { this.sending = null; });
    await this.sending;
    return !this.acts.length;
  }

  async post() {
    const batch = this.acts.slice(0, 50);
    let answer;
    try {
      const response = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({ device: this.device, acts: batch }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (!response.ok) return this.changed(response.status);
      answer = await response.json();
    } catch {
      return this.changed(0);
    }
    for (const each of answer.acts) {
      each.act = batch.find((act) => act.id === each.id);
      this.heard.set(each.id, each);
    }
    this.acts = this.acts.filter((act) => !this.heard.has(act.id));
    await this.keep();
    this.changed(200);
    this.told(answer);
  }

  async keep() {
    await write(this.key, this.acts);
    this.changed();
  }
}
