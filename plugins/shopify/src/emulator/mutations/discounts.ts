import { isObject, listOf, textOf } from '../../json.ts'
import { discountWithCode } from '../roots/discounts.ts'
import { addRow, mintId, numberIn, removeRow, type Row } from '../state.ts'
import { refuse, type Mutation, type MutationCall, type Values } from './call.ts'
import { newRow } from './conventions.ts'

type Kind = 'code' | 'automatic'

const nodeOf = { code: 'DiscountCodeNode', automatic: 'DiscountAutomaticNode' } as const

/** What Shopify would not take, in its words. */
function check({ values, wrapper = '', state }: MutationCall, row: Row | undefined, before: Values): void {
  const { startsAt = before['startsAt'], endsAt, code, context, customerBuys, customerGets } = values
  if (typeof endsAt === 'string' && Date.parse(endsAt) <= Date.parse(String(startsAt))) {
    throw refuse([wrapper, 'endsAt'], 'Ends at needs to be after starts_at', 'INVALID')
  }
  const holder = code === undefined ? undefined : discountWithCode(state, code)
  if (holder !== undefined && holder !== row) {
    throw refuse([wrapper, 'code'], 'Code must be unique. Please try a different code.', 'TAKEN')
  }
  if (row === undefined && context === undefined) {
    throw refuse([wrapper, 'context'], "Context can't be blank", 'BLANK')
  }
  for (const [side, given] of Object.entries({ customerBuys, customerGets })) {
    const items = isObject(given) && isObject(given['items']) ? given['items'] : {}
    for (const [type, member, list] of [
      ['Product', 'products', 'productsToAdd'],
      ['Collection', 'collections', 'add'],
    ] as const) {
      const ids = isObject(items[member]) ? listOf(items[member][list]) : []
      const unknown = ids.find((id) => state.byId.get(String(id))?.__typename !== type)
      if (unknown === undefined) continue
      const message = `${type} with id: ${numberIn(textOf(unknown) ?? '')} is invalid`
      throw refuse([wrapper, side, 'items', member, list], message, 'INVALID')
    }
  }
}

/** A discount as it is shown, from what is given over what was there. */
function shown({ values, state, time }: MutationCall, type: string, before: Values): Values {
  const { code, title, startsAt, endsAt, tags, usageLimit, appliesOncePerCustomer } = values
  const codes =
    code === undefined
      ? before['codes']
      : [{ __typename: 'DiscountRedeemCode', id: mintId(state, 'DiscountRedeemCode'), code }]
  const given = { code, title, startsAt, endsAt, tags, usageLimit, appliesOncePerCustomer }
  const made: Record<string, unknown> = {
    __typename: type,
    createdAt: time,
    asyncUsageCount: 0,
    appliesOncePerCustomer: false,
    tags: [],
    ...before,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    codes,
    codesCount: { count: listOf(codes).length, precision: 'EXACT' },
    updatedAt: time,
  }
  return { ...made, status: statusOf(made, time), summary: summaryOf(values) ?? before['summary'] ?? '' }
}

function statusOf({ startsAt, endsAt }: Values, time: string): string {
  if (typeof endsAt === 'string' && Date.parse(endsAt) <= Date.parse(time)) return 'EXPIRED'
  return Date.parse(String(startsAt)) > Date.parse(time) ? 'SCHEDULED' : 'ACTIVE'
}

function summaryOf({ customerGets, destination }: Values): string | undefined {
  if (destination !== undefined) return 'Free shipping'
  const value = isObject(customerGets) && isObject(customerGets['value']) ? customerGets['value'] : undefined
  if (value === undefined) return undefined
  if (typeof value['percentage'] === 'number') return `${Math.round(value['percentage'] * 100)}% off`
  const off = value['discountAmount']
  return isObject(off) ? `€${String(off['amount'])} off` : 'Buy some, get some'
}

const put =
  (kind: Kind, type: string, isNew: boolean): Mutation =>
  (call) => {
    const member = `${kind}Discount`
    const row = isNew ? undefined : discountNamed(call, kind, 'Discount does not exist')
    const before = (row?.[member] ?? {}) as Values
    check(call, row, before)
    const node = row ?? addRow(call.state, newRow(call, nodeOf[kind]))
    node[member] = shown(call, type, before)
    return { [`${kind}DiscountNode`]: node }
  }

function discountNamed({ args, state }: MutationCall, kind: Kind, message: string): Row {
  const name = args['discountId'] === undefined ? 'id' : 'discountId'
  const row = state.byId.get(textOf(args[name]) ?? '')
  if (row?.__typename !== nodeOf[kind]) throw refuse([name], message, 'INVALID')
  return row
}

/** From now on, or until now. */
const turned =
  (isOn: boolean): Mutation =>
  (call) => {
    const node = discountNamed(call, 'code', 'Code discount does not exist.')
    const before = node['codeDiscount'] as Values
    const change = isOn ? { startsAt: call.time, endsAt: null } : { endsAt: call.time }
    const after = { ...before, ...change, updatedAt: call.time }
    if ((before['status'] === 'ACTIVE') !== isOn)
      node['codeDiscount'] = { ...after, status: statusOf(after, call.time) }
    return { codeDiscountNode: node }
  }

const removed =
  (kind: Kind, payload: string, message: string): Mutation =>
  (call) => {
    const node = discountNamed(call, kind, message)
    removeRow(call.state, node)
    return { [payload]: node.id }
  }

export const discountMutations = {
  discountCodeBasicCreate: put('code', 'DiscountCodeBasic', true),
  discountCodeBasicUpdate: put('code', 'DiscountCodeBasic', false),
  discountCodeBxgyCreate: put('code', 'DiscountCodeBxgy', true),
  discountCodeFreeShippingCreate: put('code', 'DiscountCodeFreeShipping', true),
  discountAutomaticBasicCreate: put('automatic', 'DiscountAutomaticBasic', true),
  discountCodeActivate: turned(true),
  discountCodeDeactivate: turned(false),
  discountCodeDelete: removed('code', 'deletedCodeDiscountId', 'Code discount does not exist.'),
  discountAutomaticDelete: removed(
    'automatic',
    'deletedAutomaticDiscountId',
    'Automatic discount does not exist.',
  ),
  discountRedeemCodeBulkAdd(call) {
    const node = discountNamed(call, 'code', 'Code discount does not exist.')
    const wanted = listOf(call.args['codes'])
      .filter(isObject)
      .map(({ code }) => String(code))
    const free = wanted.filter((code) => discountWithCode(call.state, code) === undefined)
    const before = node['codeDiscount'] as Values
    const added = free.map((code) => ({
      __typename: 'DiscountRedeemCode',
      id: mintId(call.state, 'DiscountRedeemCode'),
      code,
    }))
    const codes = [...listOf(before['codes']), ...added]
    node['codeDiscount'] = { ...before, codes, codesCount: { count: codes.length, precision: 'EXACT' } }
    const work = addRow(call.state, {
      ...newRow(call, 'DiscountRedeemCodeBulkCreation'),
      discountCode: node,
      done: false,
      codesCount: wanted.length,
      importedCount: 0,
      failedCount: 0,
    })
    const answer = { ...work }
    // Whoever looks later finds it done.
    Object.assign(work, { done: true, importedCount: free.length, failedCount: wanted.length - free.length })
    return { bulkCreation: answer }
  },
} satisfies Record<string, Mutation>
