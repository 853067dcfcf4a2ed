/** The saved list: whose code this is, whom these letters mean, and who is inside by now. */
import { folder } from "./fold.js";

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const digest = async (text) => hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

export class List {
  constructor(saved) {
    this.saved = saved;
    this.fold = folder(saved.fold);
    this.short = saved.fold.short ?? 0; // a list that was saved before it knew
    this.byId = new Map(saved.people.map((person) => [person.id, person]));
    this.byCode = new Map(saved.people.flatMap((person) => person.codes.map((code) => [code, person])));
  }

  /** The person of a scanned or typed code, or undefined. */
  async whose(code) {
    const plain = code.startsWith("DL1:") ? code : code.toUpperCase().replace(/[^0-9A-Z]/g, "");
    return this.byCode.get(await digest(plain));
  }

  /** Whether a folded name has a word: a short one where a word begins, a longer one anywhere. */
  has(key, word) {
    return word.length > this.short ? key.includes(word) : ` ${key}`.includes(` ${word}`);
  }

  /** The first people whose folded name has each of these words. */
  find(query, most = 30) {
    const words = this.fold(query).split(" ").filter(Boolean);
    if (words.join("").length < 2) return [];
    const found = [];
    for (const person of this.saved.people) {
      if (words.every((word) => this.has(person.key, word))) found.push(person);
      if (found.length === most) break;
    }
    return found;
  }

  /** Who has this name, in any script and order of its words. */
  namesake(name) {
    const words = (text) => this.fold(text).split(" ").sort().join(" ");
    const wanted = words(name);
    return this.saved.people.find((person) => words(person.name) === wanted);
  }

  /** Takes over what the server knows of somebody. */
  update(person) {
    const known = this.byId.get(person.id);
    if (known) return Object.assign(known, person);
    this.saved.people.push(person);
    this.byId.set(person.id, person);
    for (const code of person.codes) this.byCode.set(code, person);
    return person;
  }

  /** What this device itself would answer. */
  judge(person, again = false) {
    if (person.status === "cancelled") return "cancelled";
    if (person.status !== "confirmed") return "not_approved";
    if (person.since) return again ? "again" : "already_in";
    return "admitted";
  }
}
