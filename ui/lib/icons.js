// The few pictures on buttons, drawn on a grid of 20 in the text's colour.

import { drawing } from "./html.js";

const PATHS = {
  play: '<path d="M6 4.2v11.6a.6.6 0 0 0 .92.5l9-5.8a.6.6 0 0 0 0-1l-9-5.8a.6.6 0 0 0-.92.5Z" fill="currentColor"/>',
  close: '<path d="m5 5 10 10M15 5 5 15"/>',
  search: '<path d="M8.5 3.5a5 5 0 1 0 0 10 5 5 0 0 0 0-10ZM12.2 12.2 16.5 16.5"/>',
  menu: '<path d="M3 6h14M3 10h14M3 14h14"/>',
  outside: '<path d="M8 5H5v10h10v-3M11 4h5v5M16 4l-7 7"/>',
  pause: '<path d="M5.5 4h3v12h-3zM11.5 4h3v12h-3z" fill="currentColor" stroke="none"/>',
  previous: '<path d="M5 4.5v11M15 4.8v10.4L7.6 10Z"/>',
  next: '<path d="M15 4.5v11M5 4.8v10.4l7.4-5.2Z"/>',
  sound: '<path d="M3 7.8v4.4h2.8L10 15.6V4.4L5.8 7.8ZM12.8 7.2a4 4 0 0 1 0 5.6M15 5a7 7 0 0 1 0 10"/>',
  silent: '<path d="M3 7.8v4.4h2.8L10 15.6V4.4L5.8 7.8ZM13 8l4 4M17 8l-4 4"/>',
  captions: '<path d="M3 4.5h14v11H3ZM9 8.6a1.7 1.7 0 1 0 0 2.8M14.4 8.6a1.7 1.7 0 1 0 0 2.8"/>',
  theatre: '<path d="M2.5 5.5h15v9h-15ZM5 17h10"/>',
  compact: '<path d="M2.5 4h15v12h-15ZM10.5 10h7v6h-7Z"/>',
  fullscreen: '<path d="M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4"/>',
  keys: '<path d="M2.5 5h15v10h-15ZM5.5 8h.01M8.5 8h.01M11.5 8h.01M14.5 8h.01M6.5 12h7"/>',
  quote: '<path d="M5 5v10M8.5 7h7M8.5 10h7M8.5 13h4"/>',
  more: '<path d="M4.5 10h.01M10 10h.01M15.5 10h.01" stroke-width="2.25"/>',
  important: '<path d="M5.5 17V3.5M5.5 4h9l-2.2 3.2 2.2 3.3h-9"/>',
  question: '<path d="M7 7.2a3 3 0 1 1 4.6 2.5c-1 .7-1.6 1.3-1.6 2.4M10 15.4h.01"/>',
  todo: '<path d="M4 4h12v12H4Z"/>',
  done: '<path d="M4 4h12v12H4ZM7 10.2l2.2 2.2L13.2 7.6"/>',
  bin: '<path d="M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6M8.5 9v4.5M11.5 9v4.5"/>',
};

/** @typedef {keyof typeof PATHS} IconName */

/**
 * @param {IconName} name
 * @returns {SVGSVGElement | null}
 */
export function icon(name) {
  return drawing(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20" class="icon" fill="none"'
      + ` stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${PATHS[name]}</svg>`,
  );
}
