// What went wrong, in words that can be shown, and as a code that can be branched on.

/**
 * The message of a failed command. Anything that is not a `CommandError` is a fault of ours, and is said as one.
 * @param {unknown} error
 */
export function messageOf(error) {
  const message = /** @type {any} */ (error)?.message;
  if (typeof codeOf(error) === "string" && typeof message === "string" && message) return message;
  return "Something went wrong inside the application. What was saved is kept. Please try again.";
}

/**
 * @param {unknown} error
 * @returns {string | null}
 */
export function codeOf(error) {
  const code = /** @type {any} */ (error)?.code;
  return typeof code === "string" ? code : null;
}
