/** What a schema or an operation says to people, as a comment in front of a member; nothing where it says nothing. */
export function docComment(words: ReadonlyArray<string | undefined>, indent: string): string {
  const lines = words
    .flatMap((text) => (text === undefined || text === '' ? [] : text.trim().split('\n')))
    // A description is foreign text: it must not end the comment that it is in.
    .map((line) => line.replaceAll('*/', '*\u200b/').trimEnd())
  if (lines.length === 0) return ''
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`
}
