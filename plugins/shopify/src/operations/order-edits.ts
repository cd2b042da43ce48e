import { Problem, Type, type Static } from '@patchbay/contract'
import { operation } from '../building/operation.ts'
import { notesFor } from '../building/read-answer.ts'
import { gid, nullable } from '../fields.ts'
import { ask } from '../graphql.ts'
import { Order } from '../records/order.ts'
import { answerSchema } from '../shape/record.ts'
import { textOfSelection } from '../shape/selection.ts'
import { refuseUserErrors, UserErrors } from '../user-errors.ts'

const errors = 'userErrors { field message }'
const numberOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1)

const Begun = Type.Object({
  calculatedOrder: nullable(
    Type.Object({
      id: Type.String(),
      lineItems: Type.Object({
        nodes: Type.Array(Type.Object({ id: Type.String() })),
        pageInfo: Type.Object({ hasNextPage: Type.Boolean() }),
      }),
    }),
  ),
  userErrors: UserErrors,
})
const Step = Type.Object({ userErrors: UserErrors })

const EditInput = Type.Object({
  id: gid('Order'),
  set: Type.Optional(
    Type.Array(
      Type.Object({
        lineItemId: gid('LineItem', 'A line of the order, as orders.get names it.'),
        quantity: Type.Integer({
          minimum: 0,
          maximum: 1_000_000,
          description: 'Units from now on; 0 removes it.',
        }),
        restock: Type.Optional(
          Type.Boolean({ description: 'Whether units that are removed are stocked again. Default: no.' }),
        ),
      }),
      { minItems: 1, maxItems: 50, description: 'Lines that change.' },
    ),
  ),
  add: Type.Optional(
    Type.Array(
      Type.Object({
        variantId: gid('ProductVariant', 'What is added.'),
        quantity: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'How many units.' }),
        locationId: Type.Optional(gid('Location', 'From where it is sent.')),
        allowDuplicates: Type.Optional(
          Type.Boolean({
            description: 'Whether it becomes a line of its own where the order has it already.',
          }),
        ),
      }),
      { minItems: 1, maxItems: 50, description: 'Lines that are added.' },
    ),
  ),
  notifyCustomer: Type.Optional(Type.Boolean({ description: 'Whether the customer gets an email.' })),
  staffNote: Type.Optional(Type.String({ maxLength: 5_000, description: 'Why; for the staff.' })),
})

const nothing = (): Problem =>
  new Problem('invalid_input', {
    detail: 'Say what changes: give `set`, `add` or both.',
    errors: [{ path: '', message: 'needs `set` or `add`' }],
  })

/**
 * An edit is a session at Shopify: it begins, is filled step by step, and counts only once it is committed. So what is
 * refused before leaves the order as it was.
 */
