/** What tells operations apart here. */
export interface NamedOperation {
  readonly connector: { readonly host: { readonly description: { readonly id: string } } }
  readonly description: { readonly id: string }
}

/** Which operations are meant: of one connector or of all, by their ids. */
export interface OperationPattern {
  readonly text: string
  /** Undefined for all. */
  readonly connector: string | undefined
  matches(operation: NamedOperation): boolean
}

/** `connector/operation`: ids, or `*`, which in the operation stands for any run of characters. */
export const operationPatternForm = '^([a-z][a-z0-9-]*|\\*)/[a-z*][a-z0-9_.*-]*$'

/** Characters. */
export const longestOperationPattern = 200

/** The text has to have the form. Majors of one connector are not told apart. */
export function parseOperationPattern(text: string): OperationPattern {
  const slash = text.indexOf('/')
  const [connector, operation] = [text.slice(0, slash), text.slice(slash + 1)]
  const matchesId = idMatcher(operation)
  return {
    text,
    connector: connector === '*' ? undefined : connector,
    matches: ({ connector: { host }, description: { id } }) =>
      (connector === '*' || connector === host.description.id) && matchesId(id),
  }
}

/** Looks for the pieces between stars one after the other, so that its time is that of one look at the id. */
function idMatcher(pattern: string): (id: string) => boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return (id) => id === first
  return (id) => {
    if (!id.startsWith(first)) return false
    let from = first.length
    for (const piece of rest) {
      const found = id.indexOf(piece, from)
      if (found < 0) return false
      from = found + piece.length
    }
    return id.length - last.length >= from && id.endsWith(last)
  }
}
