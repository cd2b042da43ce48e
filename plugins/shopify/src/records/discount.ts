import { Type } from '@patchbay/contract'
import { nullable, NullableTimestamp, Timestamp } from '../fields.ts'
import { page } from '../shape/lists.ts'
import { at, converted, record } from '../shape/record.ts'

const code = ['DiscountCodeBasic', 'DiscountCodeBxgy', 'DiscountCodeFreeShipping', 'DiscountCodeApp']
const automatic = code.map((type) => type.replace('Code', 'Automatic'))
const summarised = (types: readonly string[]): string[] => types.filter((type) => !type.endsWith('App'))

/** What is said of any discount; `of` is where Shopify keeps it, and `types` are those that may be there. */
const common = (of: string, types: readonly string[]) => {
  const said = <Name extends string>(name: Name) => `${of}<${types.join('|')}>?.${name}` as const
  return {
    id: Type.String(),
    type: at(
      `${of}.__typename`,
      Type.String({ description: 'Of what kind it is, such as DiscountCodeBasic or DiscountAutomaticBxgy.' }),
    ),
    title: at(
      said('title'),
      Type.String({ description: 'For the staff; of an automatic one, also for customers.' }),
    ),
    status: at(said('status'), Type.String({ description: 'ACTIVE, EXPIRED or SCHEDULED.' })),
    startsAt: at(said('startsAt'), Timestamp),
    endsAt: at(said('endsAt'), NullableTimestamp),
    summary: at(
      `${of}<${summarised(types).join('|')}>?.summary`,
      Type.String({ description: 'What it does, in words. Null for discounts of apps.' }),
    ),
    uses: at(
      said('asyncUsageCount'),
      Type.Integer({ description: 'How often it was used, counted with a delay.' }),
    ),
    tags: at(said('tags'), Type.Array(Type.String())),
    createdAt: at(said('createdAt'), Timestamp),
    updatedAt: at(said('updatedAt'), Timestamp),
  }
}

/** What only discounts with a code have. */
const withCodes = (of: string) => ({
  usageLimit: at(
    `${of}<${code.join('|')}>?.usageLimit`,
    nullable(Type.Integer({ description: 'How often it can be used in all.' })),
  ),
  oncePerCustomer: at(`${of}<${code.join('|')}>?.appliesOncePerCustomer`, Type.Boolean()),
  codeCount: at(`${of}<${code.join('|')}>?.codesCount?.count`, Type.Integer()),
  codes: at(
    `${of}<${code.join('|')}>?.codes`,
    converted(
      page(record({ code: Type.String() }), { first: 5 }),
      Type.Array(Type.String(), { description: 'The first five of its codes.' }),
      (codes) => codes.map((each) => each.code),
    ),
  ),
})

/** Any discount as a flat record. What an automatic one does not have is null. */
export const Discount = record({ ...common('discount', [...code, ...automatic]), ...withCodes('discount') })

/** A discount with a code, as mutations answer it. */
export const CodeDiscount = record({ ...common('codeDiscount', code), ...withCodes('codeDiscount') })

/** A discount that needs no code, as mutations answer it. */
export const AutomaticDiscount = record(common('automaticDiscount', automatic))
