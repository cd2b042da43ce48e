import { Type, type Report, type Static, type TSchema } from '@patchbay/contract'
import { NullableText } from './fields.ts'
import { ask, type Asker, type Document } from './graphql.ts'

/** Selects what `PageInfo` names. */
export const pageInfoFields = 'pageInfo { hasNextPage endCursor }'

const PageInfo = Type.Object({ hasNextPage: Type.Boolean(), endCursor: NullableText })

/** A page of a connection. */
export const pageOf = <Node extends TSchema>(node: Node) =>
  Type.Object({ nodes: Type.Array(node), pageInfo: PageInfo })

/** The same where Shopify has edges alone. */
export const edgesOf = <Node extends TSchema>(node: Node) =>
  Type.Object({ edges: Type.Array(Type.Object({ node })), pageInfo: PageInfo })

/** What every list answers. */
export const itemsOf = <Item extends TSchema>(item: Item) => Type.Object({ items: Type.Array(item) })

/** The page that a call gets that names no limit. */
const defaultLimit = 50

/** What every list takes. A page costs little more when it is large. */
export const pagingFields = (limit = { default: defaultLimit, maximum: 250 }) => ({
  limit: Type.Optional(Type.Integer({ minimum: 1, ...limit, description: 'How many to return at most.' })),
  cursor: Type.Optional(
    Type.String({
      description:
        'Continues after a page: `meta.next` of the answer before, with all other fields unchanged.',
    }),
  ),
})

export const pagingInput = pagingFields()

interface Paging {
  readonly limit?: number
  readonly cursor?: string
}

/** How large a page a call gets. */
export const pageSizeOf =
  (limit?: { readonly default: number }) =>
  (input: { readonly limit?: number }): number =>
    input.limit ?? limit?.default ?? defaultLimit

/** The variables of a page. */
export function pageVariables({ limit = defaultLimit, cursor }: Paging) {
  return { first: limit, after: cursor }
}

export function reportNext(report: Report, { hasNextPage, endCursor }: Static<typeof PageInfo>): void {
  report.next(hasNextPage ? (endCursor ?? undefined) : undefined)
}

/** Asks for the page of a connection that the input means, reports where the next one begins, yields the nodes. */
export async function askPage<Connection extends string, Node>(
  context: Asker & { readonly input: Paging },
  document: Document<{ readonly [C in Connection]: Page<Node> }>,
  connection: Connection,
  variables: Readonly<Record<string, unknown>>,
): Promise<readonly Node[]> {
  const data = await ask(context, document, { ...pageVariables(context.input), ...variables })
  const { nodes, pageInfo } = data[connection]
  reportNext(context.report, pageInfo)
  return nodes
}

interface Page<Node> {
  readonly nodes: readonly Node[]
  readonly pageInfo: Static<typeof PageInfo>
}
