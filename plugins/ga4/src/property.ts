import { Problem, Type } from '@patchbay/contract'

/** The input field that names a property. */
export const PropertyId = Type.Optional(
  Type.String({
    description:
      'Numeric id of the property, such as 311111111; not the measurement id of a stream (G-…). Default: `propertyId` of the connection.',
    minLength: 1,
    maxLength: 50,
  }),
)

interface Named {
  readonly property?: string
}

interface Configured {
  readonly propertyId?: string
}

/** The property that a call is about. */
export function propertyOf(input: Named, config: Configured): string {
  const named = input.property ?? config.propertyId
  if (named === undefined)
    throw wrong('is needed: the connection has no property of its own', 'The call names no property.')
  if (/^\d{1,20}$/.test(named)) return named
  const hint = /^(?:G|UA|AW|GT)-/i.test(named)
    ? `"${named}" is the id of a stream or tag`
    : `"${named}" is not the id of a property`
  throw wrong(
    'is digits alone, as in Admin, Property details',
    `${hint}; the numeric id of the property is wanted.`,
  )
}

function wrong(message: string, detail: string): Problem {
  return new Problem('invalid_input', { detail, errors: [{ path: '/property', message }] })
}
