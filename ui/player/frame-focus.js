// Gives the focus back after a click into YouTube's frame, so that the keys of the page go on working.
//
// A frame that is clicked takes the focus, and from then on every key goes to YouTube. Somebody who goes there by Tab means
// to be there, and is left alone; Tab leads out again. A click within a frame of another origin cannot be seen, but Tab can:
// whoever did not just press it came by the pointer.

const JUST_NOW = 500; // milliseconds

/**
 * @param {HTMLElement} picture the element that holds the frame
 * @returns {() => void} stops
 */
export function returnFocusFrom(picture) {
  /** @type {HTMLElement | null} */
  let before = null;
  let tabbed = -Infinity;

  const focused = (/** @type {FocusEvent} */ { target }) => {
    if (target instanceof HTMLElement && target.localName !== "iframe") before = target;
  };
  // What was left for the page, and not for the frame, is not to have it again: in a note, the next key would be a letter.
  const left = () => setTimeout(() => {
    if (document.activeElement === document.body) before = null;
  });
  // WebKitGTK has no name for Tab with Shift, and tells it by its code alone.
  const pressed = (/** @type {KeyboardEvent} */ { key, keyCode, timeStamp }) => {
    if (key === "Tab" || keyCode === 9) tabbed = timeStamp;
  };
  const blurred = (/** @type {FocusEvent} */ { timeStamp }) => {
    const frame = document.activeElement;
    if (timeStamp - tabbed < JUST_NOW || !(frame instanceof HTMLIFrameElement) || !picture.contains(frame)) return;
    // After the click has done in the frame what it was for.
    setTimeout(() => {
      if (document.activeElement !== frame) return;
      frame.blur();
      window.focus();
      if (before?.isConnected) before.focus({ preventScroll: true });
    });
  };

  document.addEventListener("focusin", focused, true);
  document.addEventListener("focusout", left, true);
  document.addEventListener("keydown", pressed, true);
  window.addEventListener("blur", blurred);
  return () => {
    document.removeEventListener("focusin", focused, true);
    document.removeEventListener("focusout", left, true);
    document.removeEventListener("keydown", pressed, true);
    window.removeEventListener("blur", blurred);
  };
}
