// Reads a calendar from standard input, writes start and end of each event as JSON.
import { readFileSync } from "node:fs";
import ICAL from "./ical.min.mjs";

const calendar = ICAL.Component.fromString(readFileSync(0, "utf8"));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

function read(time) {
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) throw new Error(`a floating time: ${time}`);
  return new Date(time.toUnixTime() * 1000).toISOString();
}

const events = calendar.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
console.log(JSON.stringify(events.map((each) => [read(each.startDate), read(each.endDate)])));
