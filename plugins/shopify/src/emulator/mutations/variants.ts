import { isObject, listOf, textOf } from '../../json.ts'
import { refreshProduct, selectedOf, variantsOf } from '../product-totals.ts'
import { addRow, mintId, money, numberIn, removeRow, rowsOf, type Row } from '../state.ts'
import { Refusal, refuse, type Mutation, type MutationCall, type UserError, type Values } from './call.ts'
import { existing, newRow } from './conventions.ts'

/** Adds a variant with its inventory item to a product, from Shopify's input for variants. */
export function addVariant(call: MutationCall, product: Row, values: Values): Row {
  const { state, time } = call
  const variant = newRow(call, 'ProductVariant')
  const item: Row = {
    ...newRow(call, 'InventoryItem'),
    tracked: true,
    requiresShipping: true,
    inventoryLevels: [],
    variant,
    variants: [variant],
  }
  Object.assign(variant, {
    product,
    inventoryItem: item,
    price: '0.00',
    compareAtPrice: null,
    inventoryPolicy: 'DENY',
    taxable: true,
    availableForSale: product['status'] === 'ACTIVE',
    selectedOptions: [{ name: 'Title', value: 'Default Title' }],
  })
  setVariant(variant, values, time)
  const stocked = listOf(values['inventoryQuantities']).filter(isObject)
  const [primary] = rowsOf(state, 'Location')
  const places =
    stocked.length > 0
      ? stocked.map((level) => [String(level['locationId']), Number(level['availableQuantity'])] as const)
      : [[primary?.id ?? '', 0] as const]
  for (const [location, available] of places) addLevel(call, item, state.byId.get(location), available)
  variant['inventoryQuantity'] = places.reduce((sum, [, available]) => sum + available, 0)
  variantsOf(product).push(variant)
  addRow(state, variant)
  addRow(state, item)
  return variant
}

export function addLevel(
  { state, time }: MutationCall,
  item: Row,
  location: Row | undefined,
  available: number,
): Row {
  const level: Row = {
    __typename: 'InventoryLevel',
    id: `${mintId(state, 'InventoryLevel')}?inventory_item_id=${numberIn(item.id)}`,
    item,
    location,
    stock: { available, committed: 0, incoming: 0, on_hand: available },
    isActive: true,
    createdAt: time,
    updatedAt: time,
  }
  ;(item['inventoryLevels'] as Row[]).push(level)
  if (Array.isArray(location?.['inventoryLevels'])) location['inventoryLevels'].push(level)
  return addRow(state, level)
}

export function setVariant(variant: Row, values: Values, time: string): void {
  const { optionValues, inventoryItem, inventoryQuantities: _, id: __, ...plain } = values
  for (const [name, value] of Object.entries(plain)) variant[name] = value
  const item = variant['inventoryItem'] as Row
  if (isObject(inventoryItem)) {
    const { cost, ...facts } = inventoryItem
    Object.assign(item, facts, { updatedAt: time })
    if (cost !== undefined) item['unitCost'] = money(Math.round(Number(cost) * 100))
  }
  if (plain['sku'] !== undefined) item['sku'] = plain['sku']
  variant['sku'] = item['sku'] ?? null
  const chosen = listOf(optionValues).filter(isObject)
  if (chosen.length > 0) {
    const kept = selectedOf(variant).filter(({ name }) => name !== 'Title')
    const given = chosen.map((pair) => ({ name: String(pair['optionName']), value: String(pair['name']) }))
    variant['selectedOptions'] = [
      ...kept.filter(({ name }) => !given.some((pair) => pair.name === name)),
      ...given,
    ]
  }
  retitle(variant)
  variant['updatedAt'] = time
}

export function retitle(variant: Row): void {
  const title = selectedOf(variant)
    .map(({ value }) => value)
    .join(' / ')
  variant['title'] = title
  variant['displayName'] = `${String((variant['product'] as Row)['title'])} - ${title}`
}

