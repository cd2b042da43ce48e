import { isObject, listOf } from '../json.ts'
import { money, type Row } from './state.ts'

interface Pair {
  readonly name: string
  readonly value: string
}

export const variantsOf = (product: Row): Row[] => (product['variants'] ??= []) as Row[]
export const optionsOf = (product: Row): Row[] => (product['options'] ??= []) as Row[]
export const valuesOf = (option: Row): Row[] => (option['optionValues'] ??= []) as Row[]
export const selectedOf = (variant: Row): Pair[] => variant['selectedOptions'] as Pair[]

/** Brings in line what Shopify works out about a product from its variants. */
export function refreshProduct(product: Row): void {
  const variants = variantsOf(product)
  for (const [position, variant] of variants.entries()) variant['position'] = position + 1
  for (const pair of variants.flatMap(selectedOf)) ensureValue(ensureOption(product, pair.name), pair.value)
  for (const [position, option] of optionsOf(product).entries()) {
    option['position'] = position + 1
    for (const value of valuesOf(option)) {
      value['hasVariants'] = variants.some((variant) =>
        selectedOf(variant).some((pair) => pair.name === option['name'] && pair.value === value['name']),
      )
    }
    const used = valuesOf(option).filter((value) => value['hasVariants'] === true)
    option['values'] = used.map((value) => value['name'])
  }
  const cents = variants.map((variant) => Math.round(Number(variant['price'] ?? 0) * 100))
  const stock = variants.map((variant) => Number(variant['inventoryQuantity'] ?? 0))
  Object.assign(product, {
    variantsCount: { count: variants.length, precision: 'EXACT' },
    totalVariants: variants.length,
    totalInventory: stock.reduce((sum, units) => sum + units, 0),
    hasOnlyDefaultVariant: variants.length === 1,
    hasOutOfStockVariants: stock.includes(0),
    priceRangeV2: {
      minVariantPrice: money(Math.min(...cents)),
      maxVariantPrice: money(Math.max(...cents)),
    },
  })
}

/** What is left of an item over all locations, on its variant and its product. */
export function refreshStock(item: Row): void {
  const levels = listOf(item['inventoryLevels']).filter(isObject)
  const variant = item['variant'] as Row
  variant['inventoryQuantity'] = levels.reduce((sum, { stock }) => sum + unitsOf(stock, 'available'), 0)
  refreshProduct(variant['product'] as Row)
}

export const unitsOf = (stock: unknown, name: string): number =>
  isObject(stock) && typeof stock[name] === 'number' ? stock[name] : 0

export function ensureOption(product: Row, name: string): Row {
  const options = optionsOf(product)
  const known = options.find((option) => option['name'] === name)
  if (known !== undefined) return known
  const number = 1 + Math.max(0, ...options.map(({ id }) => Number(id.slice(product.id.length + 6))))
  const option: Row = {
    __typename: 'ProductOption',
    id: product.id.replace('/Product/', '/ProductOption/').concat(String(number)),
    name,
  }
  options.push(option)
  return option
}

export function ensureValue(option: Row, name: string): Row {
  const values = valuesOf(option)
  const known = values.find((value) => value['name'] === name)
  if (known !== undefined) return known
  const number = String(values.length + 1).padStart(2, '0')
  const value: Row = {
    __typename: 'ProductOptionValue',
    id: option.id.replace('/ProductOption/', '/ProductOptionValue/').concat(number),
    name,
  }
  values.push(value)
  return value
}
