import { isObject, listOf } from '../../json.ts'
import { apiError } from '../api-error.ts'
import { refreshStock, unitsOf } from '../product-totals.ts'
import { money, type Row } from '../state.ts'
import { Refusal, refuse, type Mutation, type MutationCall, type UserError, type Values } from './call.ts'
import { existing, newRow } from './conventions.ts'
import { addLevel } from './variants.ts'

const bound = 1_000_000_000

interface Change {
  readonly level: Row
  readonly item: Row
  readonly name: string
  readonly delta: number
}

/** What is on hand is the sum of what it comprises. */
const comprised = ['available', 'committed', 'damaged', 'quality_control', 'reserved', 'safety_stock']

function levelOf(
  { state }: MutationCall,
  { inventoryItemId, locationId }: Values,
  at: readonly string[],
  place = at,
): Row | UserError {
  const item = state.byId.get(String(inventoryItemId))
  if (item?.__typename !== 'InventoryItem') {
    return {
      field: [...at, 'inventoryItemId'],
      message: 'The specified inventory item could not be found.',
      code: 'INVALID_INVENTORY_ITEM',
    }
  }
  if (state.byId.get(String(locationId))?.__typename !== 'Location') {
    return {
      field: [...place, 'locationId'],
      message: 'The specified location could not be found.',
      code: 'INVALID_LOCATION',
    }
  }
  const level = (listOf(item['inventoryLevels']) as Row[]).find(
    (each) => (each['location'] as Row).id === locationId,
  )
  return (
    level ?? {
      field: [...place, 'locationId'],
      message: 'The specified inventory item is not stocked at the location.',
      code: 'ITEM_NOT_STOCKED_AT_LOCATION',
    }
  )
}

const noted = (errors: UserError[], error: UserError): [] => {
  errors.push(error)
  return []
}

const isLevel = (found: Row | UserError): found is Row => '__typename' in found

/** A stale value is refused; a value that is not said at all is no request that this version knows. */
function compared(
  values: Values,
  level: Row,
  name: string,
  at: readonly string[],
  input: string,
): UserError[] {
  if (!Object.hasOwn(values, 'changeFromQuantity')) {
    throw apiError('BAD_REQUEST', `${input} must include the following argument: changeFromQuantity.`)
  }
  const expected = values['changeFromQuantity']
  if (expected === null || expected === unitsOf(level['stock'], name)) return []
  return [
    {
      field: [...at, 'changeFromQuantity'],
      message: 'The changeFromQuantity argument no longer matches the persisted quantity.',
      code: 'CHANGE_FROM_QUANTITY_STALE',
    },
  ]
}

/** Applies all changes, or refuses them all. */
function adjusted(call: MutationCall, changes: readonly Change[], errors: readonly UserError[]): Values {
  if (errors.length > 0) throw new Refusal(...errors)
  const made = changes.map(({ level, item, name, delta }) => {
    const stock = level['stock'] as Record<string, number>
    stock[name] = unitsOf(stock, name) + delta
    if (comprised.includes(name)) stock['on_hand'] = unitsOf(stock, 'on_hand') + delta
    level['updatedAt'] = call.time
    refreshStock(item)
    return { name, delta, quantityAfterChange: stock[name], item, location: level['location'] }
  })
  const group = {
    ...newRow(call, 'InventoryAdjustmentGroup'),
    reason: call.values['reason'],
    referenceDocumentUri: call.values['referenceDocumentUri'] ?? null,
    changes: made,
  }
  return { inventoryAdjustmentGroup: group }
}

const rows = (call: MutationCall, name: string): Values[] => listOf(call.values[name]).filter(isObject)
const itemOf = (level: Row): Row => level['item'] as Row

