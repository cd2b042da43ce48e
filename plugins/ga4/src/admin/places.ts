import { Type } from '@patchbay/contract'
import { PropertyId, propertyOf } from '../property.ts'

const digits = { pattern: '^[0-9]{1,20}$' }

export const propertyField = { property: PropertyId }

export const accountId = (description = 'Numeric id of the account, as accounts.summaries gives it.') =>
  Type.String({ ...digits, description, examples: ['1000000001'] })

/** The id of something in a property. */
export const thingId = (description: string) =>
  Type.String({ pattern: '^[A-Za-z0-9_-]{1,128}$', description })

/** What a path begins with: what is stable enough to be in beta, and the rest. */
export const beta = '/v1beta'
export const alpha = '/v1alpha'

interface PropertyCall {
  readonly input: { readonly property?: string }
  readonly config: { readonly propertyId?: string }
}

/** The path of something in the property of a call, in the part of the API that is in beta. */
export const betaPath = ({ input, config }: PropertyCall, ...parts: readonly string[]): string =>
  [beta, 'properties', propertyOf(input, config), ...parts].join('/')

/** The same in the part that Google may change at any time. */
export const alphaPath = ({ input, config }: PropertyCall, ...parts: readonly string[]): string =>
  [alpha, 'properties', propertyOf(input, config), ...parts].join('/')
