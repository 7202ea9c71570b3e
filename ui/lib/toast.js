// Asking for a short message at the bottom of the window, from any page or component.

/** @import { Toast } from "../components/toast-region.js" */

/**
 * @param {Element} from
 * @param {Toast} detail
 */
export function toast(from, detail) {
  from.dispatchEvent(new CustomEvent("toast", { bubbles: true, detail }));
}
