import type { DiscoveryDocument, DiscoveryMethod } from './document.ts'

/** A method that a path leads to, with the parameters in the path, decoded. */
export interface FoundMethod {
  readonly method: DiscoveryMethod
  readonly parameters: Readonly<Record<string, string>>
}

interface Route {
  readonly method: DiscoveryMethod
  readonly expression: RegExp
  readonly names: readonly string[]
}

/** Makes the search for the method of a request, by verb and path. */
export function methodFinder(
  documents: readonly DiscoveryDocument[],
): (verb: string, path: string) => FoundMethod | undefined {
  const routes = documents.flatMap(({ methods }) => methods.map(routeOf))
  return (verb, path) => {
    for (const { method, expression, names } of routes) {
      if (method.httpMethod !== verb) continue
      const match = expression.exec(path)
      if (match === null) continue
      const values = names.map((name, index) => [name, decode(match[index + 1] ?? '')] as const)
      return { method, parameters: Object.fromEntries(values) }
    }
    return undefined
  }
}

function routeOf(method: DiscoveryMethod): Route {
  const names: string[] = []
  const source = method.path
    .split(/(\{[^}]+\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
      const isReserved = part.startsWith('{+')
      const name = part.slice(isReserved ? 2 : 1, -1)
      names.push(name)
      // A reserved expansion goes over slashes, such as `properties/1/dataStreams/2`: its pattern says which.
      const pattern = method.parameters[name]?.pattern
      return isReserved && pattern !== undefined ? `(${pattern.replace(/^\^|\$$/g, '')})` : '([^/]+)'
    })
    .join('')
  return { method, expression: new RegExp(`^/${source}$`), names }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
