// Waiting until no button of the pointer is down.
//
// A field that is left because something else is clicked must not change the page's layout at once: what is being
// clicked would move away between press and release, and the click would be lost.

const UP = ["pointerup", "pointercancel"];

// A release over a frame is never heard of.
const LONGEST_PRESS = 700;

let pressed = false;
document.addEventListener("pointerdown", () => { pressed = true; }, true);
for (const event of UP) document.addEventListener(event, () => { pressed = false; }, true);

/**
 * Runs `run` when the pointer is up: at once if it is, else after the click that is under way.
 * @param {() => void} run
 */
export function whenPointerRests(run) {
  if (!pressed) return run();
  const released = () => {
    clearTimeout(timer);
    for (const event of UP) document.removeEventListener(event, released, true);
    setTimeout(run);
  };
  const timer = setTimeout(released, LONGEST_PRESS);
  for (const event of UP) document.addEventListener(event, released, true);
}
