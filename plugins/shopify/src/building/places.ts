import { isObject } from '../json.ts'

export interface Places {
  /** The argument that takes what has no place of its own. */
  readonly wrapper: string | undefined
  /** The variables of a mutation from the input of a call. */
  readonly variables: (input: Readonly<Record<string, unknown>>) => Record<string, unknown>
  /** The JSON pointer into the input for a field of Shopify's refusal, as deep as the input has such a place. */
  readonly pointer: (field: readonly string[], input: Readonly<Record<string, unknown>>) => string
}

/** Where the input fields of a call go among the arguments of a mutation, and the way back. */
export function places({
  takes,
  fields,
  given,
  refusedAs = {},
}: {
  readonly takes: readonly string[]
  readonly fields: readonly string[]
  readonly given: Readonly<Record<string, string>>
  readonly refusedAs?: Readonly<Record<string, string>>
}): Places {
  const [wrapper, ambiguous] = takes.filter(
    (name) =>
      !fields.includes(name) &&
      !Object.values(given).some((place) => place === `$${name}` || place.startsWith(`$${name}.`)),
  )
  if (ambiguous !== undefined) throw new TypeError(`Nothing says what goes into ${wrapper} and ${ambiguous}.`)
  const pathOf = (field: string, place: string | undefined): readonly string[] => {
    if (place?.startsWith('$') === true) return place.slice(1).split('.')
    if (place === undefined && takes.includes(field)) return [field]
    return [...(wrapper === undefined ? [] : [wrapper]), ...(place ?? field).split('.')]
  }
  const paths = new Map(fields.map((field) => [field, pathOf(field, given[field])]))
  const waysBack = [
    ...paths,
    ...Object.entries(refusedAs).map(([field, place]) => [field, pathOf(field, place)] as const),
  ]
  return {
    wrapper,
    variables(input) {
      const variables: Record<string, unknown> = {}
      for (const [field, value] of Object.entries(input)) {
        const path = paths.get(field)
        if (path === undefined || value === undefined) continue
        put(variables, path, value)
      }
      return variables
    },
    pointer(field, input) {
      // Shopify begins with the argument, with `input` whatever it is called, or with the field itself.
      const spellings = [field, ...(wrapper === undefined ? [] : [[wrapper, ...field]])]
      if (field[0] === 'input' && wrapper !== undefined) spellings.push([wrapper, ...field.slice(1)])
      let best: Found | undefined
      for (const spelling of spellings) {
        for (const [name, path] of waysBack) {
          const fits = path.every((part, index) => spelling[index] === part)
          if (fits && path.length > (best?.length ?? 0)) {
            best = { name, rest: spelling.slice(path.length), length: path.length }
          }
        }
      }
      best ??= beginningOf(spellings, waysBack, wrapper)
      const parts =
        best === undefined
          ? withoutArgument(field, takes)
          : [best.name, ...within(input[best.name], best.rest)]
      return parts.map((part) => `/${part}`).join('')
    },
  }
}

interface Found {
  readonly name: string
  readonly rest: readonly string[]
  readonly length: number
}

/** The first input field that goes into what a refusal speaks of as a whole, such as an amount into a price. */
function beginningOf(
  spellings: ReadonlyArray<readonly string[]>,
  waysBack: ReadonlyArray<readonly [string, readonly string[]]>,
  wrapper: string | undefined,
): Found | undefined {
  for (const spelling of spellings) {
    if (spelling.length === 0 || (spelling.length === 1 && spelling[0] === wrapper)) continue
    const way = waysBack.find(([, path]) => spelling.every((part, index) => path[index] === part))
    if (way !== undefined) return { name: way[0], rest: [], length: spelling.length }
  }
  return undefined
}

/** What of a path leads through a value. Its last part may be what is missing there. */
function within(value: unknown, path: readonly string[]): readonly string[] {
  const [key, ...rest] = path
  if (key === undefined || typeof value !== 'object' || value === null) return []
  if (rest.length === 0) return [key]
  const inner: unknown = Reflect.get(value, key)
  return inner === undefined ? [] : [key, ...within(inner, rest)]
}

const withoutArgument = (field: readonly string[], takes: readonly string[]): readonly string[] =>
  field[0] !== undefined && (takes.includes(field[0]) || field[0] === 'input') ? field.slice(1) : field

function put(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path
  if (rest.length === 0) {
    into[key] = value
    return
  }
  const inner: Record<string, unknown> = isObject(into[key]) ? { ...into[key] } : {}
  put(inner, rest, value)
  into[key] = inner
}
