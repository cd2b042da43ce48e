import { Type, type Static } from '@patchbay/contract'

export const Item = Type.Object({
  id: Type.String(),
  sku: Type.String(),
  title: Type.String(),
  description: Type.String(),
  status: Type.Union([Type.Literal('active'), Type.Literal('draft'), Type.Literal('archived')]),
  price: Type.Object({ amount: Type.String(), currency: Type.String({ minLength: 3, maxLength: 3 }) }),
  tags: Type.Array(Type.String()),
  stock: Type.Array(
    Type.Object({
      warehouse: Type.String(),
      available: Type.Integer(),
      reserved: Type.Integer({ minimum: 0 }),
    }),
  ),
  weightGrams: Type.Integer({ minimum: 0 }),
  isFragile: Type.Boolean(),
  createdAt: Type.String(),
  updatedAt: Type.String(),
})

export type Item = Static<typeof Item>

/** The one item that there is: about 1 KB of JSON. */
export const item: Item = {
  id: 'item-1',
  sku: 'LAMP-OAK-42',
  title: 'Reading lamp with an oak foot',
  description:
    'A lamp for reading in bed or at a desk. The arm moves in two joints and stays where it is put; the shade turns ' +
    'all the way round. The foot is oiled oak and heavy enough for the arm at full reach. Comes with a cable of two ' +
    'metres and a switch within reach of the hand; the bulb is ' +
    'not included. Any bulb with an E14 base of up to forty watts fits, and the shade stays cool enough to be touched. ' +
    'Clean it with a dry cloth.',
  status: 'active',
  price: { amount: '84.90', currency: 'EUR' },
  tags: ['lamp', 'reading', 'oak', 'bedroom', 'desk'],
  stock: [
    { warehouse: 'north', available: 118, reserved: 4 },
    { warehouse: 'east', available: 36, reserved: 0 },
    { warehouse: 'south', available: 0, reserved: 12 },
    { warehouse: 'harbour', available: 870, reserved: 31 },
  ],
  weightGrams: 2140,
  isFragile: true,
  createdAt: '2026-01-12T08:15:00Z',
  updatedAt: '2026-11-02T17:40:21Z',
}
