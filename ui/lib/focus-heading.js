// Where the focus goes when a page opens: to its heading, so that a screen reader begins there.

/**
 * Moves the focus to the page's heading; a page that fetches first has it later, and has the focus until then.
 * @param {Element} page
 * @param {HTMLElement} main
 * @param {string | null} [part] the id of a heading or of a note further down, which is also brought into sight
 */
export function focusHeading(page, main, part = null) {
  const heading = () => /** @type {HTMLElement | null} */ (page.querySelector(part === null ? "h1" : `#${part}`));
  const focus = () => {
    const found = heading();
    if (found && !found.hasAttribute("tabindex")) found.tabIndex = -1;
    found?.focus({ preventScroll: part === null });
  };
  main.focus({ preventScroll: true });
  if (heading()) return focus();
  const observer = new MutationObserver(() => {
    const gone = !page.isConnected || document.activeElement !== main;
    if (!gone && !heading()) return;
    observer.disconnect();
    if (!gone) focus();
  });
  observer.observe(main, { childList: true, subtree: true });
}
