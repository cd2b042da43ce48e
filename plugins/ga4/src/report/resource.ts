import { Type } from '@patchbay/contract'

/** Input field: the number of something that was created at a property. */
export const ResourceId = (description: string) => Type.String({ pattern: '^\\d{1,20}$', description })

export const State = Type.Union(
  [Type.Literal('creating'), Type.Literal('active'), Type.Literal('failed'), Type.Literal('unknown')],
  { description: 'Rows can be read once it is active.' },
)

/** The last part of a resource's name. */
export const idIn = (name: string): string => name.slice(name.lastIndexOf('/') + 1)

export function stateOf(state: string | undefined): 'creating' | 'active' | 'failed' | 'unknown' {
  switch (state) {
    case 'CREATING':
      return 'creating'
    case 'ACTIVE':
      return 'active'
    case 'FAILED':
      return 'failed'
    default:
      return 'unknown'
  }
}

/** Input fields of a list that Google gives in pages of its own. */
export const pageFields = {
  pageSize: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000,
      default: 200,
      description: 'How many at once. Default: 200.',
    }),
  ),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 2_000,
      description: 'Goes on after an earlier page: `meta.next` of its answer.',
    }),
  ),
}

/** The same as Google's query wants them. */
export const pageQuery = ({
  pageSize = 200,
  cursor,
}: {
  readonly pageSize?: number
  readonly cursor?: string
}) => ({
  pageSize,
  pageToken: cursor,
})

/** Input field of what reads rows that were made before. */
export const rowFields = {
  maxRows: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 5_000,
      default: 1_000,
      description: 'The most rows. Default: 1,000.',
    }),
  ),
}
