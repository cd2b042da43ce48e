import { Problem, Type } from '@patchbay/contract'

const digits = { pattern: '^[0-9]{1,20}$' }

export const propertyField = {
  property: Type.Optional(
    Type.String({
      ...digits,
      description:
        'Numeric id of the property, as accounts.summaries gives it: neither a measurement id (`G-…`) nor a tracking id (`UA-…`). Default: the property that is configured for the connection.',
      examples: ['311111111'],
    }),
  ),
}

export const accountId = (description = 'Numeric id of the account, as accounts.summaries gives it.') =>
  Type.String({ ...digits, description, examples: ['1000000001'] })

/** The id of something in a property. */
export const thingId = (description: string) =>
  Type.String({ pattern: '^[A-Za-z0-9_-]{1,128}$', description })

interface MayNameProperty {
  readonly property?: string
}

interface MayHaveProperty {
  readonly propertyId?: string
}

/** The property that a call is about. */
export function propertyOf({ property }: MayNameProperty, { propertyId }: MayHaveProperty): string {
  const id = property ?? propertyId
  if (id !== undefined) return id
  throw new Problem('invalid_input', {
    detail: 'The call names no property, and neither does the configuration of the connection.',
    advice: 'Send `property` with one of the ids from accounts.summaries, or configure it for the connection.',
    errors: [{ path: '/property', message: 'is required where the connection has no property of its own' }],
  })
}

/** What a path begins with: what is stable enough to be in beta, and the rest. */
export const beta = '/v1beta'
export const alpha = '/v1alpha'

interface PropertyCall {
  readonly input: MayNameProperty
  readonly config: MayHaveProperty
}

/** The path of something in the property of a call, in the part of the API that is in beta. */
export const betaPath = ({ input, config }: PropertyCall, ...parts: readonly string[]): string =>
  [beta, 'properties', propertyOf(input, config), ...parts].join('/')

/** The same in the part that Google may change at any time. */
export const alphaPath = ({ input, config }: PropertyCall, ...parts: readonly string[]): string =>
  [alpha, 'properties', propertyOf(input, config), ...parts].join('/')
