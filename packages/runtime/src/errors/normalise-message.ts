/** What differs between two occurrences of one error. The order matters: what contains others comes first. */
const varying: ReadonlyArray<readonly [RegExp, string]> = [
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)\]]+/gi, '<url>'],
  [/"[^"]*"|`[^`]*`|“[^”]*”|(?<![\p{L}\p{N}])'[^']*'(?![\p{L}\p{N}])/gu, '<value>'],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, '<id>'],
  [/[^\s@<>]+@[^\s@<>]+\.[a-z]+/gi, '<address>'],
  [/\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/gi, '<date>'],
  // Long or short, a number has one name: else a counter that grows would begin a new group.
  // A word of eight or more characters with a digit in it is the name of one thing, not of a kind.
  [/\b(?=[\w-]*\d)[\w-]{8,}\b/g, '<id>'],
  [/\d+(?:[.,:]\d+)*/g, '<id>'],
  [/\s+/g, ' '],
]

/** What is read of a message. The rest says nothing about its kind, and would cost too much in a storm. */
const longest = 500

/** The message without what differs between two occurrences of one error. */
export function normaliseMessage(message: string): string {
  let text = message.slice(0, longest)
  for (const [pattern, name] of varying) text = text.replaceAll(pattern, name)
  return text.trim().toLowerCase()
}
