import { Problem, Type } from '@patchbay/contract'
import { group } from '../building/group.ts'
import { mutation } from '../building/mutation.ts'
import { commonCache, operation } from '../building/operation.ts'
import { notesFor } from '../building/read-answer.ts'
import { nullable, NullableText, NullableTimestamp } from '../fields.ts'
import { ask } from '../graphql.ts'
import { list } from '../shape/lists.ts'
import { answerSchema, at, record } from '../shape/record.ts'
import { textOfSelection } from '../shape/selection.ts'

const resourceId = Type.String({
  pattern: '^gid://shopify/[A-Za-z0-9]+/[0-9]+$',
  description: 'Global id of what is translated, such as a product, a collection, a page or a menu.',
})
const locale = Type.String({
  pattern: '^[a-z]{2,3}(-[A-Za-z]{2,4})?$',
  description: 'A language of the shop, such as de; locales.list names them.',
})
const tent = 'gid://shopify/Product/8100000001001'

const Translatable = record({
  resourceId: Type.String(),
  content: at(
    'translatableContent',
    list(
      record({
        key: Type.String({ description: 'The field, such as title.' }),
        value: NullableText,
        digest: nullable(Type.String({ description: 'Names this value; translations.register needs it.' })),
        locale: Type.String(),
      }),
    ),
  ),
  translations: at(
    'translations(locale: $locale)',
    list(
      record({
        key: Type.String(),
        value: NullableText,
        locale: Type.String(),
        outdated: Type.Boolean({ description: 'Whether the original was changed since.' }),
        updatedAt: NullableTimestamp,
      }),
    ),
  ),
})

export const translations = group('translations', {
  get: operation({
    title: 'Get translations',
    description: 'What of something can be translated, and its translations into one language.',
    effect: 'read',
    scopes: ['read_translations'],
    input: Type.Object({ resourceId, locale }),
    output: Translatable.output,
    cache: commonCache,
    documents: {
      get: {
        text: (name) =>
          `query ${name}($resourceId: ID!, $locale: String!) { found: translatableResource(resourceId: $resourceId) { ${textOfSelection(Translatable.inner)} } }`,
        data: Type.Object({ found: nullable(answerSchema(Translatable)) }),
      },
    },
    async run(context, documents) {
      const { found } = await ask(context, documents.get, context.input)
      if (found === null) {
        throw new Problem('not_found', {
          detail: `Nothing with the id ${context.input.resourceId} can be translated.`,
          errors: [{ path: '/resourceId', message: 'does not exist, or has no text' }],
        })
      }
      return Translatable.read(found, notesFor(context.report)) as never
    },
    examples: [{ title: 'A product in German', input: { resourceId: tent, locale: 'de' } }],
  }),
  register: mutation({
    title: 'Set translations',
    description:
      'Sets translations of something, up to 100 at once. Each names the value that it translates by the digest that translations.get shows: a digest of an older value is refused.',
    effect: 'idempotent',
    scopes: ['write_translations'],
    root: 'translationsRegister',
    takes: { resourceId: 'ID!', translations: '[TranslationInput!]!' },
    input: Type.Object({
      resourceId,
      translations: Type.Array(
        Type.Object({
          key: Type.String({ minLength: 1, maxLength: 255, description: 'The field, such as title.' }),
          value: Type.String({ minLength: 1, maxLength: 1_048_576 }),
          locale,
          translatableContentDigest: Type.String({
            minLength: 1,
            maxLength: 255,
            description: '`digest` of what is translated.',
          }),
        }),
        { minItems: 1, maxItems: 100, description: 'What is translated.' },
      ),
    }),
    answer: record({
      items: at(
        'translations?',
        list(record({ key: Type.String(), value: NullableText, locale: Type.String() })),
      ),
    }),
    examples: [
      {
        title: 'A title in German',
        input: {
          resourceId: tent,
          translations: [
            {
              key: 'title',
              value: 'Gipfelzelt',
              locale: 'de',
              translatableContentDigest: '1d766ae2322260fa9336f26793c07dace25666bd316cd00912a977f60e5f6a61',
            },
          ],
        },
      },
    ],
  }),
})
