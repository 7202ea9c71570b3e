// Copying.

/**
 * Whether the text went to the clipboard. What was selected and had the focus stays so.
 * @param {string} text
 */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedTheOldWay(text);
  }
}

/**
 * A webview may refuse its newer way and still know the older one, which copies what is selected.
 * @param {string} text
 */
function copiedTheOldWay(text) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  field.dataset.keepsNoteOpen = "";
  // Under a dialog nothing can have the focus.
  (before?.closest("dialog") ?? document.body).append(field);
  field.focus({ preventScroll: true });
  field.select();
  const done = document.execCommand?.("copy") ?? false;
  field.remove();
  before?.focus({ preventScroll: true });
  return done;
}
