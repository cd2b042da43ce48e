import { readTable } from '../../../catalogue/read-table.ts'

export interface Item {
  readonly id: string
  readonly name: string
  readonly brand: string
  readonly category: string
  readonly category2: string
  readonly variant: string
  readonly price: number
}

// Name, brand, category, second category, variant, price.
const table = `
Tulip Mix, 50 bulbs|Fernhill|Bulbs|Spring|50|24.9
Daffodil, 25 bulbs|Fernhill|Bulbs|Spring|25|14.5
Crocus, 100 bulbs|Fernhill|Bulbs|Spring|100|19.9
Allium Purple, 10 bulbs|Fernhill|Bulbs|Summer|10|17.5
Dahlia, 5 tubers|Fernhill|Bulbs|Summer|5|21
Compost Bin 300 l|Greenbox|Compost|Bins|300 l|59
Compost Starter 5 kg|Greenbox|Compost|Additives|5 kg|16.9
Worm Farm|Greenbox|Compost|Bins|(not set)|89
Hand Trowel|Ironleaf|Tools|Hand tools|(not set)|18
Garden Spade|Ironleaf|Tools|Long tools|(not set)|54
Border Fork|Ironleaf|Tools|Long tools|(not set)|49
Pruning Shears|Ironleaf|Tools|Cutting|(not set)|36
Lopper|Ironleaf|Tools|Cutting|(not set)|62
Watering Can 9 l|Ironleaf|Tools|Watering|9 l|39
Rain Barrel 200 l|Greenbox|Watering|Barrels|200 l|99
Drip Hose 25 m|Greenbox|Watering|Hoses|25 m|34
Tomato Seeds|Seedwright|Seeds|Vegetables|(not set)|3.9
Kale Seeds|Seedwright|Seeds|Vegetables|(not set)|3.5
Basil Seeds|Seedwright|Seeds|Herbs|(not set)|2.9
Wildflower Meadow 100 g|Seedwright|Seeds|Flowers|100 g|12.9
Raised Bed Larch|Timberline|Beds|Wood|120 cm|149
Raised Bed Steel|Timberline|Beds|Metal|180 cm|199
Cold Frame|Timberline|Beds|Glass|(not set)|129
Plant Labels, 50|Seedwright|Tools|Small things|50|7.9
Garden Gloves|Ironleaf|Clothing|Gloves|M|15.9
Knee Pads|Ironleaf|Clothing|Protection|(not set)|22
`

export const items: readonly Item[] = readTable(table, 6).map(
  ([name = '', brand = '', category = '', category2 = '', variant = '', price = ''], index) => ({
    id: `FH-${String(index + 1).padStart(3, '0')}`,
    name,
    brand,
    category,
    category2,
    variant,
    price: Number(price),
  }),
)

export const itemName = (index: number): string => items[index % items.length]?.name ?? '(not set)'
