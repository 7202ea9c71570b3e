// Lengths and positions of lessons, in words and on the clock. Everything is in seconds; dates are in dates.js.

/**
 * "3:42", "1:02:03": as a player shows it, the started second.
 * @param {number} seconds
 */
export function clock(seconds) {
  const { hours, minutes, rest } = parts(seconds);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/**
 * What somebody types as a time: "2:14", "1:02:03", "134", "2m14s", "2 min". Null if it is none.
 * @param {string} text
 * @returns {number | null}
 */
export function seconds(text) {
  const typed = text.trim().toLowerCase();
  const onClock = /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]?\d)$/.exec(typed);
  const inWords = /^(?:(\d+)\s*h[a-z]*\s*)?(?:(\d+)\s*m[a-z]*\s*)?(?:(\d+)\s*(?:s[a-z]*)?)?$/.exec(typed);
  const parts = onClock ?? (typed === "" ? null : inWords);
  if (parts === null) return null;
  const [hours, minutes, rest] = parts.slice(1).map((part) => Number(part ?? 0));
  return hours * 3600 + minutes * 60 + rest;
}

/**
 * "3 minutes 42 seconds": for a screen reader, which would read a clock as a ratio.
 * @param {number} seconds
 */
export function spoken(seconds) {
  const { hours, minutes, rest } = parts(seconds);
  const said = [
    hours > 0 && counted(hours, "hour"),
    minutes > 0 && counted(minutes, "minute"),
    rest > 0 && counted(rest, "second"),
  ].filter(Boolean);
  return said.join(" ") || "0 seconds";
}

/**
 * "5 minutes", "1 hour 20 minutes", "less than a minute": rounded to the minute.
 * @param {number} seconds
 */
export function minutes(seconds) {
  const whole = Math.round(Math.max(0, seconds) / 60);
  if (whole < 1) return "less than a minute";
  const hours = Math.floor(whole / 60);
  if (hours === 0) return counted(whole, "minute");
  const rest = whole % 60;
  return rest === 0 ? counted(hours, "hour") : `${counted(hours, "hour")} ${counted(rest, "minute")}`;
}

/**
 * "5 minutes left", "less than a minute left".
 * @param {number} seconds
 */
export function minutesLeft(seconds) {
  return `${minutes(seconds)} left`;
}

/**
 * "1 note", "3 notes".
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

/** @param {number} seconds */
function parts(seconds) {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  return { hours: Math.floor(whole / 3600), minutes: Math.floor((whole % 3600) / 60), rest: whole % 60 };
}
