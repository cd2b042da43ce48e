const expression = /\{([^{}]*)\}/g
const simpleName = /^[A-Za-z]\w*$/

/** The names in a template of RFC 6570, in their order; none of a plain URI. */
export function variablesOf(address: string): string[] {
  return Array.from(address.matchAll(expression), ([, name = '']) => name)
}

/** What is wrong with an address of a connector's resource, if anything. */
export function wrongAddress(address: string, connector: string): string | undefined {
  const names = variablesOf(address)
  const odd = names.find((name) => !simpleName.test(name))
  if (odd !== undefined) return `has the expression "{${odd}}", which is not a simple variable.`
  if (new Set(names).size !== names.length) return 'names a variable twice.'
  const filled = address.replaceAll(expression, 'x')
  if (!filled.startsWith(`${connector}://`)) return `does not begin with ${connector}://.`
  if (/[{}]/.test(filled) || !URL.canParse(filled)) return 'is no URI, and no template of one.'
  return undefined
}

/** Reads the values of a template's variables from URIs that have its form; undefined for other URIs. */
export function createAddressReader(address: string): (uri: string) => Record<string, string> | undefined {
  const names = variablesOf(address)
  const literals = address.split(/\{[^{}]*\}/).map(escaped)
  // No variable holds a slash or what begins a query, so each one ends where its literal begins.
  const pattern = new RegExp(`^${literals.join('([^/?#]+)')}$`)
  return (uri) => {
    const match = pattern.exec(uri)
    if (match === null) return undefined
    try {
      return Object.fromEntries(
        names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')]),
      )
    } catch {
      return undefined // a percent sign that begins no character
    }
  }
}

const escaped = (literal: string): string => literal.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')

/** The URI that a template gives for the values of its variables. */
export function expandAddress(address: string, values: Readonly<Record<string, string>>): string {
  return address.replaceAll(expression, (_, name: string) => encodeURIComponent(values[name] ?? ''))
}
