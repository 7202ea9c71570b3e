// A new note's identity, made before anything is saved, so that saving twice makes one note; and where it is on the page.

/**
 * A UUID of version 7: its order is the order of making. RFC 9562, section 5.7.
 * @param {number} now milliseconds since 1970
 */
export function noteId(now) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 256 ** (5 - i)) % 256;
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * The element of a note's text in its lesson has this id.
 * @param {string} note
 */
export function placeOf(note) {
  return `note-${note}`;
}
