// JSON leaves them as they are, and a terminal obeys them or a reader is deceived by them: the controls of Latin-1,
// separators of lines, and what turns the direction of text around.
const deceptive = /[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** The JSON with characters escaped that are not what they look like in a terminal or a viewer of logs. */
export function withoutControls(json: string): string {
  // Only text that is all ASCII has as many bytes as characters; finding that out is quicker than any search.
  if (Buffer.byteLength(json) === json.length) return json
  return json.replaceAll(
    deceptive,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
