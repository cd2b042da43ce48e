/**
 * The text with a generated section written anew. The section stands between `<!-- name: …how it is written… -->`
 * and `<!-- end of name -->`. Undefined if the text has no such section.
 */
export function withSection(text: string, name: string, content: string): string | undefined {
  const begin = new RegExp(`<!-- ${name}:.*-->`).exec(text)
  const end = text.indexOf(`<!-- end of ${name} -->`)
  if (begin === null || end < begin.index) return undefined
  return `${text.slice(0, begin.index + begin[0].length)}\n\n${content}\n\n${text.slice(end)}`
}