export const orderEdits = {
  edit: operation({
    title: 'Edit the lines of an order',
    description:
      'Changes quantities of lines and adds variants, all or nothing: if a step is refused, the order stays as it was. The customer may owe or get money afterwards; see `outstanding`. Lines that were sent cannot be removed. If an answer is missing, orders.get tells whether the order was changed.',
    effect: 'write',
    scopes: ['write_order_edits', 'read_orders'],
    input: EditInput,
    output: Order.output,
    invalidates: ['orders', 'fulfillment-orders', 'customers', 'inventory', 'variants', 'products'],
    documents: {
      begin: {
        text: (name) =>
          `mutation ${name}($id: ID!) { orderEditBegin(id: $id) { calculatedOrder { id lineItems(first: 250) { nodes { id } pageInfo { hasNextPage } } } ${errors} } }`,
        data: Type.Object({ orderEditBegin: Begun }),
      },
      set: {
        text: (name) =>
          `mutation ${name}($id: ID!, $lineItemId: ID!, $quantity: Int!, $restock: Boolean) { orderEditSetQuantity(id: $id, lineItemId: $lineItemId, quantity: $quantity, restock: $restock) { ${errors} } }`,
        data: Type.Object({ orderEditSetQuantity: Step }),
      },
      add: {
        text: (name) =>
          `mutation ${name}($id: ID!, $variantId: ID!, $quantity: Int!, $locationId: ID, $allowDuplicates: Boolean) { orderEditAddVariant(id: $id, variantId: $variantId, quantity: $quantity, locationId: $locationId, allowDuplicates: $allowDuplicates) { ${errors} } }`,
        data: Type.Object({ orderEditAddVariant: Step }),
      },
      commit: {
        text: (name) =>
          `mutation ${name}($id: ID!, $notifyCustomer: Boolean, $staffNote: String) { orderEditCommit(id: $id, notifyCustomer: $notifyCustomer, staffNote: $staffNote) { order { ${textOfSelection(Order.inner)} } ${errors} } }`,
        data: Type.Object({
          orderEditCommit: Type.Object({ order: nullable(answerSchema(Order)), userErrors: UserErrors }),
        }),
      },
    },
    sends: ({ set = [], add = [] }) => [
      'begin',
      ...set.map(() => 'set' as const),
      ...add.map(() => 'add' as const),
      'commit',
    ],
    examples: [
      {
        title: 'One unit less, and a hat',
        input: {
          id: 'gid://shopify/Order/5500000001060',
          set: [{ lineItemId: 'gid://shopify/LineItem/9200000001591', quantity: 1 }],
          add: [{ variantId: 'gid://shopify/ProductVariant/4600000001010', quantity: 1 }],
        },
      },
    ],
    async run(context, documents) {
      const { id, set = [], add = [], notifyCustomer, staffNote } = context.input
      if (set.length + add.length === 0) throw nothing()
      const { orderEditBegin: begun } = await ask(context, documents.begin, { id })
      refuseUserErrors(begun.userErrors, () => '/id')
      const session = begun.calculatedOrder
      if (session === null)
        throw new Problem('vendor_error', { detail: 'Shopify began no edit.', retryable: false })
      const lines = new Map(session.lineItems.nodes.map((line) => [numberOf(line.id), line.id]))
      for (const [index, { lineItemId, quantity, restock }] of set.entries()) {
        const line = lines.get(numberOf(lineItemId))
        if (line === undefined) throw noSuchLine(index, lineItemId)
        const { orderEditSetQuantity: step } = await ask(context, documents.set, {
          id: session.id,
          lineItemId: line,
          quantity,
          restock,
        })
        refuse(step, 'set', index)
      }
      for (const [index, item] of add.entries()) {
        const { orderEditAddVariant: step } = await ask(context, documents.add, { id: session.id, ...item })
        refuse(step, 'add', index)
      }
      const { orderEditCommit: committed } = await ask(context, documents.commit, {
        id: session.id,
        notifyCustomer,
        staffNote,
      })
      refuseUserErrors(committed.userErrors, () => '')
      if (committed.order === null) {
        throw new Problem('vendor_error', {
          detail: 'Shopify confirmed the edit without showing the order.',
          retryable: false,
        })
      }
      return Order.read(committed.order, notesFor(context.report)) as never
    },
  }),
}

/** A step that is refused names its own field, such as `quantity`, and the session as `id`. */
function refuse({ userErrors }: Static<typeof Step>, list: 'set' | 'add', index: number): void {
  refuseUserErrors(userErrors, (field) => {
    const name = field.at(-1)
    const isOwn = name !== undefined && name !== 'id'
    return `/${list}/${index}${isOwn ? `/${name}` : ''}`
  })
}

const noSuchLine = (index: number, lineItemId: string): Problem =>
  new Problem('vendor_rejected', {
    detail: `The order has no line ${lineItemId}. Nothing was changed.`,
    advice: 'Read the order again with orders.get and take the ids of its lines.',
    errors: [{ path: `/set/${index}/lineItemId`, message: 'is not a line of the order' }],
  })
