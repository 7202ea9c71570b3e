// The few pictures on buttons, drawn on a grid of 20 in the text's colour.

import { drawing } from "./html.js";

const PATHS = {
  play: '<path d="M6 4.2v11.6a.6.6 0 0 0 .92.5l9-5.8a.6.6 0 0 0 0-1l-9-5.8a.6.6 0 0 0-.92.5Z" fill="currentColor"/>',
  close: '<path d="m5 5 10 10M15 5 5 15"/>',
  menu: '<path d="M3 6h14M3 10h14M3 14h14"/>',
  outside: '<path d="M8 5H5v10h10v-3M11 4h5v5M16 4l-7 7"/>',
  bin: '<path d="M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6M8.5 9v4.5M11.5 9v4.5"/>',
};

/**
 * @param {keyof typeof PATHS} name
 * @returns {SVGSVGElement | null}
 */
export function icon(name) {
  return drawing(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20" class="icon" fill="none"'
      + ` stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${PATHS[name]}</svg>`,
  );
}
