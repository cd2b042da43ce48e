/** What a tool call is answered, in the form in which it leaves. */
export interface ToolAnswer {
  /** A `CallToolResult` of the protocol as a JSON object, without what is different between revisions. */
  readonly text: string
}

/** A JSON object of members that are JSON already; those that are undefined are left out. */
export function objectText(members: Readonly<Record<string, string | undefined>>): string {
  let text = ''
  for (const name in members) {
    const member = members[name]
    if (member !== undefined) text += `${text === '' ? '{' : ','}"${name}":${member}`
  }
  return text === '' ? '{}' : `${text}}`
}