export function dropVariant(call: MutationCall, variant: Row): void {
  const { state } = call
  const product = variant['product'] as Row
  const item = variant['inventoryItem'] as Row
  product['variants'] = variantsOf(product).filter((each) => each !== variant)
  for (const level of listOf(item['inventoryLevels']) as Row[]) {
    const location = level['location'] as Row | undefined
    if (location !== undefined)
      location['inventoryLevels'] = listOf(location['inventoryLevels']).filter((each) => each !== level)
    removeRow(state, level)
  }
  removeRow(state, item)
  removeRow(state, variant)
}

const given = ({ args }: MutationCall): Values[] => listOf(args['variants']).filter(isObject)

const priceErrors = (variants: readonly Values[]): UserError[] =>
  variants.flatMap((variant, index) =>
    Number(variant['price'] ?? 0) < 0
      ? [
          {
            field: ['variants', String(index), 'price'],
            message: 'Price must be greater than or equal to 0',
            code: 'GREATER_THAN_OR_EQUAL_TO',
          },
        ]
      : [],
  )

export const variantMutations = {
  productVariantsBulkCreate(call) {
    const product = existing(call, 'Product')
    const errors = priceErrors(given(call))
    for (const [index, values] of given(call).entries()) {
      const title = listOf(values['optionValues'])
        .filter(isObject)
        .map((pair) => String(pair['name']))
        .join(' / ')
      if (variantsOf(product).some((variant) => variant['title'] === title)) {
        errors.push({
          field: ['variants', String(index)],
          message: `The variant '${title}' already exists. Please change at least one option value.`,
          code: 'VARIANT_ALREADY_EXISTS',
        })
      }
    }
    if (errors.length > 0) throw new Refusal(...errors)
    const standalone = variantsOf(product).filter((variant) => variant['title'] === 'Default Title')
    const productVariants = given(call).map((values) => addVariant(call, product, values))
    if (call.args['strategy'] === 'REMOVE_STANDALONE_VARIANT')
      for (const variant of standalone) dropVariant(call, variant)
    refreshProduct(product)
    return { product, productVariants }
  },
  productVariantsBulkUpdate(call) {
    const product = existing(call, 'Product')
    const errors = priceErrors(given(call))
    const pairs = given(call).flatMap((values, index) => {
      const variant = call.state.byId.get(textOf(values['id']) ?? '')
      if (variant?.['product'] === product) return [[variant, values] as const]
      errors.push({
        field: ['variants', String(index), 'id'],
        message: 'Product variant does not exist',
        code: 'PRODUCT_VARIANT_DOES_NOT_EXIST',
      })
      return []
    })
    if (errors.length > 0 && call.args['allowPartialUpdates'] !== true) throw new Refusal(...errors)
    for (const [variant, values] of pairs) setVariant(variant, values, call.time)
    refreshProduct(product)
    return { product, productVariants: pairs.map(([variant]) => variant), userErrors: errors }
  },
  productVariantsBulkDelete(call) {
    const product = existing(call, 'Product')
    const ids = listOf(call.args['variantsIds']).map(String)
    const strangers = ids.flatMap((id, index) =>
      call.state.byId.get(id)?.['product'] === product
        ? []
        : [
            {
              field: ['variantsIds', String(index)],
              message: 'At least one variant does not belong to the product',
              code: 'AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT',
            },
          ],
    )
    if (strangers.length > 0) throw new Refusal(...strangers)
    if (ids.length >= variantsOf(product).length) {
      throw refuse(['variantsIds'], 'Cannot delete all variants of a product', 'CANNOT_DELETE_LAST_VARIANT')
    }
    for (const id of ids) {
      const variant = call.state.byId.get(id)
      if (variant !== undefined) dropVariant(call, variant)
    }
    refreshProduct(product)
    return { product }
  },
} satisfies Record<string, Mutation>
