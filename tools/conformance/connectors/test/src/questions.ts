import { question, Type, type TObject, type FormQuestion } from '@patchbay/contract'

export const form = <S extends TObject>(message: string, schema: S): FormQuestion<S> =>
  question.form({ message, schema })

export const nameForm = form('What is your name?', Type.Object({ name: Type.String() }))

export const confirmForm = form('Please confirm', Type.Object({ ok: Type.Boolean() }))

export const completion = (text: string, maxTokens: number) =>
  question.completion({ messages: [{ role: 'user', content: { type: 'text', text } }], maxTokens })

export const defaultsForm = form(
  'Please review and update the form fields with defaults',
  Type.Object({
    name: Type.String({ default: 'John Doe' }),
    age: Type.Integer({ default: 30 }),
    score: Type.Number({ default: 95.5 }),
    status: Type.Union([Type.Literal('active'), Type.Literal('inactive'), Type.Literal('pending')], {
      default: 'active',
    }),
    verified: Type.Boolean({ default: true }),
  }),
)

const values = [
  { const: 'value1', title: 'First Option' },
  { const: 'value2', title: 'Second Option' },
  { const: 'value3', title: 'Third Option' },
]

export const enumsForm = form(
  'Please select options from the enum fields',
  Type.Object({
    untitledSingle: Type.Union([Type.Literal('option1'), Type.Literal('option2'), Type.Literal('option3')]),
    titledSingle: Type.Union(values.map(({ const: value, title }) => Type.Literal(value, { title }))),
    // Deprecated, and not what a schema library writes.
    legacyEnum: Type.Unsafe<string>({
      type: 'string',
      enum: ['opt1', 'opt2', 'opt3'],
      enumNames: ['Option One', 'Option Two', 'Option Three'],
    }),
    untitledMulti: Type.Array(
      Type.Unsafe<string>({ type: 'string', enum: ['option1', 'option2', 'option3'] }),
    ),
    titledMulti: Type.Array(Type.Unsafe<string>({ anyOf: values })),
  }),
)
