import { Problem, type FieldError } from '@patchbay/contract'
import type { FieldKind } from '../metadata/field-search.ts'
import { isOtherKind, similarNames } from '../metadata/similar.ts'

/** The fields that a call has named, and where they stand in its input. */
export interface NamedFields {
  readonly dimensions: readonly string[]
  readonly metrics: readonly string[]
  /** Where the two lists are, as a JSON pointer. Default: the input itself. */
  readonly path?: string
}

/** Waits for an answer; where Google refuses the names of fields, says which of the input's it means, and better ones. */
export async function explained<Answer>(
  named: NamedFields | readonly NamedFields[],
  answer: Promise<Answer>,
): Promise<Answer> {
  try {
    return await answer
  } catch (error) {
    throw explain(error, [named].flat())
  }
}

function explain(error: unknown, named: readonly NamedFields[]): unknown {
  if (!Problem.is(error) || error.code !== 'vendor_rejected') return error
  const errors = unknownField(error.message, named) ?? incompatible(error.message, named)
  if (errors === undefined) return error
  const { upstream } = error
  return new Problem('invalid_input', {
    detail: error.message,
    errors,
    advice:
      'Correct the fields named in `errors`; metadata.search finds names, compatibility.check tells what goes together.',
    ...(upstream === undefined ? {} : { upstream }),
    cause: error,
  })
}

function unknownField(message: string, named: readonly NamedFields[]): FieldError[] | undefined {
  const match = /Field (\S+) is not a valid (dimension|metric)/.exec(message)
  if (match === null) return undefined
  const [, name = '', kind = ''] = match
  const hinted = /Did you mean (\S+?)\?/.exec(message)?.[1]
  const own = kind as FieldKind
  const other = own === 'dimension' ? 'metric' : 'dimension'
  const names = [...new Set([...(hinted === undefined ? [] : [hinted]), ...similarNames(name, own)])]
  const better = names.filter((each) => each !== name).slice(0, 3)
  const hint = better.length === 0 ? '' : `; did you mean ${better.join(', ')}?`
  // Reports on the last minutes, and others of a kind of their own, know few of all fields.
  const isKnown = names.includes(name)
  const said = isKnown
    ? `is not a ${own} of this kind of report`
    : isOtherKind(name, own)
      ? `is a ${other}, not a ${own}`
      : `is not a ${own} of the property${hint}`
  return [{ path: pathOf(name, named), message: `${name} ${said}` }]
}

function incompatible(message: string, named: readonly NamedFields[]): FieldError[] | undefined {
  const match = /Please remove (.+?) to make the request compatible/.exec(message)
  return match?.[1]?.split(', ').map((name) => ({
    path: pathOf(name, named),
    message: `${name} does not go with the other fields; leave it out`,
  }))
}

/** Where the name stands first; where it does not, at the input as a whole. */
function pathOf(name: string, named: readonly NamedFields[]): string {
  for (const { dimensions, metrics, path = '' } of named) {
    const dimension = dimensions.indexOf(name)
    if (dimension !== -1) return `${path}/dimensions/${dimension}`
    const metric = metrics.indexOf(name)
    if (metric !== -1) return `${path}/metrics/${metric}`
  }
  return named.length === 1 ? (named[0]?.path ?? '') : ''
}
