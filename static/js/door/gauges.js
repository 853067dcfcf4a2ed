/** What the door's page says about itself: the network, what waits to be sent, how many have come. */
export class Gauges {
  constructor(part) {
    this.part = part;
    this.isOffline = false;
  }

  /** Shows what waits in the queue, and offers it as a file should the telephone fail. */
  showQueue({ device, acts }) {
    const { part } = this;
    part("online").hidden = this.isOffline || acts.length > 0;
    part("offline").hidden = !part("online").hidden;
    part("offline-limits").hidden = !this.isOffline;
    part("waiting").textContent = acts.length;
    part("queue").hidden = !(this.isOffline && acts.length);
    part("export").hidden = !acts.length;
    URL.revokeObjectURL(part("export").href);
    const file = new Blob([JSON.stringify({ device, acts })], { type: "application/json" });
    part("export").href = URL.createObjectURL(file);
  }

  showCounts(counts) {
    const { part } = this;
    const total = (name) => counts.reduce((sum, each) => sum + each[name], 0);
    const [came, expected] = [total("came"), total("expected")];
    part("came").textContent = came;
    part("expected").textContent = expected;
    const share = Math.min(100, (100 * came) / (expected || 1)).toFixed(1);
    part("counts").querySelector(".meter-value").setAttribute("d", `M0 0h${share}v1H0z`);
    document.querySelectorAll('[data-door="way"]').forEach((way, index) => {
      way.textContent = counts[index]?.came ?? "";
    });
  }
}
