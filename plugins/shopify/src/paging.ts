import { Type, type Report, type Static, type TSchema } from '@patchbay/contract'
import { NullableText } from './fields.ts'

/** Selects what `PageInfo` names. */
export const pageInfoFields = 'pageInfo { hasNextPage endCursor }'

const PageInfo = Type.Object({ hasNextPage: Type.Boolean(), endCursor: NullableText })

/** A page of a connection. */
export const pageOf = <Node extends TSchema>(node: Node) =>
  Type.Object({ nodes: Type.Array(node), pageInfo: PageInfo })

/** What every list answers. */
export const itemsOf = <Item extends TSchema>(item: Item) => Type.Object({ items: Type.Array(item) })

/** What every list takes. A page costs little more when it is large. */
export const pagingInput = {
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 250, default: 50, description: 'How many to return at most.' }),
  ),
  cursor: Type.Optional(
    Type.String({
      description:
        'Continues after a page: `meta.next` of the answer before, with all other fields unchanged.',
    }),
  ),
}

export const defaultLimit = 50

/** The variables of a page. */
export function pageVariables(input: { limit?: number; cursor?: string }) {
  return { first: input.limit ?? defaultLimit, after: input.cursor }
}

export function reportNext(report: Report, { hasNextPage, endCursor }: Static<typeof PageInfo>): void {
  report.next(hasNextPage ? (endCursor ?? undefined) : undefined)
}
