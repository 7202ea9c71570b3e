// When something happened, in words. Times are milliseconds since 1970; now is always an argument.

import { counted } from "./time.js";

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;

/**
 * "earlier today", "yesterday evening", "on Tuesday", "on 12 March": as one would say it.
 * @param {number} then
 * @param {number} now
 */
export function remembered(then, now) {
  const days = daysBetween(then, now);
  if (days <= 0) return now - then < DAY / 24 ? "less than an hour ago" : "earlier today";
  if (days === 1) return `yesterday ${partOfDay(then)}`;
  if (days < 7) return `on ${format(then, { weekday: "long" })}`;
  return `on ${date(then, now)}`;
}

/**
 * "today at 14:05", "yesterday at 09:10", "on 12 March at 09:10": to the minute.
 * @param {number} then
 * @param {number} now
 */
export function dated(then, now) {
  return `${onDay(then, now)} at ${timeOfDay(then)}`;
}

/**
 * "just now", "3 minutes ago", and from an hour on as `dated` has it.
 * @param {number} then
 * @param {number} now
 */
export function ago(then, now) {
  const minutes = Math.floor((now - then) / MINUTE);
  // A clock that was set back a little is no reason to name a time that has yet to come.
  if (minutes === 0 || minutes === -1) return "just now";
  return minutes > 0 && minutes < 60 ? `${counted(minutes, "minute")} ago` : dated(then, now);
}

/**
 * "today", "yesterday", "on 12 March".
 * @param {number} then
 * @param {number} now
 */
export function onDay(then, now) {
  const days = daysBetween(then, now);
  if (days === 0) return "today";
  return days === 1 ? "yesterday" : `on ${date(then, now)}`;
}

/**
 * "12 March, 09:10": for a heading, or a line of a list.
 * @param {number} then
 * @param {number} now
 */
export function moment(then, now) {
  return `${date(then, now)}, ${timeOfDay(then)}`;
}

/** @param {number} time */
export function timeOfDay(time) {
  return format(time, { hour: "2-digit", minute: "2-digit" });
}

/**
 * Midnights that lie between the two, on the learner's own calendar.
 * @param {number} then
 * @param {number} now
 */
export function daysBetween(then, now) {
  const midnight = (/** @type {number} */ time) => new Date(time).setHours(0, 0, 0, 0);
  // Rounded, because a day on which the clocks change has 23 or 25 hours.
  return Math.round((midnight(now) - midnight(then)) / DAY);
}

/** @param {number} time */
function partOfDay(time) {
  const hour = new Date(time).getHours();
  if (hour < 12) return "morning";
  return hour < 18 ? "afternoon" : "evening";
}

/**
 * @param {number} then
 * @param {number} now
 */
function date(then, now) {
  const sameYear = new Date(then).getFullYear() === new Date(now).getFullYear();
  return format(then, { day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) });
}

/**
 * @param {number} time
 * @param {Intl.DateTimeFormatOptions} options
 */
function format(time, options) {
  return new Intl.DateTimeFormat("en-GB", options).format(time);
}