export const inventoryMutations = {
  inventoryAdjustQuantities(call) {
    const name = String(call.values['name'])
    const errors: UserError[] = []
    const changes = rows(call, 'changes').flatMap((values, index): Change[] => {
      const at = ['input', 'changes', String(index)]
      const level = levelOf(call, values, at)
      if (!isLevel(level)) return noted(errors, level)
      if ((name === 'available') !== (values['ledgerDocumentUri'] === undefined)) {
        const message =
          name === 'available'
            ? 'A ledger document URI is not allowed when adjusting available.'
            : 'A ledger document URI is required except when adjusting available.'
        errors.push({
          field: [...at, 'ledgerDocumentUri'],
          message,
          code: name === 'available' ? 'INVALID_AVAILABLE_DOCUMENT' : 'INVALID_QUANTITY_DOCUMENT',
        })
      }
      errors.push(...compared(values, level, name, at, 'InventoryChangeInput'))
      return [{ level, item: itemOf(level), name, delta: Number(values['delta']) }]
    })
    return adjusted(call, changes, errors)
  },
  inventorySetQuantities(call) {
    const name = String(call.values['name'])
    const errors: UserError[] = []
    const changes = rows(call, 'quantities').flatMap((values, index): Change[] => {
      const at = ['input', 'quantities', String(index)]
      const level = levelOf(call, values, at)
      if (!isLevel(level)) return noted(errors, level)
      const quantity = Number(values['quantity'])
      if (quantity > bound)
        errors.push({
          field: [...at, 'quantity'],
          message: "The quantity can't be higher than 1,000,000,000.",
          code: 'INVALID_QUANTITY_TOO_HIGH',
        })
      errors.push(...compared(values, level, name, at, 'InventoryQuantityInput'))
      const delta = quantity - unitsOf(level['stock'], name)
      // What is on hand changes by what is available.
      return [{ level, item: itemOf(level), name: name === 'on_hand' ? 'available' : name, delta }]
    })
    return adjusted(call, changes, errors)
  },
  inventoryMoveQuantities(call) {
    const errors: UserError[] = []
    const changes = rows(call, 'changes').flatMap((values, index): Change[] =>
      (['from', 'to'] as const).flatMap((side): Change[] => {
        const terminal = isObject(values[side]) ? values[side] : {}
        const at = ['input', 'changes', String(index)]
        const level = levelOf(call, { ...terminal, inventoryItemId: values['inventoryItemId'] }, at, [
          ...at,
          side,
        ])
        if (!isLevel(level)) return noted(errors, level)
        const name = String(terminal['name'])
        errors.push(...compared(terminal, level, name, [...at, side], 'InventoryMoveQuantityTerminalInput'))
        const quantity = Number(values['quantity'])
        return [{ level, item: itemOf(level), name, delta: side === 'from' ? -quantity : quantity }]
      }),
    )
    return adjusted(call, changes, errors)
  },
  inventoryActivate(call) {
    const { args, state } = call
    const item = existing(call, 'InventoryItem')
    const location = state.byId.get(String(args['locationId']))
    if (location === undefined)
      throw refuse(['locationId'], "The product couldn't be stocked because the location wasn't found.")
    const known = levelOf(call, { inventoryItemId: item.id, locationId: location.id }, [])
    if (isLevel(known) && args['available'] !== undefined) {
      throw refuse(
        ['available'],
        'Not allowed to set available quantity when the item is already active at the location.',
      )
    }
    const level = isLevel(known) ? known : addLevel(call, item, location, Number(args['available'] ?? 0))
    refreshStock(item)
    return { inventoryLevel: level }
  },
  inventoryItemUpdate(call) {
    const item = call.state.byId.get(String(call.args['id']))
    if (item?.__typename !== 'InventoryItem') {
      throw refuse(['id'], "The product couldn't be updated because it does not exist.")
    }
    const { cost, ...facts } = call.values
    if (Number(cost ?? 0) < 0) throw refuse(['input', 'cost'], 'Cost must be greater than or equal to 0')
    Object.assign(item, facts, { updatedAt: call.time })
    if (cost !== undefined) item['unitCost'] = money(Math.round(Number(cost) * 100))
    ;(item['variant'] as Row)['sku'] = item['sku']
    return { inventoryItem: item }
  },
} satisfies Record<string, Mutation>
