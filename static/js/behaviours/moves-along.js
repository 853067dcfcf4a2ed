/**
 * Lets the end and the doors of an event move along when its start is moved, by as much.
 * On the group that holds the fields `starts_on`, `starts_at`, `ends_on`, `ends_at`, `doors_at`.
 */
const MINUTE_MS = 60_000;

const read = (day, hour) => (day ? Date.parse(`${day}T${hour || "00:00"}Z`) : NaN);

const write = (day, hour, moment) => {
  const [date, time] = new Date(moment).toISOString().split("T");
  if (day?.value) day.value = date;
  if (hour?.value) hour.value = time.slice(0, 5);
};

export default function movesAlong(group) {
  const field = (name) => group.querySelector(`[name="${name}"]`);
  const [day, hour, lastDay, lastHour, doors] =
    ["starts_on", "starts_at", "ends_on", "ends_at", "doors_at"].map(field);
  let start = read(day.value, hour.value);

  const follow = () => {
    const moved = read(day.value, hour.value) - start;
    if (Number.isNaN(moved)) return; // half typed: wait
    start += moved;
    const end = read(lastDay.value || day.value, lastHour.value) + (lastDay.value ? moved : 0);
    if (moved && lastDay.value) write(lastDay, lastHour, end);
    else if (moved % (1440 * MINUTE_MS)) write(null, lastHour, end + moved);
    if (doors.value) write(null, doors, read(day.value, doors.value) + moved);
  };
  for (const each of [day, hour]) each.addEventListener("change", follow);
}
