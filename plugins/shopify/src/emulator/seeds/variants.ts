import type { Random } from '../random.ts'
import { refreshProduct } from '../product-totals.ts'
import { gidOf, money, type Row } from '../state.ts'

export interface Catalogue {
  readonly products: Row[]
  readonly variants: Row[]
  readonly inventoryItems: Row[]
}

/** In what a product varies; without either it has one variant. */
export interface Variety {
  readonly colors?: readonly string[]
  readonly sizes?: readonly string[]
}

/** Gives a product its variants, and each of them its stock at every location. */
export function addVariants(
  catalogue: Catalogue,
  product: Row,
  { colors, sizes }: Variety,
  cents: number,
  locations: readonly Row[],
  random: Random,
): void {
  const combinations = (colors ?? [undefined]).flatMap((color) =>
    (sizes ?? [undefined]).map((size) => ({ color, size })),
  )
  const optionsOf = ({ color, size }: { color: string | undefined; size: string | undefined }) => [
    ...(color === undefined ? [] : [{ name: 'Color', value: color }]),
    ...(size === undefined ? [] : [{ name: 'Size', value: size }]),
  ]
  const variants = combinations.map((combination, position): Row => {
    const selected = optionsOf(combination)
    const title = selected.map(({ value }) => value).join(' / ') || 'Default Title'
    const number = catalogue.variants.length
    const sku = `${initials(String(product['title']))}-${String(number + 1).padStart(4, '0')}`
    const variant: Row = {
      __typename: 'ProductVariant',
      id: gidOf('ProductVariant', 4_600_000_001_001 + number),
      title,
      displayName: `${String(product['title'])} - ${title}`,
      sku,
      barcode: `40${String(61_000_000_000 + number * 7)}`,
      price: money(cents + position * 100).amount,
      compareAtPrice:
        Array.isArray(product['tags']) && product['tags'].includes('sale')
          ? money(cents + 2_000).amount
          : null,
      position: position + 1,
      inventoryPolicy: 'DENY',
      taxable: true,
      availableForSale: product['status'] === 'ACTIVE',
      createdAt: product['createdAt'],
      updatedAt: product['updatedAt'],
      selectedOptions: selected.length === 0 ? [{ name: 'Title', value: 'Default Title' }] : selected,
      product,
    }
    catalogue.variants.push(variant)
    catalogue.inventoryItems.push(stocked(variant, number, cents, locations, random))
    return variant
  })
  product['variants'] = variants
  refreshProduct(product)
}

function stocked(
  variant: Row,
  number: number,
  cents: number,
  locations: readonly Row[],
  random: Random,
): Row {
  const item: Row = {
    __typename: 'InventoryItem',
    id: gidOf('InventoryItem', 4_800_000_001_001 + number),
    sku: variant['sku'],
    tracked: true,
    requiresShipping: true,
    unitCost: money(Math.round(cents * 0.45)),
    createdAt: variant['createdAt'],
    updatedAt: variant['updatedAt'],
    variant,
    variants: [variant],
  }
  const levels = locations.map((location, place): Row => {
    const available = random.integer(12) === 0 ? 0 : random.integer(40)
    const committed = random.integer(4)
    const stock = {
      available,
      committed,
      incoming: random.integer(5) === 0 ? 24 : 0,
      on_hand: available + committed,
    }
    const level: Row = {
      __typename: 'InventoryLevel',
      id: `${gidOf('InventoryLevel', 5_100_000_001_001 + number * 10 + place)}?inventory_item_id=${4_800_000_001_001 + number}`,
      item,
      location,
      stock,
      isActive: true,
      createdAt: variant['createdAt'],
      updatedAt: variant['updatedAt'],
    }
    if (Array.isArray(location['inventoryLevels'])) location['inventoryLevels'].push(level)
    return level
  })
  item['inventoryLevels'] = levels
  item['locationsCount'] = { count: levels.length, precision: 'EXACT' }
  variant['inventoryItem'] = item
  variant['inventoryQuantity'] = levels.reduce((sum, level) => sum + availableAt(level), 0)
  return item
}

function availableAt(level: Row): number {
  return (level['stock'] as { available: number }).available
}

function initials(title: string): string {
  return title
    .split(' ')
    .map((part) => part.slice(0, 3).toUpperCase())
    .join('-')
}
