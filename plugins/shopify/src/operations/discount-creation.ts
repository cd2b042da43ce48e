import { Type } from '@patchbay/contract'
import { mutation } from '../building/mutation.ts'
import {
  asCode,
  automaticTerms,
  codeId,
  codeTerms,
  everyone,
  Items,
  itemsOf,
  Minimum,
  Off,
  ofEverything,
  reduced,
} from '../inputs/discount.ts'
import { AutomaticDiscount, CodeDiscount } from '../records/discount.ts'
import { at } from '../shape/record.ts'

const scopes = ['write_discounts']
const on = Type.Optional(Items('Of what it is taken off. Default: of everything.'))
const minimum = Type.Optional(Minimum)
const startsAt = '2026-11-01T00:00:00Z'

const units = (description: string) => Type.Integer({ minimum: 1, maximum: 99_999, description })

const codePlaces = { oncePerCustomer: 'appliesOncePerCustomer' }
const reductionPlaces = { off: 'customerGets.value', on: 'customerGets.items', minimum: 'minimumRequirement' }
/** Whom it is for has a place, but no field. */
const forEveryone = { everyone: 'context' }

/** The operations of `discounts` that make one, or make one anew. */
export const discountCreation = {
  create_code_basic: mutation({
    title: 'Create a discount code',
    description:
      'Makes a code that takes a percentage or an amount off, of everything, of products or of collections, for all customers.',
    effect: 'write',
    scopes,
    root: 'discountCodeBasicCreate',
    takes: { basicCodeDiscount: 'DiscountCodeBasicInput!' },
    input: Type.Object({ ...codeTerms, off: Off, on, minimum }),
    places: { ...codePlaces, ...reductionPlaces, ...forEveryone },
    prepare: (input) => ({ on: ofEverything, ...reduced(input), everyone }),
    answer: at('codeDiscountNode?', CodeDiscount),
    examples: [
      { title: 'Ten percent', input: { title: 'Autumn', code: 'AUTUMN10', startsAt, off: { percent: 10 } } },
    ],
  }),
  update_code_basic: mutation({
    title: 'Update a discount code',
    description:
      'Sets the given fields of a discount with a code that takes a percentage or an amount off, and leaves the others. Products and collections are added to those that it has.',
    effect: 'idempotent',
    scopes,
    root: 'discountCodeBasicUpdate',
    takes: { id: 'ID!', basicCodeDiscount: 'DiscountCodeBasicInput!' },
    input: Type.Object({
      id: codeId,
      ...Type.Partial(Type.Object(codeTerms)).properties,
      off: Type.Optional(Off),
      on,
      minimum,
    }),
    places: { ...codePlaces, ...reductionPlaces },
    prepare: (input) => ({ ...reduced(input), id: asCode(input.id) }),
    answer: at('codeDiscountNode?', CodeDiscount),
    examples: [
      {
        title: 'Until the end of the year',
        input: { id: 'gid://shopify/DiscountCodeNode/1700000001001', endsAt: '2026-12-31T23:00:00Z' },
      },
    ],
  }),
  create_code_bxgy: mutation({
    title: 'Create a code for buying some and getting some',
    description:
      'Makes a code by which whoever buys so many units of some items gets so many of others for less, or for nothing.',
    effect: 'write',
    scopes,
    root: 'discountCodeBxgyCreate',
    takes: { bxgyCodeDiscount: 'DiscountCodeBxgyInput!' },
    input: Type.Object({
      ...codeTerms,
      buys: Type.Object(
        { quantity: units('How many units must be bought.'), items: Items('Of what.') },
        { description: 'What must be bought.' },
      ),
      gets: Type.Object(
        {
          quantity: units('For how many units it is good.'),
          items: Items('Of what.'),
          percent: Type.Number({
            exclusiveMinimum: 0,
            maximum: 100,
            default: 100,
            description: 'Percent that are taken off of them; 100 makes them free.',
          }),
        },
        { description: 'What costs less then.' },
      ),
      usesPerOrder: Type.Optional(units('How often one order can use it.')),
    }),
    places: {
      ...codePlaces,
      ...forEveryone,
      buys: 'customerBuys',
      gets: 'customerGets',
      usesPerOrder: 'usesPerOrderLimit',
    },
    prepare: ({ buys, gets, ...input }) => ({
      ...input,
      everyone,
      buys: { value: { quantity: String(buys.quantity) }, items: itemsOf(buys.items) },
      gets: {
        value: {
          discountOnQuantity: {
            quantity: String(gets.quantity),
            effect: { percentage: Math.round(gets.percent * 100) / 10_000 },
          },
        },
        items: itemsOf(gets.items),
      },
    }),
    answer: at('codeDiscountNode?', CodeDiscount),
    examples: [
      {
        title: 'Buy two, get one free',
        input: {
          title: 'Third free',
          code: 'THIRDFREE',
          startsAt,
          buys: { quantity: 2, items: { collectionIds: ['gid://shopify/Collection/8700000001002'] } },
          gets: {
            quantity: 1,
            items: { collectionIds: ['gid://shopify/Collection/8700000001002'] },
            percent: 100,
          },
        },
      },
    ],
  }),
  create_code_free_shipping: mutation({
    title: 'Create a code for free shipping',
    description: 'Makes a code that takes the price of shipping off, everywhere or to some countries.',
    effect: 'write',
    scopes,
    root: 'discountCodeFreeShippingCreate',
    takes: { freeShippingCodeDiscount: 'DiscountCodeFreeShippingInput!' },
    input: Type.Object({
      ...codeTerms,
      countries: Type.Optional(
        Type.Array(Type.String({ pattern: '^[A-Z]{2}$' }), {
          minItems: 1,
          maxItems: 250,
          description: 'ISO 3166 codes. Default: every country.',
        }),
      ),
      maximumShippingPrice: Type.Optional(
        Type.String({
          pattern: '^[0-9]{1,12}(\\.[0-9]{1,2})?$',
          description: 'Dearer shipping is not free. Decimal number as text.',
        }),
      ),
      minimum,
    }),
    places: { ...codePlaces, ...forEveryone, countries: 'destination', minimum: 'minimumRequirement' },
    prepare: ({ countries, ...input }) => ({
      ...reduced(input),
      everyone,
      countries: countries === undefined ? { all: true } : { countries: { add: countries } },
    }),
    answer: at('codeDiscountNode?', CodeDiscount),
    examples: [
      {
        title: 'Within Germany',
        input: { title: 'Free shipping', code: 'SHIPFREE', startsAt, countries: ['DE'] },
      },
    ],
  }),
  create_automatic_basic: mutation({
    title: 'Create an automatic discount',
    description: 'Takes a percentage or an amount off of every order that it applies to, without a code.',
    effect: 'write',
    scopes,
    root: 'discountAutomaticBasicCreate',
    takes: { automaticBasicDiscount: 'DiscountAutomaticBasicInput!' },
    input: Type.Object({ ...automaticTerms, off: Off, on, minimum }),
    places: { ...reductionPlaces, ...forEveryone },
    prepare: (input) => ({ on: ofEverything, ...reduced(input), everyone }),
    answer: at('automaticDiscountNode?', AutomaticDiscount),
    examples: [
      {
        title: 'Five euros from fifty on',
        input: { title: 'Five off', startsAt, off: { amount: '5.00' }, minimum: { subtotal: '50.00' } },
      },
    ],
  }),
}
