import { Type, type TSchema } from '@patchbay/contract'

export const OrNull = <S extends TSchema>(schema: S, description: string) =>
  Type.Union([schema, Type.Null()], { description })

/** A moment as ISO 8601 in UTC; null for never. */
export const Moment = (description: string) => OrNull(Type.String({ format: 'date-time' }), description)

export const Count = (description: string) => Type.Integer({ description })

export const Text = (description: string) => Type.String({ description })

/** A full address that a caller sends. */
export const PageUrl = (description: string) =>
  Type.String({
    format: 'uri',
    pattern: '^https?://',
    maxLength: 2048,
    description,
    examples: ['https://www.fernhill.example/guides/compost-bin/'],
  })

/** Where a list goes on. Bing counts its pages from 0. */
export const pageField = {
  cursor: Type.Optional(
    Type.String({
      pattern: '^[0-9]{1,5}$',
      description: '`meta.next` of the page before. Default: the first page.',
    }),
  ),
}

export const pageOf = ({ cursor }: { readonly cursor?: string }): number => Number(cursor ?? 0)
